"""Who of a council may see a dossier in the registry: those who sit before it and did not stand aside, while they sit."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from ocop_events.envelope import EventData
from ocop_events.evaluation.advisory import AdvisoryAssignedV1, AdvisoryReportedV1
from ocop_events.examples import example

from kit.identity import Principal
from law.rulebooks import shelf
from services.registry.seats import store
from tests.callers import person
from tests.records import record_of
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    HUONG,
    MEMBER,
    OFFICER,
    PROVINCE_OFFICER,
    STRANGER,
    Registry,
    a_draft,
    best,
    dissolved,
    formed,
    reseated,
    ruled,
    stands_aside,
    submitted,
)

SECOND = person("second", "member@33")
CHAIR = person("chair", "chair@33")
ELSEWHERE = person("elsewhere", "member@33/330")
UNSEATED = [CHAIR, person("secretary", "secretary@33"), SECOND, person("adviser", "adviser@33"), person("i", "inspector@33")]  # fmt: skip


@pytest.fixture
async def dossier(registry: Registry) -> Any:
    return await submitted(registry)


def about(dossier: dict[str, Any]) -> dict[str, Any]:
    return {"case_id": "c-1", "dossier_id": dossier["id"], "office": "33"}


def advising(dossier: dict[str, Any], *people: Principal, recused: Sequence[str] = ()) -> AdvisoryAssignedV1:
    said = example("vn.ocop.evaluation.advisory.assigned.v1") | about(dossier)
    return AdvisoryAssignedV1.model_validate(said | {"persons": [one.id for one in people], "recused": [*recused]})


async def sees(registry: Registry, who: Principal, dossier: dict[str, Any]) -> bool:
    """Tries every endpoint to the dossier; all must say the same."""
    at, paper = f"/dossiers/{dossier['id']}", dossier["evidence"][0]["id"]
    endpoints = [f"/api{at}", f"/api{at}/self-assessment", f"/api{at}/evidence/{paper}/content"]
    answers = [(await registry.at(who).get(endpoint)).status_code for endpoint in endpoints]
    browser = Browser(registry, who)
    answers += [(await browser.client.get(page)).status_code for page in (at, f"{at}/self-assessment")]
    listed = [one["id"] for one in (await registry.read(who, "/api/dossiers"))["items"]]
    counted = len((await registry.read(who, "/api/dossiers?limit=1&state=submitted"))["items"])
    of_product = (await browser.client.get(f"/products/{dossier['product_id']}")).text
    shown = (await browser.client.get("/dossiers")).text
    signs = [listed == [dossier["id"]], counted == 1, dossier["number"] in shown]
    assert len({*answers}) == 1, answers
    assert len({*signs}) == 1, signs
    assert answers[0] in (200, 404)
    assert signs[0] is (answers[0] == 200)
    assert signs[0] or at not in of_product
    return signs[0]


class TestADossier:
    async def test_is_hidden_from_whoever_sits_on_no_council_before_it(
        self, registry: Registry, dossier: dict[str, Any]
    ) -> None:
        await registry.consume(formed(dossier, MEMBER))
        for who in (*UNSEATED, STRANGER):
            assert not await sees(registry, who, dossier), who.id

    async def test_is_open_to_whoever_sits_until_the_council_is_dissolved(
        self, registry: Registry, dossier: dict[str, Any]
    ) -> None:
        assert not await sees(registry, MEMBER, dossier)
        await registry.consume(formed(dossier, MEMBER, CHAIR), 1)
        assert await sees(registry, MEMBER, dossier)
        assert await sees(registry, CHAIR, dossier)
        await registry.consume(dissolved(dossier), 2)
        assert not await sees(registry, MEMBER, dossier)
        assert not await sees(registry, CHAIR, dossier)

    async def test_is_open_to_whoever_was_given_the_advisory_work_until_their_report(
        self, registry: Registry, dossier: dict[str, Any]
    ) -> None:
        adviser, other = (person(name, "adviser@33") for name in ("lan", "binh"))
        await registry.consume(advising(dossier, adviser), 1)
        assert [await sees(registry, who, dossier) for who in (adviser, other)] == [True, False]
        await registry.consume(advising(dossier, other, recused=[adviser.id]), 2)
        assert [await sees(registry, who, dossier) for who in (adviser, other)] == [False, True]
        await registry.consume(advising(dossier, adviser), 1)  # late, or twice
        assert [await sees(registry, who, dossier) for who in (adviser, other)] == [False, True]
        said = example("vn.ocop.evaluation.advisory.reported.v1") | about(dossier)
        await registry.consume(AdvisoryReportedV1.model_validate(said), 3)
        assert not await sees(registry, other, dossier)

    async def test_keeps_what_its_producer_claimed_from_whoever_is_to_judge_it(
        self, registry: Registry, dossier: dict[str, Any]
    ) -> None:
        await registry.consume(formed(dossier, MEMBER), 1)
        at = f"/dossiers/{dossier['id']}"
        shown = await registry.read(MEMBER, f"/api{at}")
        assert (shown["self_assessment"], shown["total"], shown["star"]) == (None, None, None)
        assert (await registry.read(MEMBER, f"/api{at}/self-assessment"))["filled"]["answers"] == {}
        pages = [(await Browser(registry, MEMBER).client.get(page)).text for page in (at, f"{at}/self-assessment")]
        assert "Tự đánh giá</dt>" not in pages[0]
        assert "sau khi bạn đã lưu phương án của mình" in pages[1]
        for who in (HUONG, OFFICER):
            assert (await registry.read(who, f"/api{at}"))["total"] == dossier["total"]

    async def test_is_closed_to_whoever_stood_aside_and_opens_to_whoever_takes_the_seat(
        self, registry: Registry, dossier: dict[str, Any]
    ) -> None:
        await registry.consume(formed(dossier, MEMBER, CHAIR), 1)
        await registry.consume(stands_aside(dossier, MEMBER, CHAIR), 2)
        assert not await sees(registry, MEMBER, dossier)
        assert await sees(registry, CHAIR, dossier)
        await registry.consume(reseated(dossier, SECOND, CHAIR, recused=[MEMBER]), 3)
        assert [await sees(registry, who, dossier) for who in (MEMBER, SECOND, CHAIR)] == [False, True, True]
        await registry.consume(reseated(dossier, SECOND), 4)
        assert not await sees(registry, CHAIR, dossier)

    async def test_is_closed_to_an_officer_who_stood_aside_also_after_the_end(
        self, registry: Registry, dossier: dict[str, Any]
    ) -> None:
        officer = person("officer-and-member", "province-officer@33", "member@33")
        assert await sees(registry, officer, dossier)
        await registry.consume(stands_aside(dossier, officer, CHAIR), 1)
        assert not await sees(registry, officer, dossier)
        await registry.consume(dissolved(dossier, recused=[officer]), 2)
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        certificate = (await registry.read(PROVINCE_OFFICER, f"/api/dossiers/{dossier['id']}"))["certificate_id"]
        for who, shown in ((officer, False), (PROVINCE_OFFICER, True)):
            text = (await Browser(registry, who).client.get(f"/certificates/{certificate}")).text
            assert (f"/dossiers/{dossier['id']}" in text) is shown
        await registry.read(officer, f"/api/dossiers/{dossier['id']}", status=404)

    async def test_stays_closed_at_a_second_office_to_whoever_stood_aside_at_the_first(
        self, registry: Registry, dossier: dict[str, Any]
    ) -> None:
        await registry.consume(stands_aside(dossier, MEMBER, case="case-below"), 1)
        await registry.consume(formed(dossier, MEMBER, CHAIR), 1)
        assert [await sees(registry, who, dossier) for who in (MEMBER, CHAIR)] == [False, True]

    async def test_is_not_opened_by_a_seat_at_an_office_where_no_role_is_held(
        self, registry: Registry, dossier: dict[str, Any]
    ) -> None:
        await registry.consume(formed(dossier, ELSEWHERE))
        assert not await sees(registry, ELSEWHERE, dossier)

    async def test_is_its_producers_and_its_offices_as_ever(self, registry: Registry, dossier: dict[str, Any]) -> None:
        own = person("huong", "producer@p-huong", "member@33")
        await registry.consume(stands_aside(dossier, own))
        for who in (own, OFFICER, PROVINCE_OFFICER):
            assert await sees(registry, who, dossier), who.id

    async def test_that_is_a_draft_is_nobodys_but_its_producers(self, registry: Registry) -> None:
        draft = await a_draft(registry)
        await registry.consume(formed(draft, MEMBER))
        await registry.read(MEMBER, f"/api/dossiers/{draft['id']}", status=404)
        for who, listed in ((MEMBER, []), (OFFICER, []), (HUONG, [draft["id"]])):
            for narrowed in ("", "?state=draft"):
                found = (await registry.read(who, f"/api/dossiers{narrowed}"))["items"]
                assert [one["id"] for one in found] == listed, (who.id, narrowed)

    async def test_is_listed_once_to_who_may_see_it_in_several_ways(
        self, registry: Registry, dossier: dict[str, Any]
    ) -> None:
        many = person("many", "producer@p-huong", "province-officer@33", "member@33")
        await registry.consume(formed(dossier, many))
        for narrowed in ("", "?state=submitted"):
            found = (await registry.read(many, f"/api/dossiers{narrowed}"))["items"]
            assert [one["id"] for one in found] == [dossier["id"]]
        assert (await registry.read(many, "/api/dossiers?state=returned"))["items"] == []


async def manages(registry: Registry, who: Principal, dossier: dict[str, Any]) -> bool:
    """Tries every endpoint to the records of the dossier's producer and product; all must say the same."""
    browser, at = Browser(registry, who), {"producers": dossier["producer_id"], "products": dossier["product_id"]}
    signs = set()
    for kind, id in at.items():
        missing = await registry.at(who).get(f"/api/{kind}/nothing")
        answer = await registry.at(who).get(f"/api/{kind}/{id}")
        signs.add(answer.status_code == 200)
        if answer.status_code != 200:
            assert (answer.status_code, answer.json()["detail_vi"]) == (404, missing.json()["detail_vi"])
        signs |= {any(one["id"] == id for one in (await registry.read(who, f"/api/{kind}"))["items"])}
        signs |= {id in (await browser.client.get(f"/{kind}")).text}
        signs |= {(await browser.client.get(f"/{kind}/{id}/edit")).status_code == 200}
        refused = await registry.at(who).put(f"/api/{kind}/{id}", json={}, headers={"if-match": '"77"'})
        assert refused.status_code in (404, 422)
    assert len(signs) == 1, signs
    return signs.pop()


