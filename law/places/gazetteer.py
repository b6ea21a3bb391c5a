"""Places through time: which unit a code meant on a day, what was around it, and what it is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from law.places.centre import centre_on, office_at_the_centre
from law.places.naming import committee_name, place_name
from law.places.place import CENTRE, Language, Level, Place
from law.places.refusals import NotThen, ProvinceNotInstalled, UnknownPlace
from law.places.search import plain, rank
from law.places.tables import Passage


class Gazetteer:
    """All units of all periods held, and how they passed into one another (`law.places.succession`)."""

    def __init__(self, units: Iterable[Place], passages: Iterable[Passage] = ()) -> None:
        self.units = tuple(units)
        self.passages = tuple(passages)
        self._by_code: dict[str, list[Place]] = defaultdict(list)
        self._by_path: dict[str, list[Place]] = defaultdict(list)
        self._by_parent: dict[str, list[Place]] = defaultdict(list)
        self._leaving: dict[tuple[str, date], list[Passage]] = defaultdict(list)
        for unit in self.units:
            self._by_code[unit.code].append(unit)
            self._by_path[unit.path].append(unit)
            self._by_parent[unit.parent or CENTRE].append(unit)
        for passage in self.passages:
            self._leaving[passage.old_path, passage.on].append(passage)

    def resolve(self, code: str, on: date) -> Place:
        """The unit an official code meant on a day. Raises UnknownPlace, NotThen."""
        return centre_on(on) if code == CENTRE else _only(self._by_code.get(code, []), code, on)

    def at(self, path: str, on: date) -> Place:
        """The unit at a path on a day. Raises UnknownPlace, ProvinceNotInstalled, NotThen."""
        if path == CENTRE:
            return centre_on(on)
        province = path.partition("/")[0]
        if province != path and province not in self._by_path:
            raise ProvinceNotInstalled(code=path, province=province)
        return _only(self._by_path.get(path, []), path, on)

    def exists(self, path: str, on: date) -> bool:
        return path == CENTRE or any(unit.holds(on) for unit in self._by_path.get(path, []))

    def children(self, path: str, on: date) -> list[Place]:
        """Units directly below a path on a day, in code order."""
        return sorted((unit for unit in self._by_parent.get(path, []) if unit.holds(on)), key=lambda unit: unit.code)

    def descendants(self, path: str, on: date, level: Level | None = None) -> list[Place]:
        """Units anywhere below a path on a day, of one level or of all."""
        below = [unit for unit in self.units if unit.holds(on) and unit.path != path and unit.is_within(path)]
        return sorted((unit for unit in below if level in (None, unit.level)), key=lambda unit: unit.path)

    def ancestors(self, path: str, on: date) -> list[Place]:
        """Units above a path on a day, nearest first, the centre last."""
        above: list[Place] = []
        place = self.at(path, on)
        while place.parent is not None:
            place = self.at(place.parent, on)
            above.append(place)
        return above

    def province_of(self, path: str, on: date) -> Place | None:
        """The province a path is in; None for the centre."""
        return None if path == CENTRE else self.at(path.partition("/")[0], on)

    def search(self, text: str, on: date, *, within: str = CENTRE, limit: int = 20) -> list[Place]:
        """Units of the day whose name has all the words, accents and case aside, nearest first; a code finds itself."""
        wanted = plain(text)
        found = [
            (0 if unit.code == wanted else nearness, unit.path, unit)
            for name, unit in self._plain_names
            if unit.holds(on)
            and unit.is_within(within)
            and ((nearness := rank(name, wanted)) is not None or unit.code == wanted)
        ]
        return [unit for _, _, unit in sorted(found, key=lambda hit: (hit[0] or 0, hit[1]))[:limit]]

    def name(self, path: str, on: date, language: Language = "vi") -> str:
        return place_name(self.at(path, on), language)

    def office_name(self, path: str, on: date, language: Language = "vi") -> str:
        """The office that serves a place: its People's Committee, or the ministry at the centre."""
        return office_at_the_centre(on, language) if path == CENTRE else committee_name(self.at(path, on), language)

    def leaving(self, path: str, on: date) -> list[Passage]:
        """The rows of the crosswalk of a day that say where a unit went."""
        return self._leaving.get((path, on), [])

    def first_days(self) -> list[date]:
        """Days on which a new period began, oldest first."""
        return list(self._first_days)

    @cached_property
    def _first_days(self) -> Sequence[date]:
        return sorted({unit.valid_from for unit in self.units if unit.valid_from is not None})

    @cached_property
    def _plain_names(self) -> Sequence[tuple[str, Place]]:
        return [(plain(unit.name), unit) for unit in self.units]


def _only(candidates: Sequence[Place], code: str, on: date) -> Place:
    if not candidates:
        raise UnknownPlace(code=code)
    for unit in candidates:
        if unit.holds(on):
            return unit
    raise NotThen(code=code, on=on, periods="; ".join(_period(unit) for unit in candidates))


def _period(unit: Place) -> str:
    first, last = (f"{day:%d/%m/%Y}" if day else "…" for day in (unit.valid_from, unit.valid_to))
    return f"{unit.name} ({first} – {last})"
