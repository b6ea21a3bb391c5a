"""A unit of work: one transaction over aggregates, announcements, deadlines and the proof of what was applied."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ocop_events.envelope import EventData
from pydantic import BaseModel, ConfigDict
from uuid_utils import uuid7

from kit.clock import local_date
from kit.storage.documents import encode
from kit.storage.mongo import Database, ReturnDocument, Session


class Due(BaseModel):
    """A deadline: what falls due for which subject, and when. One row per (what, subject)."""

    model_config = ConfigDict(frozen=True)

    what: str
    subject: str
    due_at: datetime
    place: str | None = None
    data: dict[str, Any] = {}

    @property
    def id(self) -> str:
        return f"{self.what}|{self.subject}"


@dataclass(frozen=True)
class Announcement:
    """A fact to be told, with what the envelope needs beside it."""

    id: str
    data: EventData | None
    event_type: str
    topic: str
    key: str
    place: str | None


class StateAloneError(RuntimeError):
    """A snapshot was announced without the fact that changed it: its version would not move."""


@dataclass
class Unit:
    """
    What a use case is handed. Outside a transaction (`session is None`) it only reads.

    `announce`, `defer` and `settle` only note; the rows are written when the use case has returned, in the same
    transaction as its aggregates.
    """

    database: Database
    now: datetime
    source: str
    session: Session | None = None
    correlation_id: str = ""
    causation_id: str | None = None
    announcements: list[Announcement] = field(default_factory=list)
    deferred: dict[str, Due | None] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of the law."""
        return local_date(self.now)

    def new_id(self) -> str:
        """A UUIDv7: unique, and sortable by the time it was made."""
        return str(uuid7())

    def announce(self, data: EventData, *, place: str | None = None) -> str:
        """This will tell the fact once the transaction is committed; the answer is the event's id."""
        return self._note(data, data.event_type, data.written_to, str(getattr(data, data.event_key)), place)

    def announce_state(self, snapshot: EventData, *, place: str | None = None) -> str:
        """This will put the subject's whole present state on its compacted topic."""
        return self.announce(snapshot, place=place)

    def announce_gone(self, kind: type[EventData], subject: str, *, place: str | None = None) -> str:
        """This will put a tombstone for the subject on the compacted topic of `kind`."""
        return self._note(None, kind.event_type, kind.event_topic, subject, place)

    def defer(self, due: Due) -> None:
        """This will set (or move) a deadline."""
        self.deferred[due.id] = due

    def settle(self, what: str, subject: str) -> None:
        """This will strike a deadline: the thing was done, or is no longer owed."""
        self.deferred[f"{what}|{subject}"] = None

    def _note(self, data: EventData | None, event_type: str, topic: str, key: str, place: str | None) -> str:
        noted = Announcement(self.new_id(), data, event_type, topic, key, place)
        self.announcements.append(noted)
        return noted.id

    async def write_notes(self) -> int:
        """This will write the outbox rows and deadlines into the transaction; answers how many facts were told."""
        from kit.messaging.outbox import rows  # the envelope belongs to messaging; storage only keeps its rows

        for due_id, due in self.deferred.items():
            if due is None:
                await self.database["deadlines"].delete_one({"_id": due_id}, session=self.session)
            else:
                document = {**encode(due), "_id": due_id, "state": "waiting", "attempts": 0}
                await self.database["deadlines"].replace_one(
                    {"_id": due_id}, document, upsert=True, session=self.session
                )
        if not self.announcements:
            return 0
        versions = await self._next_versions()
        await self.database["outbox"].insert_many(rows(self, versions), session=self.session)
        return len(self.announcements)

    async def _next_versions(self) -> dict[tuple[str, str], tuple[int, int]]:
        """
        (subject topic, key) -> (first version of this unit, its order).

        The counter row makes two transactions on one subject conflict, so versions have no gaps. `order` is the time in
        microseconds, and more than the subject's last whatever the clocks of the replicas say: the relay sorts by it.
        """
        counted: dict[tuple[str, str], int] = {}
        for told in self.announcements:
            subject = (told.topic.removesuffix(".state"), told.key)
            counted[subject] = counted.get(subject, 0) + (0 if told.topic.endswith(".state") else 1)
        answer: dict[tuple[str, str], tuple[int, int]] = {}
        for (topic, key), count in sorted(counted.items()):
            if count == 0:
                raise StateAloneError(f"{topic}.state announced for {key} without a fact on {topic}")
            now = time.time_ns() // 1_000
            row = await self.database["subjects"].find_one_and_update(
                {"_id": f"{topic}|{key}"},
                [{"$set": {"version": _more("version", count), "order": {"$max": [now, _more("order", count)]}}}],
                upsert=True,
                return_document=ReturnDocument.AFTER,
                session=self.session,
            )
            answer[topic, key] = (row["version"] - count + 1, row["order"] - count + 1)
        return answer


def _more(field: str, count: int) -> dict[str, Any]:
    return {"$add": [{"$ifNull": [f"${field}", 0]}, count]}
