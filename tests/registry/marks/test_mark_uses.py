"""Uses of the mark at the endpoints: registered, pictured, answered, ordered down when the right is gone, kept or ended."""

from __future__ import annotations

import html
from datetime import date, timedelta
from typing import Any

import pytest

from kit.work import Unit
from services.registry.certificates import store as certificates
from services.registry.certificates.certificate import Suspension
from services.registry.certificates.lifecycle import State
from services.registry.certificates.use_cases import CertificateIssued, MarkReinstated, MarkSuspended
from tests.callers import person
from tests.pictures import a_photograph
from tests.registry.days import let_pass
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    CHAU,
    COMMUNE,
    HUONG,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PROVINCE_OFFICER,
    Registry,
    ruled,
    submitted,
)

USE = {"medium": "packaging", "what": "Nhãn giấy dán hộp 500 g", "own_brand": True, "printed": 2000, "star_shown": 4}


@pytest.fixture
async def certified(registry: Registry) -> Any:
    """A product with a certificate of four stars."""
    dossier = await submitted(registry)
    await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
    return await registry.read(HUONG, f"/api/products/{dossier['product_id']}")


async def a_use(registry: Registry, product: dict[str, Any], **changes: Any) -> Any:
    return await registry.send(HUONG, "/api/mark-uses", {"product_id": product["id"], **USE, **changes})


async def pictured(registry: Registry, use: dict[str, Any], who: Any = HUONG, status: int = 201) -> Any:
    files = {"file": ("hop.jpg", a_photograph(), "image/jpeg")}
    answer = await registry.at(who).post(f"/api/mark-uses/{use['id']}/pictures", files=files)
    assert answer.status_code == status, answer.text
    return answer.json()


async def recognised_again(unit: Unit, product_id: str) -> None:
    """The product has a new certificate, as a ruling gives it."""
    before = await certificates.latest_of(unit, product_id)
    assert before
    own = {"id": "c-again", "product_code": "33-11977-9-2029", "ruling_id": "r-again", "supersedes": before.id}
    days = {"decided_on": unit.today, "valid_from": unit.today, "valid_until": unit.today + timedelta(days=900)}
    new = before.model_copy(update={**own, **days, "state": State.VALID, "steps": ()})
    kept = await certificates.certificates.add(unit, new)
    await unit.happens(CertificateIssued(certificate=kept, before=before))


async def suspended(unit: Unit, certificate_id: str) -> None:
    """The use of the mark is suspended on a certificate."""
    found = await certificates.certificates.get(unit, certificate_id)
    asked = Suspension(grounds=(), why="In sai hạng sao", suspended_on=unit.today)
    kept = await certificates.certificates.keep(unit, found.model_copy(update={"suspension": asked}))
    await unit.happens(MarkSuspended(certificate=kept, suspension=asked))


async def reinstated(unit: Unit, certificate_id: str) -> None:
    """The mark may be used again."""
    found = await certificates.certificates.get(unit, certificate_id)
    kept = await certificates.certificates.keep(unit, found.model_copy(update={"suspension": None}))
    await unit.happens(MarkReinstated(certificate=kept))


async def told(registry: Registry, end: str) -> list[dict[str, Any]]:
    return await registry.facts(f"vn.ocop.registry.mark.{end}.v1")


