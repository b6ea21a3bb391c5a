"""What is shown of substitutes: the JSON view and the view models of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from kit.identity import Principal
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.labelled import form
from programme import names
from programme.roles import OFFICERS
from services.evaluation.substitutes.commands import NameSubstituteCommand
from services.evaluation.substitutes.lifecycle import LIFECYCLE, State
from services.evaluation.substitutes.substitute import Officer, Substitute, SubstituteFields


class SubstituteView(SubstituteFields):
    """A substitution for machines."""

    id: str
    version: int
    person_id: str
    name: str
    acts_name: str
    state: State
    ended_on: date | None
    holds_today: bool


class ColleagueView(BaseModel):
    """Somebody who may be named."""

    office: str
    person_id: str
    name: str


def view(substitute: Substitute, on: date) -> SubstituteView:
    """A substitution for machines."""
    return mapped(SubstituteView, substitute, holds_today=substitute.holds(on))


def row(substitute: Substitute, me: Principal, on: date) -> dict[str, Any]:
    """A substitution as a row of a list."""
    live = substitute.state is State.NAMED
    over, holds = live and on > substitute.last, substitute.holds(on)
    state = _("đang làm thay") if holds else _("đã hết hạn") if over else names.state(LIFECYCLE, substitute.state)
    return {
        **dict(substitute),
        "of_office": names.office(substitute.office, on),
        "state": state,
        "colour": "blue" if holds else "grey",
        "may_end": live and not over and me.id in (substitute.person_id, substitute.acts_id),
    }


def naming(me: Principal, colleagues: Sequence[Officer], on: date) -> dict[str, Any]:
    """The form by which a substitute is named."""
    offices = [(one, names.office(one, on)) for one in me.offices(*OFFICERS)]
    people = {one.person_id: f"{one.name} ({names.office(one.office, on)})" for one in colleagues}
    choices = {"office": offices, "acts_id": list(people.items())}
    return {"asked": form(NameSubstituteCommand, None, choices), "anybody": bool(people)}
