"""Likely twins: found as they are entered, shown to the officer of the place, merged with a trail or set apart for good."""

from __future__ import annotations

import asyncio
import html
from datetime import date, timedelta
from typing import Any

import pytest

from kit.work import Unit
from services.registry.producers import store as producers
from services.registry.producers.commands import MergeCommand, ProducerCommand
from services.registry.producers.use_cases import merge_producer, register_producer
from services.registry.products.commands import NewProductCommand
from services.registry.products.use_cases import merge_product, register_product
from services.registry.twins.timers import look_once
from tests.registry.recognitions.test_lists_at_once import ROW, a_list
from tests.registry.recognitions.test_sent_lists import entered, taken_back
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    CHAU,
    COMMUNE,
    HUONG,
    NEIGHBOUR,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PROVINCE_OFFICER,
    Registry,
    a_draft,
    particulars,
    reseated,
    ruled,
    submitted,
)

REASON = "Cùng một hợp tác xã, ghi hai lần"


async def pairs(registry: Registry, who: Any = OFFICER) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await registry.read(who, "/api/twins"))["items"]
    return found


async def two(registry: Registry, **changes: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """One co-operative, entered twice: by its own person, and by an officer under a longer name."""
    one = await registry.send(HUONG, "/api/producers", particulars(name="HTX Nhãn lồng Quý Hương"))
    said = particulars(name="Hợp tác xã Nhãn lồng Quí Hương", tax_code="0901234564") | changes
    return one, await registry.send(OFFICER, "/api/producers", said)


async def merge(registry: Registry, pair: dict[str, Any], keep: str, who: Any = OFFICER, **more: Any) -> Any:
    kind = "producers" if pair["kind"] == "producer" else "products"
    seen = [(await registry.read(who, f"/api/{kind}/{pair[at]}"))["version"] for at in ("one", "other")]
    body = {"keep": keep, "one_version": seen[0], "other_version": seen[1], "reason": REASON}
    return await registry.send(who, f"/api/twins/{pair['id']}/merging", body, version=pair["version"], **more)


class TestLikelyTwins:
    async def test_are_found_as_they_are_entered_and_shown_side_by_side(self, registry: Registry) -> None:
        one, other = await two(registry)
        [pair] = await pairs(registry)
        assert ({pair["one"], pair["other"]}, pair["kind"], pair["how"]) == ({one["id"], other["id"]}, "producer", 100)
        text = html.unescape((await Browser(registry, OFFICER).client.get(f"/twins/{pair['id']}")).text)
        assert "HTX Nhãn lồng Quý Hương" in text
        assert "Hợp tác xã Nhãn lồng Quí Hương" in text
        assert "Khác nhau</strong>" in text
        listed = html.unescape((await Browser(registry, OFFICER).client.get("/twins")).text)
        assert f"/twins/{pair['id']}" in listed

    async def test_entered_at_one_instant_are_found_all_the_same(self, registry: Registry) -> None:
        both, seen = asyncio.Barrier(2), set[str]()

        async def enter(unit: Unit, name: str) -> None:
            await producers.producers.find(unit, "nobody")  # from here on it sees what is kept by now
            if name not in seen:
                seen.add(name)
                await both.wait()
            await register_producer(unit, ProducerCommand.model_validate(particulars(name=name)), by=OFFICER)

        async with asyncio.timeout(20):
            names = ("HTX Nhãn lồng Quý Hương", "Hợp tác xã Nhãn lồng Quí Hương")
            await asyncio.gather(*(registry.service.work.run(enter, name) for name in names))
        assert len(await pairs(registry)) == 1

    async def test_are_the_registrars_of_both_places(self, registry: Registry) -> None:
        await two(registry, place=COMMUNE)
        [pair] = await pairs(registry)
        assert await pairs(registry, NEIGHBOURS_OFFICER) == []
        assert len(await pairs(registry, PROVINCE_OFFICER)) == 1
        assert (await registry.at(NEIGHBOURS_OFFICER).get(f"/api/twins/{pair['id']}")).status_code == 404
        assert (await registry.at(HUONG).get("/api/twins")).status_code == 403

    async def test_of_two_communes_are_for_who_answers_for_both(self, registry: Registry) -> None:
        await registry.send(OFFICER, "/api/producers", particulars(name="HTX Đông Tảo"))
        await registry.send(NEIGHBOURS_OFFICER, "/api/producers", particulars(NEIGHBOUR, name="Hợp tác xã Đông Tảo"))
        assert await pairs(registry, OFFICER) == []
        assert len(await pairs(registry, PROVINCE_OFFICER)) == 1

    async def test_set_apart_are_not_asked_about_again(self, registry: Registry) -> None:
        _one, other = await two(registry)
        [pair] = await pairs(registry)
        where = f"/api/twins/{pair['id']}/parting"
        await registry.send(OFFICER, where, {"reason": " "}, version=1, status=422)
        parted = await registry.send(OFFICER, where, {"reason": "Hai hợp tác xã khác nhau"}, version=1)
        assert (parted["state"], await pairs(registry)) == ("apart", [])
        named = particulars(name="HTX Nhãn lồng Quí Hương", tax_code="0901234564")
        await registry.send(OFFICER, f"/api/producers/{other['id']}", named, version=1, method="PUT")
        assert await pairs(registry) == []
        again = await registry.send(OFFICER, f"/api/twins/{pair['id']}/asking", {}, version=2)
        assert (again["state"], len(await pairs(registry))) == ("open", 1)

    async def test_of_an_earlier_release_are_found_a_little_later(self, registry: Registry) -> None:
        await two(registry)
        database = registry.service.database
        await database["producers"].update_many({}, {"$unset": {"likeness": ""}})
        await database["twins"].delete_many({})
        await look_once(registry.service)
        assert len(await pairs(registry)) == 1

    async def test_follow_a_record_that_moves_to_another_commune(self, registry: Registry) -> None:
        _one, other = await two(registry)
        moved = particulars(NEIGHBOUR, name=other["name"], tax_code="0901234564")
        await registry.send(
            PROVINCE_OFFICER, f"/api/producers/{other['id']}", moved, version=other["version"], method="PUT"
        )
        assert (await pairs(registry, OFFICER), len(await pairs(registry, PROVINCE_OFFICER))) == ([], 1)

    async def test_are_none_of_a_record_that_ended(self, registry: Registry) -> None:
        _one, other = await two(registry)
        product = {"producer_id": "p-huong", "name": "Long nhãn sấy Tân Hưng", "set_no": 7}
        await registry.send(HUONG, "/api/products", product)
        twin = await registry.send(HUONG, "/api/products", product | {"name": "Long nhãn sấy, Tân Hưng"})
        assert sorted(pair["kind"] for pair in await pairs(registry)) == ["producer", "product"]
        ended = {"reason": "Ngừng sản xuất"}
        await registry.send(OFFICER, f"/api/products/{twin['id']}/withdrawal", ended, version=twin["version"])
        await registry.send(OFFICER, f"/api/producers/{other['id']}/closing", ended, version=other["version"])
        assert await pairs(registry) == []

    async def test_of_a_list_that_is_taken_back_are_forgotten(self, registry: Registry) -> None:
        await entered(registry, a_list(ROW))
        other = ROW | {"producer": "Hợp tác xã Ong Mĩ Hào", "decision": "9/QĐ-UBND", "decided_on": "2023-01-02"}
        list_ = await entered(registry, a_list(other))
        found = {pair["kind"] for pair in await pairs(registry, PROVINCE_OFFICER)}
        assert found == {"producer", "product"}
        await taken_back(registry, list_)
        assert await pairs(registry, PROVINCE_OFFICER) == []

    async def test_are_warned_of_before_one_is_entered_and_who_has_looked_goes_on(self, registry: Registry) -> None:
        await registry.send(HUONG, "/api/producers", particulars(name="HTX Nhãn lồng Quý Hương"))
        browser = Browser(registry, OFFICER)
        form = {
            "name": "Hợp tác xã Nhãn lồng Quí Hương",
            "kind": "cooperative",
            "place": "Xã Tân Hưng, Tỉnh Hưng Yên",
            "representative-name": "Nguyễn Thị Hương",
        }
        await browser.open("/producers/new")
        refused = await browser.submit("/producers/new", form, status=409)
        text = html.unescape(refused.text if hasattr(refused, "text") else str(refused))
        assert "Có thể đã đăng ký rồi: HTX Nhãn lồng Quý Hương" in text
        await browser.submit("/producers/new", form | {"alike": "yes"})
        assert len(await pairs(registry)) == 1


class TestMergingProducers:
    async def test_brings_along_what_belonged_to_the_twin(self, registry: Registry) -> None:
        one, other = await two(registry)
        dossier = await submitted(registry)
        [pair] = [pair for pair in await pairs(registry) if pair["kind"] == "producer"]
        await merge(registry, pair, other["id"])
        kept = await registry.read(OFFICER, f"/api/producers/{other['id']}")
        assert (kept["name"], kept["tax_code"]) == ("Hợp tác xã Nhãn lồng Quí Hương", "0901234564")
        moved = await registry.read(OFFICER, f"/api/dossiers/{dossier['id']}")
        assert moved["producer_name"] == kept["name"]
        product = await registry.read(OFFICER, f"/api/products/{dossier['product_id']}")
        assert product["producer_id"] == other["id"]
        [fact] = await registry.facts("vn.ocop.registry.producer.merged.v1")
        assert (fact["producer_id"], fact["into_id"], fact["reason"]) == (one["id"], other["id"], REASON)
        [followed] = await registry.facts("vn.ocop.registry.dossier.moved.v1")
        assert (followed["dossier_id"], followed["producer"]["id"]) == (dossier["id"], other["id"])
        gone = await registry.read(OFFICER, f"/api/producers/{one['id']}")
        assert (gone["state"], gone["merged_into"], gone["representative"]["name"]) == ("merged", other["id"], "")
        assert [step["note"] for step in gone["steps"]] == [REASON]
        led = await Browser(registry, OFFICER).client.get(f"/producers/{one['id']}", follow_redirects=False)
        assert (led.status_code, led.headers["location"].endswith(f"/producers/{other['id']}")) == (303, True)
        assert [one["id"] for one in (await registry.read(OFFICER, "/api/producers"))["items"]] == [other["id"]]

    async def test_a_ruling_on_the_twins_dossier_still_certifies_the_product(self, registry: Registry) -> None:
        _, other = await two(registry)
        dossier = await submitted(registry)
        [pair] = [pair for pair in await pairs(registry) if pair["kind"] == "producer"]
        await merge(registry, pair, other["id"])
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        assert await registry.parked() == []
        [certificate] = [row async for row in registry.service.database["certificates"].find({})]
        assert certificate["producer_id"] == other["id"]

    async def test_leaves_no_product_behind_that_is_entered_at_the_same_moment(self, registry: Registry) -> None:
        one, other = await two(registry)
        both, seen = asyncio.Barrier(2), set[str]()

        async def once_both_look(unit: Unit, who: str) -> None:
            await producers.producers.get(unit, one["id"])
            if who not in seen:  # only the first time: who is run again goes straight on
                seen.add(who)
                await both.wait()

        async def merge_it(unit: Unit) -> None:
            await once_both_look(unit, "merge")
            command = MergeCommand(into=other["id"], reason=REASON)
            await merge_producer(unit, one["id"], command, by=OFFICER, expected=one["version"])

        async def enter(unit: Unit) -> None:
            await once_both_look(unit, "enter")
            command = NewProductCommand(producer_id=one["id"], name="Nhãn sấy dẻo", set_no=7)
            await register_product(unit, command, by=HUONG)

        async with asyncio.timeout(20):
            work = registry.service.work
            await asyncio.gather(work.run(merge_it), work.run(enter), return_exceptions=True)
        assert (await producers.producers.get(registry.service.work.reading(), one["id"])).merged_into == other["id"]
        assert [row async for row in registry.service.database["products"].find({"producer_id": one["id"]})] == []

    async def test_gives_the_kept_one_what_it_lacked(self, registry: Registry) -> None:
        one, _ = await two(registry)
        [pair] = await pairs(registry)
        await merge(registry, pair, one["id"])
        kept = await registry.read(OFFICER, f"/api/producers/{one['id']}")
        assert (kept["name"], kept["tax_code"]) == ("HTX Nhãn lồng Quý Hương", "0901234564")

    async def test_lets_the_kept_one_take_the_twins_own_code_later(self, registry: Registry) -> None:
        one, other = await two(registry)
        said = particulars(name=one["name"], tax_code="0901234564-001")
        path = f"/api/producers/{one['id']}"
        await registry.send(HUONG, path, said, version=one["version"], method="PUT")
        [pair] = await pairs(registry)
        await merge(registry, pair, one["id"])
        gone = await registry.read(OFFICER, f"/api/producers/{other['id']}")
        assert gone["tax_code"] == "0901234564"
        somebody = particulars(name="HTX Ong Mỹ Hào", tax_code="0901234564")
        assert (await registry.at(OFFICER).post("/api/producers", json=somebody)).status_code == 409
        kept = await registry.read(OFFICER, path)
        own = said | {"tax_code": "0901234564"}
        after = await registry.send(OFFICER, path, own, version=kept["version"], method="PUT")
        gone = await registry.read(OFFICER, f"/api/producers/{other['id']}")
        assert (after["tax_code"], gone["tax_code"]) == ("0901234564", None)

    @pytest.mark.parametrize("keeps", ["one", "other"])
    async def test_closes_the_twin_too_to_who_stood_aside(self, registry: Registry, keeps: str) -> None:
        one, other = await two(registry)
        dossier = await submitted(registry)
        await registry.consume(reseated(dossier, recused=[OFFICER]))
        [pair] = await pairs(registry, PROVINCE_OFFICER)
        await merge(registry, pair, {"one": one, "other": other}[keeps]["id"], PROVINCE_OFFICER)
        assert [found["id"] for found in (await registry.read(OFFICER, "/api/producers"))["items"]] == []
        for id in (one["id"], other["id"]):
            assert (await registry.at(OFFICER).get(f"/api/producers/{id}")).status_code == 404
            await registry.read(PROVINCE_OFFICER, f"/api/producers/{id}")

    async def test_is_refused_to_who_looked_at_something_older(self, registry: Registry) -> None:
        one, _other = await two(registry)
        [pair] = await pairs(registry)
        body = {"keep": one["id"], "one_version": 7, "other_version": 1, "reason": REASON}
        await registry.send(OFFICER, f"/api/twins/{pair['id']}/merging", body, version=1, status=412)
        await merge(registry, pair, "somebody-else", status=422)
        assert len(await pairs(registry)) == 1

    @pytest.mark.parametrize("who", [HUONG, CHAU, NEIGHBOURS_OFFICER])
    async def test_is_the_registrars_alone(self, registry: Registry, who: Any) -> None:
        one, other = await two(registry)
        [pair] = await pairs(registry)
        body = {"keep": other["id"], "one_version": 1, "other_version": 1, "reason": REASON}
        answer = await registry.at(who).post(f"/api/twins/{pair['id']}/merging", json=body, headers={"if-match": '"1"'})
        assert answer.status_code == 404
        assert (await producers.producers.get(registry.service.work.reading(), one["id"])).merged_into is None


class TestMergingProducts:
    async def test_brings_along_dossiers_and_leads_the_public_on(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        twin = {"producer_id": dossier["producer_id"], "name": "Long nhãn sấy Tân Hưng.", "set_no": 7}
        other = await registry.send(OFFICER, "/api/products", twin)
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        [pair] = [pair for pair in await pairs(registry) if pair["kind"] == "product"]
        await merge(registry, pair, other["id"])
        kept = await registry.read(OFFICER, f"/api/products/{other['id']}")
        assert (kept["certified"]["star"], kept["listed"]) == (4, True)
        led = await registry.at(None).get(f"/products/{dossier['product_id']}", follow_redirects=False)
        assert (led.status_code, led.headers["location"].endswith(f"/products/{other['id']}")) == (303, True)
        public = await registry.at(None).get(f"/api/public/products/{dossier['product_id']}")
        assert public.json()["id"] == other["id"]
        [fact] = await registry.facts("vn.ocop.registry.product.merged.v1")
        assert (fact["product_id"], fact["into_id"]) == (dossier["product_id"], other["id"])

    async def test_closes_the_twin_too_to_who_stood_aside(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        twin = {"producer_id": dossier["producer_id"], "name": "Long nhãn sấy, Tân Hưng", "set_no": 7}
        other = await registry.send(HUONG, "/api/products", twin)
        await registry.consume(reseated(dossier, recused=[OFFICER]))
        [pair] = [pair for pair in await pairs(registry, PROVINCE_OFFICER) if pair["kind"] == "product"]
        await merge(registry, pair, dossier["product_id"], PROVINCE_OFFICER)
        assert (await registry.read(OFFICER, "/api/products"))["items"] == []
        for id in (dossier["product_id"], other["id"]):
            assert (await registry.at(OFFICER).get(f"/api/products/{id}")).status_code == 404
            await registry.read(PROVINCE_OFFICER, f"/api/products/{id}")

    async def test_is_refused_while_both_have_a_dossier(self, registry: Registry) -> None:
        first = await a_draft(registry)
        twin = {"producer_id": first["producer_id"], "name": "Long nhãn sấy, Tân Hưng", "set_no": 7}
        other = await registry.send(HUONG, "/api/products", twin)
        await registry.send(HUONG, "/api/dossiers", {"product_id": other["id"], "kind": "first"})
        [pair] = [pair for pair in await pairs(registry) if pair["kind"] == "product"]
        refused = await merge(registry, pair, other["id"], status=409)
        assert refused["slug"] == "product.both-have-dossiers"
        assert len([pair for pair in await pairs(registry) if pair["kind"] == "product"]) == 1

    async def test_into_a_record_of_a_list_without_a_producer_takes_the_producer_along(
        self, registry: Registry
    ) -> None:
        dossier = await submitted(registry)
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        row = ROW | {"product": "Long nhãn sấy Tân Hưng", "producer": "", "set_no": "7"}
        await entered(registry, a_list(row))
        database = registry.service.database
        nobodys = await database["products"].find_one({"producer_id": ""})
        own = await registry.read(PROVINCE_OFFICER, f"/api/products/{dossier['product_id']}")
        assert nobodys is not None

        async def merge_it(unit: Unit) -> None:
            command = MergeCommand(into=nobodys["_id"], reason=REASON)
            await merge_product(unit, own["id"], command, by=PROVINCE_OFFICER, expected=own["version"])

        await registry.service.work.run(merge_it)
        kept = await registry.read(HUONG, f"/api/products/{nobodys['_id']}")
        assert (kept["producer_id"], kept["producer_name"]) == (dossier["producer_id"], dossier["producer_name"])
        moved = await registry.read(HUONG, f"/api/dossiers/{dossier['id']}")
        assert (moved["product_id"], moved["producer_id"]) == (kept["id"], dossier["producer_id"])
        certificates = [one async for one in database["certificates"].find({})]
        assert len(certificates) == 2
        assert {one["producer_id"] for one in certificates} == {dossier["producer_id"]}


class TestPairsThatWait:
    async def test_are_counted_for_who_may_decide_and_measured_by_age(self, registry: Registry) -> None:
        await two(registry)
        for who, count in ((OFFICER, "1"), (PROVINCE_OFFICER, "1"), (NEIGHBOURS_OFFICER, "0")):
            queues = (await Browser(registry, who).client.get("/queues/own")).json()["queues"]
            assert [one["count"] for one in queues if one["href"] == "/registry/twins"] == [count]
        assert "/twins" not in (await Browser(registry, HUONG).client.get("/queues/own")).text
        read = registry.service.metrics.registry.get_sample_value
        registry.clock.advance(timedelta(days=31))
        await registry.service.figures.refresh("twins")
        assert read("ocop_twins_open", {"kind": "producer"}) == 1
        assert read("ocop_twins_oldest_open_seconds", {"kind": "producer"}) == 31 * 86_400
        assert read("ocop_twins_open", {"kind": "product"}) == 0
        [pair] = await pairs(registry)
        await registry.send(OFFICER, f"/api/twins/{pair['id']}/parting", {"reason": REASON}, version=1)
        await registry.service.figures.refresh("twins")
        assert read("ocop_twins_open", {"kind": "producer"}) == 0
        assert read("ocop_twins_oldest_open_seconds", {"kind": "producer"}) == 0
        await registry.send(OFFICER, f"/api/twins/{pair['id']}/asking", {}, version=2)
        registry.clock.advance(timedelta(hours=1))
        await registry.service.figures.refresh("twins")
        assert read("ocop_twins_oldest_open_seconds", {"kind": "producer"}) == 3600

    async def test_of_an_earlier_release_are_counted_though_nobody_knows_since_when(self, registry: Registry) -> None:
        await two(registry)
        await registry.service.database["twins"].update_many({}, {"$unset": {"open_since": ""}})
        await registry.service.figures.refresh("twins")
        read = registry.service.metrics.registry.get_sample_value
        assert read("ocop_twins_open", {"kind": "producer"}) == 1
        assert read("ocop_twins_oldest_open_seconds", {"kind": "producer"}) == 0
