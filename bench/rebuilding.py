"""(e, f) A projection rebuilt from its topic: events a second, and the memory it takes at a quarter and at full size."""

from __future__ import annotations

import gc
import time
from pathlib import Path

from bench.figures import Figure, Goal
from bench.filling import fill
from bench.ground import Ground
from bench.things import fact_on, latest, things
from kit.messaging.rebuild import COLLECTOR

EVENTS, SUBJECTS = 100_000, 2_000
PAGE = 4_096


async def measure(ground: Ground, rounds: int) -> list[Figure]:
    """Rebuilding reads the whole topic every time; the same process does a quarter first, then all of it."""
    gc.set_threshold(*COLLECTOR)  # as `ocop rebuild` does
    speed: list[float] = []
    grown: dict[str, list[float]] = {"ours": []}
    small = await _filled(ground, EVENTS // 4)
    large = await _filled(ground, EVENTS)
    for number in range(-1, rounds):
        few, _ = await _once(ground, small, EVENTS // 4)
        many, rate = await _once(ground, large, EVENTS)
        if number >= 0:
            speed.append(rate)
            grown["ours"].append(many - few)
    said = f"{EVENTS:,} events of {SUBJECTS:,} subjects, batches of 10,000, into new collections, swapped in at the end"
    return [
        Figure("rebuild", "events/s", {"ours": speed}, (Goal("", 20_000, "more"),), said),
        Figure(
            "memory: peak at 100,000 events − peak at 25,000",
            "MB",
            grown,
            (Goal("", 16, "less"),),
            "resident set of the process, sampled at every batch",
        ),
    ]


async def _filled(ground: Ground, events: int) -> type:
    fact = fact_on(ground.fresh("rebuild"))
    await ground.topic(fact.event_topic)
    await fill(ground, fact, events, SUBJECTS)
    return fact


async def _once(ground: Ground, fact: type, events: int) -> tuple[float, float]:
    """The peak of the resident set in MB, and events a second."""
    service = ground.service("rebuilds", [latest(fact)])
    await service.prepare()
    peak = 0.0

    def sample(progress: object) -> None:
        nonlocal peak
        peak = max(peak, int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1e6)

    began = time.perf_counter()
    done = await service.rebuilding("latest.when_things_move_show_the_latest", sample).run()
    took = time.perf_counter() - began
    assert done.applied >= events
    assert await service.database["things"].count_documents({}) in (0, SUBJECTS)
    assert things.name == "things"
    service.database.close()
    return peak, events / took
