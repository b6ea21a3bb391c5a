"""Forty members score at once: no draft is lost, and none waits much longer than one alone would."""

from __future__ import annotations

import asyncio
import time
from statistics import quantiles

import pytest

from kit.identity import Principal
from law.rulebooks import shelf
from tests.callers import person
from tests.evaluation.evaluation_harness import PROVINCE, Deployment, Estate, best, seats
from tests.evaluation.meetings.meeting_harness import act, cases, opened

FORTY, SAVES, THINKS_SECONDS = 40, 6, 5.0
"""Each saves so often, and so long apart: eight saves in a second together, of members who read between two answers."""
MANY = 60
"""Saves of one member alone, by which the others are measured."""
ALLOWED = 5


@pytest.mark.prove
async def test_forty_members_lose_no_draft_and_wait_no_longer(province: Deployment, estate: Estate) -> None:
    members = [person(f"judge-{n}", f"member@{PROVINCE}") for n in range(FORTY)]
    await province.know(*members)
    [case] = await cases(province, estate, 1, seated=seats(members=members))
    meeting = await opened(province, [case])
    await act(province, meeting, f"cases/{case}/beginning", {})
    await act(province, meeting, "scoring")
    answers = best(shelf().get("R26"), 1)
    path = f"/api/cases/{case}/sheets/mine"

    async def score(who: Principal, wait: float, saves: int = SAVES, thinks: float = THINKS_SECONDS) -> list[float]:
        version, took = 0, []
        await asyncio.sleep(wait)  # people do not begin at one instant
        for no in range(1, saves + 1):
            filled = dict(list(answers.items())[: len(answers) * no // saves])
            began = time.perf_counter()
            saved = await province.send(who, path, {"answers": filled}, version=version, method="PUT")
            took.append(time.perf_counter() - began)
            version = saved["version"]
            await asyncio.sleep(thinks)  # a person reads the next question
        return took

    alone = await score(members[0], 0, MANY, 0.05)
    every = THINKS_SECONDS / FORTY
    together = await asyncio.gather(*(score(one, at * every) for at, one in enumerate(members[1:])))
    for one in members:
        assert (await province.read(one, path))["answers"] == answers
    one_p99 = max(alone)
    all_p99 = quantiles([each for took in together for each in took], n=100)[98]
    print(f"p99 alone {one_p99 * 1000:.0f} ms, with {FORTY} {all_p99 * 1000:.0f} ms")
    assert all_p99 <= ALLOWED * one_p99
