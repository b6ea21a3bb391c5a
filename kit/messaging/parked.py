"""Events that cannot be applied are set aside, byte for byte, until a person has dealt with them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict

from kit.lifecycle import Lifecycle
from kit.messaging.amending import check_repair
from kit.messaging.received import Record
from kit.storage.collection import Aggregate, Collection
from kit.storage.filters import parts
from kit.storage.mongo import Index
from kit.storage.unit import Unit

ENVELOPE = "envelope"
"""The handler of records that no handler can be found for: unreadable envelope, unknown type."""


class State(StrEnum):
    OPEN = "open"
    HELD = "held"
    APPLIED = "applied"
    DISCARDED = "discarded"


class Verb(StrEnum):
    REPAIR = "repair"
    APPLY = "apply"
    RELEASE = "release"
    FAIL = "fail"
    DISCARD = "discard"


LIFECYCLE = Lifecycle(
    subject=("sự kiện tạm giữ", "parked event"),
    initial=State.OPEN,
    table={
        (State.OPEN, Verb.REPAIR): State.OPEN,
        (State.OPEN, Verb.APPLY): State.APPLIED,
        (State.OPEN, Verb.RELEASE): State.APPLIED,
        (State.OPEN, Verb.FAIL): State.OPEN,
        (State.OPEN, Verb.DISCARD): State.DISCARDED,
        (State.HELD, Verb.APPLY): State.APPLIED,
        (State.HELD, Verb.FAIL): State.OPEN,
        (State.HELD, Verb.DISCARD): State.DISCARDED,
    },
    states={
        State.OPEN: ("chờ xử lý", "open"),
        State.HELD: ("chờ sự kiện trước", "held behind an earlier one"),
        State.APPLIED: ("đã áp dụng", "applied"),
        State.DISCARDED: ("đã bỏ", "discarded"),
    },
    verbs={
        Verb.REPAIR: ("sửa", "repair"),
        Verb.APPLY: ("áp dụng", "apply"),
        Verb.RELEASE: ("duyệt bản sửa và áp dụng", "release the repair and apply"),
        Verb.FAIL: ("ghi nhận thất bại", "fail"),
        Verb.DISCARD: ("bỏ", "discard"),
    },
)


ENDINGS = {
    "applied": ("đã áp dụng", "applied"),
    "duplicate": ("đã áp dụng từ trước", "applied before"),
    "parked": ("không áp dụng được, tạm giữ riêng", "could not be applied, parked by itself"),
    "held": ("chờ sự kiện trước", "held behind an earlier one"),
}
"""What a handler may make of an event, for whoever reads the record."""


class Amiss(BaseModel):
    """One field of the record that is wrong: where, and in which way."""

    model_config = ConfigDict(frozen=True)

    at: str
    vi: str
    en: str


class Reason(BaseModel):
    """
    Why it was parked: a stable slug, and words for the person who will mend it; `detail` is what the machine said.
    """

    model_config = ConfigDict(frozen=True)

    slug: str
    vi: str
    en: str
    fields: tuple[Amiss, ...] = ()
    detail: str = ""


class Ending(BaseModel):
    """What one of several handlers made of it."""

    model_config = ConfigDict(frozen=True)

    handler: str
    outcome: str

    def say(self) -> tuple[str, str]:
        """In Vietnamese and in English."""
        words = ENDINGS.get(self.outcome, (self.outcome, self.outcome))
        return f"{self.handler}: {words[0]}", f"{self.handler}: {words[1]}"


class Step(BaseModel):
    """What somebody did with it, and why."""

    model_config = ConfigDict(frozen=True)

    at: datetime
    by: str
    did: str
    why: str
    became: tuple[Ending, ...] = ()
    """Where it went to several handlers; what one made of it is the row's own state."""


class Repair(BaseModel):
    """The corrected form; the original stays beside it."""

    model_config = ConfigDict(frozen=True)

    headers: tuple[tuple[str, bytes], ...]
    value: bytes | None


class Parked(Aggregate):
    """One record that one handler could not apply."""

    handler: str
    identity: str
    subject: str
    event_type: str
    record: Record
    reason: Reason
    state: State = State.OPEN
    attempts: int = 1
    parked_at: datetime
    settled_at: datetime | None = None
    repair: Repair | None = None
    history: tuple[Step, ...] = ()

    def to_offer(self) -> Record:
        """The record as it will be offered: repaired if it was, with its identity unchanged."""
        if self.repair is None:
            return self.record
        return dataclasses.replace(self.record, headers=self.repair.headers, value=self.repair.value)

    @property
    def repaired_by(self) -> frozenset[str]:
        """Everybody who had a hand in what would be offered now."""
        return frozenset(step.by for step in self.history if step.did == Verb.REPAIR)

    @property
    def to_end(self) -> Verb:
        """By which verb it is applied: a repaired one is released, by somebody else."""
        return Verb.RELEASE if self.repair else Verb.APPLY


parked = Collection(
    Parked,
    "parked",
    indexes=(
        Index("handler", "identity", unique=True),  # a redelivered record is parked once
        Index("handler", "subject"),  # does an event of these subjects wait?
        Index("handler", "state", "settled_at"),  # what waits, and what the desk settled since
        Index("state", "parked_at"),  # the desk's list, and the oldest that waits
        Index("state", "handler"),  # how many wait for each handler
    ),
)

_TURN = {"state": 1, "parked_at": 1}
_WAITING = {"state": {"$in": [State.OPEN.value, State.HELD.value]}}


