"""What is shown of advisory teams: the JSON views and the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import BaseModel

from kit.aggregate import Kept
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.labelled import Asked, Options, form
from law.advisory import advisory_rules
from programme import names
from services.evaluation.advisory_teams.commands import MemberCommand, StandInCommand, TeamCommand
from services.evaluation.advisory_teams.lifecycle import LIFECYCLE, State
from services.evaluation.advisory_teams.rules import missing_role
from services.evaluation.advisory_teams.team import Member, Team, TeamAsKept
from services.evaluation.councils.person import Person
from services.evaluation.councils.rules import forms_councils


class TeamView(TeamAsKept, Kept):
    """An advisory team."""

    id: str
    version: int
    state: str


class TeamList(BaseModel):
    """The teams a person may see."""

    teams: list[TeamView]


class Row(Member):
    """Somebody on the form of a team. `asked`: the fields of their place; `marks`: what speaks against them."""

    asked: list[Asked] = []
    marks: list[str] = []


def view(team: Team) -> TeamView:
    """What is shown of a team."""
    return mapped(TeamView, team)


def part_names() -> dict[str, str]:
    """The parts people play on a team, in the page's language."""
    named = {one.id: one.label.say(current_language()) for one in advisory_rules().parts}
    return {id: said[:1].upper() + said[1:] for id, said in named.items()}


def line(team: Team, on: date) -> dict[str, Any]:
    """A row of the list of teams."""
    parts = part_names()
    head = next((one.name for one in team.serving(on) if team.heads(one.person_id, on)), "–")
    return {
        "id": team.id,
        "name": team.name,
        "of": names.office(team.office, on),
        "decision": team.number,
        "since": team.decided_on,
        "head": head,
        "count": len(team.members),
        "state": names.state(LIFECYCLE, team.state),
        "at_work": team.state is State.FORMED,
        "parts": parts,
    }


def whole(team: Team, by: Principal, on: date) -> dict[str, Any]:
    """The page of a team."""
    parts = part_names()
    away = {one.instead_of: one for one in team.stand_ins if one.signed_on <= on <= one.until}
    changes = forms_councils(team.office, by) and team.state is State.FORMED
    return {
        "team": team,
        "line": line(team, on),
        "listed": [
            (one.name, parts.get(one.part, one.part), one.body or "–", away.get(one.person_id)) for one in team.members
        ],
        "stand_ins": [
            (one, next((each.name for each in team.members if each.person_id == one.instead_of), one.instead_of))
            for one in team.stand_ins
        ],
        "may_change": changes,
        "steps": [
            {"at": step.at, "verb": names.verb(LIFECYCLE, step.verb), "by": step.by.name, "note": step.note}
            for step in reversed(team.steps)
        ],
    }


def team_form(office: str, people: Sequence[Person], team: Team | None, on: date, *, more: bool) -> dict[str, Any]:
    """The form that sets a team up or completes it: its particulars, and the roster with a part for each."""
    now = {one.person_id: one for one in team.members} if team else {}
    known = {one.person_id for one in people}
    left = [_("Không còn trong danh sách nhân sự của đơn vị")]
    rows = [
        *(mapped(Row, one, marks=left) for one in now.values() if one.person_id not in known),
        *(_row(one, now[one.person_id].part) for one in people if one.person_id in now),
        *(_row(one, "") for one in people if one.person_id not in now and _may_serve(one)),
    ]
    asked = [replace(one, value=team.name) if team and one.key == "name" else one for one in form(TeamCommand)]
    return {
        "of_office": office,
        "office_name": names.office(office, on),
        "team": team,
        "asked": asked,
        "rows": [row.model_copy(update={"asked": _asked(f"members-{at}-", row)}) for at, row in enumerate(rows)],
        "more": more,
    }


def stand_in_form(team: Team, people: Sequence[Person], on: date) -> dict[str, Any]:
    """The form by which somebody stands in: for whom, and who of the roster may."""
    parts, serving = part_names(), {one.person_id for one in (*team.members, *team.serving(on))}
    blank = ("", _("Chọn một người"))
    choices: dict[str, Options] = {
        "instead_of": [
            blank,
            *((one.person_id, f"{one.name} – {parts.get(one.part, one.part)}") for one in team.members),
        ],
        "person_id": [
            blank,
            *(
                (one.person_id, f"{one.name} – {one.body}" if one.body else one.name)
                for one in people
                if one.person_id not in serving and _may_serve(one)
            ),
        ],
    }
    return {"team": team, "asked": form(StandInCommand, choices=choices)}


def _row(person: Person, part: str) -> Row:
    wrong = missing_role(person, part) if part else None
    marks = [wrong.say(current_language())] if wrong else []
    return mapped(Row, person, part=part, marks=marks)


def _may_serve(person: Person) -> bool:
    return any(missing_role(person, part.id) is None for part in advisory_rules().parts)


def _asked(at: str, row: Row) -> list[Asked]:
    parts: Options = [("", _("Không tham gia")), *part_names().items()]
    return form(MemberCommand, row, {f"{at}part": parts}, at, but=("person_id",))
