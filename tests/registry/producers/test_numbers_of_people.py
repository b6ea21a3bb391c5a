"""A household's tax code is a person's number: it matches, its keepers see it, and it is nowhere else."""

from __future__ import annotations

import asyncio
from typing import Any

from services.registry.producers import store
from services.registry.producers.commands import PersonCommand, ProducerCommand
from services.registry.producers.timers import put_numbers_apart
from tests.callers import person
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    NEIGHBOURS_OFFICER,
    OFFICER,
    PROVINCE_OFFICER,
    STRANGER,
    Registry,
    particulars,
)

NUMBER = "033085001234"


def household(**changes: Any) -> dict[str, Any]:
    return particulars(name="Hộ Nguyễn Văn Tám", kind="production-household", tax_code=NUMBER) | changes


class TestAPersonsNumber:
    async def test_is_in_no_event_no_refusal_and_nobody_elses_answer(self, registry: Registry) -> None:
        made = await registry.send(OFFICER, "/api/producers", household())
        path = f"/api/producers/{made['id']}"
        assert (made["tax_code"], made["representative"]["identity_number"]) == (NUMBER, NUMBER)
        product = {"producer_id": made["id"], "name": "Long nhãn", "set_no": 7}
        await registry.send(OFFICER, "/api/products", product)
        rows = [str(row) async for row in registry.service.database["outbox"].find({})]
        assert len(rows) >= 4
        assert not [row for row in rows if NUMBER in row]
        for who in (STRANGER, NEIGHBOURS_OFFICER):
            answer = await registry.at(who).get(path)
            assert (answer.status_code, NUMBER in answer.text) == (404, False)
            answer = await registry.at(who).get("/api/producers")
            assert NUMBER not in answer.text
        twice = await registry.at(PROVINCE_OFFICER).post("/api/producers", json=household(name="Hộ Ông Tám"))
        assert (twice.status_code, twice.json()["slug"]) == (409, "producer.already-registered")
        assert NUMBER not in twice.text
        wrong = await registry.at(OFFICER).post("/api/producers", json=household(kind="sme"))
        assert (wrong.status_code, NUMBER in wrong.text) == (422, False)

    async def test_is_covered_in_json_as_on_the_page_for_who_only_reads(self, registry: Registry) -> None:
        made = await registry.send(OFFICER, "/api/producers", household())
        reader = person("reader", "central-officer@vn")
        shown = await registry.read(reader, f"/api/producers/{made['id']}")
        [listed] = (await registry.read(reader, "/api/producers"))["items"]
        for answer in (shown, listed):
            assert answer["representative"]["name"] == "Nguyễn Thị Hương"
            assert (answer["tax_code"], NUMBER in str(answer)) == (None, False)
        whole = await registry.read(OFFICER, f"/api/producers/{made['id']}")
        assert (whole["tax_code"], whole["representative"]["identity_number"]) == (NUMBER, NUMBER)
        for answer in (shown, listed, whole, made):
            assert not {"identity_key", "likeness", "sort_key"} & answer.keys()

    async def test_stays_when_what_was_read_is_sent_back(self, registry: Registry) -> None:
        made = await registry.send(OFFICER, "/api/producers", household())
        path = f"/api/producers/{made['id']}"
        read = await registry.read(OFFICER, path)
        person = {name: read["representative"][name] for name in PersonCommand.model_fields}
        back = {name: read[name] for name in ProducerCommand.model_fields} | {
            "place": read["place"]["path"],
            "representative": person,
        }
        after = await registry.send(OFFICER, path, back, version=read["version"], method="PUT")
        assert (after["tax_code"], after["representative"]) == (NUMBER, read["representative"])

    async def test_is_matched_by_a_key_in_the_database(self, registry: Registry) -> None:
        made = await registry.send(OFFICER, "/api/producers", household())
        row = await registry.service.database["producers"].find_one({"_id": made["id"]})
        assert row is not None
        apart = {name: value for name, value in row.items() if name != "representative"}
        assert NUMBER not in str(apart)
        unit = registry.service.work.reading()
        found = await store.of_person(unit, NUMBER, OFFICER)
        assert (found and found.id, await store.of_person(unit, "033085009999", OFFICER)) == (made["id"], None)

    async def test_is_asked_for_by_a_form_that_leads_to_whom_one_may_see(self, registry: Registry) -> None:
        made = await registry.send(OFFICER, "/api/producers", household())
        for who, leads in (
            (OFFICER, f"/producers/{made['id']}"),
            (NEIGHBOURS_OFFICER, "/producers"),
            (STRANGER, "/producers"),
        ):
            browser = Browser(registry, who)
            await browser.open("/producers", announced=("Hộ Nguyễn Văn Tám",))
            assert await browser.submit("/producers/found", {"number": " 033 085 001 234"}) == leads
        assert "Không có chủ thể nào bạn được xem" in (await browser.client.get("/producers?lang=vi")).text

    async def test_that_is_none_is_refused_beside_the_field_and_kept_nowhere(self, registry: Registry) -> None:
        browser = Browser(registry, OFFICER)
        await browser.open("/producers")
        said = await browser.submit("/producers/found", {"number": "0330850012345"}, status=422)
        assert "Số định danh cá nhân không đúng dạng" in said
        assert [one async for one in registry.service.database["drafts"].find({})] == []

    async def test_is_in_no_address_the_list_leads_to(self, registry: Registry) -> None:
        made = await registry.send(OFFICER, "/api/producers", household())
        client = Browser(registry, OFFICER).client
        for asked in (NUMBER, " 033.085.001.234 "):
            answer = await client.get("/producers", params={"q": asked, "sort": "name"})
            assert (answer.status_code, answer.headers["location"]) == (303, "/registry/producers")
        text = (await client.get("/producers")).text
        assert ("Tìm theo số định danh cá nhân" in text, NUMBER in text) == (True, False)
        assert (await store.known_to(registry.service.work.reading(), OFFICER, text=NUMBER)).items == []
        assert made["id"] in (await client.get("/producers", params={"q": "Nguyễn Văn Tám"})).text

    async def test_is_entered_once_by_two_at_once(self, registry: Registry) -> None:
        sent = (registry.at(OFFICER).post("/api/producers", json=household(name=f"Hộ {at}")) for at in range(4))
        assert sorted(answer.status_code for answer in await asyncio.gather(*sent)) == [201, 409, 409, 409]

    async def test_gives_way_to_another_code(self, registry: Registry) -> None:
        made = await registry.send(OFFICER, "/api/producers", household())
        path = f"/api/producers/{made['id']}"
        changed = await registry.send(OFFICER, path, household(tax_code="0901234564"), version=1, method="PUT")
        assert (changed["tax_code"], changed["representative"]["identity_number"]) == ("0901234564", None)
        await registry.send(OFFICER, "/api/producers", household(name="Hộ Ông Chín"))


class TestAHomeOfAnEarlierRelease:
    async def test_has_its_numbers_put_apart_when_the_service_starts(self, registry: Registry) -> None:
        made = await registry.send(OFFICER, "/api/producers", household(tax_code=None))
        other = await registry.send(OFFICER, "/api/producers", household(name="Hộ Ông Chín", tax_code="033085005678"))
        rows = registry.service.database["producers"]
        await rows.update_one({"_id": made["id"]}, {"$set": {"tax_code": NUMBER}})
        await rows.update_one({"_id": other["id"]}, {"$set": {"identity_key": "00000000:of-another-secret"}})
        await put_numbers_apart(registry.service)
        await put_numbers_apart(registry.service)  # what is done is done
        unit = registry.service.work.reading()
        for id, number in ((made["id"], NUMBER), (other["id"], "033085005678")):
            kept = await store.producers.get(unit, id)
            assert (kept.tax_code, kept.tax_number) == (None, number)
            assert kept.identity_key == unit.matched_by(number)
