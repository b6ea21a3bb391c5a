"""Patience at the start: what is not reachable yet is waited for, not died of."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from aiokafka.errors import KafkaError

from kit.storage.mongo import PyMongoError
from kit.telemetry.logs import log

_log = log(__name__)

FIRST_SECONDS, LONGEST_SECONDS = 0.2, 5.0


async def insist(what: str, attempt: Callable[[], Awaitable[None]]) -> None:
    """Attempts until database and broker answer; logs and raises whatever else the attempt raises."""
    pause = FIRST_SECONDS
    while True:
        try:
            await attempt()
            return
        except (PyMongoError, KafkaError, OSError) as fault:
            _log.warning("not reachable yet", what=what, fault=repr(fault))
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_SECONDS)
        except Exception:  # who called may be a task that nobody awaits
            _log.exception("cannot start", what=what)
            raise
