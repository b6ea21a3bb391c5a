"""From the facts of a dossier's way to its stays at offices. Pure; the order of arrival makes no difference."""

from __future__ import annotations

from collections.abc import Iterable

from kit.mapped import mapped
from programme.journeys import Case, CaseStanding, cases, ordered
from services.registry.journeys.journey import Fact, Journey, Stay


def with_facts(journey: Journey, facts: Iterable[Fact]) -> Journey:
    """The journey with some facts more; one that is known already changes nothing."""
    known = ordered(journey.facts, facts)
    return journey.model_copy(update={"version": len(known), "facts": known})


def stays(journey: Journey) -> list[Stay]:
    """The dossier's stays at offices, the first opened first; one whose opening no event brought yet is left out."""
    return [_stay(id, journey, case) for id, case in cases(journey.facts).items()]


def _stay(id: str, journey: Journey, case: Case[Fact]) -> Stay:
    opening = case.opened.opening
    assert opening
    return mapped(
        Stay,
        opening,
        id=id,
        version=journey.version,
        dossier_id=journey.id,
        **dict(mapped(CaseStanding, case)),
        counted=opening.period_counted,
        supplement_by=case.taken[-1].supplement_by if case.taken else None,
        ruled=next((fact.ruled for fact in reversed(case.taken) if fact.ruled), None),
    )