class TestTheRecordsBehindADossier:
    async def test_are_closed_with_it_to_an_officer_who_stood_aside(
        self, registry: Registry, dossier: dict[str, Any]
    ) -> None:
        officer = person("officer-and-member", "province-officer@33", "commune-officer@33/11977", "member@33")
        assert await manages(registry, officer, dossier)
        await registry.consume(stands_aside(dossier, officer, CHAIR, case="case-below"), 1)
        assert not await manages(registry, officer, dossier)
        assert await manages(registry, PROVINCE_OFFICER, dossier)
        await registry.consume(dissolved(dossier, recused=[officer], case="case-below"), 2)
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        assert not await manages(registry, officer, dossier)

    async def test_are_what_the_public_may_know_once_the_product_is_recognised(
        self, registry: Registry, dossier: dict[str, Any]
    ) -> None:
        officer = person("officer-and-member", "province-officer@33", "member@33")
        await registry.consume(stands_aside(dossier, officer))
        page = f"/products/{dossier['product_id']}"
        assert (await Browser(registry, officer).client.get(page)).status_code == 404
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        shown = await Browser(registry, officer).client.get(page)
        assert shown.status_code == 200
        assert f"{page}/edit" not in shown.text
        assert f"{page}/edit" in (await Browser(registry, PROVINCE_OFFICER).client.get(page)).text

    async def test_are_never_closed_to_their_own_people(self, registry: Registry, dossier: dict[str, Any]) -> None:
        own = person("huong", "producer@p-huong", "province-officer@33", "member@33")
        await registry.consume(stands_aside(dossier, own))
        assert await manages(registry, own, dossier)


