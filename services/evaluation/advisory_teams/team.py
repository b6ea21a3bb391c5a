"""An advisory team: who is on it and in what part, by which decision, and who stands in for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Kept
from kit.command import Fields, Id, Label, Name, OneOf
from kit.days import Day
from kit.history import Stateful
from kit.mapped import mapped
from law.advisory import advisory_rules
from services.evaluation.advisory_teams.lifecycle import LIFECYCLE, State
from services.evaluation.councils.person import Called, PersonId

TeamPart = Annotated[str, OneOf(tuple(one.id for one in advisory_rules().parts))]
"""A part on a team, as the list of the law has them."""


class Value(BaseModel):
    """A part of a team."""

    model_config = ConfigDict(frozen=True)


class StoredFile(Value):
    """A file as it was kept, found in the store by its digest."""

    sha256: str
    size: int
    media_type: str
    name: str
    viewable: bool = True


class DecisionFields(Fields):
    """The decision that set a team up, or completed it."""

    number: Annotated[
        Id, Field(min_length=1), Label("Số quyết định", "Number of the decision", example="45/QĐ-UBND", type="text")
    ]
    decided_on: Annotated[Day, Label("Ngày quyết định", "Day of the decision", example="2026-07-15")]


class TeamFields(DecisionFields):
    """What it is called, and the decision it rests on."""

    name: Annotated[Name, Field(min_length=1), Label("Tên Tổ tư vấn", "Name", example="Tổ tư vấn OCOP tỉnh năm 2026")]


class MemberFields(Fields):
    """Who is on it, in what part, and for which agency, as the decision has it."""

    person_id: Annotated[PersonId, Label("Người", "Person", example="adviser")]
    part: Annotated[TeamPart, Label("Vị trí", "Part", example=advisory_rules().parts[0].id)]
    body: Annotated[Called, Label("Cơ quan", "Agency", example="Sở Công Thương")] | None = None


class StandInFields(Fields):
    """Who stands in for a member until a day, by the paper that names the person (văn bản cử dự thay)."""

    instead_of: Annotated[PersonId, Label("Người vắng mặt", "Who is away", example="adviser-2")]
    person_id: Annotated[PersonId, Label("Người được cử dự thay", "Who stands in", example="adviser-3")]
    number: Annotated[
        Id, Field(min_length=1), Label("Số văn bản cử dự thay", "Number of the paper", example="128/SCT-QLTM")
    ]
    signed_on: Annotated[Day, Label("Ngày văn bản", "Day of the paper", example="2026-08-20")]
    until: Annotated[Day, Label("Dự thay đến hết ngày", "Stands in to the end of", example="2026-09-30")]


class StandIn(StandInFields, Kept):
    """One standing in, with the signed paper."""

    name: str
    body: str | None = None
    file: StoredFile | None = None


class Member(MemberFields, Kept):
    """Somebody in a part, by name."""

    name: str


class Decision(DecisionFields, Kept):
    """A decision the team rested on. `file`: its signed copy."""

    file: StoredFile | None = None


class TeamAsKept(TeamFields):
    """A team as whoever sets it up, and who is on it, sees it."""

    office: str
    members: tuple[Member, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    paper: StoredFile | None = None
    """The signed copy of its decision; until it is on file the team is given no work."""
    formed_on: date
    former: tuple[Decision, ...] = ()
    """The decisions before this one, oldest first."""


class Team(TeamAsKept, Stateful, lifecycle=LIFECYCLE):
    """The advisory team of an office."""

    state: State = State.FORMED
    formed_at: datetime
    formed_by: str
    people: tuple[str, ...] = ()
    """The ids of everybody on it or standing in: whose teams are asked for by it."""

    def serving(self, on: date) -> tuple[Member, ...]:
        """Who serves on a day: its members, a stand-in in the place and part of who is away."""
        away = {one.instead_of: one for one in self.stand_ins if one.signed_on <= on <= one.until}
        return tuple(
            mapped(Member, away[member.person_id], part=member.part) if member.person_id in away else member
            for member in self.members
        )

    def of(self, members: Sequence[Member]) -> Team:
        """The team of some members; whoever stands in for one who left, or is a member now, stands in no more."""
        ids = [one.person_id for one in members]
        left = tuple(one for one in self.stand_ins if one.instead_of in ids and one.person_id not in ids)
        return self.standing(left).model_copy(update={"members": tuple(members)}).counted()

    def standing(self, stand_ins: Sequence[StandIn]) -> Team:
        """The team with some people standing in."""
        return self.model_copy(update={"stand_ins": tuple(stand_ins)}).counted()

    def counted(self) -> Team:
        """The team with the ids of everybody on it."""
        people = [*(one.person_id for one in self.members), *(one.person_id for one in self.stand_ins)]
        return self.model_copy(update={"people": tuple(dict.fromkeys(people))})

    def heads(self, person_id: str, on: date) -> bool:
        """Whether a person leads the team on a day."""
        return any(one.person_id == person_id and is_head(one.part) for one in self.serving(on))

    def serves(self, person_id: str, on: date) -> bool:
        """Whether a person serves on it on a day."""
        return any(one.person_id == person_id for one in self.serving(on))


def is_head(part: str) -> bool:
    """Whether whoever plays a part leads the team."""
    known = advisory_rules().part(part)
    return known is not None and known.heads
