"""A pending case is counted by the calendar it was opened under, whatever is installed meanwhile; its events say which."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from ocop_events.registry.dossier import DossierContent, DossierSupplementedV1

from kit.history import Actor
from law import lists
from law.calendar import calendar_editions, work_calendar
from law.rulebooks.kept import TEXTS
from services.editions.use_cases import keep_the_shelf
from services.evaluation.cases import legal, rules
from services.evaluation.cases.case import Case, LawEditions
from services.evaluation.cases.commands import ReturnCommand
from services.evaluation.cases.legal import TierOffice
from services.evaluation.cases.subscriptions import dossier_from
from tests.evaluation.evaluation_harness import (
    CHAIR,
    MEMBERS,
    SCREENER,
    Deployment,
    Estate,
    at_the_province,
    best,
    dossier,
    ruled,
    scored,
    submitted,
)
from tests.law.calendars import TWO_DAYS_OFF

ME = Actor(id="x", name="X")
NOON = datetime(2026, 8, 3, 5, tzinfo=UTC)


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Installs a calendar as an operator does, for a process that starts anew; None takes it away again."""
    (tmp_path / "lists").mkdir()
    monkeypatch.setenv("OCOP_LAW", str(tmp_path))
    held, file = dict(TEXTS), tmp_path / "lists" / "storm.yaml"

    def now(text: str | None) -> None:
        file.write_text(text, encoding="utf-8") if text else file.unlink()
        TEXTS.clear()
        for cached in (lists.editions, work_calendar):
            cached.cache_clear()

    yield now
    TEXTS.clear()
    TEXTS.update(held)
    for cached in (lists.editions, work_calendar):
        cached.cache_clear()


def opened(on: date = date(2026, 8, 3), law: LawEditions | None = None) -> Case:
    commune = TierOffice(tier="commune", office="33/11977", screens=True)
    known = dossier_from(dossier(date(2026, 8, 3)))
    return rules.opened("c", known, commune, on=on, at=NOON, allowed=(15, "working"), law=law)


def due(case: Case) -> date | None:
    assert case.period
    return case.period.due_on


def resumed(case: Case) -> Case:
    command = ReturnCommand(missing=["Phiếu kiểm nghiệm"])
    away = rules.returned(case, command, by=ME, on=date(2026, 8, 7), at=NOON)
    return rules.resumed(away, case.dossier, on=date(2026, 8, 19), at=NOON)


class TestTheRule:
    def test_a_case_goes_on_by_the_calendar_it_was_opened_under(self, install: Any) -> None:
        before = opened(law=legal.law_of_opening())
        install(TWO_DAYS_OFF)
        assert due(resumed(before)) == date(2026, 9, 7)
        after = opened(law=legal.law_of_opening())
        assert (due(before), due(after)) == (date(2026, 8, 22), date(2026, 8, 25))
        assert due(resumed(after)) == date(2026, 9, 9)

    def test_one_that_an_earlier_release_opened_goes_on_by_todays(self, install: Any) -> None:
        without = opened()
        install(TWO_DAYS_OFF)
        assert due(resumed(without)) == date(2026, 9, 9)

    def test_a_day_is_provisional_by_the_calendar_it_was_counted_by(self, install: Any) -> None:
        over_tet = opened(date(2027, 1, 25), legal.law_of_opening())
        assert legal.is_provisional(over_tet)
        install(TWO_DAYS_OFF)
        assert legal.is_provisional(over_tet)
        assert not legal.is_provisional(opened(date(2027, 1, 25), legal.law_of_opening()))

    def test_a_calendar_that_nobody_holds_is_no_other(self) -> None:
        case = opened().model_copy(update={"law": LawEditions(calendar=("0" * 64,))})
        with pytest.raises(lists.UnknownListEdition):
            resumed(case)
        assert not legal.is_provisional(case)  # what is only shown never takes a list down