class TestWhatChangedSinceTheLastDossier:
    async def test_is_shown_to_the_council_that_judges_it_without_opening_the_last_one(
        self, registry: Registry, dossier: dict[str, Any]
    ) -> None:
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        asked = {"product_id": dossier["product_id"], "kind": "upgrade"}
        again = await registry.upload(HUONG, await registry.send(HUONG, "/api/dossiers", asked))
        at = f"/api/dossiers/{again['id']}"
        sheet = best(shelf().get("R26"), again["set_no"])
        again = await registry.send(HUONG, f"{at}/self-assessment", sheet, version=again["version"], method="PUT")
        again = await registry.send(HUONG, f"{at}/submission", {}, version=again["version"])
        await registry.consume(formed(again, MEMBER, CHAIR, case="case-again"), 1)
        await registry.consume(stands_aside(dossier, CHAIR), 1)
        page, before = f"/dossiers/{again['id']}", f"/dossiers/{dossier['id']}"
        text = (await Browser(registry, MEMBER).client.get(page)).text
        assert "Thay đổi so với hồ sơ trước" in text
        assert before not in text
        assert before in (await Browser(registry, OFFICER).client.get(page)).text
        assert "Thay đổi so với hồ sơ trước" not in (await Browser(registry, CHAIR).client.get(page)).text


