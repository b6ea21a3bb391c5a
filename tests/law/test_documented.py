"""Every part of the public interface of the law says what it does and where its rule comes from."""

from __future__ import annotations

import importlib
import inspect
import re

import pytest

PACKAGES = ["analysis", "calendar", "explanation", "places", "rulebooks", "scoring", "whatif"]
MODULES = ["codes", "evidence", "classification"]
RULES = [
    "scoring.stars", "scoring.council", "scoring.routes", "scoring.totals", "scoring.unscored", "scoring.agreement",
    "calendar.working", "calendar.windows", "calendar.rounds", "calendar.spans", "calendar.clocks", "codes", "evidence",
]  # fmt: skip
SOURCE = re.compile(r"Article|Decision|Annex|Code|regulation|No act")


def public() -> list[tuple[str, object]]:
    found = []
    for name in PACKAGES:
        package = importlib.import_module(f"law.{name}")
        found += [(f"law.{name}.{one}", getattr(package, one)) for one in package.__all__]
    return [(name, one) for name, one in found if inspect.isclass(one) or inspect.isfunction(one)]


@pytest.mark.parametrize("name", [name for name, _ in public()])
def test_every_public_name_says_what_it_is(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    one = getattr(importlib.import_module(module), attribute)
    own = one.__doc__ if not inspect.isclass(one) or "__doc__" in vars(one) else None
    # A refusal says itself what is wrong and what to do, in both languages.
    assert own or hasattr(one, "slug"), name


@pytest.mark.parametrize("name", RULES)
def test_every_module_of_rules_names_its_source(name: str) -> None:
    assert SOURCE.search(importlib.import_module(f"law.{name}").__doc__ or ""), name


@pytest.mark.parametrize("name", [*PACKAGES, *MODULES])
def test_every_package_begins_with_its_purpose(name: str) -> None:
    assert (importlib.import_module(f"law.{name}").__doc__ or "").strip()
