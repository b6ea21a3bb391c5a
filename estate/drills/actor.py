"""
One process of a drill: `python -m estate.drills.actor ROLE BOOTSTRAP MONGODB_URI`. Made to be killed at any line.

A teller also carries out its share of the recorded commands and writes down each one that was accepted, before it
takes the next: a command is repeated under its idempotency key until it is.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from estate.drills import facts
from kit.messaging import consumer, inbox, publishing, relay
from kit.messaging.apply import Applier
from kit.messaging.received import Record
from kit.service import Service
from kit.work import IdempotencyKey

RELEASED = "released"
"""The file that says up to which command the tellers may go: there is something at work under every blow."""
MUTATIONS = ("inbox-off", "ack-first", "mark-early")
"""Ways of breaking the backbone on purpose: a drill that does not notice them proves nothing."""


def mutate(mutation: str) -> None:
    """Breaks one promise's mechanism in this process."""
    if mutation == "inbox-off":

        async def nothing_known(*_: object) -> bool:
            return False

        async def nothing_kept(*_: object) -> None:
            return None

        inbox.is_applied = nothing_known  # type: ignore[assignment]
        inbox.mark_applied = nothing_kept  # type: ignore[assignment]
    elif mutation == "ack-first":
        whole = consumer.Consumer.process

        async def acknowledged_first(self: consumer.Consumer, topic: str, records: Sequence[Record]) -> None:
            await self.subscribers[topic].consumer.commit()
            await whole(self, topic, records)

        consumer.Consumer.process = acknowledged_first  # type: ignore[method-assign]
    elif mutation == "mark-early":
        struck = Path(os.environ["OCOP_DRILL_JOURNAL"]).with_name("struck")

        async def marks_first(self: relay.Relay) -> tuple[int, int]:
            rows = await self.database["outbox"].find({"state": "pending"}).limit(self.batch).to_list(self.batch)
            self.unmarked += [row["_id"] for row in rows]
            await self.mark()
            if rows and not struck.exists():
                struck.touch()
                await asyncio.sleep(30)  # the first batch of all lies between the two until a blow falls
            await publishing.publish(await self._ready_producer(), rows)
            return len(rows), len(rows)

        relay.Relay._publish_next = marks_first  # type: ignore[method-assign]


def show_progress(file: Path) -> None:
    """Keeps in a file how many of the records at hand are dealt with, for whoever aims a blow between them."""
    process, apply = consumer.Consumer.process, Applier.apply
    done = size = 0

    def show(dealt_with: int, of: int) -> None:
        nonlocal done, size
        done, size = dealt_with, of
        file.write_text(f"{done} {size}")

    async def shown(self: consumer.Consumer, topic: str, records: Sequence[Record]) -> None:
        show(0, len(records))
        await process(self, topic, records)
        show(0, 0)

    async def counted(self: Applier, *about: Any) -> Any:
        outcomes = await apply(self, *about)
        show(done + 1, size)
        return outcomes

    show(0, 0)
    consumer.Consumer.process = shown  # type: ignore[method-assign]
    Applier.apply = counted  # type: ignore[method-assign, assignment]


async def carry_out(
    service: Service, share: int, shares: int, commands: int, subjects: int, pause: float, journal: Path
) -> None:
    """Carries out every command of the share that is released and the journal does not show as accepted."""
    accepted = _lines(journal)
    mine = [number for number in range(commands) if number % subjects % shares == share]
    for number in mine[accepted:]:
        while number >= _released(journal.with_name(RELEASED)):
            await asyncio.sleep(0.02)
        key = IdempotencyKey(f"command-{number}", "drill")
        while True:
            try:
                await service.work.run(facts.move, f"tally-{number % subjects}", number, idempotency=key)
                break
            except Exception:  # the database is away or being killed: ask again until it is accepted
                await asyncio.sleep(0.2)
        _write_down(journal, number)
        await asyncio.sleep(pause)


def _lines(journal: Path) -> int:
    return len(journal.read_text().splitlines()) if journal.exists() else 0


def _released(file: Path) -> int:
    text = file.read_text() if file.exists() else ""
    return int(text or 0)  # empty while it is being written


def _write_down(journal: Path, number: int) -> None:
    with journal.open("a") as file:
        file.write(f"{number}\n")
        file.flush()
        os.fsync(file.fileno())


async def main(role: str, bootstrap: str, mongodb_uri: str) -> None:
    """Acts until killed."""
    if mutation := os.environ.get("OCOP_DRILL_MUTATION"):
        mutate(mutation)
    if role == "copies" and (aimed_by := os.environ.get("OCOP_DRILL_JOURNAL")):  # else nobody takes aim
        show_progress(Path(aimed_by).with_suffix(".batch"))
    service = facts.service(role, bootstrap, mongodb_uri)
    await service.start()
    if role == "tells":
        while not service.prepared:
            await asyncio.sleep(0.05)
        share, shares, commands, subjects = (int(n) for n in os.environ["OCOP_DRILL_LOAD"].split(","))
        pause, journal = float(os.environ["OCOP_DRILL_PAUSE"]), Path(os.environ["OCOP_DRILL_JOURNAL"])
        await carry_out(service, share, shares, commands, subjects, pause, journal)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