class TestAUse:
    async def test_is_registered_with_what_the_machine_finds_and_announced(
        self, registry: Registry, certified: dict[str, Any]
    ) -> None:
        use = await a_use(registry, certified, star_shown=5)
        assert use["findings"] == ["more-stars", "no-picture"] or "more-stars" in use["findings"]
        [fact] = await told(registry, "use-registered")
        assert (fact["product_id"], fact["media"]) == (certified["id"], ["Nhãn, bao bì"])
        assert fact["uses"][0]["printed"] == 2000
        assert "@" not in str(fact)

    async def test_has_pictures_that_only_those_who_see_it_fetch(
        self, registry: Registry, certified: dict[str, Any]
    ) -> None:
        use = await pictured(registry, await a_use(registry, certified))
        assert "no-picture" not in use["findings"]
        at = f"/api/mark-uses/{use['id']}/pictures/{use['pictures'][0]['id']}"
        for who, status in ((HUONG, 200), (OFFICER, 200), (CHAU, 404), (NEIGHBOURS_OFFICER, 404)):
            assert (await registry.at(who).get(at)).status_code == status
            assert (await registry.at(who).get(f"{at}/shown")).status_code == status
        [*_, fact] = await told(registry, "use-changed")
        assert fact["use"]["pictures"][0]["url"].endswith(at)

    async def test_takes_pictures_only(self, registry: Registry, certified: dict[str, Any]) -> None:
        use = await a_use(registry, certified)
        files = {"file": ("anh.jpg", b"%PDF-1.7 no picture", "image/jpeg")}
        answer = await registry.at(HUONG).post(f"/api/mark-uses/{use['id']}/pictures", files=files)
        assert answer.status_code == 415
        await pictured(registry, use, CHAU, status=404)

    async def test_is_answered_by_an_officer_of_the_place_and_not_by_its_own_people(
        self, registry: Registry, certified: dict[str, Any]
    ) -> None:
        use, at = await a_use(registry, certified), "/api/mark-uses/{id}/answer"
        said = {"answer": "to-correct", "reasons": ["more-stars"], "correct_by": "2026-08-20"}
        own = person("own-officer", f"commune-officer@{COMMUNE}", "producer@p-huong")
        for who, status in ((HUONG, 403), (own, 403), (NEIGHBOURS_OFFICER, 404)):
            await registry.send(who, at.format(**use), said, version=use["version"], status=status)
        use = await registry.send(OFFICER, at.format(**use), said, version=use["version"])
        assert (use["state"], use["waits"], use["due_on"]) == ("to-correct", "correction", "2026-08-20")
        [fact] = await told(registry, "use-answered")
        assert fact["reasons"][0]["article"] == "Điều 4"
        assert fact["correct_by"] == "2026-08-20"

    async def test_left_unanswered_is_told_to_its_office_and_the_one_above_once(
        self, registry: Registry, certified: dict[str, Any]
    ) -> None:
        late = await a_use(registry, certified)
        answered = await a_use(registry, certified)
        said = {"answer": "in-order"}
        await registry.send(OFFICER, f"/api/mark-uses/{answered['id']}/answer", said, version=answered["version"])
        for day, count in ((2, 0), (9, 1), (15, 1)):
            await let_pass(registry, date(2026, 9, day))
            assert len(await told(registry, "use-unanswered")) == count
        [fact] = await told(registry, "use-unanswered")
        assert (fact["use"]["id"], fact["office"], fact["climbs_to"]) == (late["id"], COMMUNE, "33")
        assert await told(registry, "use-overdue") == []

    async def test_that_was_not_corrected_in_time_is_said_once(
        self, registry: Registry, certified: dict[str, Any]
    ) -> None:
        use = await a_use(registry, certified)
        said = {"answer": "to-correct", "words": "In lại", "correct_by": "2026-08-20"}
        await registry.send(OFFICER, f"/api/mark-uses/{use['id']}/answer", said, version=use["version"])
        for day, count in ((20, 0), (21, 1), (30, 1)):
            registry.clock.set(registry.clock.now().replace(day=day))
            await registry.service.ticker.sweep_once()
            assert len(await told(registry, "use-overdue")) == count
        shown = html.unescape((await Browser(registry, OFFICER).client.get("/mark-uses")).text)
        assert "Phải sửa, quá hạn 10 ngày" in shown


class TestWhenTheRightIsGone:
    async def test_every_living_use_has_to_disappear_and_reinstatement_lifts_it(
        self, registry: Registry, certified: dict[str, Any]
    ) -> None:
        over = await a_use(registry, certified, medium="gift-bag")
        await registry.send(
            HUONG, f"/api/mark-uses/{over['id']}/ending", {"reason": "Đã dùng hết"}, version=over["version"]
        )
        use = await a_use(registry, certified)
        held = certified["certified"]["certificate_id"]
        await registry.service.work.run(suspended, held)
        [fact] = await told(registry, "take-down-ordered")
        assert [one["id"] for one in fact["uses"]] == [use["id"]]
        assert (fact["because"], fact["take_down_by"]) == ("suspended", "2026-09-03")  # the second is a holiday
        after = await registry.read(HUONG, f"/api/mark-uses/{use['id']}")
        assert after["waits"] == "take-down"
        await registry.service.work.run(reinstated, held)
        after = await registry.read(HUONG, f"/api/mark-uses/{use['id']}")
        assert (after["waits"], after["take_down"]) == ("answer", None)

    async def test_an_end_orders_it_down_and_a_new_recognition_asks_which_uses_stay(
        self, registry: Registry, certified: dict[str, Any]
    ) -> None:
        use = await a_use(registry, certified)
        registry.clock.set(registry.clock.now() + timedelta(days=3 * 366))
        for _ in range(8):
            await registry.service.ticker.sweep_once()
        use = await registry.read(HUONG, f"/api/mark-uses/{use['id']}")
        assert (use["waits"], use["take_down"]["because"]) == ("take-down", "expired")
        [fact] = await told(registry, "take-down-ordered")
        assert fact["because"] == "expired"
        await registry.service.work.run(recognised_again, certified["id"])
        use = await registry.read(HUONG, f"/api/mark-uses/{use['id']}")
        assert (use["waits"], use["take_down"]) == ("confirmation", None)
        at = f"/api/mark-uses/{use['id']}/keeping"
        await registry.send(CHAU, at, None, version=use["version"], status=404)
        use = await registry.send(HUONG, at, None, version=use["version"])
        assert (use["waits"], use["certificate"]["product_code"]) == ("answer", "33-11977-9-2029")
        await registry.send(HUONG, at, None, version=use["version"], status=409)

    async def test_the_panel_of_the_product_shows_it_to_its_own_and_to_nobody_else(
        self, registry: Registry, certified: dict[str, Any]
    ) -> None:
        await a_use(registry, certified)
        for who, seen in ((HUONG, True), (PROVINCE_OFFICER, True), (CHAU, False)):
            shown = html.unescape((await Browser(registry, who).client.get(f"/products/{certified['id']}")).text)
            assert ("Nhãn giấy dán hộp" in shown) is seen
