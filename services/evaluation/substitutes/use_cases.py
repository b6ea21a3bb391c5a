"""What is done with substitutes: named by the officer on leave, ended by them or by the one who acts; officers are noted."""

from __future__ import annotations

from kit.identity import Principal
from kit.refusal import Forbidden
from kit.work import Unit, Work
from programme.roles import OFFICERS
from services.evaluation.substitutes import announcements, refusals, rules, store
from services.evaluation.substitutes.commands import NameSubstituteCommand
from services.evaluation.substitutes.substitute import Substitute, officer_id


async def name_substitute(unit: Unit, command: NameSubstituteCommand, *, by: Principal) -> Substitute:
    """Names who acts for the caller at an office of theirs. Raises NotAnOfficerThere, and what `rules.named` raises."""
    if not any(by.holds(role, command.office) for role in OFFICERS):
        raise refusals.NotAnOfficerThere(pointer="/office")
    acts = await store.officers.find(unit, officer_id(command.office, command.acts_id))
    own = await store.of_person(unit, by.id, unit.today)
    theirs = await store.of_person(unit, command.acts_id, unit.today)
    substitute = rules.named(unit.new_id(), command, acts, own, theirs, on=unit.today, at=unit.now, by=by)
    if acts is not None:  # two who name each other at the same moment meet here
        await store.officers.touch(unit, acts)
    if mine := await store.officers.find(unit, officer_id(command.office, by.id)):
        await store.officers.touch(unit, mine)
    kept = await store.substitutes.add(unit, substitute)
    announcements.named(unit, kept)
    return kept


async def end_substitute(unit: Unit, substitute_id: str, *, by: Principal, expected: int) -> Substitute:
    """Ends a substitution before its last day: by either of the two. Raises NotFound, Stale, Forbidden, and as `rules.ended`."""
    substitute = await store.seen_by(unit, substitute_id, by)
    if by.id not in (substitute.person_id, substitute.acts_id):
        raise Forbidden()
    substitute = await store.substitutes.get(unit, substitute_id, expected)
    kept = await store.substitutes.keep(unit, rules.ended(substitute, on=unit.today, at=unit.now, by=by))
    announcements.ended(unit, kept)
    return kept


async def take_note_of(work: Work, by: Principal) -> None:
    """Notes the caller as an officer of their offices, as their own token says; where that is known, nothing is written."""
    unit = work.reading()
    if any(rules.as_granted(await store.rows_of(unit, by.id), by)):
        await work.run(note_officer, by)


async def note_officer(unit: Unit, by: Principal) -> None:
    """The same, within one transaction."""
    noted, gone = rules.as_granted(await store.rows_of(unit, by.id), by)
    for one in noted:
        await (store.officers.keep(unit, one) if one.version else store.officers.add(unit, one))
    for one in gone:
        await store.officers.remove(unit, one)
