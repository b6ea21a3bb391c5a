"""What may become of a decision. Pure: time, people and what the database knows are arguments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from kit.decisions.decision import LIFECYCLE, MOST_LINES, By, Correction, D, Line, Signed, Verb
from kit.decisions.refusals import (
    LinesMissing,
    LinesNotReady,
    LineTwice,
    LineWithdrawn,
    NoSuchLine,
    NothingCorrected,
    SignedInTheFuture,
    TooManyLines,
    WhyMissing,
)
from kit.papers.number import Place, official_number


def amended(decision: D, lines: Sequence[Line], *, subject: str | None = None) -> D:
    """A draft with these lines instead. Raises StepRefused, TooManyLines, LineTwice."""
    state = LIFECYCLE.step(decision.state, Verb.AMEND)
    check_lines(lines)
    changes = {"state": state, "lines": tuple(lines), "subject": decision.subject if subject is None else subject}
    return decision.model_copy(update=changes)


def check_lines(lines: Sequence[Line]) -> None:
    """Raises TooManyLines or LineTwice."""
    if len(lines) > MOST_LINES:
        raise TooManyLines(most=MOST_LINES, count=len(lines))
    twice = next((no for no, times in Counter(line.no for line in lines).items() if times > 1), None)
    if twice is not None:
        raise LineTwice(no=twice)


def signed(decision: D, *, number: str, on: date, signatory: str, today: date, by: By) -> D:
    """
    A draft with number and day of its signed copy; whether the number is free the register says.

    Raises StepRefused, LinesMissing, SignedInTheFuture, NumberUnreadable.
    """
    state = LIFECYCLE.step(decision.state, Verb.SIGN)
    if not decision.lines:
        raise LinesMissing()
    _check_day(on, today)
    read = official_number(number, decision.symbol)
    return decision.model_copy(
        update={"state": state, "signed": Signed(number=read, on=on, signatory=signatory, by=by)}
    )


def returned(decision: D) -> D:
    """A draft again: the copy was filed by mistake, nothing has followed from it."""
    return decision.model_copy(update={"state": LIFECYCLE.step(decision.state, Verb.RETURN), "signed": None})


def discarded(decision: D) -> D:
    """A draft that nobody will sign."""
    return decision.model_copy(update={"state": LIFECYCLE.step(decision.state, Verb.DISCARD)})


def issued(decision: D, *, not_ready: Mapping[int, tuple[str, str]], by: By) -> D:
    """
    All lines in force, or none. `not_ready`: line number -> why it cannot be issued (vi, en), found by the caller.

    Raises StepRefused, LinesNotReady.
    """
    state = LIFECYCLE.step(decision.state, Verb.ISSUE)
    held = {no: why for no, why in not_ready.items() if decision.line(no) is not None}
    if held:
        shown = ", ".join(str(no) for no in sorted(held)[:20])
        raise LinesNotReady(lines=shown, why=held[min(held)])
    return decision.model_copy(update={"state": state, "issued": by})


def line_withdrawn(decision: D, no: int, *, by: By) -> D:
    """
    Without a line; the line stays where it was, and says who took it out, when and why.

    Raises StepRefused, NoSuchLine, LineWithdrawn, WhyMissing.
    """
    state = LIFECYCLE.step(decision.state, Verb.WITHDRAW_LINE)
    line = decision.line(no)
    if line is None:
        raise NoSuchLine(no=no)
    if line.withdrawn is not None:
        raise LineWithdrawn(no=no)
    if not by.reason.strip():
        raise WhyMissing(pointer="/reason")
    lines = tuple(one.model_copy(update={"withdrawn": by}) if one.no == no else one for one in decision.lines)
    return decision.model_copy(update={"state": state, "lines": lines})


def corrected(decision: D, *, number: str | None, on: date | None, what: str, today: date, by: By) -> D:
    """
    With another number or day, as a correction that names the old ones; the decision is found by both.

    Raises StepRefused, WhyMissing, NothingCorrected, SignedInTheFuture, NumberUnreadable.
    """
    state = LIFECYCLE.step(decision.state, Verb.CORRECT)
    assert decision.signed is not None, "an issued decision was signed"
    was = decision.signed
    if not by.reason.strip():
        raise WhyMissing(pointer="/reason")
    now = official_number(number, decision.symbol) if number is not None else was.number
    day = on or was.on
    if (now.key, day) == (was.number.key, was.on):
        raise NothingCorrected(pointer="/number")
    _check_day(day, today)
    one = Correction(what=what, was_number=was.number, was_on=was.on, number=now, on=day, by=by)
    return decision.model_copy(
        update={
            "state": state,
            "signed": was.model_copy(update={"number": now, "on": day}),
            "corrections": (*decision.corrections, one),
            "former": tuple(dict.fromkeys((*decision.former, Place(decision.office, was.number, was.on).id))),
        }
    )


def number_of(decision: D) -> Place | None:
    """Where the number stands that a decision has; None while it has none."""
    return Place(decision.office, decision.signed.number, decision.signed.on) if decision.signed else None


def _check_day(on: date, today: date) -> None:
    if on > today:
        raise SignedInTheFuture(pointer="/on", on=f"{on:%d/%m/%Y}")
