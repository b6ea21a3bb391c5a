"""What notifications keeps of councils: who stood aside, by id, and nothing else."""

from __future__ import annotations

from kit.aggregate import Aggregate


class CaseRecusals(Aggregate):
    """
    Everybody who stood aside from one case. Its id is the case's; its version is the council's own, as evaluation counts
    it, so that what arrives late or twice is known by it.
    """

    dossier_id: str
    people: tuple[str, ...] = ()
