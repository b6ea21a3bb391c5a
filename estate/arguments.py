"""Texts of the command line in the one form, whichever command they are given to."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import typer

from kit.text import as_line

C = TypeVar("C")


def in_one_form(command: C) -> C:
    """
    The command, and all beneath it, with each text given to it read as one line (`kit.text.as_line`).

    A name that a file has here stays as its file system spells it. What is no line is a usage error (exit code 2).
    """
    for param in getattr(command, "params", ()):
        if not hasattr(param.process_value, "reads_lines"):
            param.process_value = _reading_lines(param, param.process_value)
    for below in getattr(command, "commands", {}).values():
        in_one_form(below)
    return command


def _reading_lines(param: Any, process: Any) -> Any:
    def process_value(ctx: Any, value: Any) -> Any:
        given = process(ctx, value)
        try:
            return [_line(one) for one in given] if isinstance(given, list) else _line(given)
        except ValueError as refused:
            raise typer.BadParameter(f"{refused}.", ctx=ctx, param=param) from refused

    process_value.reads_lines = True  # type: ignore[attr-defined]
    return process_value


def _line(given: Any) -> Any:
    if type(given) is not str or _is_file(given):  # an enumeration's word is a text too, and is its own form
        return given
    return as_line(given)


def _is_file(given: str) -> bool:
    try:
        return Path(given).exists()
    except (OSError, ValueError):  # too long for a name, or with a zero byte in it
        return False
