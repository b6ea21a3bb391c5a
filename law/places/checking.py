"""Checks a new period before it is loaded: every fault of its code list and its crosswalk, in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from law.levels import code_digits, largest, place_kinds, smallest
from law.places.gazetteer import Gazetteer
from law.places.place import Place
from law.places.tables import CROSSWALK_COLUMNS, UNIT_COLUMNS, Passage, day_before, read_crosswalk, read_units
from law.rulebooks.values import Text

Rows = Sequence[Mapping[str, str]]


class PlaceFault(BaseModel):
    """What is wrong and where: the file and its line, counted as a person counts (the heading is line 1)."""

    model_config = ConfigDict(frozen=True)

    at: str
    text: Text


def check_period(held: Gazetteer, units: Rows, crosswalk: Rows) -> list[PlaceFault]:
    """
    Faults of a period's code list and of the crosswalk into it, against the places held. Empty: it may be loaded.

    The first list of a province that is not held yet passes out of nothing: it has no crosswalk, and may have no first
    day, when it reaches as far back as anybody asks.
    """
    first = is_first(held, units)
    faults = [*_columns("units", units, UNIT_COLUMNS)]
    faults += [] if first and not crosswalk else [*_columns("crosswalk", crosswalk, CROSSWALK_COLUMNS)]
    faults = faults or [*_dates(units, may_be_open=first), *_codes(units), *_parents(units)]
    if faults:
        return faults
    new = Gazetteer(read_units(units))
    if first:
        return []
    on = next(place.valid_from for place in new.units if place.valid_from)
    return [*_meets(held, on, _provinces(new, read_crosswalk(on, crosswalk))), *_passages(held, new, on, crosswalk)]


def is_first(held: Gazetteer, units: Rows) -> bool:
    """Whether a code list is of provinces of which nothing is held."""
    codes = {row.get("code", "") for row in units if row.get("level") == largest()}
    known = {unit.path.partition("/")[0] for unit in held.units}
    return bool(codes) and not codes & known


def with_period(held: Gazetteer, units: Rows, crosswalk: Rows) -> Gazetteer:
    """
    The places held and the new period. What was open in its provinces ends the day before it begins; other provinces
    stay as they are.

    Only for a period that `check_period` finds nothing wrong with.
    """
    new = read_units(units)
    on = next((place.valid_from for place in new if place.valid_from), None)
    if on is None or is_first(held, units):
        return Gazetteer([*held.units, *new], held.passages)
    passages = read_crosswalk(on, crosswalk)
    provinces = {passage.old_path.partition("/")[0] for passage in passages}
    return Gazetteer(
        [*(_ended(old, on) if old.path.partition("/")[0] in provinces else old for old in held.units), *new],
        [*held.passages, *passages],
    )


def _provinces(new: Gazetteer, passages: Sequence[Passage]) -> set[str]:
    """The provinces a period speaks of: those it lists and those that pass into them."""
    return {unit.path.partition("/")[0] for unit in new.units} | {p.old_path.partition("/")[0] for p in passages}


def _ended(old: Place, on: date) -> Place:
    return old if old.valid_to else old.model_copy(update={"valid_to": day_before(on)})


def _columns(file: str, rows: Rows, columns: Iterable[str]) -> Iterator[PlaceFault]:
    if not rows:
        yield _fault(file, None, "Tệp không có dòng nào.", "The file has no rows.")
        return
    for column in columns:
        if column not in rows[0]:
            yield _fault(file, 1, f"Thiếu cột {column}.", f"The column {column} is missing.")


def _dates(units: Rows, *, may_be_open: bool = False) -> Iterator[PlaceFault]:
    for line, row in enumerate(units, start=2):
        try:
            open_ended = may_be_open and not row["valid_from"]
            first = date.min if open_ended else date.fromisoformat(row["valid_from"])
            last = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
        except ValueError:
            yield _fault("units", line, "Ngày phải viết dạng năm-tháng-ngày.", "Dates are written year-month-day.")
            continue
        if last and last < first:
            yield _fault("units", line, "Ngày cuối trước ngày đầu.", "The last day is before the first.")
    firsts = {row["valid_from"] for row in units}
    if len(firsts) > 1:
        said = ", ".join(sorted(firsts))
        yield _fault(
            "units", None, f"Một tệp là một thời kỳ; ở đây có: {said}.", f"A file is one period; found: {said}."
        )


def _codes(units: Rows) -> Iterator[PlaceFault]:
    seen = Counter(row["code"] for row in units)
    for line, row in enumerate(units, start=2):
        code = row["code"]
        if seen[code] > 1:
            yield _fault("units", line, f"Mã {code} có {seen[code]} dòng.", f"Code {code} has {seen[code]} rows.")
        digits = code_digits().get(row["level"])
        if not (code.isascii() and code.isdigit()) or digits not in (None, len(code)):
            yield _fault(
                "units",
                line,
                f"“{code}” không phải mã {digits or 'gồm các'} chữ số.",
                f"“{code}” is no code of {digits or 'any'} digits.",
            )
        if row["level"] not in place_kinds():
            yield _fault("units", line, f"Không có cấp “{row['level']}”.", f"There is no level “{row['level']}”.")
        if not row["name"].strip():
            yield _fault("units", line, f"Đơn vị {code} chưa có tên.", f"Unit {code} has no name.")


def _parents(units: Rows) -> Iterator[PlaceFault]:
    levels = {row["code"]: row["level"] for row in units}
    for line, row in enumerate(units, start=2):
        parent, level = row["parent_code"], row["level"]
        if level == largest():
            if parent:
                yield _fault(
                    "units", line, "Tỉnh không có cấp trên trong danh mục.", "A province has no parent in the list."
                )
        elif parent not in levels:
            yield _fault(
                "units",
                line,
                f"Không có đơn vị cấp trên {parent or '(trống)'}.",
                f"There is no parent {parent or '(empty)'}.",
            )
        elif not _stands_above(levels[parent], level):
            yield _fault(
                "units", line, f"{parent} không ở cấp trên {row['code']}.", f"{parent} is no level above {row['code']}."
            )


def _stands_above(parent: str, level: str) -> bool:
    """Whether a kind of place is above another; true of one no list has, which has its own fault."""
    kinds = place_kinds()
    return not {parent, level} <= set(kinds) or kinds.index(parent) > kinds.index(level)


def _meets(held: Gazetteer, on: date, provinces: set[str]) -> Iterator[PlaceFault]:
    theirs = {unit.valid_from for unit in held.units if unit.valid_from and unit.path.partition("/")[0] in provinces}
    for first in sorted(theirs):
        if first >= on:
            yield _fault(
                "units",
                None,
                f"Đã có thời kỳ bắt đầu {first}; thời kỳ mới phải bắt đầu sau đó.",
                f"A period beginning {first} is held; a new one must begin after it.",
            )


def _passages(held: Gazetteer, new: Gazetteer, on: date, crosswalk: Rows) -> Iterator[PlaceFault]:
    passages = read_crosswalk(on, crosswalk)
    provinces = {passage.old_path.partition("/")[0] for passage in passages}
    before = {
        place.path: place for province in provinces for place in held.descendants(province, day_before(on), smallest())
    }
    yield from _rows(passages, before, new, on)
    passed = {passage.old_path for passage in passages}
    for path, place in sorted(before.items()):
        if path not in passed:
            yield _fault(
                "crosswalk",
                None,
                f"{place.name} ({path}) đi về đâu chưa ghi.",
                f"Where {place.name} ({path}) went is not said.",
            )
    reached = {passage.new_code for passage in passages}
    for place in new.units:
        if place.level == smallest() and place.code not in reached:
            yield _fault(
                "crosswalk",
                None,
                f"{place.name} ({place.code}) không có nguồn.",
                f"{place.name} ({place.code}) has no source.",
            )


def _rows(passages: Sequence[Passage], before: Mapping[str, Place], new: Gazetteer, on: date) -> Iterator[PlaceFault]:
    times = Counter(passage.old_path for passage in passages)
    for line, passage in enumerate(passages, start=2):
        if passage.old_path not in before:
            yield _fault(
                "crosswalk",
                line,
                f"Hôm trước không có xã {passage.old_path}.",
                f"There was no commune {passage.old_path} the day before.",
            )
        if not any(place.code == passage.new_code and place.holds(on) for place in new.units):
            yield _fault(
                "crosswalk",
                line,
                f"Thời kỳ mới không có mã {passage.new_code}.",
                f"The new period has no code {passage.new_code}.",
            )
        if passage.split != (times[passage.old_path] > 1):
            yield _fault(
                "crosswalk",
                line,
                f"{passage.old_path} có {times[passage.old_path]} dòng nhưng cột split nói khác.",
                f"{passage.old_path} has {times[passage.old_path]} rows but its split column says otherwise.",
            )


def _fault(file: str, line: int | None, vi: str, en: str) -> PlaceFault:
    return PlaceFault(at=file if line is None else f"{file}:{line}", text=Text(vi=vi, en=en))
