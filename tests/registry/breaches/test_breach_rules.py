"""What may follow a breach, both sides of each line: order of measures, days, proof, objections, the end. No fixture."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kit.lifecycle import StepRefused
from law.measures import SEVERITIES, measures
from programme.places import Where
from services.registry.breaches import rules
from services.registry.breaches.breach import Breach, Result, Source
from services.registry.breaches.commands import (
    BreachCommand,
    CloseCommand,
    LookCommand,
    MeasureCommand,
    ObjectionCommand,
    ProofCommand,
    ReplyCommand,
)
from services.registry.breaches.lifecycle import State
from services.registry.breaches.refusals import (
    DayNotOfThisMeasure,
    LastDayOutOfRange,
    MeasureSkipped,
    NoLivingCertificate,
    NoObjectionWaits,
    NoProofWaits,
    NoSuchKind,
    NoSuchMeasure,
    NotThatResult,
    ObjectionWaits,
    ProofWaits,
    TooLateToObject,
    TooManyProofs,
)
from tests.callers import person

LAW = measures()
OPENED = date(2026, 8, 3)
NOON = datetime(2026, 8, 3, 5, tzinfo=UTC)
OFFICER = person("officer", "province-officer@33")
HUONG = person("huong", "producer@p-huong")
HERE = Where(code="11977", path="33/11977", name="Xã Tân Hưng", on=OPENED)


def a_breach(severity: str = "minor", **more: Any) -> Breach:
    command = BreachCommand(kind="mark", severity=severity, what="In sao cao hơn")
    return rules.settled(
        Breach(
            id="b-1",
            **dict(command),
            office="33",
            place=HERE,
            producer_id="p-huong",
            producer_name="HTX",
            producer_kind="cooperative",
            source=Source.PLATFORM,
            grounds=rules.grounds_of(command, LAW),
            found_on=OPENED,
            opened_on=OPENED,
            **more,
        ),
        LAW,
    )


def after(breach: Breach, *taken: str, on: date = OPENED, until: date | None = None, alive: bool = True) -> Breach:
    for one in taken:
        command = MeasureCommand(measure=one, why="Vì vi phạm", until=until)
        at = datetime(on.year, on.month, on.day, 5, tzinfo=UTC)
        breach = rules.taken(breach, command, LAW, alive=alive, office="33", at=at, on=on, by=OFFICER)
    return breach


def proven(breach: Breach, on: date = OPENED) -> Breach:
    return rules.proven(
        breach,
        ProofCommand(words="Đã thay nhãn"),
        LAW,
        id=f"f-{len(breach.proofs)}",
        files=(),
        at=NOON,
        on=on,
        by=HUONG,
    )


def looked(breach: Breach, accepted: str, until: date | None = None) -> Breach:
    command = LookCommand(accepted=accepted, answer="Chưa rõ", until=until)
    return rules.looked_at(breach, command, LAW, at=NOON, on=OPENED, by=OFFICER)


def closed(breach: Breach, result: str, ended: str | None = None) -> Breach:
    return rules.closed(
        breach, CloseCommand(result=result, why="Xong"), LAW, ended=ended, at=NOON, on=OPENED, by=OFFICER
    )


def names(breach: Breach) -> list[str]:
    return [one.id for one in rules.allowed(breach, LAW)]


class TestTheOrderOfMeasures:
    def test_begins_where_the_severity_lets_it(self) -> None:
        assert [names(a_breach(one)) for one in SEVERITIES] == [
            ["warning"],
            ["warning", "correction"],
            ["warning", "correction", "suspension"],
        ]

    def test_goes_one_step_at_a_time(self) -> None:
        warned = after(a_breach(), "warning")
        assert (warned.state, names(warned)) == (State.WARNED, ["correction"])
        ordered = after(warned, "correction")
        assert (ordered.state, names(ordered)) == (State.CORRECTING, ["correction", "suspension"])
        suspended = after(ordered, "suspension")
        assert (suspended.state, names(suspended)) == (State.SUSPENDED, ["revocation-proposed"])
        assert after(suspended, "revocation-proposed").state is State.PROPOSED

    def test_leaves_none_out(self) -> None:
        with pytest.raises(MeasureSkipped) as refused:
            after(a_breach("major"), "suspension")
        assert "Yêu cầu khắc phục trước một ngày" in refused.value.say("vi")
        assert "Correction by a day" in refused.value.say("en")

    def test_knows_no_other(self) -> None:
        with pytest.raises(NoSuchMeasure):
            after(a_breach(), "fine")

    def test_is_no_longer_taken_once_it_is_closed(self) -> None:
        with pytest.raises(StepRefused):
            after(closed(a_breach(), "unfounded"), "warning")

    def test_touches_mark_and_recognition_of_a_living_certificate_only(self) -> None:
        with pytest.raises(NoLivingCertificate):
            after(a_breach("critical"), "suspension", alive=False)
        assert after(a_breach("critical"), "correction", alive=False).state is State.CORRECTING

    def test_sets_the_usual_day_or_one_within_its_bound(self) -> None:
        assert after(a_breach("major"), "correction").until == LAW.last_day(OPENED, 30)
        own = OPENED + timedelta(days=180)
        assert after(a_breach("major"), "correction", until=own).until == own
        for day in (OPENED, own + timedelta(days=1)):
            with pytest.raises(LastDayOutOfRange):
                after(a_breach("major"), "correction", until=day)
        with pytest.raises(DayNotOfThisMeasure):
            after(a_breach(), "warning", until=own)


class TestWhatIsBroken:
    def test_rests_on_the_ground_of_its_kind(self) -> None:
        [ground] = a_breach().grounds
        assert (ground.code, ground.article) == ("ocop-mark-misuse", "QĐ 26/2026/QĐ-TTg, Điều 8.1.d")

    def test_is_of_the_list(self) -> None:
        rules.known_kind("mark", LAW)
        with pytest.raises(NoSuchKind):
            rules.known_kind("noise", LAW)

    def test_is_as_grave_as_the_gravest(self) -> None:
        assert rules.gravest(["minor", "critical", "major"], SEVERITIES) == "critical"
        assert rules.gravest(["of a later release"], SEVERITIES) == "of a later release"
        assert rules.gravest([], SEVERITIES) == "minor"


class TestWhatIsWaitedFor:
    def test_is_the_offices_measure_first(self) -> None:
        breach = a_breach()
        assert (breach.due_step, breach.due_on, breach.turn) == ("measure", LAW.last_day(OPENED, 15), "office")

    def test_is_the_producers_correction_until_proof_has_come(self) -> None:
        ordered = after(a_breach("major"), "correction")
        assert (ordered.due_step, ordered.due_on, ordered.turn) == ("correction", ordered.until, "producer")
        sent = proven(ordered)
        assert (sent.due_step, sent.turn) == ("proof", "office")

    def test_is_nothing_of_what_is_closed_or_proposed_to_revoke(self) -> None:
        assert closed(a_breach(), "unfounded").due_on is None
        proposed = after(a_breach("critical"), "suspension", "revocation-proposed")
        assert (proposed.due_on, rules.next_day(proposed, LAW, OPENED)) == (None, None)

    def test_reminds_before_the_day_and_sweeps_after_it(self) -> None:
        ordered = after(a_breach("major"), "correction", until=date(2026, 9, 1))
        assert rules.next_day(ordered, LAW, OPENED) == ("remind", date(2026, 8, 25))
        assert rules.next_day(ordered, LAW, date(2026, 8, 25)) == ("remind", date(2026, 8, 31))
        assert rules.next_day(ordered, LAW, date(2026, 8, 31)) == ("correction", date(2026, 9, 2))


class TestADayThatPassed:
    def test_makes_a_correction_overdue_once_and_proposes_the_next_measure(self) -> None:
        ordered = after(a_breach("major"), "correction", until=date(2026, 9, 1))
        same, none = rules.passed(ordered, LAW, at=NOON, on=date(2026, 9, 1))
        assert (same.state, none) == (State.CORRECTING, [])
        late, noted = rules.passed(ordered, LAW, at=NOON, on=date(2026, 9, 2))
        assert ([one.step for one in noted], late.state, late.proposed) == (["correction"], State.OVERDUE, "suspension")
        assert [one.measure for one in late.measures] == ["correction"], "no measure is taken by the platform"
        assert (late.due_step, late.turn) == ("missed", "office")
        again, none = rules.passed(late, LAW, at=NOON, on=date(2026, 9, 3))
        assert (again, none) == (late, [])

    def test_of_the_office_is_noted_and_changes_nothing_else(self) -> None:
        late, noted = rules.passed(a_breach(), LAW, at=NOON, on=date(2026, 9, 30))
        assert ([one.step for one in noted], late.state, late.proposed) == (["measure"], State.OPEN, None)
        assert late.due_on == LAW.last_day(OPENED, 15), "it stays on the list as late"

    def test_of_a_suspension_has_the_office_say_what_follows(self) -> None:
        suspended = after(a_breach("critical"), "suspension", until=date(2026, 9, 1))
        late, noted = rules.passed(suspended, LAW, at=NOON, on=date(2026, 9, 2))
        assert ([one.step for one in noted], late.state, late.proposed) == (
            ["suspension"], State.SUSPENDED, "revocation-proposed",
        )  # fmt: skip
        assert (late.due_step, late.turn) == ("missed", "office")


class TestAProof:
    def test_is_looked_at_before_another(self) -> None:
        sent = proven(after(a_breach("major"), "correction"))
        with pytest.raises(ProofWaits):
            proven(sent)
        assert proven(looked(sent, "no")).proof

    def test_that_is_not_enough_may_get_a_later_day(self) -> None:
        sent = proven(after(a_breach("major"), "correction", until=date(2026, 8, 20)))
        assert looked(sent, "no").until == date(2026, 8, 20)
        assert looked(sent, "no", until=date(2026, 9, 20)).until == date(2026, 9, 20)
        with pytest.raises(DayNotOfThisMeasure):
            looked(proven(after(a_breach("critical"), "suspension")), "no", until=date(2026, 9, 20))

    def test_of_what_was_overdue_gets_the_producer_another_turn(self) -> None:
        ordered = after(a_breach("major"), "correction", until=date(2026, 8, 20))
        late, _ = rules.passed(ordered, LAW, at=NOON, on=date(2026, 8, 21))
        again = looked(proven(late), "no", until=date(2026, 9, 20))
        assert (again.state, again.turn, again.proposed) == (State.CORRECTING, "producer", None)

    def test_is_not_sent_for_what_nobody_asked(self) -> None:
        with pytest.raises(StepRefused):
            proven(a_breach())

    def test_is_sent_so_often_and_no_more(self) -> None:
        breach = after(a_breach("major"), "correction")
        for _ in range(rules.MOST_PROOFS):
            breach = looked(proven(breach), "no")
        with pytest.raises(TooManyProofs):
            proven(breach)

    def test_must_be_there_to_be_answered(self) -> None:
        with pytest.raises(NoProofWaits):
            looked(after(a_breach("major"), "correction"), "yes")


class TestAnObjection:
    def object(self, breach: Breach, on: date = OPENED) -> Breach:
        return rules.objected(breach, ObjectionCommand(why="Lô cũ"), LAW, at=NOON, on=on, by=HUONG)

    def test_is_made_in_time_and_heard_before_another(self) -> None:
        last = LAW.last_day(OPENED, 15)
        objected = self.object(a_breach(), on=last)
        assert objected.objection
        with pytest.raises(ObjectionWaits):
            self.object(objected)
        with pytest.raises(TooLateToObject):
            self.object(a_breach(), on=last + timedelta(days=1))

    def test_may_be_made_anew_of_each_measure(self) -> None:
        later = OPENED + timedelta(days=40)
        assert self.object(after(a_breach("major"), "correction", on=later), on=later).objection

    def test_must_be_there_to_be_answered(self) -> None:
        answer = ReplyCommand(accepted="no", answer="Lô in sau ngày nhắc")
        with pytest.raises(NoObjectionWaits):
            rules.replied(a_breach(), answer, LAW, at=NOON, on=OPENED, by=OFFICER)
        replied = rules.replied(self.object(a_breach()), answer, LAW, at=NOON, on=OPENED, by=OFFICER)
        assert (replied.objection, replied.objections[0].accepted) == (None, False)


class TestTheEnd:
    @pytest.mark.parametrize(
        ("measures", "result", "ended", "fits"),
        [
            ((), "unfounded", None, True),
            ((), "corrected", None, False),
            (("correction",), "corrected", None, True),
            (("correction",), "revoked", None, False),
            (("correction",), "revoked", "expired", False),
            (("correction",), "revoked", "revoked", True),
            (("correction",), "lapsed", None, False),
            (("correction",), "lapsed", "superseded", True),
            ((), "forgotten", None, False),
        ],
    )
    def test_is_as_the_facts_have_it(
        self, measures: tuple[str, ...], result: str, ended: str | None, fits: bool
    ) -> None:
        breach = after(a_breach("major"), *measures)
        if fits:
            assert closed(breach, result, ended).result is Result(result)
        else:
            with pytest.raises(NotThatResult):
                closed(breach, result, ended)

    def test_of_a_proposal_that_was_dropped_is_the_offices_to_say(self) -> None:
        proposed = after(a_breach("critical"), "suspension", "revocation-proposed")
        waiting = rules.dropped(proposed, "Đã khắc phục", LAW, at=NOON + timedelta(days=10))
        assert (waiting.state, waiting.due_step, waiting.due_on) == (
            State.OPEN, "measure", LAW.last_day(OPENED + timedelta(days=10), 15),
        )  # fmt: skip
