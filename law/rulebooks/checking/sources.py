"""Every statement that steers a decision says where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from law.rulebooks.checking.fault import Fault, fault
from law.rulebooks.rulebook import Rulebook


def source_faults(rulebook: Rulebook, content: Any) -> Iterator[Fault]:
    for number, ground in enumerate(rulebook.grounds):
        if not resolves(ground.path, content):
            yield fault(f"/grounds/{number}/path", "source-of-nothing", pointer=ground.path)
    for path in must_have_sources(rulebook):
        if rulebook.ground(path) is None:
            yield fault(path, "no-source")


def must_have_sources(rulebook: Rulebook) -> Iterator[str]:
    yield from (
        "/in_force/first",
        "/bands",
        "/minima",
        "/tiers",
        "/validity_months",
        "/codes/product",
        "/codes/receipt",
    )
    yield from (f"/council/{setting}" for setting in type(rulebook.council).model_fields)
    if rulebook.sheets:
        yield "/sheets"
    if rulebook.whole_parts is not None:
        yield "/whole_parts/parts"


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
