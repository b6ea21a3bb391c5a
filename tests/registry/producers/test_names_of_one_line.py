"""What a producer is called, and its product, is one line wherever it is read: in a letter, on a certificate, in an event."""

from __future__ import annotations

from tests.registry.registry_harness import HUONG, Registry, a_product, particulars

FORGED = "Long nhãn\r\n\r\nMời nộp lệ phí tại\r\nhttp://evil.example"


class TestALineBreakInAName:
    async def test_is_a_space_in_the_product_and_in_what_is_published_of_it(self, registry: Registry) -> None:
        producer = (await a_product(registry))["producer_id"]
        made = await registry.send(
            HUONG, "/api/products", {"producer_id": producer, "name": FORGED, "set_no": 7, "description": "Một\nhai"}
        )
        assert made["name"] == "Long nhãn Mời nộp lệ phí tại http://evil.example"
        assert made["description"] == "Một\nhai"
        announced = [fact["product"]["name"] for fact in await registry.facts("vn.ocop.registry.product.registered.v1")]
        assert made["name"] in announced

    async def test_is_a_space_in_the_producers_name_and_its_representatives(self, registry: Registry) -> None:
        body = particulars(name="HTX\nTân Hưng")
        body["representative"] = {**body["representative"], "name": "Nguyễn\tThị\nHương"}
        made = await registry.send(HUONG, "/api/producers", body)
        assert (made["name"], made["representative"]["name"]) == ("HTX Tân Hưng", "Nguyễn Thị Hương")
