"""What is done with activities: recorded, confirmed, corrected, struck, given papers, reported by other agencies. Each one transaction."""

from __future__ import annotations

from kit.command import Reason
from kit.identity import Principal
from kit.work import Unit
from law.activities import activity_list
from law.lists import stamp
from law.places import CENTRE, gazetteer
from programme.roles import OFFICERS
from services.reporting.activities import announcements, refusals, rules, store
from services.reporting.activities.activity import Activity, Paper
from services.reporting.activities.commands import (
    ConfirmActivityCommand,
    CorrectActivityCommand,
    RecordActivityCommand,
)
from services.reporting.activities.lifecycle import Verb
from services.reporting.figures import store as figures

LISTS = ("activities",)
DESIGN = "design"
MOST_DESIGNS = 200


def records(by: Principal, office: str) -> bool:
    """Whether a person records the activities of an office: an officer of the office itself."""
    return any(by.holds(role, office) for role in OFFICERS)


async def record_activity(unit: Unit, command: RecordActivityCommand, *, by: Principal) -> Activity:
    """Records an activity. Raises NotYourOffice, ThereAlready, what `rules.recorded` and, of an office not there today, `Gazetteer.at` raise."""
    must_record(unit, by, command.office)
    made = rules.recorded(
        unit.new_id(),
        command,
        activity_list(),
        lists=stamp(*LISTS),
        designs=await designs_near(unit, command.office),
        on=unit.today,
        at=unit.now,
        by=by,
    )
    await _alone(unit, made)
    kept = await store.activities.add(unit, made)
    announcements.recorded(unit, kept)
    return kept


async def confirm_activity(
    unit: Unit, activity_id: str, command: ConfirmActivityCommand, *, by: Principal, expected: int
) -> Activity:
    """Confirms what another agency reported. Raises NotFound, Stale, NotYourOffice, StepRefused, what `rules.checked` raises."""
    known = await activity_to_write(unit, activity_id, by, expected)
    said = await _checked(unit, known, command)
    after = rules.confirmed(known, command, said, at=unit.now, by=by)
    await _alone(unit, after)
    kept = await store.activities.keep(unit, after)
    announcements.recorded(unit, kept)
    return kept


async def decline_activity(unit: Unit, activity_id: str, command: Reason, *, by: Principal, expected: int) -> Activity:
    """Says that what another agency reported is none of the office's. Raises NotFound, Stale, NotYourOffice, StepRefused."""
    known = await activity_to_write(unit, activity_id, by, expected)
    return await store.activities.keep(unit, known.stepped(Verb.DECLINE, at=unit.now, by=by, note=command.reason))


async def correct_activity(
    unit: Unit, activity_id: str, command: CorrectActivityCommand, *, by: Principal, expected: int
) -> Activity:
    """Puts a record right. Raises NotFound, Stale, NotYourOffice, StepRefused, what `rules.checked` raises."""
    known = await activity_to_write(unit, activity_id, by, expected)
    said = await _checked(unit, known, command)
    after = rules.corrected(known, command, said, at=unit.now, by=by)
    await _alone(unit, after)
    kept = await store.activities.keep(unit, after)
    announcements.recorded(unit, kept)
    return kept


async def strike_activity(unit: Unit, activity_id: str, command: Reason, *, by: Principal, expected: int) -> Activity:
    """Strikes a record: it stays to be read and counts no more. Raises NotFound, Stale, NotYourOffice, StepRefused."""
    known = await activity_to_write(unit, activity_id, by, expected)
    kept = await store.activities.keep(unit, known.stepped(Verb.STRIKE, at=unit.now, by=by, note=command.reason))
    announcements.struck(unit, kept, command.reason)
    return kept


async def add_papers(unit: Unit, activity_id: str, papers: tuple[Paper, ...], *, by: Principal) -> Activity:
    """
    Adds photographs and papers; two people who add at once lose nothing, so no version is asked for. Raises NotFound,
    NotYourOffice, TooManyPapers.
    """
    known = await activity_to_write(unit, activity_id, by)
    return await store.activities.keep(unit, rules.with_papers(known, papers))


async def note_report(unit: Unit, said: rules.Reported) -> None:
    """Keeps a promotion that another agency reported as a draft of the office where it was held; once, however often it comes."""
    if not unit.serves(said.office):
        return
    if await store.activities.first(unit, {"agency_report_id": said.agency_report_id}):
        return
    await store.activities.add(unit, rules.reported(unit.new_id(), said, stamp(*LISTS), unit.now))


async def designs_near(unit: Unit, office: str) -> dict[str, str]:
    """The gift-bag designs that the registry has of an office's territory: id → name."""
    found = await figures.of_kind(unit, DESIGN, office, unit.today, limit=MOST_DESIGNS)
    return {one.occurrence.removeprefix(f"{DESIGN}:"): one.title for one in found}


def must_record(unit: Unit, by: Principal, office: str) -> None:
    """Raises NotYourOffice unless a person is an officer of exactly that office; what `Gazetteer.at` does of one that is not there today."""
    if not records(by, office) or not unit.serves(office):
        raise refusals.NotYourOffice(pointer="/office")
    if office != CENTRE:
        gazetteer().at(office, unit.today)


async def _alone(unit: Unit, one: Activity) -> None:
    there = await store.same(unit, one)
    if there and there.id != one.id:
        raise refusals.ThereAlready(pointer="/name", name=one.name, day=f"{one.first:%d/%m/%Y}")


async def _checked(
    unit: Unit, known: Activity, command: ConfirmActivityCommand | CorrectActivityCommand
) -> dict[str, object]:
    listed = activity_list()
    designs = {*await designs_near(unit, known.office), *known.design_ids}
    return rules.checked(command, rules.kind_of(listed, known.kind), listed, designs=designs, on=unit.today)


async def activity_to_write(unit: Unit, activity_id: str, by: Principal, expected: int | None = None) -> Activity:
    """Loads an activity for an officer of its own office; raises NotFound, NotYourOffice to those who only see it, Stale."""
    """Loads an activity for an officer of its own office. Raises NotFound, Stale, NotYourOffice."""
    known = await store.seen_by(unit, activity_id, by, expected)
    if not records(by, known.office):
        raise refusals.NotYourOffice()
    return known
