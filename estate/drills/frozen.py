"""`ocop drill database-frozen`: the database stands still without dying, twice, in the two ways in which it can."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import httpx

from estate.drills import facts
from estate.drills.ground import SUBJECTS, Ground, ground
from estate.drills.history import Findings
from estate.processes.children import wait_until_listening
from estate.processes.supervisor import Supervisor
from estate.processes.watchdog import PATIENCE, Watchdog
from estate.servers.database import EmbeddedDatabase
from estate.servers.pulse import Pulse, database_answers, database_works
from kit.clock import SystemClock
from kit.storage import bounds
from kit.storage.mongo import Database, ReplaceOne
from kit.web.app import app_of
from kit.work import IdempotencyKey, Unit, Work

Say = Callable[[str], None]

WAYS = ("stopped", "hung")
ANSWERED_WITHIN = 5.0
"""Seconds in which a page says what is wrong."""
NOTICED_WITHIN = 8.0
"""Seconds beyond the watchdog's patience, which doubles, in which the server was ended: one pulse, one look, a busy machine."""
OVERSIZE_ROWS, OVERSIZE_BYTES = 2_700, 2_000
"""One transaction of these stops the server at its engine's own settings with 96 MB; its guard lets it through."""


async def database_frozen(commands: int, seed: int, say: Say) -> Findings:
    """The database is stopped (SIGSTOP), then hung by a transaction too large for it, under load: the watchdog restarts it."""
    return await play(commands, say)


async def play(
    commands: int, say: Say, *, patience: float = PATIENCE, watched: bool = True, ways: Sequence[str] = WAYS
) -> Findings:
    """Plays the drill; `watched` False leaves the watchdog out, which the findings must then show."""
    broken: list[str] = []
    async with ground(cache="96M", as_shipped=True) as place:
        keeper = Keeper(place.database, patience, watched)
        with keeper.at_work():
            await place.start("tells", "copies", "projects")
            assert app_of(place.services["tells"])  # made now: it takes its time, and the readers would wait for it
            accepted: list[int] = []
            going = asyncio.create_task(_carry_out(place, commands, accepted))
            for number, way in enumerate(ways):
                share = commands * (number + 1) // (len(ways) + 1)
                while len(accepted) < share and not going.done():
                    await asyncio.sleep(0.05)
                within = patience * 2**number + NOTICED_WITHIN
                broken += await _freeze(place, keeper, way, within, say)
            await going
            await place.settled(commands)
            # Within: the kernel ends a child with the thread that started it, and that is the keeper's.
            found = await place.findings(accepted)
            await place.stop()
        found.broken += broken
        found.expect(found.accepted == commands, f"only {found.accepted} of {commands} were accepted")
        return found


