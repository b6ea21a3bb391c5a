"""
What is shown of a meeting while it is held: where the council is, to each member who takes part in that case, and to who leads
it how many have sealed. Never who, never a value of a sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from kit.identity import Principal
from kit.web.answers import by_content
from kit.web.labelled import Asked, form
from kit.work import Unit
from law.scoring import quorum_needed
from law.scoring.council import Quorum
from programme import names
from services.evaluation.cases import access
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.councils import store as council_store
from services.evaluation.councils.council import Council
from services.evaluation.meetings import holding, holding_rules, use_cases
from services.evaluation.meetings.agenda_views import SignView, agenda_rows, signs_of
from services.evaluation.meetings.commands import BeginCommand
from services.evaluation.meetings.lifecycle import State
from services.evaluation.meetings.meeting import Item, Meeting
from services.evaluation.scoring import store as scoring_store
from services.evaluation.scoring import use_cases as scoring
from services.evaluation.scoring.lifecycle import State as ScoringState
from services.evaluation.scoring.scoring import Scoring


class Phase(StrEnum):
    """How far the council is with the case it is at."""

    WAITING = "waiting"
    BEGUN = "begun"
    SCORING = "scoring"
    REVEALED = "revealed"
    DISPUTED = "disputed"
    CONCLUDED = "concluded"
    ENDED = "ended"


PHASES = {
    Phase.WAITING: ("Chờ chuyển sang hồ sơ", "Between two cases"),
    Phase.BEGUN: ("Xem hồ sơ, mẫu sản phẩm", "Looking at file and samples"),
    Phase.SCORING: ("Đang chấm điểm", "Scoring"),
    Phase.REVEALED: ("Đã công khai phiếu", "Sheets revealed"),
    Phase.DISPUTED: ("Thảo luận để chấm lại", "Discussion before scoring again"),
    Phase.CONCLUDED: ("Đã kết luận điểm", "Score concluded"),
    Phase.ENDED: ("Cuộc họp không còn diễn ra", "The meeting is not being held"),
}


class NowView(BaseModel):
    """Where a meeting is now, to one person; `version` moves when anything of it does for them."""

    version: int = 0
    state: str
    current: str | None
    hidden: bool
    position: int | None
    cases: int
    phase: Phase
    round: int | None
    i_score: bool
    i_sealed: bool
    sealed: int | None
    """How many have sealed; to who leads the case only, and never who."""
    scorers: int | None
    needed: int | None
    done: int


@dataclass(frozen=True)
class Snapshot:
    """A meeting with the case it is at and that one's council and scoring, as read at one moment."""

    meeting: Meeting
    case: Case | None = None
    council: Council | None = None
    scoring: Scoring | None = None


async def snapshot(unit: Unit, meeting: Meeting, case_id: str | None = None) -> Snapshot:
    """Reads the case a meeting is at, or another on its agenda."""
    at = case_id or meeting.current
    if at is None or meeting.item(at) is None:
        return Snapshot(meeting)
    case = await case_store.cases.find(unit, at)
    council = await council_store.of_case(unit, at)
    return Snapshot(meeting, case, council, await scoring_store.of_case(unit, at))


def now(seen: Snapshot, by: Principal) -> NowView:
    """Where the meeting is, as a person may know: nobody who leads not, how many have sealed."""
    meeting, case, found = seen.meeting, seen.case, seen.scoring
    held = meeting.state is State.OPEN
    inside = case is not None and access.sees_all(case, by) and not access.conflict_of(case, by)
    leads = case is not None and inside and scoring.leads(case, by)
    counted = found if found and leads and found.state is ScoringState.OPEN else None
    view = NowView(
        state=meeting.state.value,
        current=case.id if case and inside else None,
        hidden=meeting.current is not None and not inside,
        position=meeting.position(case.id) if case and inside else None,
        cases=len(meeting.items),
        phase=(phase(meeting, found) if inside or not held or case is None else Phase.BEGUN),
        round=found.round if found and inside else None,
        i_score=bool(found and inside and found.is_scorer(by.id)),
        i_sealed=bool(found and inside and by.id in found.sealed),
        sealed=len(counted.sealed) if counted else None,
        scorers=len(counted.scorers) if counted else None,
        needed=quorum_needed(len(counted.scorers), scoring.settings_of(counted)) if counted else None,
        done=sum(1 for item in meeting.items if item.done),
    )
    return by_content(view)


