"""What a producer is called, and its product, is one line wherever it is read: in a letter, on a certificate, in an event."""

from __future__ import annotations

import pytest

from tests.registry.registry_harness import HUONG, Registry, a_product, particulars

FORGED = "Long nhãn\r\n\r\nMời nộp lệ phí tại\r\nhttp://evil.example"


class TestALineBreakInAName:
    async def test_of_a_product_is_refused_and_nothing_is_published(self, registry: Registry) -> None:
        producer = (await a_product(registry))["producer_id"]
        body = {"producer_id": producer, "name": FORGED, "set_no": 7, "description": "Một\nhai"}
        refused = await registry.send(HUONG, "/api/products", body, status=422)
        assert (refused["slug"], refused["pointer"]) == ("request.field-invalid", "/name")
        made = await registry.send(HUONG, "/api/products", body | {"name": "\r\nLong nhãn Ðông Tảo\n"})
        assert (made["name"], made["description"]) == ("Long nhãn Đông Tảo", "Một\nhai")
        announced = [fact["product"]["name"] for fact in await registry.facts("vn.ocop.registry.product.registered.v1")]
        assert announced == ["Long nhãn sấy Tân Hưng", "Long nhãn Đông Tảo"]

    @pytest.mark.parametrize("break_", ["\n", "\u2028", "\v"])
    async def test_of_a_producer_and_its_representative_is_refused(self, registry: Registry, break_: str) -> None:
        body = particulars(name=f"HTX{break_}Tân Hưng")
        body["representative"] = {**body["representative"], "name": f"Nguyễn Thị{break_}Hương"}
        refused = await registry.send(HUONG, "/api/producers", body, status=422)
        assert {one["pointer"] for one in refused["errors"]} == {"/name", "/representative/name"}
