"""Events about substitutes: people by id, for those who must reach the right one."""

from __future__ import annotations

from ocop_events.evaluation.substitute import SubstituteEndedV1, SubstituteNamedV1

from kit.mapped import mapped
from kit.work import Unit
from services.evaluation.substitutes.substitute import Substitute


def named(unit: Unit, substitute: Substitute) -> None:
    """Announces who acts for whom, from when to when."""
    unit.announce(mapped(SubstituteNamedV1, substitute, substitute_id=substitute.id), place=substitute.office)


def ended(unit: Unit, substitute: Substitute) -> None:
    """Announces that it ended before its last day."""
    unit.announce(mapped(SubstituteEndedV1, substitute, substitute_id=substitute.id), place=substitute.office)