def supplemented(content: DossierContent, case_id: str) -> DossierSupplementedV1:
    again = content.model_copy(update={"supplement": 1})
    return DossierSupplementedV1(dossier_id=content.dossier_id, dossier=again, case_id=case_id)


async def sent_back(deployment: Deployment, content: DossierContent) -> dict[str, Any]:
    """Opens a case of a dossier and sends it back on 7 August; the case as it was opened."""
    await Estate([deployment]).publish(submitted(content))
    lines = (await deployment.read(SCREENER, "/api/cases"))["items"]
    line: dict[str, Any] = next(one for one in lines if one["number"] == content.number)
    deployment.clock.set(datetime(2026, 8, 7, 2, tzinfo=UTC))
    body = {"missing": ["Phiếu kiểm nghiệm"]}
    await deployment.send(SCREENER, f"/api/cases/{line['id']}/return", body, version="case")
    deployment.clock.set(datetime(2026, 8, 19, 2, tzinfo=UTC))
    return line


class TestThroughTheService:
    async def test_a_new_calendar_moves_no_day_of_a_pending_case(
        self, province: Deployment, estate: Estate, install: Any
    ) -> None:
        pending = dossier()
        line = await sent_back(province, pending)
        install(TWO_DAYS_OFF)
        await estate.publish(supplemented(pending, line["id"]))
        shown = await province.read(SCREENER, f"/api/cases/{line['id']}")
        assert (line["due_on"], shown["due_on"], shown["due_provisional"]) == ("2026-08-22", "2026-09-07", False)
        assert lists.edition("calendar").hash not in shown["law"]["calendar"]
        province.clock.set(datetime(2026, 8, 3, 2, tzinfo=UTC))
        fresh = dossier(id="d-2").model_copy(update={"number": "2/PĐK"})
        await estate.publish(submitted(fresh))
        first, second = await province.facts("vn.ocop.evaluation.case.opened.v1")
        assert (first["due_on"], second["due_on"]) == ("2026-08-22", "2026-08-25")
        assert second["law"]["calendar"] == [*first["law"]["calendar"], lists.edition("calendar").hash]
        assert set(first["law"]["lists"]) == {"dossier-kinds", "levels", "offices"}

    async def test_a_replica_with_older_files_counts_by_what_the_database_keeps(
        self, province: Deployment, estate: Estate, install: Any
    ) -> None:
        install(TWO_DAYS_OFF)
        await province.service.work.run(keep_the_shelf)
        pending = dossier()
        line = await sent_back(province, pending)
        install(None)
        await estate.publish(supplemented(pending, line["id"]))
        assert (await province.read(SCREENER, f"/api/cases/{line['id']}"))["due_on"] == "2026-09-09"

    async def test_the_day_is_provisional_in_json_too(self, province: Deployment, estate: Estate) -> None:
        province.clock.set(datetime(2027, 1, 25, 2, tzinfo=UTC))
        await estate.publish(submitted(dossier(date(2027, 1, 25))))
        [line] = (await province.read(SCREENER, "/api/cases"))["items"]
        assert line["due_provisional"]
        assert (await province.read(SCREENER, f"/api/cases/{line['id']}"))["due_provisional"]

    async def test_a_ruling_says_by_which_lists_and_by_whose_calendar(
        self, province: Deployment, estate: Estate, install: Any
    ) -> None:
        case = await at_the_province(province, estate)
        stamped = calendar_editions()
        install(TWO_DAYS_OFF)
        book = legal.rulebook_of(dossier_from(dossier()))
        await scored(province, case, {who: best(book, 1) for who in (CHAIR, *MEMBERS)})
        ruling = await ruled(province, case)
        [fact] = await province.facts("vn.ocop.evaluation.ruling.issued.v1")
        assert fact["law"] == ruling["law"] == {"lists": lists.stamp(*legal.LISTS), "calendar": list(stamped)}
        forwarded = await province.facts("vn.ocop.evaluation.case.forwarded.v1")
        assert [one["law"]["calendar"] for one in forwarded] == [
            list(stamped)
        ] * 2  # from the commune, and to the centre
