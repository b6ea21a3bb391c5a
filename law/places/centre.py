"""The centre: the place above every province, and the ministry that served it on a day."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import yaml

from law.levels import levels
from law.packaged import read_text
from law.places.place import CENTRE, Language, Place
from law.places.refusals import NotThen


def centre_on(on: date) -> Place:
    """The country itself. It has no code in any list and no end."""
    return Place(code=CENTRE, name="Việt Nam", level=levels()[-1].place, path=CENTRE, parent=None)


def office_at_the_centre(on: date, language: Language) -> str:
    """The ministry that kept the programme on a day."""
    for row in _ministries():
        first, last = row["first"], row["last"]
        if (first is None or date.fromisoformat(first) <= on) and (last is None or on <= date.fromisoformat(last)):
            return str(row[language])
    raise NotThen(code=CENTRE, on=on, periods="; ".join(f"{r['vi']} ({r['first']})" for r in _ministries()))


@cache
def _ministries() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(read_text("places/centre.yaml"))
    return rows
