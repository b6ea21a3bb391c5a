"""Every statement that steers a decision says where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from law.rulebooks.checking.fault import Fault, fault
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.words import named


def source_faults(rulebook: Rulebook, content: Any) -> Iterator[Fault]:
    for number, ground in enumerate(rulebook.grounds):
        if not resolves(ground.path, content):
            yield fault(f"/grounds/{number}/path", "source-of-nothing", pointer=ground.path)
    own = [act.number for act in rulebook.acts]
    for number, ground in enumerate(rulebook.grounds):
        cited = _ACT.findall(ground.source.vi)
        if cited and ground.note is None and not any(_same(one, act) for one in cited for act in own):
            said = {"cited": ", ".join(cited), "own": ", ".join(own)}
            yield fault(f"/grounds/{number}/source", "source-of-another-act", **said)
    for path in must_have_sources(rulebook):
        if rulebook.ground(path) is None:
            yield fault(path, "no-source")


_ACT = re.compile(r"\b\d+(?:/\d{4})?/(?:QĐ|NĐ|TT|NQ|CT)-[A-ZĐ]+[a-zđ]*|(?<=QĐ )\d+(?!\d*/)")
"""Numbers of acts as sources write them: `26/2026/QĐ-TTg`, or in short `QĐ 26`."""


def _same(cited: str, act: str) -> bool:
    """Whether a citation means an act; in short, by its first number."""
    return cited == act or ("/" not in cited and cited == act.partition("/")[0])


def must_have_sources(rulebook: Rulebook) -> Iterator[str]:
    """The statements that the format says must have one (`values.Named.sourced`), where the file makes them."""
    yield from _sourced("", rulebook)


def _sourced(at: str, part: BaseModel) -> Iterator[str]:
    for name, field in type(part).model_fields.items():
        value, said = getattr(part, name), named(field)
        if said is not None and said.sourced and value not in (None, ()):
            yield f"{at}/{name}"
        elif isinstance(value, BaseModel):
            yield from _sourced(f"{at}/{name}", value)


def resolves(path: str, content: Any) -> bool:
    """Whether a JSON pointer leads somewhere in the file."""
    for step in path.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(content, dict) and name in content:
            content = content[name]
        elif isinstance(content, list) and name.isdigit() and int(name) < len(content):
            content = content[int(name)]
        else:
            return False
    return path.startswith("/")
