"""Decided cases under another rulebook: who gains a star, who loses one, who takes another way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from kit.refusal import Refusal, Several
from law.rulebooks.council import CouncilSettings
from law.rulebooks.regulations import Regulations
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.shelf import Shelf
from law.rulebooks.values import Text
from law.scoring import Filled, check_complete, council_result
from law.scoring.result import CouncilResult
from law.whatif.case import DecidedCase
from law.whatif.fitting import fitted

Change = Literal["gains", "loses", "other-route", "other-authority", "same", "not-comparable"]


BY_PARTS = (
    "Đã chấm theo phần: không có điểm từng tiêu chí để so với phiếu của bộ tiêu chí này.",
    "Scored by parts: there are no points per criterion to put on this rulebook's sheet.",
)


@dataclass(frozen=True, slots=True)
class Rerun:
    """One case before and after. `why` (vi, en) says what stands in the way when it is not comparable."""

    case: DecidedCase
    change: Change
    star: int | None = None
    total: Decimal | None = None
    outcome: str | None = None
    authority: Text | None = None
    why: tuple[str, str] | None = None


@dataclass(slots=True)
class Summary:
    """Counts of changes and of moves between stars, and every case that is not the same."""

    changes: Counter[Change] = field(default_factory=Counter)
    moves: Counter[tuple[int, int]] = field(default_factory=Counter)
    changed: list[Rerun] = field(default_factory=list)

    @property
    def cases(self) -> int:
        return self.changes.total()

    def add(self, rerun: Rerun) -> None:
        self.changes[rerun.change] += 1
        if rerun.star is not None:
            self.moves[rerun.case.ruling.star, rerun.star] += 1
        if rerun.change != "same":
            self.changed.append(rerun)


def what_if(
    cases: Iterable[DecidedCase],
    rulebook: Rulebook,
    held: Shelf,
    *,
    settings: CouncilSettings | None = None,
    own: Regulations | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> Summary:
    """
    Re-runs every case under the rulebook; `held` gives the editions the cases were decided by, `own` the
    offices' regulations, which hold for cases under this rulebook too. `settings` overrules all of them.
    """
    summary = Summary()
    for done, rerun in enumerate(rerun_all(cases, rulebook, held, settings=settings, own=own), start=1):
        summary.add(rerun)
        progress(done)
    return summary


def rerun_all(
    cases: Iterable[DecidedCase],
    rulebook: Rulebook,
    held: Shelf,
    *,
    settings: CouncilSettings | None = None,
    own: Regulations | None = None,
) -> Iterator[Rerun]:
    """One rerun after the other, in the order of the cases."""
    for case in cases:
        yield rerun_one(case, rulebook, held, settings or _settings(case, rulebook, own))


def _settings(case: DecidedCase, rulebook: Rulebook, own: Regulations | None) -> CouncilSettings:
    """How the council of the case's office would count under the rulebook, on the day it decided."""
    if own is None or case.decided_on is None:
        return rulebook.council
    return own.settings(case.office, rulebook, case.decided_on)


def rerun_one(case: DecidedCase, rulebook: Rulebook, held: Shelf, settings: CouncilSettings) -> Rerun:
    """Sheets the other rulebook cannot read are reported, never guessed."""
    ruling = case.ruling
    try:
        sheet = rulebook.sheet(ruling.set_no)
        former = held.get(ruling.rulebook_id, ruling.rulebook_hash).sheet(ruling.set_no)
        if former.whole_parts and not sheet.whole_parts:
            return Rerun(case, "not-comparable", why=BY_PARTS)
        sheets: dict[str, Filled] = {}
        for one in ruling.counted:
            filled = fitted(one, former, sheet)
            check_complete(sheet, filled)
            sheets[one.member_id] = filled
        level = _level(rulebook, ruling.tier)
        result = council_result(
            rulebook, level, ruling.set_no, sheets, ruling.seats, settings=settings, round=ruling.round
        )
    except Refusal as refusal:
        return Rerun(case, "not-comparable", why=_why(refusal))
    change = _change(case, level, result)
    return Rerun(case, change, result.star, result.total, result.route.outcome, result.route.authority)


def _change(case: DecidedCase, level: str, result: CouncilResult) -> Change:
    """What became of a case: its star first, then the way it goes and the tier it is scored at, then who signs."""
    if result.star != case.ruling.star:
        return "gains" if result.star > case.ruling.star else "loses"
    if result.route.outcome != case.ruling.outcome or level != case.ruling.tier:
        return "other-route"
    authority = result.route.authority.vi if result.route.authority else None
    return "other-authority" if case.ruling.authority not in (None, authority) else "same"


def _level(rulebook: Rulebook, tier: str) -> str:
    """The tier of the same name, or the first that scores where the act has done away with it."""
    scoring = [t.level for t in rulebook.tiers if t.acts == "scores"]
    return tier if tier in scoring else scoring[0]


def _why(refusal: Refusal) -> tuple[str, str]:
    first = refusal.refusals[0] if isinstance(refusal, Several) else refusal
    return first.say("vi"), first.say("en")
