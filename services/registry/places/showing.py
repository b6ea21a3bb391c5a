"""View models of the page about places."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kit.web.language import current_language
from kit.web.language import gettext as _
from law.places import Place, gazetteer, next_of


def periods(today: date) -> list[tuple[str, str]]:
    """The days that may be asked for, one in every period held: (day, what it is called)."""
    days = [day.isoformat() for day in (*last_days(today), today)]
    return [("", _("Mọi thời kỳ")), *((day, day) for day in days)]


def last_days(today: date) -> list[date]:
    """The last day of every period that has ended, the oldest first."""
    return [day - timedelta(days=1) for day in gazetteer().first_days() if day <= today]


def line(place: Place, on: date) -> dict[str, Any]:
    """A unit as a row: its name and what was above it on the day."""
    places, language = gazetteer(), current_language()
    above = [unit for unit in places.ancestors(place.path, on) if unit.level != "country"]
    return {
        "path": place.path,
        "code": place.code,
        "on": on,
        "name": places.name(place.path, on, language),
        "above": ", ".join(places.name(unit.path, on, language) for unit in above),
        "valid_from": place.valid_from,
        "valid_to": place.valid_to,
    }


def story(place: Place, on: date, today: date) -> dict[str, Any]:
    """What a unit was, and period by period what it became until today."""
    steps: list[dict[str, Any]] = []
    units = [(place, on)]
    while True:
        ended = [(unit, day) for unit, day in units if not unit.holds(today)]
        if not ended:
            break
        after: list[tuple[Place, date]] = [(unit, day) for unit, day in units if unit.holds(today)]
        for unit, day in ended:
            step = next_of(gazetteer(), unit)
            if step is None:
                continue
            into = [line(new, step.on) for new in step.into]
            steps.append({"of": line(unit, day), "on": step.on, "basis": step.basis, "into": into})
            after += [(new, step.on) for new in step.into] if step.basis != "unknown" else []
        units = after
    return {"place": line(place, on), "steps": steps, "now": [line(unit, today) for unit, day in units]}
