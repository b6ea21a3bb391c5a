"""Events about advice: one mapping from the aggregate to the contract."""

from __future__ import annotations

from typing import TypeVar

from ocop_events.registry.advice import AdviceClosedV1, AdviceFacts, AdviceGivenV1

from kit.mapped import mapped
from kit.work import Unit
from services.registry.advice.counsel import Counsel
from services.registry.advice.lifecycle import State
from services.registry.products.announcements import concern

F = TypeVar("F", bound=AdviceFacts)


def of(kind: type[F], counsel: Counsel, **own: object) -> F:
    """An event of an advice: fields of the same name are its own."""
    return mapped(kind, counsel, advice_id=counsel.id, **concern(counsel), **own)


def given(unit: Unit, counsel: Counsel) -> None:
    """Announces an advice."""
    unit.announce(of(AdviceGivenV1, counsel), place=counsel.place.path)


def closed(unit: Unit, counsel: Counsel) -> None:
    """Announces what became of what was to follow."""
    unit.announce(of(AdviceClosedV1, counsel, done=counsel.state is State.DONE), place=counsel.place.path)
