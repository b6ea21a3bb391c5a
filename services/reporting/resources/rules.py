"""What must hold of money that is planned, allocated, spent, carried over and put right. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any, TypeVar

from kit.history import Actor
from kit.identity import Principal
from kit.money import write_dong
from kit.refusal import Refusal, Several
from law.resources import WHOLE_YEAR, MoneySource, Named, ResourceList
from services.reporting.resources import refusals
from services.reporting.resources.commands import (
    AllocateMoneyCommand,
    CarryOverCommand,
    CorrectMoneyCommand,
    PlanMoneyCommand,
    ResourceCommand,
    SpendMoneyCommand,
)
from services.reporting.resources.resource import Entry, EntryKind, Money, Resource, Scan, counting, money_of

MOST_ENTRIES = 500
K = TypeVar("K")


def opened(
    id: str, command: ResourceCommand, listed: ResourceList, *, name: str | None, on: date, lists: dict[str, str]
) -> Resource:
    """
    A line without entries. `name`: what is known of the object's. Raises ResourceWordUnknown, YearOutOfReach,
    SourceNotThen, ProgrammeMissing, ProgrammeNotAsked, ObjectMissing, all at once.
    """
    if wrong := list(_wrong_with(command, listed, name, on)):
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    whole = command.object_kind == WHOLE_YEAR
    given = dict(command)
    given["object_id"] = str(command.year) if whole else command.object_id
    given["object_name"] = "" if whole else (name or command.object_name)
    return Resource(id=id, **given, lists=lists)


def planned(known: Resource, id: str, command: PlanMoneyCommand, *, at: datetime, on: date, by: Principal) -> Resource:
    """So much is planned, instead of what was; raises DayToCome, EntriesFull."""
    _must_have_been(command.on, on, "/on")
    return _with(known, _entry(id, EntryKind.PLANNED, command, at=at, by=by))


def allocated(
    known: Resource,
    id: str,
    command: AllocateMoneyCommand,
    source: MoneySource | None,
    *,
    scan: Scan | None,
    at: datetime,
    on: date,
    by: Principal,
) -> Resource:
    """So much more is allocated; raises DayToCome, NothingMoved, PaperMissing, EntriesFull, all at once."""
    wrong = [*_wrong_move(command.amount, command.on, on)]
    if command.paper_signed_on and command.paper_signed_on > on:
        wrong.append(refusals.DayToCome(pointer="/paper_signed_on", on=command.paper_signed_on))
    if source is not None and source.paper:
        missing = [name for name in ("paper_number", "paper_signed_on") if getattr(command, name) is None]
        wrong += [refusals.PaperMissing(pointer=f"/{name}", source=source.label.pair) for name in missing]
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    return _with(known, _entry(id, EntryKind.ALLOCATED, command, at=at, by=by, scan=scan))


def spent(known: Resource, id: str, command: SpendMoneyCommand, *, at: datetime, on: date, by: Principal) -> Resource:
    """So much more was spent; raises DayToCome, NothingMoved, SpentMoreThanThereIs without a reason, EntriesFull."""
    if wrong := [*_wrong_move(command.amount, command.on, on)]:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    over = command.amount > known.money.left
    if over and not command.reason:
        raise refusals.SpentMoreThanThereIs(
            pointer="/reason", amount=write_dong(command.amount), left=write_dong(max(0, known.money.left))
        )
    return _with(known, _entry(id, EntryKind.SPENT, command, at=at, by=by, reason=command.reason if over else None))


def carried_over(
    known: Resource,
    into: Resource,
    ids: tuple[str, str],
    command: CarryOverCommand,
    *,
    at: datetime,
    on: date,
    by: Principal,
) -> tuple[Resource, Resource]:
    """Money left goes on into the next year's line; raises DayToCome, NothingMoved, CarriedMoreThanLeft, EntriesFull."""
    if wrong := [*_wrong_move(command.amount, command.on, on)]:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    if command.amount > known.money.left:
        raise refusals.CarriedMoreThanLeft(pointer="/amount", left=write_dong(max(0, known.money.left)))
    out, in_ = ids
    leaving = _entry(out, EntryKind.CARRIED_OUT, command, at=at, by=by, other=into.id, twin=in_)
    coming = _entry(in_, EntryKind.CARRIED_IN, command, at=at, by=by, other=known.id, twin=out)
    return _with(known, leaving), _with(into, coming)


def corrected(
    known: Resource, entry: Entry, id: str, command: CorrectMoneyCommand, *, at: datetime, on: date, by: Principal
) -> Resource:
    """
    An entry's amount put right by a new entry beside it. Raises ReasonMissing, SameAmount, CorrectedWhereItBegan,
    CarriedMoreThanLeft where more would have been carried over than there was, EntriesFull.
    """
    if entry.kind is EntryKind.CARRIED_IN:
        raise refusals.CorrectedWhereItBegan()
    if not command.reason:
        raise refusals.ReasonMissing(pointer="/reason")
    return _put_right(known, entry, id, command, at=at, on=on, by=Actor.of(by))


