"""The papers of a meeting: its invitation, its minutes with the signed copy, and addenda; each step one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kit.history import Actor
from kit.identity import Principal
from kit.lifecycle import Label
from kit.mapped import mapped
from kit.papers import numbers
from kit.papers import register as papers
from kit.papers.filed import FiledPaper, Scan
from kit.papers.number import Act, Place, official_number
from kit.papers.paper import Paper
from kit.papers.written import Written
from kit.refusal import NotFound, Stale
from kit.work import Unit
from law.rulebooks import shelf
from services.evaluation.cases import store as case_store
from services.evaluation.councils import store as council_store
from services.evaluation.meetings import announcements, meeting_papers, refusals, store
from services.evaluation.meetings.commands import AddendumCommand, MinutesCommand, SignedMinutesCommand
from services.evaluation.meetings.lifecycle import Verb
from services.evaluation.meetings.meeting import Addendum, Filed, Item, Meeting
from services.evaluation.meetings.meeting_papers import CaseSaid, RoundSaid
from services.evaluation.meetings.use_cases import to_lead
from services.evaluation.scoring import store as scoring_store
from services.evaluation.scoring import tally
from services.evaluation.scoring.scoring import Scoring
from services.evaluation.scoring.sheet import Sheet

About = Literal["invitation", "minutes", "addendum"]
MINUTES = "minutes"
"""The kind of act in the register of numbers, of a meeting's minutes as of those of one case."""
CALLED: Label = ("biên bản họp Hội đồng", "the minutes of a council")


@dataclass(frozen=True)
class Plan:
    """A paper about to be drafted. Its files are no part of what a repeated command is known by."""

    id: str
    about: About
    paper: Paper
    meeting: Meeting = field(repr=False, compare=False)
    written: Written | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        return f"Plan({self.id})"


async def plan(
    unit: Unit, meeting_id: str, about: About, command: MinutesCommand | AddendumCommand | None, *, by: Principal
) -> Plan:
    """
    What a paper of a meeting would say now, before its files are written. Raises NotFound, Forbidden, AddendumUnsigned,
    StepRefused.
    """
    known = await to_lead(unit, meeting_id, by)
    if about == "invitation":
        known.lifecycle.step(known.state, Verb.MOVE)
        return Plan(f"{known.id}-invitation", about, meeting_papers.invitation(known, on=unit.today), known)
    chair, secretary = await _signatories(unit, known)
    if about == "minutes":
        known.lifecycle.step(known.state, Verb.DRAFT_MINUTES)
        assert isinstance(command, MinutesCommand)
        said = {item.case_id: await _said(unit, item) for item in known.items}
        paper = meeting_papers.minutes(
            known,
            said,
            on=unit.today,
            chair=command.signatory or chair,
            secretary=secretary,
            signing=command.signing,
        )
        return Plan(f"{known.id}-minutes", about, paper, known)
    known.lifecycle.step(known.state, Verb.ADD)
    assert isinstance(command, AddendumCommand)
    if any(one.filed is None for one in known.addenda):
        raise refusals.AddendumUnsigned()
    one = mapped(Addendum, command, no=len(known.addenda) + 1, by=Actor.of(by), written_on=unit.today)
    paper = meeting_papers.addendum(known, one, on=unit.today, chair=chair, secretary=secretary)
    return Plan(addendum_id(known.id, one.no), about, paper, known)


async def draft(
    unit: Unit,
    meeting_id: str,
    about: About,
    command: MinutesCommand | AddendumCommand | None,
    made: Plan,
    *,
    by: Principal,
    expected: int,
) -> Meeting:
    """Keeps a draft and the digests of its files. Raises what `plan` raises, and Stale where the meeting moved meanwhile."""
    fresh = await plan(unit, meeting_id, about, command, by=by)
    known = fresh.meeting
    if known.version != expected or fresh.paper != made.paper or fresh.id != made.id or made.written is None:
        raise Stale()
    await papers.file_draft(
        unit, fresh.id, fresh.paper, made.written, subject=known.id, about=about, office=known.office
    )
    if about == "invitation":
        return await store.meetings.keep(unit, known.model_copy(update={"invitation_id": fresh.id}))
    if about == "minutes":
        return await store.meetings.keep(unit, known.moved(Verb.DRAFT_MINUTES, minutes_id=fresh.id))
    assert isinstance(command, AddendumCommand)
    one = mapped(Addendum, command, no=len(known.addenda) + 1, by=Actor.of(by), written_on=unit.today)
    return await store.meetings.keep(
        unit, known.stepped(Verb.ADD, at=unit.now, by=by, note=str(one.no), addenda=(*known.addenda, one))
    )


async def require_signing(unit: Unit, meeting_id: str, *, by: Principal, expected: int) -> Meeting:
    """A meeting whose signed copies a person may file, asked before bytes are kept. Raises NotFound, Forbidden, Stale."""
    return await to_lead(unit, meeting_id, by, expected)


