"""A coroutine that dies in the middle, as under kill -9: at the n-th place where it waits, and nothing of it runs on."""

from __future__ import annotations

import asyncio
import itertools
import types
from collections.abc import Coroutine, Generator
from typing import Any

_graves: list[Any] = []
"""A coroutine that is collected runs its `finally` blocks; a killed process does not."""


class Killed(Exception):
    """It was at work when it died."""


async def dies_at(coroutine: Coroutine[Any, Any, Any], pause: int) -> Any:
    """This will run a coroutine up to its `pause`-th wait (from 0) and leave it there; raises Killed if it got so far."""
    # A task of its own: time-outs begun inside may later cancel it, and nobody else.
    return await asyncio.create_task(_stepped(coroutine, pause))


@types.coroutine
def _stepped(coroutine: Coroutine[Any, Any, Any], pause: int) -> Generator[Any, Any, Any]:
    inner = coroutine.__await__()
    fault: BaseException | None = None
    for step in itertools.count():
        try:
            waits_for = inner.throw(fault) if fault else inner.send(None)
        except StopIteration as ended:
            return ended.value
        if step == pause:
            _graves.append(inner)
            raise Killed(f"at wait {pause}")
        fault = None
        try:
            yield waits_for
        except BaseException as thrown:
            fault = thrown
    return None
