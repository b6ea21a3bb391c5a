"""Events about rights: one mapping from the aggregate to the contract."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from ocop_events.registry.right import (
    RightAcceptedV1,
    RightFacts,
    RightFiledV1,
    RightGrantedV1,
    RightOverdueV1,
    RightPublishedV1,
    RightRefusedV1,
)

from kit.mapped import mapped
from kit.work import Unit
from services.registry.products.announcements import concern
from services.registry.rights.lifecycle import State
from services.registry.rights.right import Right

F = TypeVar("F", bound=RightFacts)


def of(kind: type[F], right: Right, **own: object) -> F:
    """An event of a right: fields of the same name are its own."""
    return mapped(kind, right, right_id=right.id, **concern(right), **own)


def filed(unit: Unit, right: Right) -> None:
    """Announces an application."""
    unit.announce(of(RightFiledV1, right), place=right.place.path)


def accepted(unit: Unit, right: Right) -> None:
    """Announces that an application was formally accepted."""
    unit.announce(of(RightAcceptedV1, right), place=right.place.path)


def published(unit: Unit, right: Right) -> None:
    """Announces that an application was published."""
    unit.announce(of(RightPublishedV1, right), place=right.place.path)


def granted(unit: Unit, right: Right) -> None:
    """Announces a grant."""
    unit.announce(of(RightGrantedV1, right), place=right.place.path)


def refused(unit: Unit, right: Right) -> None:
    """Announces that an application was refused or given up."""
    fact = of(RightRefusedV1, right, given_up=right.state is State.GIVEN_UP)
    unit.announce(fact, place=right.place.path)


def overdue(unit: Unit, right: Right, step: str, was_due_on: date) -> None:
    """Announces that a step is later than it may be."""
    unit.announce(of(RightOverdueV1, right, step=step, was_due_on=was_due_on), place=right.place.path)
