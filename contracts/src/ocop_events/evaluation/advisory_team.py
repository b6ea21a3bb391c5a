"""Advisory teams: set up and completed by decision, people by their ids only."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, Part, PlacePath

TOPIC = "ocop.evaluation.advisory-team"


class TeamMember(Part, example={"person_id": "adviser.1", "office": "33", "part": "head"}):
    """One person of a team, by the id the identity provider knows."""

    person_id: str
    office: PlacePath | None = None
    part: Annotated[str, Field(description="`head`, `secretary` or `member`.")]


class TeamFacts(
    EventData,
    key_facts=("office", "members"),
    example={
        "team_id": "0198a1b0-0000-7000-8000-000000000aa2",
        "office": "33",
        "members": [{}, {"person_id": "adviser.2", "part": "member"}],
        "decision": {},
    },
):
    """What every event of a team carries: the whole of it as it is now."""

    team_id: str
    office: PlacePath
    members: list[TeamMember]
    decision: OfficialPaper | None = None


class AdvisoryTeamFormedV1(
    TeamFacts,
    type="vn.ocop.evaluation.advisory-team.formed.v1",
    topic=TOPIC,
    key="team_id",
    vi="Tổ tư vấn được thành lập.",
    example={"formed_on": "2026-07-15"},
):
    """An advisory team was set up by decision."""

    formed_on: date


class AdvisoryTeamChangedV1(
    TeamFacts,
    type="vn.ocop.evaluation.advisory-team.changed.v1",
    topic=TOPIC,
    key="team_id",
    vi="Tổ tư vấn được kiện toàn, hoặc có người được cử dự thay.",
    example={"stand_in_for": "adviser.3", "until": "2026-09-30", "changed_on": "2026-08-20"},
):
    """A team was completed (kiện toàn), or somebody stands in for a member by a paper that names the person."""

    stand_in_for: Annotated[str | None, Field(description="Whose place is taken, by id.")] = None
    until: date | None = None
    changed_on: date


class AdvisoryTeamDissolvedV1(
    TeamFacts,
    type="vn.ocop.evaluation.advisory-team.dissolved.v1",
    topic=TOPIC,
    key="team_id",
    vi="Tổ tư vấn kết thúc nhiệm vụ.",
    example={"dissolved_on": "2027-07-15"},
):
    """A team's time is over."""

    dissolved_on: date
