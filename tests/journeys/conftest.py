"""
A whole estate as `ocop up` starts it, real processes on a temporary home and free ports, for all journeys of this
folder. (The folder is a package so that the estate ends with it, and does not idle beside every later test.)
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from estate.demo.clients import Clients
from estate.demo.playing import clients_of
from estate.demo.starting import estate


@pytest.fixture(scope="package")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the estate keeps its state; the home of a running one in OCOP_TEST_ESTATE is played on instead."""
    if given := os.environ.get("OCOP_TEST_ESTATE"):
        return Path(given)
    return tmp_path_factory.mktemp("estate")


@pytest.fixture(scope="package")
def clients(home: Path) -> Iterator[Clients]:
    """The endpoints of an estate whose four services run behind one front."""
    with estate(home, 0) as running:
        yield clients_of(running, home)
