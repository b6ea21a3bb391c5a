"""When a later edition of its act may be applied to a pending case. Pure."""

from __future__ import annotations

from law.rulebooks import Rulebook
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


def require_nothing_sealed(scoring: Scoring) -> None:
    """Raises SealedUnderTheFormer as soon as one sheet was sealed, in this round or an earlier one."""
    if scoring.state is not State.OPEN or scoring.sealed or scoring.round > 1:
        raise refusals.SealedUnderTheFormer(hash=scoring.rulebook_hash[:12])