def scenario(dossier: dict[str, Any]) -> list[EventData]:
    """A council from its forming to its end, in the order it was published; MEMBER stood aside, SECOND took the seat."""
    return [
        formed(dossier, MEMBER, CHAIR),
        stands_aside(dossier, MEMBER, CHAIR),
        reseated(dossier, SECOND, CHAIR, recused=[MEMBER]),
    ]


class TestWhatIsPublished:
    @pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
    async def test_makes_the_same_in_any_order_and_more_than_once(
        self, registry: Registry, dossier: dict[str, Any], order: Sequence[int]
    ) -> None:
        announced = scenario(dossier)
        for at in (*order, *order):
            await registry.consume(announced[at], at + 1)
        sight = {who.id: await store.sight_of(registry.service.work.reading(), who) for who in (MEMBER, SECOND, CHAIR)}
        it, none = frozenset({dossier["id"]}), frozenset[str]()
        closed, open_ = store.Sight(none, it), store.Sight(it, none, it)
        assert sight == {"member": closed, "second": open_, "chair": open_}
        assert await registry.parked() == []

    async def test_in_one_batch_is_kept_as_the_latest_of_it(self, registry: Registry, dossier: dict[str, Any]) -> None:
        at = registry.clock.now()
        records = [record_of(event, at, number) for number, event in enumerate(scenario(dossier), 1)]
        consumers = registry.service.by_topic["ocop.evaluation.council"]
        [handler] = [one for one in consumers if one.id.startswith("seats.")]
        await registry.service.dead_letters.applier.apply_batch(handler, [records[2], records[0], records[1]])
        [row] = await store.seats.select(registry.service.work.reading(), {})
        assert (row.version, row.seated, row.recused) == (3, ("second", "chair"), ("member",))
