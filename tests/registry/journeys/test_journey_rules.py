"""Stays of a dossier out of the facts of its way, in whatever order they came."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime

import pytest
from ocop_events.envelope import catalogue
from ocop_events.examples import example

from programme.journeys import Stage, What, moves
from services.registry.journeys.journey import Fact, Journey, Opening, Ruled
from services.registry.journeys.rules import stays, with_facts
from services.registry.journeys.subscriptions import subscriptions
from tests.law.calendars import kept_in_the_database

COMMUNE = Opening(
    office="33/11977",
    tier="commune",
    product="Long nhãn",
    producer="HTX",
    producer_id="p-1",
    place="33/11977",
    due_on=date(2026, 8, 24),
    period_days=15,
    period_counted="working",
)
PROVINCE = COMMUNE.model_copy(
    update={"office": "33", "tier": "province", "due_on": None, "period_days": None, "period_counted": None}
)


def fact(what: What, day: int, case: str | None = "c-1", *, part: str = "", **more: object) -> Fact:
    at = datetime(2026, 8, day, 3, tzinfo=UTC)
    return Fact.model_validate(
        {"identity": f"{what}-{day}-{case}", "part": part, "at": at, "version": day, "what": what, "on": at.date()}
        | {"case_id": case, **more}
    )


def of(*facts: Fact) -> Journey:
    return with_facts(Journey(id="d-1"), facts)


@pytest.mark.parametrize("type", sorted({type for one in subscriptions.handlers for type in one.types}))
def test_every_event_that_is_subscribed_to_says_what_it_moves(type: str) -> None:
    event = catalogue[type].model_validate(example(type))
    [first, *others] = moves(type, event, date(2026, 8, 3))
    assert first.part == ""
    assert all(one.part == "sender" and one.case_id != first.case_id for one in others)


class TestAStay:
    def test_is_open_with_its_deadline_once_the_office_has_the_dossier(self) -> None:
        [stay] = stays(of(fact(What.OPENED, 3, opening=COMMUNE)))
        assert (stay.stage, stay.open, stay.due_on) == (Stage.OPENED, True, date(2026, 8, 24))

    def test_stands_still_while_the_producer_owes_a_supplement(self) -> None:
        back = fact(What.RETURNED, 6, supplement_by=date(2026, 8, 20))
        [stay] = stays(of(fact(What.OPENED, 3, opening=COMMUNE), back))
        assert (stay.stage, stay.due_on, stay.supplement_by) == (Stage.RETURNED, None, date(2026, 8, 20))

    def test_has_as_many_days_more_as_the_supplement_took(self) -> None:
        # Saturday 22 August is worked for Monday the 31st.
        back = fact(What.RETURNED, 6, supplement_by=date(2026, 8, 20))
        [stay] = stays(of(fact(What.OPENED, 3, opening=COMMUNE), back, fact(What.SUPPLEMENTED, 13)))
        assert (stay.stage, stay.due_on, stay.supplement_by) == (Stage.OPENED, date(2026, 8, 28), None)

    def test_is_counted_by_the_calendar_of_its_case(self) -> None:
        elsewhere = COMMUNE.model_copy(update={"calendar": ("0" * 64,)})  # nobody here holds it: by today's
        with kept_in_the_database() as editions:
            own = COMMUNE.model_copy(update={"calendar": editions})
            for opening, due in ((own, date(2026, 9, 4)), (elsewhere, date(2026, 8, 28))):
                way = of(fact(What.OPENED, 3, opening=opening), fact(What.RETURNED, 6), fact(What.SUPPLEMENTED, 13))
                assert [stay.due_on for stay in stays(way)] == [due]

    def test_ends_when_the_next_office_has_received_it(self) -> None:
        first, second = stays(
            of(
                fact(What.OPENED, 3, opening=COMMUNE),
                fact(What.SCREENED, 10),
                fact(What.FORWARDED, 11),
                fact(What.HANDED_OVER, 12, part="sender"),
                fact(What.OPENED, 12, "c-2", opening=PROVINCE),
            )
        )
        assert (first.open, first.ended_on, first.answered_on) == (False, date(2026, 8, 12), date(2026, 8, 11))
        assert (second.open, second.office) == (True, "33")

    def test_is_open_again_when_the_higher_office_sends_it_back(self) -> None:
        ruled = Ruled(ruling_id="r-1", star=3, decided_on=date(2026, 8, 20))
        first, second = stays(
            of(
                fact(What.OPENED, 3, opening=COMMUNE),
                fact(What.FORWARDED, 4),
                fact(What.OPENED, 5, "c-2", opening=PROVINCE),
                fact(What.HANDED_OVER, 5, part="sender"),
                fact(What.SENT_DOWN, 20, "c-2", ruled=ruled),
                fact(What.REFERRED_BACK, 20, part="sender"),
            )
        )
        assert (first.stage, first.open) == (Stage.REFERRED_BACK, True)
        assert (second.stage, second.ruled) == (Stage.SENT_DOWN, ruled)

    def test_is_the_same_whatever_came_first_and_however_often(self) -> None:
        facts = [
            fact(What.OPENED, 3, opening=COMMUNE),
            fact(What.RETURNED, 6),
            fact(What.SUPPLEMENTED, 13),
            fact(What.NOT_RECOGNISED, 20),
        ]
        made = {repr(stays(of(*order, *order))) for order in itertools.permutations(facts)}
        assert len(made) == 1

    def test_ends_with_the_dossier(self) -> None:
        [stay] = stays(of(fact(What.OPENED, 3, opening=COMMUNE), fact(What.WITHDRAWN, 5, None)))
        assert (stay.stage, stay.open) == (Stage.WITHDRAWN, False)
