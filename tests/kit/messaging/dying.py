"""Work that dies in the middle, as under kill -9: at the n-th place where it waits, and nothing of it runs on."""

from __future__ import annotations

import asyncio
import types
from collections.abc import Awaitable, Callable, Coroutine, Generator, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from pymongo.errors import PyMongoError

from kit.service import Service


class Killed(Exception):
    """It was at work when it died."""


class _Life:
    """Counts the waits of a coroutine and of every task begun in it, and ends them all at once."""

    def __init__(self, pauses: int) -> None:
        self.pauses = pauses
        self.over = asyncio.get_running_loop().create_future()
        self.tasks: list[asyncio.Task[Any]] = []
        self.graves: list[Any] = []  # a coroutine that is collected runs its `finally`; a killed process does not

    def waits(self) -> None:
        """Counts one more wait, and ends everything at the last."""
        self.pauses -= 1
        if self.pauses < 0 and not self.over.done():
            self.over.set_result(None)


_life: ContextVar[_Life | None] = ContextVar("life", default=None)
_cemetery: list[_Life] = []


async def dies_at(coroutine: Coroutine[Any, Any, Any], pause: int) -> Any:
    """Runs a coroutine up to its `pause`-th wait (from 0) and leaves it there; raises Killed if it got so far."""
    life = _Life(pause)
    loop = asyncio.get_running_loop()
    before = loop.get_task_factory()
    _life.set(life)
    loop.set_task_factory(_mortal)  # type: ignore[arg-type]
    try:
        work = loop.create_task(coroutine)
        await asyncio.wait([work, life.over], return_when=asyncio.FIRST_COMPLETED)
    finally:
        loop.set_task_factory(before)
        _life.set(None)
    if life.over.done():
        _cemetery.append(life)
        for task in life.tasks:
            task.cancel()
        await asyncio.gather(*life.tasks, return_exceptions=True)
        raise Killed(f"at wait {pause}")
    return work.result()


def _mortal(loop: asyncio.AbstractEventLoop, coroutine: Any, **options: Any) -> asyncio.Task[Any]:
    life = _life.get()
    if life is None:
        return asyncio.Task(coroutine, loop=loop, **options)
    task: asyncio.Task[Any] = asyncio.Task(_stepped(coroutine, life), loop=loop, **options)
    life.tasks.append(task)
    return task


@types.coroutine
def _stepped(coroutine: Coroutine[Any, Any, Any], life: _Life) -> Generator[Any, Any, Any]:
    inner = coroutine.__await__()
    fault: BaseException | None = None
    while not life.over.done():
        try:
            waits_for = inner.throw(fault) if fault else inner.send(None)
        except StopIteration as ended:
            return ended.value
        fault = None
        life.waits()
        try:
            yield waits_for
        except BaseException as thrown:
            fault = thrown
    life.graves.append(inner)
    raise asyncio.CancelledError


@contextmanager
def transactions_of_the_dead(service: Service) -> Iterator[Callable[[], Awaitable[None]]]:
    """
    Notes the sessions begun inside; what it gives rolls back those left open.

    A server does that itself when a client is gone, the embedded one only after a minute.
    """
    sessions: list[Any] = []
    client = service.database.client
    begin = client.start_session

    async def noted(*args: Any, **options: Any) -> Any:
        session = await begin(*args, **options)
        sessions.append(session)
        return session

    async def roll_back() -> None:
        await asyncio.sleep(0.02)  # what the dead had sent last is on its way still
        for session in sessions:
            if session.in_transaction:
                with suppress(PyMongoError):
                    await session.abort_transaction()

    client.start_session = noted  # type: ignore[method-assign]
    try:
        yield roll_back
    finally:
        client.start_session = begin  # type: ignore[method-assign]
