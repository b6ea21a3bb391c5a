"""The form of an agenda as it is sent: of the cases that are offered those with a place, in the order of the places."""

from __future__ import annotations

import re
from math import inf

from starlette.datastructures import FormData

_ROW = re.compile(r"cases-(\d+)-position")


def on_agenda(sent: FormData) -> FormData:
    """The form without the cases that were given no place, the others numbered anew in their order."""
    places = {
        int(found[1]): str(value).strip() for name, value in sent.multi_items() if (found := _ROW.fullmatch(name))
    }
    taken = sorted((row for row, place in places.items() if place), key=lambda row: (_number(places[row]), row))
    order = {row: at for at, row in enumerate(taken)}
    kept: list[tuple[str, object]] = []
    for name, value in sent.multi_items():
        row = re.match(r"cases-(\d+)-(.*)", name)
        if row is None:
            kept.append((name, value))
        elif int(row[1]) in order and row[2] != "position":
            kept.append((f"cases-{order[int(row[1])]}-{row[2]}", value))
    return FormData(kept)  # type: ignore[arg-type]


def _number(place: str) -> float:
    """Where a case stands; what is no number comes last."""
    return int(place) if place.isdecimal() and place.isascii() and len(place) < 6 else inf
