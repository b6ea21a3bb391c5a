"""Whether a dossier is still before anybody, and whose it is: one row per dossier, written by whatever opens a case of it, by its withdrawal and its moves."""

from __future__ import annotations

from kit.aggregate import Aggregate
from services.evaluation.cases.dossier import Moved


class DossierStanding(Aggregate):
    """
    A dossier as the cases of this deployment share it; its id is the dossier's. Whoever decides by it writes it, so that a
    withdrawal and a receipt that meet are one after the other, whichever topic brings them.
    """

    withdrawn: str | None = None
    """The producer's reason, once they took it back; none while it stands."""
    moved: Moved | None = None
    """Of which records it is now, where some were merged: what another topic brings may still name the old ones."""
    former_producers: tuple[str, ...] = ()
    """Whose it was before that."""
