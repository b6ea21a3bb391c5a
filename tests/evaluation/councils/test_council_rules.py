"""How a council is made up and who stands aside, by the rules alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kit.identity import Principal
from kit.lifecycle import StepRefused
from kit.refusal import Refusal, Several
from law.rulebooks import CouncilRegulation, shelf
from law.rulebooks.reading import regulation_of
from services.evaluation.councils import refusals, rules
from services.evaluation.councils.commands import CouncilCommand, PersonCommand, RecusalCommand
from services.evaluation.councils.council import Council, Regulated, Seat
from services.evaluation.councils.lifecycle import State

AT = datetime(2026, 8, 3, 5, tzinfo=UTC)
BY = Principal.of("officer", "Officer", "province-officer@33")
SETTINGS = shelf().get("R26").council
NEXT = CouncilCommand(seats=[], decision_number=None)


def seats(*members: str, chair: str = "chair", secretary: str = "secretary") -> list[Seat]:
    named = [(chair, "chair"), (secretary, "secretary"), *((member, "member") for member in members)]
    return [Seat(person_id=person, name=person, part=part) for person, part in named if person]


def council(*members: str) -> Council:
    return Council(id="k", case_id="c", office="33", seats=tuple(seats(*members)), formed_at=AT, formed_by="officer")


def own(spread: int) -> CouncilRegulation:
    return regulation_of(
        {
            "id": "33-2026",
            "office": "33",
            "decision": {"vi": "Quy chế", "en": "Regulation"},
            "in_force": {"first": "2026-06-01"},
            "rulebooks": ["R26"],
            "council": {"spread_limit": spread},
        }
    )


def reseated(before: Council, listed: list[Seat]) -> Council:
    return rules.reseated(before, NEXT, listed, settings=SETTINGS, by=BY, at=AT)


def recused(before: Council, person: str, reason: str = "Cùng hộ gia đình") -> Council:
    return rules.recused(before, person, RecusalCommand(reason=reason), by=BY, at=AT)


class TestAList:
    def test_is_refused_for_everything_that_is_wrong_with_it_at_once(self) -> None:
        with pytest.raises(Several) as wrong:
            reseated(council("a", "b", "c"), seats("a", "a", chair="", secretary=""))
        assert {type(one) for one in wrong.value.refusals} == {
            refusals.OneChairNeeded,
            refusals.PartMiscounted,
            refusals.SeatedTwice,
            refusals.TooFewScorers,
        }

    def test_does_not_count_the_secretary_among_those_who_score(self) -> None:
        with pytest.raises(refusals.TooFewScorers):
            reseated(council("a", "b", "c"), seats("a"))
        assert reseated(council("a", "b", "c"), seats("a", "b")).state is State.FORMED


class TestARecusal:
    def test_outlives_the_seat_and_comes_back_with_it(self) -> None:
        aside = recused(council("a", "b", "c", "d"), "d")
        without = reseated(aside, seats("a", "b", "c"))
        assert ([seat.person_id for seat in without.aside], without.recused) == (["d"], ("d",))
        again = reseated(without, seats("a", "b", "c", "d"))
        assert (again.aside, again.recused) == ((), ("d",))
        assert "d" not in {seat.person_id for seat in again.scorers(secretary_scores=False)}

    def test_needs_a_reason_a_seat_and_is_noted_once(self) -> None:
        for person, reason, refusal in (("a", " ", refusals.ReasonMissing), ("x", "Bận", refusals.NotOnCouncil)):
            with pytest.raises(refusal):
                recused(council("a", "b"), person, reason)
        with pytest.raises(refusals.AlreadyRecused):
            recused(recused(council("a", "b"), "a"), "a")

    def test_of_the_chair_leaves_the_council_to_its_first_deputy_or_to_nobody(self) -> None:
        formed = council("a", "b")
        gone = recused(rules.sitting(formed, SETTINGS), "chair")
        assert (gone.recused, gone.led_by) == (("chair",), None)
        with pytest.raises(refusals.OneChairNeeded):
            rules.sitting(recused(formed, "chair"), SETTINGS)
        seat = formed.seats[-1].model_copy(update={"part": "deputy"})
        deputised = formed.model_copy(update={"seats": (*formed.seats[:-1], seat)})
        assert (deputised.led_by, recused(deputised, "chair").led_by) == ("chair", seat.person_id)
        assert recused(recused(deputised, "chair"), seat.person_id).led_by is None

    def test_that_leaves_too_few_keeps_the_council_from_sitting(self) -> None:
        with pytest.raises(refusals.TooFewScorers):
            rules.sitting(recused(council("a", "b"), "a"), SETTINGS)

    def test_is_refused_once_the_council_is_dissolved(self) -> None:
        gone = council("a", "b").model_copy(update={"state": State.DISSOLVED})
        with pytest.raises(StepRefused):
            recused(gone, "a")


class TestARosterEntry:
    def test_takes_over_what_is_given_and_keeps_what_is_not(self) -> None:
        first = rules.remembered(
            None, PersonCommand(office="33", person_id="a", name="An", body="Sở Y tế", roles=["member"])
        )
        renamed = rules.remembered(first, PersonCommand(office="33", person_id="a", name="Lê Văn An"))
        assert (renamed.name, renamed.body, renamed.roles) == ("Lê Văn An", "Sở Y tế", ("member",))
        assert rules.remembered(first, PersonCommand(office="33", person_id="a", name="An", roles=[])).roles == ()

    def test_follows_the_persons_own_token(self) -> None:
        member = Principal.of("a", "An", "member@33", "producer@p-1")
        [row] = rules.as_granted([], member)
        assert (row.id, row.roles, row.producers, row.version) == ("33|a", ("member",), ("p-1",), 0)
        assert rules.as_granted([row], member) == []
        [gone] = rules.as_granted([row], Principal.of("a", "An"))
        assert (gone.roles, gone.producers) == ((), ())


def test_who_holds_no_role_for_the_part_or_stands_in_conflict_is_named() -> None:
    [seat] = seats(secretary="")
    found: list[Refusal] = rules.check_role(seat, ["secretary"], ("là người của chủ thể", "acts for the producer"))
    assert [type(one) for one in found] == [refusals.RoleUnknown, refusals.SeatInConflict]
    assert rules.check_role(seat, ["member"], None) == []


class TestTheRegulationItWorksUnder:
    def test_is_the_edition_it_was_formed_with_also_with_other_seats(self) -> None:
        first, later = own(5), own(7)
        assert first.hash != later.hash
        before = council("a", "b", "c").model_copy(update={"regulated": Regulated(id=first.id, hash=first.hash)})
        after = rules.reseated(before, NEXT, seats("a", "b", "d"), settings=SETTINGS, own=later, by=BY, at=AT)
        assert after.regulated == before.regulated

    def test_is_the_rulebook_s_where_the_office_had_none_whatever_comes_later(self) -> None:
        before = council("a", "b", "c").model_copy(update={"regulated": Regulated()})
        after = rules.reseated(before, NEXT, seats("a", "b", "d"), settings=SETTINGS, own=own(7), by=BY, at=AT)
        assert after.regulated == Regulated()

    def test_is_stamped_when_an_earlier_release_did_not(self) -> None:
        later = own(7)
        after = rules.reseated(
            council("a", "b", "c"), NEXT, seats("a", "b", "d"), settings=SETTINGS, own=later, by=BY, at=AT
        )
        assert after.regulated == Regulated(id=later.id, hash=later.hash)
