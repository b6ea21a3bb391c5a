"""Places as the programme uses them: a commune on a day, what it is now, what people call it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from kit.identity import is_within
from kit.language import current_language
from kit.mapped import mapped
from kit.refusal import Refusal
from law.levels import smallest
from law.places import (
    CENTRE,
    Gazetteer,
    NotThen,
    Place,
    SplitNeedsAChoice,
    SuccessorUnknown,
    UnknownPlace,
    gazetteer,
    next_of,
    plain,
    today,
)


class Where(BaseModel):
    """A commune as it was on a day."""

    model_config = ConfigDict(frozen=True)

    code: str
    path: str
    name: str
    province_name: str | None = None
    on: date


class NotACommune(Refusal):
    slug = "place.not-a-commune"
    vi = "«{name}» không phải xã, phường hoặc thị trấn. Chọn đơn vị cấp xã nơi đặt cơ sở sản xuất."
    en = "“{name}” is no commune, ward or township. Choose the commune-level unit where the production is."


class CommuneUnknown(Refusal):
    slug = "place.commune-unknown"
    vi = "Không có xã, phường nào tên «{given}» vào ngày này. Gõ tên xã, có dấu hoặc không dấu, rồi chọn trong danh sách."
    en = "No commune or ward is called “{given}” on this day. Type its name, with or without accents, and choose from the list."


class CommuneAmbiguous(Refusal):
    slug = "place.commune-ambiguous"
    vi = "Có nhiều nơi tên «{given}»: {choices}. Ghi thêm tên huyện hoặc tỉnh như trong danh sách."
    en = "Several places are called “{given}”: {choices}. Add the district or province as the list writes it."


def where(path: str, on: date) -> Where:
    """A commune of the day, with its names; raises UnknownPlace, or NotThen for one of another period."""
    place = gazetteer().at(path, on)
    if place.level != smallest():
        raise NotACommune(pointer="/place", name=place.name)
    return where_of(place, on)


def where_of(place: Place, on: date) -> Where:
    """A unit as it was on a day, with the province it lay in."""
    province = gazetteer().province_of(place.path, on)
    return mapped(Where, place, province_name=province.name if province else None, on=on)


def place_now(known: Where, on: date) -> Where:
    """
    Where a place lies on a later day; raises SplitNeedsAChoice when it was divided: the producer must say which part.
    """
    places = gazetteer()
    if places.exists(known.path, on):
        return where(known.path, on)
    return where(today(places, known.path, known.on, on).path, on)


def place_now_or_then(known: Where, on: date) -> Where:
    """
    Where a place lies on a later day, for what cannot wait until its producer has said which part of a divided commune it
    lies in: as it was, where nobody can tell.
    """
    try:
        return place_now(known, on)
    except (SplitNeedsAChoice, SuccessorUnknown, UnknownPlace, NotThen):
        return known


def communes(within: Sequence[str], on: date) -> list[Place]:
    """All communes of the day within some offices, in the order of their names."""
    found = {place.path: place for office in within for place in gazetteer().descendants(office, on, smallest())}
    found |= {path: gazetteer().at(path, on) for path in within if _is_commune(path, on)}
    return sorted(found.values(), key=lambda place: plain(place.name.partition(" ")[2]))


def label(place: Place, on: date) -> str:
    """A commune with what is above it, as lists show it and `commune_named` reads it."""
    names = [gazetteer().name(place.path, on, current_language())]
    above = [unit for unit in gazetteer().ancestors(place.path, on) if unit.path != CENTRE]
    return ", ".join([*names, *(gazetteer().name(unit.path, on, current_language()) for unit in above)])


def commune_named(text: str, on: date) -> Place:
    """
    The commune of the day a person means: by path, by the list's own words, or by its bare name, accents aside.

    Raises CommuneUnknown, CommuneAmbiguous.
    """
    if _is_commune(text.strip(), on):
        return gazetteer().at(text.strip(), on)
    name, _, rest = text.partition(",")
    found = [place for place in gazetteer().search(name, on, limit=200) if place.level == smallest()]
    found += [place for place in _by_english(name, on) if place not in found]
    exact = [place for place in found if plain(name) in (plain(place.name), plain(place.name.partition(" ")[2]))]
    found = exact or found
    if rest and len(found) > 1:
        found = [place for place in found if plain(label(place, on)) == plain(text)] or found
    if len(found) == 1:
        return found[0]
    if not found or not plain(name):
        raise CommuneUnknown(pointer="/place", given=text)
    choices = "; ".join(label(place, on) for place in found[:5]) + ("…" if len(found) > 5 else "")
    raise CommuneAmbiguous(pointer="/place", given=text, choices=choices)


def _by_english(name: str, on: date) -> list[Place]:
    """The list is in the language of the page: what it offers must be read back."""
    if current_language() == "vi":
        return []
    wanted, places = plain(name), gazetteer()
    every = (place for place in places.units if place.level == smallest() and place.holds(on))
    return [place for place in every if plain(places.name(place.path, on, "en")) == wanted]


def _is_commune(path: str, on: date) -> bool:
    return gazetteer().exists(path, on) and gazetteer().at(path, on).level == smallest()


def label_of(known: Where) -> str:
    """A kept place as lists show it, on its own day; its bare name where the gazetteer does not know it."""
    try:
        return label(gazetteer().at(known.path, known.on), known.on)
    except Refusal:
        return known.name


def formerly(path: str, on: date) -> list[str]:
    """
    The units of earlier periods that lie within a unit of the day: communes, and districts and provinces all of whose
    communes do. What was divided lies in each part.
    """
    return sorted({old for old, into in _lineage(on).items() if any(is_within(new, path) for new in into)})


@lru_cache(maxsize=8)
def _lineage(on: date) -> dict[str, frozenset[str]]:
    """Unit of an earlier period → communes of the day it passed into; a district or province only when into one unit."""
    places = gazetteer()
    passed: dict[str, set[str]] = {}
    leaves: set[str] = set()
    for unit in places.units:
        if unit.level == smallest() and unit.valid_to is not None and unit.valid_to < on:
            into = {new.path for new in _successors(places, unit, on)}
            leaves.add(unit.path)
            codes = unit.path.split("/")
            for above in ("/".join(codes[:many]) for many in range(1, len(codes) + 1)):
                passed.setdefault(above, set()).update(into)
    return {
        old: frozenset(into) if old in leaves else frozenset({_common(into)})
        for old, into in passed.items()
        if into and (old in leaves or _common(into))
    }


def _common(paths: set[str]) -> str:
    """The unit that holds all of them; empty when only the centre does."""
    first, *others = [path.split("/") for path in paths]
    shared = [code for at, code in enumerate(first) if all(len(one) > at and one[at] == code for one in others)]
    return "/".join(shared) if shared and shared[0] == first[0] else ""


def _successors(places: Gazetteer, unit: Place, on: date) -> list[Place]:
    if unit.holds(on):
        return [unit]
    step = next_of(places, unit)
    if step is None or step.basis == "unknown":
        return []
    return [last for new in step.into for last in _successors(places, new, on)]
