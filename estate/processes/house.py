"""
The house: a process that has imported everything, and that an estate's processes are forked from (ADR 28).

Importing this module furnishes it: multiprocessing's fork server does so before it takes its first order, and nobody
else should. What is made here all processes share; so nothing here may open a connection, start a thread, or read what
belongs to one installation.
"""

from __future__ import annotations

import gc
import importlib
import os
import threading
from pathlib import Path

from setproctitle import setproctitle
from uuid_utils import reseed_rng

from estate import services

_NEEDED = (
    "kit.web.oauth",  # first: it keeps Authlib's deprecations from everybody's terminal
    "estate.cli",  # the supervisor's main module, which multiprocessing has every child import
    "estate.front.front",
    "estate.processes.room",
    "kit.serve",
    "kit.web.app",
    # The law that ships is read by `shipped`; what an installation adds each process reads by itself.
    "law.places.held",
    "law.rulebooks.shelf",
    # What uvicorn would import on its first use.
    "uvicorn.lifespan.on",
    "uvicorn.loops.uvloop",
    "uvicorn.protocols.http.httptools_impl",
)

pid = os.getpid()
"""The house's own."""
threads_at_fork = 0
"""How many threads the house had when the present process was forked from it."""


class ThreadsAtForkError(RuntimeError):
    """The house had more than one thread: locks that the others held would be held in a forked process for ever."""


def threads() -> int:
    """The threads of this process; where the kernel tells, those that libraries written in C have started as well."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()


def _count_threads() -> None:
    global threads_at_fork
    threads_at_fork = threads()


def _furnish() -> None:
    setproctitle("ocop: house")
    needed = {name: importlib.import_module(name) for name in _NEEDED}
    for name in services.present():
        importlib.import_module(f"services.{name}.service")
        services.seeds_of(name)
    needed["law.places.held"].shipped()
    needed["law.rulebooks.shelf"].shipped()
    # Two processes must not go on from one state of the generator: they would give out the same ids.
    os.register_at_fork(before=_count_threads, after_in_child=reseed_rng)
    gc.collect()
    gc.freeze()  # the collector writes into every object it looks at: a written page is no longer shared


_furnish()
