"""When a later edition of its act may be applied to a pending case. Pure."""

from __future__ import annotations

from law.rulebooks import Rulebook
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.rulebooks import refusals
from services.evaluation.scoring.lifecycle import State
from services.evaluation.scoring.scoring import Scoring


def require_a_misprint(former: Rulebook, later: Rulebook) -> None:
    """
    Raises MoreThanAMisprint when the editions send a dossier other ways, or hold on other days: that is another act,
    and a dossier stays under the act of its day of submission.
    """
    ways = [[(tier.level, tier.acts) for tier in book.tiers] for book in (former, later)]
    if ways[0] != ways[1] or former.in_force.first != later.in_force.first:
        raise refusals.MoreThanAMisprint(rulebook=former.id)


RULED = frozenset(
    {
        CaseState.FORWARDED,
        CaseState.HANDED_OVER,
        CaseState.REFERRED_BACK,
        CaseState.SENT_DOWN,
        CaseState.RECOGNISED,
        CaseState.NOT_RECOGNISED,
    }
)
"""Where a council's office has ruled: on by what it found, or for good."""


def require_not_ruled(case: Case) -> None:
    """Raises RuledAlready when the case's office has ruled by its council's sheets: a ruling is undone by its own procedure only."""
    if not case.screens and case.state in RULED:
        raise refusals.RuledAlready()


def is_sealed(scoring: Scoring) -> bool:
    """Whether a sheet was sealed, in this round or an earlier one."""
    return scoring.state is not State.OPEN or bool(scoring.sealed) or scoring.round > 1


def require_something_sealed(scoring: Scoring | None) -> Scoring:
    """The scoring whose council may be re-opened; raises NothingSealedYet."""
    if scoring is None or not is_sealed(scoring):
        raise refusals.NothingSealedYet()
    return scoring


def require_another_person(scoring: Scoring, person_id: str) -> None:
    """Raises ScoresOnItself: nobody who sealed a sheet, or owes one, has the council score again."""
    if scoring.is_scorer(person_id):
        raise refusals.ScoresOnItself()


def require_nothing_sealed(scoring: Scoring) -> None:
    """Raises SealedUnderTheFormer as soon as one sheet was sealed, in this round or an earlier one."""
    if is_sealed(scoring):
        raise refusals.SealedUnderTheFormer(hash=scoring.rulebook_hash[:12])
