"""What may be asked about advisory teams."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Id, Label
from services.evaluation.advisory_teams.team import MemberFields, StandInFields, TeamFields

MOST_MEMBERS = 60


class MemberCommand(MemberFields, Command):
    """A member as asked for; the person is on the office's roster."""


class TeamCommand(TeamFields, Command):
    """A team as a decision has it: what it is called, and who is on it."""

    members: Annotated[list[MemberCommand], Field(max_length=MOST_MEMBERS), Label("Thành viên", "Members")]


class NewTeamCommand(TeamCommand):
    """A team of an office."""

    office: Annotated[Id, Label("Đơn vị", "Office", example="33")]


class StandInCommand(StandInFields, Command):
    """Who stands in for whom, until when, by which paper."""