FAULT = Reason(
    slug="fault",
    vi="Hệ thống gặp lỗi khi xử lý sự kiện này dù đã thử lại. Báo đội vận hành kèm mã tương quan.",
    en="The system failed on this event after retrying. Tell the operators, with the correlation id.",
)
HELD_BEHIND = Reason(
    slug="held",
    vi="Một sự kiện trước của cùng đối tượng đang chờ xử lý; sự kiện này sẽ tự áp dụng sau đó.",
    en="An earlier event of the same subject is waiting; this one will be applied after it.",
)


@dataclass(frozen=True)
class ToPark:
    """A record that a handler will not have, and why."""

    handler: str
    record: Record
    reason: Reason
    state: State = State.OPEN
    attempts: int = 1


async def park(unit: Unit, one: ToPark) -> bool:
    """This will set a record aside unless it already is; answers whether it was set aside now."""
    # Asked raw: a record that nobody can read may be called anything, and must be set aside all the same.
    same = {"handler": one.handler, "identity": one.record.identity}
    if await parked.raw(unit).find_one(same, {"_id": 1}, session=unit.session):
        return False
    await parked.add(unit, _row(unit, one))
    return True


async def park_all(unit: Unit, some: Sequence[ToPark]) -> list[ToPark]:
    """This will set aside those that are not yet; answers which. Raises BulkWriteError when somebody else just did."""
    fresh = {(one.handler, one.record.identity): one for one in reversed(some)}
    for handler in {one.handler for one in some}:
        identities = [identity for name, identity in fresh if name == handler]
        known = parked.raw(unit).find(
            {"handler": handler, "identity": {"$in": identities}}, {"identity": 1}, session=unit.session
        )
        async for row in known:
            del fresh[handler, row["identity"]]
    in_order = [one for one in some if fresh.get((one.handler, one.record.identity)) is one]
    await parked.add_all(unit, [_row(unit, one) for one in in_order])
    return in_order


def _row(unit: Unit, one: ToPark) -> Parked:
    return Parked(
        id=unit.new_id(),
        handler=one.handler,
        identity=one.record.identity,
        subject=one.record.subject,
        event_type=one.record.header("ce_type") or "",
        record=one.record,
        reason=one.reason,
        state=one.state,
        attempts=one.attempts,
        parked_at=unit.now,
    )


async def waiting(
    unit: Unit, handler: str, subjects: Iterable[str], settled: set[str] | None = None
) -> dict[str, set[str]]:
    """
    The identities of the events that wait for this handler, by subject; a subject of which none waits is absent.

    Those that the desk has settled are added to `settled`: a handler that keeps no inbox knows them by that.
    """
    found: dict[str, set[str]] = {}
    wanted = {"subject": 1, "identity": 1, "state": 1}
    for some in parts(subjects):
        # By handler and subject alone, and sifted here: asked for a state as well, a planner walks all that was parked.
        asked = {"handler": handler, "subject": {"$in": some}}
        async for row in parked.raw(unit).find(asked, wanted, session=unit.session):
            if row["state"] in (State.OPEN, State.HELD):
                found.setdefault(row["subject"], set()).add(row["identity"])
            elif settled is not None:
                settled.add(row["identity"])
    return found


async def head_of(unit: Unit, handler: str, subject: str) -> Parked | None:
    """The event whose turn it is: the first that waits, of a subject for a handler."""
    while True:
        of_it = parked.raw(unit).find({"handler": handler, "subject": subject}, _TURN, session=unit.session)
        turns = [(row["parked_at"], row["_id"]) async for row in of_it if row["state"] in (State.OPEN, State.HELD)]
        if not turns:
            return None
        head = await parked.find(unit, min(turns)[1])
        if head is not None and head.state in (State.OPEN, State.HELD):  # else somebody settled it meanwhile
            return head


async def stranded(unit: Unit) -> list[tuple[str, str]]:
    """Handlers and subjects of which the first that waits is held, and there is nothing that it could be held behind."""
    held = parked.raw(unit).find({"state": State.HELD.value}, {"handler": 1, "subject": 1}, session=unit.session)
    pairs = sorted({(row["handler"], row["subject"]) async for row in held})
    heads = [await head_of(unit, *pair) for pair in pairs]
    return [pair for pair, head in zip(pairs, heads, strict=True) if head is not None and head.state is State.HELD]


async def settle(
    unit: Unit, row: Parked, verb: Verb, *, by: str, why: str, became: tuple[Ending, ...] = (), **changes: Any
) -> Parked:
    """This will take a parked event one step along its lifecycle and keep who, when and why."""
    state = LIFECYCLE.step(row.state, verb)
    step = Step(at=unit.now, by=by, did=verb.value, why=why, became=became)
    settled_at = unit.now if state in (State.APPLIED, State.DISCARDED) else None
    changed = row.model_copy(
        update={"state": state, "history": (*row.history, step), "settled_at": settled_at, **changes}
    )
    return await parked.keep(unit, changed)


def repaired(row: Parked, headers: dict[str, str], value: bytes | None) -> Repair:
    """The corrected form to keep beside the original; raises as `check_repair`."""
    corrected = Repair(headers=tuple((name, text.encode()) for name, text in headers.items()), value=value)
    check_repair(row.record, dataclasses.replace(row.record, headers=corrected.headers, value=value))
    return corrected


async def oldest_age_seconds(unit: Unit) -> float | None:
    """For how long the oldest event has waited; None when none waits."""
    row = await parked.raw(unit).find_one(_WAITING, {"parked_at": 1}, sort=[("parked_at", 1)])
    return (unit.now - row["parked_at"]).total_seconds() if row else None


async def waiting_by_handler(unit: Unit) -> dict[str, int]:
    """How many events wait for each handler that any waits for; counted in the database, from an index alone."""
    stages = [{"$match": _WAITING}, {"$group": {"_id": "$handler", "events": {"$sum": 1}}}]
    return {row["_id"]: row["events"] async for row in parked.raw(unit).aggregate(stages)}
