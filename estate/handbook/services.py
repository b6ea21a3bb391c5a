"""The part of a service's README that is written from its code: slices, what it consumes, what it publishes."""

from __future__ import annotations

import ast
import importlib
import os
from pathlib import Path

from ocop_events import catalogue

from estate.places import PROJECT
from kit.messaging.subscriptions import Handler
from kit.service import Service
from kit.settings import development_settings

BEGIN, END = "<!-- written by `make docs` -->", "<!-- end -->"
NAMES = ("registry", "evaluation", "notifications", "reporting")


def pages() -> dict[Path, str]:
    """The README of each service that has one, with its written parts as the code is now."""
    found = {name: PROJECT / "services" / name / "README.md" for name in NAMES}
    return {path: renewed(path.read_text("utf-8"), name) for name, path in found.items() if path.exists()}


def renewed(text: str, name: str) -> str:
    """A README with the blocks between its marks written anew; under `Owns`, `Hears` and `Says` in this order."""
    service = importlib.import_module(f"services.{name}.service").build(development_settings())
    blocks = iter((_owns(name, service), _consumes(service), _publishes(name, service)))
    parts = text.split(BEGIN)
    made = [parts[0]]
    for part in parts[1:]:
        made.append(f"{BEGIN}\n{next(blocks)}\n{END}{part.split(END, 1)[1]}")
    return "".join(made)


def _owns(name: str, service: Service) -> str:
    rows, home = [], PROJECT / "services" / name
    for slice in service.slices:
        folder = _folder(name, slice.name)
        about = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) if folder.is_dir() else ""
        kept = ", ".join(f"`{collection.name}`" for collection in slice.collections) or "–"
        endpoints = [endpoint for endpoint, there in (("api", slice.api), ("pages", slice.pages)) if there]
        title = f"[{slice.name}]({os.path.relpath(folder, home)}/)" if folder.is_dir() else slice.name
        rows.append(f"| {title} | {(about or '').splitlines()[0] if about else ''} | {kept} | {', '.join(endpoints)} |")
    return "\n".join(["| slice | | keeps | endpoints |", "|---|---|---|---|", *rows])


def _consumes(service: Service) -> str:
    rows = [
        f"| `{topic}` | {', '.join(f'`{_short(type_)}`' for type_ in _of(topic, handler))} | `{handler.id}` |"
        for topic, handlers in sorted(service.by_topic.items())
        for handler in sorted(handlers, key=lambda handler: handler.id)
    ]
    return "\n".join(["| topic | types | handler |", "|---|---|---|", *rows]) if rows else "Nothing."


def _of(topic: str, handler: Handler) -> list[str]:
    """The types a handler consumes on one of its topics; one written to other topics than its own may come on any."""
    return [
        type_
        for type_, event in handler.types.items()
        if event.event_topic == topic or event.event_topic not in handler.topics
    ]


def _folder(name: str, slice: str) -> Path:
    """Where a slice of a service lies: with the service, or beside the services when every one has it."""
    own, shared = PROJECT / "services" / name / slice, PROJECT / "services" / slice
    return shared if shared.is_dir() and not own.is_dir() else own


def _publishes(name: str, service: Service) -> str:
    by_class = {event.__name__: event for event in catalogue.values()}
    said = {
        by_class[node.id]
        for slice in service.slices
        for file in _folder(name, slice.name).rglob("announcements.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Name)
        and node.id in by_class
        and by_class[node.id].event_topic.split(".")[1] in own(name)
    }
    rows: dict[str, list[str]] = {}
    for event in sorted(said, key=lambda event: event.event_type):
        rows.setdefault(event.event_topic, []).append(f"`{_short(event.event_type)}`")
    lines = [f"| `{topic}` | {', '.join(types)} |" for topic, types in sorted(rows.items())]
    return "\n".join(["| topic | types |", "|---|---|", *lines]) if lines else "Nothing."


def own(name: str) -> set[str]:
    """The second part of the names of the topics a service writes; places are kept by the registry."""
    return {name, "reference"} if name == "registry" else {name}


def _short(type_: str) -> str:
    return type_.split(".", 3)[-1]
