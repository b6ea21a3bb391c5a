"""What reporting keeps of a dossier's way through the offices: the facts that events brought, and a row per case."""

from __future__ import annotations

from kit.aggregate import Aggregate
from programme import journeys


class Opening(journeys.Opening):
    """What a case is, as its opening says."""

    number: str | None = None
    place_name: str


class Fact(journeys.Fact):
    """One fact of a dossier's way. `recused`: the ids of those who stood aside."""

    opening: Opening | None = None
    recused: tuple[str, ...] = ()


class Journey(Aggregate):
    """Every fact known of one dossier. Its id is the dossier's."""

    facts: tuple[Fact, ...] = ()


class CaseProgress(journeys.CaseStanding, Aggregate):
    """One case as it stands. `late`: the step its office's period is for came after its last day."""

    dossier_id: str
    number: str
    product: str
    producer: str
    place_name: str
    office: str
    tier: str
    late: bool = False
    recused: tuple[str, ...] = ()
