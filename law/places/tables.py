"""Reads code lists and crosswalks: CSV as the statistics office publishes them, one file of units, one per change."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict

from law.places.place import CENTRE, Place

UNIT_COLUMNS = ("valid_from", "valid_to", "level", "code", "name", "parent_code")
CROSSWALK_COLUMNS = ("old_province", "old_district", "old_code", "old_name", "new_code", "new_name", "split")


class Passage(BaseModel):
    """One row of a crosswalk: a unit (or part of one, when it was split) passed into another on a day."""

    model_config = ConfigDict(frozen=True)

    on: date
    old_path: str
    new_code: str
    split: bool


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def read_units(rows: Iterable[Mapping[str, str]]) -> list[Place]:
    """Paths are made by walking up the parents of the same period."""
    rows = list(rows)
    parents = {(row["valid_from"], row["code"]): row["parent_code"] for row in rows}
    return [_place(row, parents) for row in rows]


def _place(row: Mapping[str, str], parents: Mapping[tuple[str, str], str]) -> Place:
    codes = [row["code"]]
    while above := parents[row["valid_from"], codes[0]]:
        codes.insert(0, above)
    return Place(
        code=row["code"],
        name=row["name"],
        level=row["level"],
        path="/".join(codes),
        parent="/".join(codes[:-1]) or CENTRE,
        valid_from=day(row["valid_from"]),
        valid_to=day(row["valid_to"]),
    )


def read_crosswalk(on: date, rows: Iterable[Mapping[str, str]]) -> list[Passage]:
    return [
        Passage(
            on=on,
            old_path="/".join(part for part in (row["old_province"], row["old_district"], row["old_code"]) if part),
            new_code=row["new_code"],
            split=row["split"] == "yes",
        )
        for row in rows
    ]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def day_before(on: date) -> date:
    return on - timedelta(days=1)


def day_after(on: date) -> date:
    return on + timedelta(days=1)