async def file_minutes(
    unit: Unit, meeting_id: str, command: SignedMinutesCommand, scan: Scan, *, by: Principal, expected: int
) -> Meeting:
    """
    Files the signed minutes under number and day as they stand on them; from here on nothing of them changes. Raises
    NoMinutesYet, StepRefused, NumberUnreadable, NumberTaken, CopyOfAnotherPaper, what `kit.papers.filed.signed` raises.
    """
    known = await to_lead(unit, meeting_id, by, expected)
    if known.minutes_id is None:
        known.lifecycle.step(known.state, Verb.FILE_MINUTES)
        raise refusals.NoMinutesYet()
    filed = await _file(unit, known, known.minutes_id, command, scan, by)
    kept = await store.meetings.keep(
        unit, known.stepped(Verb.FILE_MINUTES, at=unit.now, by=by, note=filed.number.text, minuted=filed)
    )
    announcements.minuted(unit, kept, filed)
    return kept


async def file_addendum(
    unit: Unit, meeting_id: str, no: int, command: SignedMinutesCommand, scan: Scan, *, by: Principal, expected: int
) -> Meeting:
    """Files the signed copy of an addendum. Raises NoSuchAddendum, and what `file_minutes` raises."""
    known = await to_lead(unit, meeting_id, by, expected)
    one = next((one for one in known.addenda if one.no == no and one.filed is None), None)
    if one is None:
        raise refusals.NoSuchAddendum()
    filed = await _file(unit, known, addendum_id(known.id, no), command, scan, by)
    after = tuple(each.model_copy(update={"filed": filed}) if each.no == no else each for each in known.addenda)
    kept = await store.meetings.keep(
        unit, known.stepped(Verb.FILE_ADDENDUM, at=unit.now, by=by, note=filed.number.text, addenda=after)
    )
    announcements.minuted(unit, kept, filed, addendum=True)
    return kept


async def paper_seen_by(unit: Unit, meeting_id: str, name: str, by: Principal) -> FiledPaper:
    """
    A paper of a meeting: drafts for who leads it, the signed minutes for whoever sees every case they speak of. `name`:
    `invitation`, `minutes` or `addendum-<n>`. Raises NotFound to all others.
    """
    known = await to_see_papers(unit, meeting_id, by)
    filed = await papers.papers.find(unit, f"{known.id}-{name}")
    if filed is None:
        raise NotFound()
    return filed


async def to_see_papers(unit: Unit, meeting_id: str, by: Principal) -> Meeting:
    """
    A meeting whose papers a person may see: minutes name what every council on the agenda found, so they are theirs who see
    every case of it.
    """
    known = await store.seen_by(unit, meeting_id, by)
    for case_id in known.case_ids:
        await case_store.seen_inside(unit, case_id, by)
    return known


def addendum_id(meeting_id: str, no: int) -> str:
    """The id of an addendum as a paper on file."""
    return f"{meeting_id}-addendum-{no}"


async def _file(
    unit: Unit, known: Meeting, paper_id: str, command: SignedMinutesCommand, scan: Scan, by: Principal
) -> Filed:
    paper = await papers.papers.get(unit, paper_id)
    number = official_number(command.number, paper.paper.symbol)
    await numbers.take(unit, Place(known.office, number, command.on), Act(paper_id, MINUTES, CALLED))
    await papers.file_signed(unit, paper_id, scan, number=command.number, on=command.on, by=by.id)
    await papers.issue(unit, paper_id)
    return Filed(
        paper_id=paper_id,
        number=number,
        signed_on=command.on,
        name=scan.name,
        sha256=scan.sha256,
        size=scan.size,
        by=Actor.of(by),
        filed_on=unit.today,
    )


async def _signatories(unit: Unit, meeting: Meeting) -> tuple[str, str]:
    """Who signs the minutes by their seats: whoever led a council there, and the secretary."""
    chair = secretary = ""
    for item in meeting.items:
        council = await council_store.of_case(unit, item.case_id)
        if council is None:
            continue
        chair = chair or council.chair.name
        secretary = secretary or next((seat.name for seat in council.seats if seat.keeps_minutes), "")
    return chair, secretary


async def _said(unit: Unit, item: Item) -> CaseSaid:
    """What minutes state of a case: only sheets that were revealed."""
    found = await scoring_store.of_case(unit, item.case_id)
    council = await council_store.of_case(unit, item.case_id)
    seats = (*council.seats, *council.aside) if council else ()
    aside = tuple(seat.name for seat in seats if seat.recusal and seat.person_id in item.recused)
    if found is None:
        return CaseSaid(aside=aside)
    opened = await scoring_store.revealed(unit, item.case_id)
    rounds = tuple(
        RoundSaid(
            number=one.number,
            totals=tuple((sheet.member_name, _total(sheet, found)) for sheet in opened if sheet.round == one.number),
            spread=_comma(one.spread or "0"),
            limit=_comma(one.limit or "0"),
            disputed=one.disputed,
            why="Chấm lại vì có thành viên không tham gia." if one.restarted else "",
        )
        for one in found.rounds
        if one.revealed_at and item.begun_at
    )
    result = found.result
    return CaseSaid(
        rounds=rounds,
        total=_comma(result.total) if result else "",
        star=result.star if result else 0,
        concluded=result is not None,
        aside=aside,
    )


def _total(sheet: Sheet, found: Scoring) -> str:
    rulebook = shelf().get(sheet.rulebook_id, sheet.rulebook_hash)
    return _comma(tally.member_sheet(rulebook, found.set_no, sheet).total or "–")


def _comma(points: str) -> str:
    return points.replace(".", ",")
