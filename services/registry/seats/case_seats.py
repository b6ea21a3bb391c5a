"""What the registry keeps of a council, and of its advisers: whom the dossier is open to, and whom it is closed to. Ids only."""

from __future__ import annotations

from kit.aggregate import Aggregate


class CaseSeats(Aggregate):
    """
    The council of one case. Its id is the case's; its version is the council's own, as evaluation counts it, so that
    what arrives late or twice is known by it.
    """

    dossier_id: str
    office: str
    seated: tuple[str, ...] = ()
    """Who sits now and was not recused; nobody once the council is dissolved."""
    judging: tuple[str, ...] = ()
    """Of these, whose part scores: they are not shown here what the producer claimed before they have judged."""
    recused: tuple[str, ...] = ()
    """Who stood aside, seated still or not, council dissolved or not."""


class CaseAdvisers(Aggregate):
    """
    Who advises on one case, by the work an advisory team's head gave out. Its id is the case's; its version is that of the
    events, as evaluation counts them.
    """

    dossier_id: str
    office: str
    seated: tuple[str, ...] = ()
    """Whose work it is; nobody once their report is sealed, or the work was stopped."""
    recused: tuple[str, ...] = ()
    """Who stood aside from it, for good."""
