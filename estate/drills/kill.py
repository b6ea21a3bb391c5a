"""`ocop drill kill`: everything is killed with -9 at random while commands are carried out; then the history is checked."""

from __future__ import annotations

import asyncio
import os
import random
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from estate.drills.arena import Arena, Load
from estate.drills.history import Findings, examine
from kit.storage.mongo import Database

ORPHANED_SECONDS = 75
"""A transaction of a killed process holds its rows until the server ends it: 60 s, which the embedded one cannot change."""


async def run(
    *,
    rounds: int,
    seed: int,
    load: Load | None = None,
    brokers: int = 3,
    mutation: str = "",
    servers: bool = True,
    tempo: tuple[float, float] = (0.5, 2.5),
    say: Callable[[str], None] = print,
    only: str = "",
    every: int = 0,
    patience: float = 200,
    stillness: float = ORPHANED_SECONDS,
) -> Findings:
    """
    Plays the drill; `rounds` blows, the same ones for the same seed, `tempo` seconds apart.

    After `every` so many (0: never) comes one more, aimed at a copier between an effect and its acknowledgement, which a
    random one seldom hits.
    """
    load = load or Load()
    dice, aim = random.Random(seed), random.Random(seed)
    # OCOP_DRILL_KEEP keeps the servers' data and every process's log for whoever looks for the cause.
    with _folder(os.environ.get("OCOP_DRILL_KEEP")) as home:
        arena = Arena(Path(home), load, brokers=brokers, mutation=mutation, servers=servers, only=only)
        began = time.monotonic()
        try:
            await arena.open()
            say(f"{load.commands} commands on {load.subjects} subjects, {brokers} brokers, seed {seed}")
            share = load.commands / (rounds + (rounds // every if every else 0) or 1)
            released = 0.0
            for number in range(1, rounds + 1):
                arena.release(released := released + share)
                await _at_work(arena, more_than=len(arena.journals()) if number > 1 else 0)
                await asyncio.sleep(dice.uniform(*tempo))
                victim = await asyncio.to_thread(arena.strike, dice)
                say(f"  {number:>3}/{rounds} kill -9 {victim:<12} accepted so far: {len(arena.journals())}")
                if every and number % every == 0:
                    arena.release(released := released + share)
                    victim = await asyncio.to_thread(arena.strike_in_mid_batch, aim)
                    say(f"          aimed   {victim:<12} accepted so far: {len(arena.journals())}")
            arena.release(load.commands)
            await _settle(arena, patience, stillness)
            found = await examine(arena.journals(), arena.kafka.bootstrap, arena.database.uri)
            found.expect(found.accepted == load.commands, f"only {found.accepted} of {load.commands} were accepted")
        finally:
            arena.close()
        say(f"{rounds} blows dealt in {time.monotonic() - began:.0f} s")
        say(report(found))
        return found


def _folder(kept: str | None) -> AbstractContextManager[str]:
    return nullcontext(kept) if kept else tempfile.TemporaryDirectory(prefix="ocop-drill-")


def report(found: Findings) -> str:
    """One page of counts."""
    lines = [
        f"commands accepted         {found.accepted}",
        f"records on the topic      {found.on_the_topic} (of these {found.sent_twice} sent again under the same id)",
        f"effects in the copy       {found.applied}",
        *(
            f"parked by {role + ':':<16}{sum(reasons.values())} ({', '.join(f'{n} {r}' for r, n in sorted(reasons.items()))})"
            for role, reasons in found.parked.items()
        ),
        f"promises broken           {len(found.broken)}",
        *(f"  - {line}" for line in found.broken),
    ]
    return "\n".join(lines)


async def _at_work(arena: Arena, *, more_than: int, within: float = 15) -> None:
    """Waits until another command was accepted: a blow to who has not begun yet proves nothing."""
    ends = time.monotonic() + within
    while time.monotonic() < ends:
        accepted = len(arena.journals())
        if accepted > more_than or accepted >= arena.load.commands:
            return
        await asyncio.sleep(0.05)


async def _settle(arena: Arena, patience: float, stillness: float) -> None:
    """Waits until every command was accepted, nothing is pending and both consumers stand still."""
    ends = time.monotonic() + patience
    publishes = Database(arena.database.uri, "ocop_drill-tells")
    copies = Database(arena.database.uri, "ocop_drill-copies")
    projects = Database(arena.database.uri, "ocop_drill-projects")
    before: tuple[int, ...] = ()
    still_since = time.monotonic()
    while time.monotonic() < ends:
        await asyncio.sleep(0.5)
        if len(arena.journals()) < arena.load.commands:
            continue
        pending = await publishes["outbox"].count_documents({"state": "pending"})
        applied = await copies["inbox"].count_documents({})
        shown = sum([row["version"] async for row in projects["latest"].find({}, {"version": 1})])
        if pending == 0 and applied == shown == arena.load.commands:
            break
        now = (pending, applied, shown)
        if now != before:
            before, still_since = now, time.monotonic()
        elif time.monotonic() - still_since > stillness:
            break  # nothing moves any more: the examination will say what is missing
    await asyncio.sleep(1)  # a late duplicate would still be applied now
    for database in (publishes, copies, projects):
        database.close()
