"""
Slices: a service is a list of their names, and what each brings is found in its files.

| file | what is found there |
|---|---|
| `store.py`, `<noun>_store.py` | every `Collection` of the slice's own aggregates |
| `api.py` | `router` |
| `pages.py` | `pages`; `panels`, what it adds to pages of lower slices |
| `subscriptions.py` | `subscriptions` |
| `gauges.py` | `gauges`, what makes its Prometheus gauges |
| `timers.py` | `timers` (deadlines), `tasks` (work of its own), `begins` (what comes before the service is ready) |
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from kit.service.declaration import Slice
from kit.storage.collection import Collection

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
    api, pages = (_module(package, file) for file in ("api", "pages"))
    files = [*folder.glob("store.py"), *sorted(folder.glob("*_store.py"))]
    stores = [import_module(f"{package}.{file.stem}") for file in files]
    subscriptions, timers, gauges = (_module(package, file) for file in ("subscriptions", "timers", "gauges"))
    return Slice(
        name=name,
        folder=folder,
        collections=_collections(stores, package),
        api=getattr(api, "router", None),
        pages=getattr(pages, "pages", None),
        panels=getattr(pages, "panels", None),
        subscriptions=getattr(subscriptions, "subscriptions", None),
        timers=getattr(timers, "timers", ()),
        tasks=getattr(timers, "tasks", ()),
        begins=getattr(timers, "begins", ()),
        gauges=getattr(gauges, "gauges", None),
    )


def _module(package: str, file: str) -> ModuleType | None:
    # Looked for first: an import that fails inside the file must not pass for a file that is not there.
    return import_module(f"{package}.{file}") if find_spec(f"{package}.{file}") else None


def _collections(stores: Sequence[ModuleType], package: str) -> list[Collection[Any]]:
    found = {value.name: value for store in stores for value in vars(store).values() if isinstance(value, Collection)}
    # A store may import another slice's collection to look something up: whose aggregates it holds, that slice's it is.
    return [collection for collection in found.values() if collection.kind.__module__.startswith(f"{package}.")]
