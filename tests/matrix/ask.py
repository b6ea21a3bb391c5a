"""How one endpoint is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Ask:
    """
    What is sent. `{name}` in a text stands for the thing's own `name`. `version`: the name of the thing's version that the
    caller has seen. `params`: what the address needs beside the thing. `keeps`: whether a success changes anything.
    """

    json: Any = None
    form: Mapping[str, str] | None = None
    file: Any = None
    version: str | None = None
    query: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    keeps: bool = True


def both_ways(path: str, said: dict[str, Any]) -> dict[str, Ask]:
    """A command with If-Match as the API and as a page take it."""
    return {f"POST /api/{path}": Ask(said, version="version"), f"POST /{path}": Ask(form=said, version="version")}
