"""
What became of a place: its successors in the next period, and why we think so.

The published crosswalk of 1 July 2025 where there is one; what no list says is asked of a person, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from law.levels import largest, smallest
from law.places.gazetteer import Gazetteer
from law.places.place import Place
from law.places.refusals import SplitNeedsAChoice, SuccessorUnknown
from law.places.tables import day_after, day_before

Basis = Literal["unchanged", "crosswalk", "same-code", "abolished", "unknown"]


class Succession(BaseModel):
    """
    One place passing into the next period.

    `unchanged`: same path and name. `crosswalk`: the published table says so. `same-code`: no table is held, but the
    code goes on in the same parent under a new name. `unknown`: no table is held and the code ended; `into` then lists
    the neighbours it may have gone to. `abolished`: its level of government ended.
    """

    model_config = ConfigDict(frozen=True)

    old: Place
    on: date
    basis: Basis
    into: tuple[Place, ...]

    @property
    def needs_a_choice(self) -> bool:
        """Whether only a person can say where something that was there is now."""
        return self.basis == "unknown" or len(self.into) > 1


def next_of(places: Gazetteer, old: Place) -> Succession | None:
    """What a place became when its period ended; None while its period is the last one held."""
    if old.valid_to is None:
        return None
    on = day_after(old.valid_to)
    if passed := places.leaving(old.path, on):
        return Succession(old=old, on=on, basis="crosswalk", into=tuple(places.resolve(p.new_code, on) for p in passed))
    if places.exists(old.path, on):
        new = places.at(old.path, on)
        return Succession(old=old, on=on, basis="unchanged" if new.name == old.name else "same-code", into=(new,))
    if old.level == smallest():
        neighbours = [p for p in places.children(old.parent or "", on) if p.level == old.level]
        return Succession(old=old, on=on, basis="unknown", into=tuple(neighbours))
    return Succession(old=old, on=on, basis="abolished", into=_heirs_of_a_parent(places, old, on))


def today(places: Gazetteer, path: str, then: date, until: date, choices: Mapping[str, str] | None = None) -> Place:
    """
    The place that, on `until`, stands where `path` stood on `then`.

    `choices` maps the path of a split or untraced place to the path a person chose.
    Raises SplitNeedsAChoice, SuccessorUnknown, UnknownPlace, NotThen.
    """
    place = places.at(path, then)
    while not place.holds(until):
        step = next_of(places, place)
        if step is None:
            break
        place = _choose(step, (choices or {}).get(place.path))
    return place


def _choose(step: Succession, chosen: str | None) -> Place:
    for candidate in step.into:
        if candidate.path == chosen:
            return candidate
    names = ", ".join(f"{place.name} ({place.path})" for place in step.into)
    if step.basis in ("unknown", "abolished") and (step.basis == "unknown" or len(step.into) != 1):
        raise SuccessorUnknown(name=step.old.name, on=step.on, choices=names)
    if step.needs_a_choice:
        raise SplitNeedsAChoice(name=step.old.name, choices=names)
    return step.into[0]


def _heirs_of_a_parent(places: Gazetteer, old: Place, on: date) -> tuple[Place, ...]:
    """A province that merged goes where all its communes went, when that is one province; a district that ended, nowhere."""
    if old.level != largest():
        return ()
    heirs: dict[str, Place] = {}
    for commune in places.descendants(old.path, day_before(on), smallest()):
        step = next_of(places, commune)
        for new in step.into if step else ():
            code = new.path.partition("/")[0]
            heirs[code] = places.at(code, on)
    return tuple(heirs.values())
