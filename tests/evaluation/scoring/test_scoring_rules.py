"""Sheets and rounds of scoring, by the rules alone; and points in their one form."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from pydantic import ValidationError
from starlette.datastructures import FormData

from kit.lifecycle import StepRefused
from kit.refusal import Refusal
from kit.web.forms import read
from law.rulebooks import shelf
from law.scoring import spread_of
from services.evaluation.councils.council import Council, Recusal, Seat
from services.evaluation.scoring import refusals, rules, views
from services.evaluation.scoring.commands import SheetCommand
from services.evaluation.scoring.lifecycle import State
from services.evaluation.scoring.scoring import Round, Scorer, Scoring
from services.evaluation.scoring.sheet import Sheet, is_genuine
from tests.evaluation.evaluation_harness import best

AT = datetime(2026, 8, 3, 5, tzinfo=UTC)
SETTINGS = shelf().get("R26").council


def sheet(**filled: object) -> Sheet:
    known = Sheet(
        id="s",
        case_id="c",
        office="33",
        round=1,
        member_id="a",
        member_name="An",
        rulebook_id="R26",
        rulebook_hash="0" * 64,
        saved_at=AT,
    )
    return known.model_copy(update=filled)


def scoring(round: int = 1) -> Scoring:
    rounds = tuple(Round(number=number, opened_at=AT) for number in range(1, round + 1))
    scorers = tuple(Scorer(person_id=person, name=person) for person in ("chair", "a", "b"))
    return Scoring(
        id="x",
        case_id="c",
        dossier_id="d",
        office="33",
        place="33/11977",
        council_id="k",
        rulebook_id="R26",
        rulebook_hash="0" * 64,
        set_no=1,
        scorers=scorers,
        chair_id="chair",
        rounds=rounds,
    )


def council(*, chair: str = "chair", aside: str) -> Council:
    """A council of `chair`, a and b, one of whom may stand aside."""
    why = Recusal(reason="x", by_id="o", by_name="O", at=AT)
    seats = tuple(
        Seat(person_id=one, name=one, part="chair" if one == chair else "member", recusal=why if one == aside else None)
        for one in dict.fromkeys((chair, "a", "b"))
    )
    return Council(id="k", case_id="c", office="33", seats=seats, formed_at=AT, formed_by="o")


def revealed(round: int = 1) -> Scoring:
    known = scoring(round)
    for person in ("chair", "a", "b"):
        known = rules.sealed_by(known, person)
    return rules.revealed(known, settings=SETTINGS, at=AT)


class TestPoints:
    def test_typed_with_a_comma_or_needless_zeros_are_kept_in_one_form(self) -> None:
        sent = FormData([("parts-A", "28,50"), ("parts-B", "30.0"), ("parts-C", "7"), ("note", ""), ("then", "stay")])
        kept = rules.saved_sheet(sheet(), read(SheetCommand, sent), at=AT)
        assert (kept.parts, kept.note) == ({"A": "28.5", "B": "30", "C": "7"}, None)

    @pytest.mark.parametrize("typed", ["3o", "-1", "1e1", "28.5.1"])
    def test_that_are_no_number_are_refused_at_their_field(self, typed: str) -> None:
        with pytest.raises(Refusal) as refused:
            read(SheetCommand, FormData([("parts-A", typed)]))
        assert (refused.value.pointer, "ví dụ" in refused.value.say("vi")) == ("/parts/A", True)

    def test_with_more_digits_than_points_have_are_refused(self) -> None:
        for typed in ("1000", "1.23456"):
            with pytest.raises(ValidationError):
                SheetCommand(parts={"A": typed})

    def test_sealed_in_another_form_before_are_still_what_was_sealed(self) -> None:
        before = rules.sealed_sheet(sheet(parts={"A": "28.50"}), nonce="n", at=AT)
        assert is_genuine(before)
        assert not is_genuine(before.model_copy(update={"parts": {"A": "28.5"}}))


class TestARemark:
    def test_is_never_cut(self) -> None:
        with pytest.raises(Refusal) as refused:
            read(SheetCommand, FormData([("note", "x" * 4001)]))
        assert refused.value.pointer == "/note"


class TestAScoring:
    def test_takes_sheets_only_of_those_who_score_and_only_while_it_is_open(self) -> None:
        with pytest.raises(refusals.NotAScorer):
            rules.sealed_by(scoring(), "stranger")
        with pytest.raises(StepRefused):
            rules.sealed_by(revealed(), "a")

    def test_far_apart_is_scored_again_and_in_the_last_round_no_more(self) -> None:
        apart = spread_of([Decimal(60), Decimal(90)], SETTINGS)
        disputed = rules.measured(revealed(), apart, SETTINGS)
        assert (disputed.state, disputed.rounds[-1].spread, disputed.rounds[-1].disputed) == (
            State.DISPUTED,
            "30",
            True,
        )
        again = rules.scored_again(disputed, AT)
        assert (again.state, again.round, again.sealed, len(again.rounds)) == (State.OPEN, 2, (), 2)
        last = rules.measured(revealed(SETTINGS.rounds_at_most), apart, SETTINGS)
        assert (last.state, last.rounds[-1].disputed) == (State.REVEALED, False)

    def test_neither_waits_for_nor_counts_who_stands_aside(self) -> None:
        left = rules.seated_anew(rules.sealed_by(scoring(), "a"), council(aside="a"), SETTINGS)
        assert ([one.person_id for one in left.scorers], left.sealed, left.recused) == (["chair", "b"], (), ("a",))

    def test_goes_on_by_the_council_as_it_is_seated_now(self) -> None:
        led = rules.seated_anew(rules.sealed_by(scoring(), "a"), council(chair="a", aside=""), SETTINGS)
        assert ([one.person_id for one in led.scorers], led.sealed, led.chair_id) == (["a", "b"], ("a",), "a")

    def test_restarted_is_in_a_round_of_its_own_with_nothing_sealed(self) -> None:
        again = rules.restarted(revealed(), AT)
        assert (again.state, again.round, again.sealed, again.rounds[-1].restarted) == (State.OPEN, 2, (), True)
        assert again.rounds[0].revealed_at == AT


class TestNotes:
    FORM = shelf().get("R26").sheet(1)

    def test_are_kept_sealed_and_carried_where_something_is_written(self) -> None:
        leaf = self.FORM.leaves[0].id
        command = SheetCommand(notes={leaf: "Đã xem hợp đồng.", self.FORM.leaves[1].id: ""})
        kept = rules.saved_sheet(sheet(), command, at=AT)
        assert kept.notes == {leaf: "Đã xem hợp đồng."}
        sealed = rules.sealed_sheet(kept, nonce="n", at=AT)
        assert is_genuine(sealed)
        assert not is_genuine(sealed.model_copy(update={"notes": {leaf: "Chưa xem."}}))
        assert not is_genuine(sealed.model_copy(update={"notes": {}}))
        assert rules.confirmed_sheet(sheet(round=2), sealed, at=AT).notes == kept.notes

    def test_leave_the_seal_of_a_sheet_without_any_as_it_was_before_there_were_notes(self) -> None:
        former = "ace4669f"
        assert rules.sealed_sheet(sheet(), nonce="n", at=AT).digest[:8] == former  # type: ignore[index]

    def test_are_refused_on_what_the_sheet_does_not_have(self) -> None:
        rules.check_notes(self.FORM, {self.FORM.leaves[0].id: "Có"})
        with pytest.raises(Refusal) as refused:
            rules.check_notes(self.FORM, {"9.9": "Có"})
        assert (refused.value.slug, refused.value.pointer) == ("sheet.criterion-unknown", "/notes/9.9")

    def test_are_read_from_the_form_by_criterion(self) -> None:
        read_back = read(SheetCommand, FormData([("notes-1.1", " Có "), ("notes-1.2", ""), ("note", "Tốt")]))
        assert (read_back.notes, read_back.note) == ({"1.1": "Có"}, "Tốt")


class TestTheClaim:
    FORM = shelf().get("R26").sheet(1)

    def test_is_open_to_whoever_does_not_score_and_where_the_office_says_so(self) -> None:
        assert rules.claim_open_to(False, SETTINGS, None, self.FORM) is None
        always = SETTINGS.model_copy(update={"claim_shown": "always"})
        assert rules.claim_open_to(True, always, None, self.FORM) is None

    def test_is_seen_of_what_a_member_has_judged(self) -> None:
        first = self.FORM.leaves[0].id
        assert rules.claim_open_to(True, SETTINGS, None, self.FORM) == frozenset()
        assert rules.claim_open_to(True, SETTINGS, sheet(answers={first: "a"}), self.FORM) == {first}

    def test_is_seen_whole_once_the_sheet_is_complete(self) -> None:
        whole = best(shelf().get("R26"), 1)
        assert rules.claim_open_to(True, SETTINGS, sheet(answers=whole), self.FORM) is None
        some = {leaf: option for leaf, option in whole.items() if leaf != self.FORM.leaves[-1].id}
        assert rules.claim_open_to(True, SETTINGS, sheet(answers=some), self.FORM) == some.keys()


class TestTheLineOfTotals:
    def test_marks_what_lies_outside_the_band_above_the_lowest(self) -> None:
        line = views.band_of([("A", Decimal(70)), ("B", Decimal("80")), ("C", Decimal("80.5"))], Decimal(10))
        assert line["band"] == (70.0, 80.0)
        assert [(mark["name"], mark["points"], mark["outside"]) for mark in line["marks"]] == [
            ("A", "70", False),
            ("B", "80", False),
            ("C", "80.5", True),
        ]
        assert (line["low"], line["high"], line["outside"]) == (60, 90, 1)

    def test_stays_within_what_points_there_are(self) -> None:
        line = views.band_of([("A", Decimal(3)), ("B", Decimal(98))], Decimal(10))
        assert (line["low"], line["high"]) == (0, 100)
        assert views.band_of([("A", Decimal(95))], Decimal(10))["band"] == (95.0, 100.0)