def followed(
    known: Resource, entry: Entry, id: str, command: CorrectMoneyCommand, *, at: datetime, on: date, by: Principal
) -> Resource:
    """The line that money was carried to, after the amount carried was put right. Raises CarriedMoreThanLeft, EntriesFull."""
    return _put_right(known, entry, id, command, at=at, on=on, by=Actor.of(by))


def amount_now(known: Resource, entry: Entry) -> int:
    """The amount of an entry as it counts."""
    first = entry.corrects or entry.id
    return next((one.amount for one in counting(known.entries) if one.id == first), entry.amount)


def grouped(resources: Iterable[Resource], key: Callable[[Resource], K]) -> dict[K, Money]:
    """
    What lines come to, by source, object or whatever else. A line is of one source, one office and one object, so that
    each way of dividing makes up the same whole.
    """
    found: dict[K, Money] = {}
    for one in resources:
        found[key(one)] = found.get(key(one), Money()) + one.money
    return found


def summed(some: Iterable[Money]) -> Money:
    """All together. What was carried from one of these lines to another is out of the one and in the other: never twice there."""
    return sum(some, start=Money())


def _put_right(
    known: Resource, entry: Entry, id: str, command: CorrectMoneyCommand, *, at: datetime, on: date, by: Actor
) -> Resource:
    now = amount_now(known, entry)
    if command.amount == now:
        raise refusals.SameAmount(pointer="/amount", amount=write_dong(now))
    own = {"amount": command.amount, "on": on, "note": "", "paper_number": None, "paper_signed_on": None, "scan": None}
    first = entry.corrects or entry.id
    after = _with(
        known,
        entry.model_copy(update={**own, "id": id, "at": at, "by": by, "reason": command.reason, "corrects": first}),
    )
    carried_more = after.money.carried_out > max(0, after.money.allocated + after.money.carried_in)
    took_from_left = entry.kind is EntryKind.CARRIED_OUT and command.amount > now and after.money.left < 0
    if carried_more or took_from_left:
        left = known.money.left + now if entry.kind is EntryKind.CARRIED_OUT else known.money.carried_out
        raise refusals.CarriedMoreThanLeft(pointer="/amount", left=write_dong(max(0, left)))
    return after


def _entry(id: str, kind: EntryKind, command: Any, *, at: datetime, by: Principal, **more: Any) -> Entry:
    return Entry(id=id, kind=kind, at=at, by=Actor.of(by), **{**dict(command), **more})


def _with(known: Resource, entry: Entry) -> Resource:
    if len(known.entries) >= MOST_ENTRIES:
        raise refusals.EntriesFull(most=MOST_ENTRIES)
    entries = (*known.entries, entry)
    return known.model_copy(update={"entries": entries, "money": money_of(entries)})


def _must_have_been(day: date, on: date, pointer: str) -> None:
    if day > on:
        raise refusals.DayToCome(pointer=pointer, on=day)


def _wrong_move(amount: int, day: date, on: date) -> Iterator[Refusal]:
    if amount == 0:
        yield refusals.NothingMoved(pointer="/amount")
    if day > on:
        yield refusals.DayToCome(pointer="/on", on=day)


def _wrong_with(command: ResourceCommand, listed: ResourceList, name: str | None, on: date) -> Iterator[Refusal]:
    first, last = on.year - listed.years.before, on.year + listed.years.after
    if not first <= command.year <= last:
        yield refusals.YearOutOfReach(pointer="/year", first=str(first), last=str(last))
    source = listed.source_of(command.source)
    if source is None:
        yield _unknown("/source", command.source, listed.sources)
    else:
        if not source.has(command.year):
            yield refusals.SourceNotThen(pointer="/year", year=str(command.year), source=source.label.pair)
        if source.programme and command.programme is None:
            yield refusals.ProgrammeMissing(pointer="/programme")
        if not source.programme and command.programme is not None:
            yield refusals.ProgrammeNotAsked(pointer="/programme")
    if command.programme is not None and listed.programme_of(command.programme) is None:
        yield _unknown("/programme", command.programme, listed.programmes)
    if listed.object_of(command.object_kind) is None:
        yield _unknown("/object_kind", command.object_kind, listed.objects)
    elif command.object_kind != WHOLE_YEAR:
        missing = {"object_id": command.object_id, "object_name": name or command.object_name}
        yield from (refusals.ObjectMissing(pointer=f"/{field}") for field, said in missing.items() if not said)


def _unknown(pointer: str, given: str, known: Iterable[Named]) -> Refusal:
    return refusals.ResourceWordUnknown(pointer=pointer, given=given, known=", ".join(one.id for one in known))
