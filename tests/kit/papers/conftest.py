"""One decision with everything a paper may have on it, and the law it is written by."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.papers.layout import Layout
from kit.papers.paper import Paper
from law import papers as law
from tests.kit.papers.samples import ON, decision


@pytest.fixture(scope="session")
def layout() -> Layout:
    """The layout in force."""
    return law.layout(ON)


@pytest.fixture
def make() -> Callable[..., Paper]:
    """`make(rows, **changes)`: a decision with an annex of so many lines."""
    return decision
