"""Events about advisory teams. People by id, never their names."""

from __future__ import annotations

from datetime import date
from typing import Any

from ocop_events.evaluation.advisory_team import (
    AdvisoryTeamChangedV1,
    AdvisoryTeamDissolvedV1,
    AdvisoryTeamFormedV1,
    TeamFacts,
    TeamMember,
)
from ocop_events.vocabulary import OfficialPaper

from kit.mapped import mapped
from kit.work import Unit
from services.evaluation.advisory_teams.lifecycle import State
from services.evaluation.advisory_teams.team import StandIn, Team


def facts(team: Team, on: date) -> dict[str, Any]:
    """What every event of a team carries: the whole of it as it is now."""
    serving = () if team.state is State.DISSOLVED else team.serving(on)
    copy = {"name": team.paper.name, "sha256": team.paper.sha256} if team.paper else {"name": None}
    own = {"signed_on": team.decided_on, **copy}
    paper = mapped(OfficialPaper, team, **own)
    members = [mapped(TeamMember, one, office=team.office) for one in serving]
    return dict(mapped(TeamFacts, team, team_id=team.id, members=members, decision=paper))


def formed(unit: Unit, team: Team) -> None:
    fact = AdvisoryTeamFormedV1(**facts(team, unit.today), formed_on=unit.today)
    unit.announce(fact, place=team.office)


def changed(unit: Unit, team: Team, standing: StandIn | None = None) -> None:
    who = {"stand_in_for": standing.instead_of, "until": standing.until} if standing else {}
    fact = AdvisoryTeamChangedV1(**facts(team, unit.today), **who, changed_on=unit.today)
    unit.announce(fact, place=team.office)


def dissolved(unit: Unit, team: Team) -> None:
    fact = AdvisoryTeamDissolvedV1(**facts(team, unit.today), dissolved_on=unit.today)
    unit.announce(fact, place=team.office)