@dataclass
class Keeper:
    """The estate's supervisor and watchdog over a drill's database, looking from a thread as `ocop up` does."""

    database: EmbeddedDatabase
    patience: float
    watched: bool
    reported: list[str] = field(default_factory=list)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Looks until left; nothing is restarted afterwards."""
        supervisor = Supervisor(lambda vi, en: self.reported.append(en))
        supervisor.watch(self.database.child)
        uri = self.database.uri
        watchdog = Watchdog(
            self.database.child,
            Pulse("works", database_works(uri)),
            lambda vi, en: self.reported.append(en),
            answers=Pulse("answers", database_answers(uri)),
            progress=self.database.written,
            patience=self.patience,
        )
        ended = threading.Event()

        def look() -> None:
            while not ended.wait(0.2):
                supervisor.look()
                if self.watched:
                    watchdog.look()

        watchdog.start()
        looking = threading.Thread(target=look, daemon=True)
        looking.start()
        try:
            yield
        finally:
            ended.set()
            looking.join(10)
            watchdog.stop()


async def _freeze(place: Ground, keeper: Keeper, way: str, within: float, say: Say) -> list[str]:
    """One way of standing still, from its beginning until pages answer as usual again; what was broken meanwhile."""
    database, broken = place.database, list[str]()
    before, began = database.child.pid, time.monotonic()
    assert before is not None
    hanging: asyncio.Task[None] | None = None
    if way == "stopped":
        os.kill(before, signal.SIGSTOP)
    else:
        hanging = asyncio.create_task(_oversize(database.uri))
    pages = Visitor(place)
    visiting = asyncio.create_task(pages.visit_until_well(after=lambda: database.child.pid not in (before, None)))
    while database.child.pid == before and time.monotonic() - began < within:
        await asyncio.sleep(0.05)
    noticed = time.monotonic() - began
    if database.child.pid == before:
        broken.append(f"{way}: nobody ended the frozen database within {within:.0f} s")
        database.child.kill()  # by hand, for the drill to come to its end
    while database.child.pid in (before, None) and time.monotonic() - began < within + 60:
        await asyncio.sleep(0.05)  # the supervisor's pause
    await asyncio.to_thread(wait_until_listening, database.port, database.child, 60)
    with suppress(TimeoutError):
        await asyncio.wait_for(visiting, 60)
    if hanging is not None:
        await asyncio.wait([hanging])
    recovered = time.monotonic() - began
    if not pages.well:
        broken.append(f"{way}: pages do not answer as usual {recovered:.0f} s after it began")
    if pages.slowest > ANSWERED_WITHIN:
        broken.append(f"{way}: a page took {pages.slowest:.1f} s")
    if not pages.named:
        broken.append(f"{way}: no page said that it is the database")
    say(
        f"{way:<8} ended after {noticed:.1f} s, pages as usual after {recovered:.1f} s; meanwhile {pages.refused} refused and named the "
        f"database, the slowest in {pages.slowest:.1f} s"
    )
    for line in keeper.reported:
        say(f"         {line}")
    keeper.reported.clear()
    return broken


@dataclass
class Visitor:
    """Asks for a page and for the API's answer in turn, and notes how long each takes and what it says."""

    place: Ground
    slowest: float = 0.0
    refused: int = 0
    named: bool = False
    well: bool = False

    async def visit_until_well(self, after: Callable[[], bool]) -> None:
        """Visits until a page answers as usual, not before `after` holds."""
        app = app_of(self.place.services["tells"])
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=60) as client:
            while not self.well:
                for address in ("/tallies/tally-0", "/api/tallies/tally-0"):
                    began = time.monotonic()
                    answer = await client.get(address)
                    self.slowest = max(self.slowest, time.monotonic() - began)
                    if answer.status_code == 503:
                        self.refused += 1
                        self.named = self.named or "Cơ sở dữ liệu" in answer.text
                    elif after():
                        self.well = answer.status_code == 200
                await asyncio.sleep(0.1)


async def _carry_out(place: Ground, commands: int, accepted: list[int]) -> None:
    """Every command, each repeated under its key until it is accepted."""
    for number in range(commands):
        key = IdempotencyKey(f"command-{number}", "drill")
        while True:
            try:
                work = place.services["tells"].work
                await work.run(facts.move, f"tally-{number % SUBJECTS}", number, idempotency=key)
                break
            except Exception:  # the database is frozen or being restarted
                await asyncio.sleep(0.2)
        accepted.append(number)
        await asyncio.sleep(0.02)


async def _oversize(uri: str) -> None:
    """The transaction that stops the server: ours would be refused, so the bound is taken away for it."""
    database = Database(uri, "ocop_drill-oversize")
    await database.ensure_indexes("rows", ())
    begun = False

    async def write(unit: Unit) -> None:
        nonlocal begun
        if begun:
            raise RuntimeError("once is enough")
        begun = True
        rows = [
            ReplaceOne({"_id": n}, {"_id": n, "text": "x" * OVERSIZE_BYTES}, upsert=True) for n in range(OVERSIZE_ROWS)
        ]
        usual = bounds.MOST_BYTES
        bounds.MOST_BYTES = 10 * usual
        try:
            await unit.database["rows"].bulk_write(rows, session=unit.session, ordered=False)
        finally:
            bounds.MOST_BYTES = usual

    with suppress(Exception):
        await Work(database, SystemClock(), source="/drill").transact(write)
    database.close()
