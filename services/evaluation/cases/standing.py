"""Whether a dossier is still before anybody: one row per dossier, written by whatever opens a case of it and by its withdrawal."""

from __future__ import annotations

from kit.aggregate import Aggregate


class DossierStanding(Aggregate):
    """
    A dossier as the cases of this deployment share it; its id is the dossier's. Whoever decides by it writes it, so that a
    withdrawal and a receipt that meet are one after the other, whichever topic brings them.
    """

    withdrawn: str | None = None
    """The producer's reason, once they took it back; none while it stands."""
