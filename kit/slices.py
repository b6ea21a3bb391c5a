"""
Slices: a service is a list of their names, and what each brings is found in its files.

| file | what is found there |
|---|---|
| `store.py` | every `Collection` of the slice's own aggregates |
| `api.py` | `router` |
| `pages.py` | `pages`; `panels`, what it adds to pages of lower slices |
| `subscriptions.py` | `subscriptions` |
| `timers.py` | `timers` (deadlines), `tasks` (work of its own) |
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from kit.messaging.subscriptions import Subscriptions
from kit.messaging.ticker import Timer
from kit.storage.collection import Collection

if TYPE_CHECKING:
    from fastapi import APIRouter

    from kit.service import Service
    from kit.web.panels import Panels


@dataclass(frozen=True)
class Check:
    """One thing readiness looked at."""

    name: str
    ok: bool
    detail: str = ""


@dataclass(frozen=True)
class Task:
    """Work a service does by itself. `leased`: by one replica at a time."""

    name: str
    run: Callable[[Service], Awaitable[None]]
    leased: bool = True


@dataclass(frozen=True)
class Slice:
    """What one slice brings into its service."""

    name: str
    folder: Path | None = None
    collections: Sequence[Collection[Any]] = ()
    api: APIRouter | None = None
    pages: APIRouter | None = None
    panels: Panels | None = None
    subscriptions: Subscriptions | None = None
    timers: Sequence[Timer] = ()
    tasks: Sequence[Task] = ()
    checks: Sequence[Callable[[], Check]] = ()
    """What readiness asks beside database, broker, subscribers and outbox."""


Layers = Sequence[Sequence[str]]
"""Names of slices, lowest layer first. A slice may import lower ones; those of one layer do not know one another."""


def find_slices(package: str, layers: Layers) -> list[Slice]:
    """
    The slices of a service from its package and layers. Raises ModuleNotFoundError for a slice that is not there.

    >>> find_slices("services.registry", [["producers"], ["products"]])
    """
    return [_found(f"{package}.{name}", name) for layer in layers for name in layer]


def _found(package: str, name: str) -> Slice:
    folder = Path(import_module(package).__file__ or "").parent
    store, api, pages = (_module(package, file) for file in ("store", "api", "pages"))
    subscriptions, timers = (_module(package, file) for file in ("subscriptions", "timers"))
    return Slice(
        name=name,
        folder=folder,
        collections=_collections(store, package),
        api=getattr(api, "router", None),
        pages=getattr(pages, "pages", None),
        panels=getattr(pages, "panels", None),
        subscriptions=getattr(subscriptions, "subscriptions", None),
        timers=getattr(timers, "timers", ()),
        tasks=getattr(timers, "tasks", ()),
    )


def _module(package: str, file: str) -> ModuleType | None:
    # Looked for first: an import that fails inside the file must not pass for a file that is not there.
    return import_module(f"{package}.{file}") if find_spec(f"{package}.{file}") else None


def _collections(store: ModuleType | None, package: str) -> list[Collection[Any]]:
    found = [value for value in vars(store).values() if isinstance(value, Collection)] if store else []
    # A store may import another slice's collection to look something up: whose aggregates it holds, that slice's it is.
    return [collection for collection in found if collection.kind.__module__.startswith(f"{package}.")]
