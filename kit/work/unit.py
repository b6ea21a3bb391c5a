"""A unit of work: one transaction over aggregates, announcements, deadlines and the proof of what was applied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ocop_events.envelope import EventData
from uuid_utils import uuid7

from kit.clock import local_date
from kit.facts import Fact, Listeners, Question
from kit.secret import Matching
from kit.storage.counted import tally
from kit.storage.documents import encode
from kit.storage.mongo import Database, Session
from kit.work import outbox
from kit.work.deadlines import DEADLINES, Due
from kit.work.outbox import Announcement


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
    listeners: Listeners = field(default_factory=Listeners)
    serves: Callable[[str], bool] = lambda office: True
    """Whether this deployment serves an office."""
    matching: Matching | None = None
    """By which numbers of people are matched: the deployment's key."""
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
        """Announces an event, published once the transaction is committed; answers its id."""
        return self._note(data, data.event_type, data.written_to, str(getattr(data, data.event_key)), place)

    def announce_state(self, snapshot: EventData, *, place: str | None = None) -> str:
        """Puts the subject's whole present state on its compacted topic."""
        return self.announce(snapshot, place=place)

    def announce_gone(self, kind: type[EventData], subject: str, *, place: str | None = None) -> str:
        """Puts a tombstone for the subject on the compacted topic of `kind`."""
        return self._note(None, kind.event_type, kind.event_topic, subject, place)

    def matched_by(self, number: str) -> str:
        """What a number of a person is matched by (`kit.secret.Matching`)."""
        if self.matching is None:
            raise LookupError("this work was given no key to match numbers of people by")
        return self.matching.hash(number)

    def recognised_by(self, kind: str, value: str) -> str:
        """What the services of this deployment recognise somebody's number or address by (`kit.secret.Matching`)."""
        if self.matching is None:
            raise LookupError("this work was given no key to recognise people by")
        return self.matching.recognised(kind, value)

    def widen(self) -> None:
        """Lets this transaction hold one act that is not to be split (`kit.storage.bounds.WIDE_ROWS`): background tasks only."""
        if self.session is not None:
            tally(self.session).wide = True

    async def happens(self, fact: Fact) -> None:
        """Lets the other slices of this service react in the same transaction; raises what one of them refuses with."""
        await self.listeners.handle(self, fact)

    async def asks(self, question: Question) -> list[Any]:
        """The answers of the higher slices of this service, read in the same transaction; raises NobodyAnswersError."""
        return await self.listeners.ask(self, question)

    def defer(self, due: Due) -> None:
        """Sets (or moves) a deadline."""
        self.deferred[due.id] = due

    def settle(self, what: str, subject: str) -> None:
        """Strikes a deadline: the thing was done, or is no longer owed."""
        self.deferred[f"{what}|{subject}"] = None

    def _note(self, data: EventData | None, event_type: str, topic: str, key: str, place: str | None) -> str:
        noted = Announcement(self.new_id(), data, event_type, topic, key, place)
        self.announcements.append(noted)
        return noted.id

    async def write_notes(self) -> int:
        """Writes the outbox rows and deadlines into the transaction; answers how many events were announced."""
        for due_id, due in self.deferred.items():
            if due is None:
                await self.database[DEADLINES].delete_one({"_id": due_id}, session=self.session)
            else:
                document = {**encode(due), "_id": due_id, "state": "waiting", "attempts": 0}
                await self.database[DEADLINES].replace_one({"_id": due_id}, document, upsert=True, session=self.session)
        return await outbox.write(self)
