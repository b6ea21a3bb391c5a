"""Every text that a command takes says which form it is kept in: a line, paragraphs, or the words of a list."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from kit.command import Command, OneOf
from kit.text import Line, Paragraphs
from tests.architecture import house

FORMED = (Line, Paragraphs)


def commands() -> Iterator[type[Command]]:
    for file in house.modules("services"):
        if file.name == "commands.py":
            importlib.import_module(".".join(file.with_suffix("").parts))
    left = [Command]
    while left:
        kind = left.pop()
        left += kind.__subclasses__()
        if kind.__module__.startswith("services."):
            yield kind


def without_form(annotation: Any, metadata: tuple[Any, ...] = ()) -> bool:
    """Whether a type has a text in it, however deep, whose form nobody says."""
    if annotation is str:
        shaped = any(getattr(one, "pattern", None) or isinstance(one, OneOf) for one in _all(metadata))
        return not shaped and not any(one in FORMED for one in metadata)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return False  # its own fields are looked at as a command's, or are a kept value's
    inner = get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return without_form(inner[0], (*annotation.__metadata__, *metadata))
    return any(without_form(one, metadata if type(None) in inner else ()) for one in inner if one is not type(None))


def _all(metadata: tuple[Any, ...]) -> Iterator[Any]:
    for one in metadata:
        yield one
        yield from getattr(one, "metadata", ())


@pytest.mark.parametrize("command", sorted(set(commands()), key=lambda one: (one.__module__, one.__name__)))
def test_of_a_command_are_brought_into_one(command: type[Command]) -> None:
    without = [
        name for name, field in command.model_fields.items() if without_form(field.annotation, tuple(field.metadata))
    ]
    assert without == []