def phase(meeting: Meeting, found: Scoring | None) -> Phase:
    """How far the council is."""
    if meeting.state is not State.OPEN:
        return Phase.ENDED
    if meeting.current is None:
        return Phase.WAITING
    if found is None:
        return Phase.BEGUN
    return {
        ScoringState.OPEN: Phase.SCORING,
        ScoringState.REVEALED: Phase.REVEALED,
        ScoringState.DISPUTED: Phase.DISPUTED,
        ScoringState.CONCLUDED: Phase.CONCLUDED,
    }.get(found.state, Phase.BEGUN)


@dataclass(frozen=True)
class Shown:
    """One case as the live page shows it, with what this person may do there."""

    item: Item
    case: Case
    quorum: Quorum | None = None
    has_quorum: bool = False
    signs: list[SignView] = field(default_factory=list)
    aside: tuple[str, ...] = ()
    may: frozenset[str] = frozenset()

    @property
    def beginning(self) -> list[Asked]:
        """The form that moves the council to it, where it has to be seen on site first."""
        return form(BeginCommand, self.item)


async def live(unit: Unit, meeting: Meeting, by: Principal, at: str | None) -> dict[str, Any]:
    """The live page: the case the chair is at, or `at`, another that the reader looks at meanwhile."""
    seen = await snapshot(unit, meeting)
    said = now(seen, by)
    cases = await use_cases.cases_seen(unit, meeting, by)
    elsewhere = at is not None and at in cases and at != said.current
    shown = await _shown(unit, await snapshot(unit, meeting, at) if elsewhere else seen, cases, by, said)
    return {
        "meeting": meeting,
        "now": said,
        "phase": names.said(PHASES[said.phase]),
        "shown": shown,
        "elsewhere": elsewhere,
        "at": at if elsewhere else None,
        "items": agenda_rows(meeting, cases),
        "hidden": len(meeting.items) - len(cases),
        "leads": use_cases.leads(meeting, by),
        "here_name": cases[said.current].dossier.product.name if said.current else "",
    }


async def _shown(unit: Unit, seen: Snapshot, cases: Mapping[str, Case], by: Principal, said: NowView) -> Shown | None:
    meeting, case, council, found = seen.meeting, seen.case, seen.council, seen.scoring
    if case is None or case.id not in cases:
        return None
    item = holding_rules.needed(meeting, case.id)
    leads = scoring.leads(case, by)
    if council is None or not leads:
        return Shown(item, case, may=_member_may(found, by))
    settings = await holding.settings_of(unit, case, council)
    of = holding_rules.quorum(meeting, council, settings)
    signs = (await signs_of(unit, meeting, {case.id: case}, by)).get(case.id, [])
    aside = tuple(seat.name for seat in council.seats if seat.recusal)
    may = set(_member_may(found, by)) | _leader_may(seen, by, said)
    return Shown(item, case, of, holding_rules.has_quorum(of), signs, aside, frozenset(may))


def _member_may(found: Scoring | None, by: Principal) -> frozenset[str]:
    owes = found is not None and found.state is ScoringState.OPEN and found.is_scorer(by.id)
    return frozenset({"sheet"} if owes else ())


def _leader_may(seen: Snapshot, by: Principal, said: NowView) -> set[str]:
    """What who leads may do with the case that is shown, by the lines of the use cases."""
    meeting, case, council, found = seen.meeting, seen.case, seen.council, seen.scoring
    if case is None or council is None or meeting.state is not State.OPEN:
        return set()
    item = holding_rules.needed(meeting, case.id)
    if item.done is not None:
        return set()
    if meeting.current != case.id:
        return {"begin"} if meeting.current is None else set()
    chair, may = scoring.leads_council(case, council, by), {"done"}
    if found is None:
        return may | {"open"}
    if any(one.revealed_at for one in found.rounds):
        may |= {"discuss"}
    enough = said.needed is not None and said.sealed is not None and said.sealed >= said.needed
    if chair and found.state is ScoringState.OPEN and enough:
        may |= {"reveal"}
    if chair and found.state is ScoringState.DISPUTED:
        may |= {"again"}
    if chair and found.state is ScoringState.REVEALED:
        may |= {"conclude"}
    return may
