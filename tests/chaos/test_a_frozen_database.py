"""A database that stands still without dying is restarted, pages say what is wrong meanwhile, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from estate.drills import frozen

SAID: list[str] = []


@pytest.mark.parametrize(
    ("commands", "ways"), [(20, frozen.WAYS[:1]), pytest.param(60, frozen.WAYS, marks=pytest.mark.prove)]
)
@pytest.mark.timeout(200)
async def test_it_is_restarted_stopped_or_hung_and_every_promise_holds(commands: int, ways: Sequence[str]) -> None:
    found = await frozen.play(commands, SAID.append, patience=4, ways=ways)
    assert not found.broken, "\n".join([*SAID, *found.broken])
    assert found.accepted == found.applied == commands


@pytest.mark.prove
@pytest.mark.timeout(200)
async def test_it_is_seen_when_nobody_watches() -> None:
    found = await frozen.play(20, SAID.append, patience=0, watched=False, ways=["stopped"])
    assert any("nobody ended the frozen database" in line for line in found.broken)
    assert found.accepted == found.applied == 20
