"""Whole estates, as `ocop up` starts them: real processes on a temporary home and free ports, one for all journeys of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from estate.demo.doors import Doors
from estate.demo.playing import doors_of
from estate.demo.starting import estate


@pytest.fixture(scope="package")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the estate that runs in one process keeps its state."""
    return tmp_path_factory.mktemp("estate")


@pytest.fixture(scope="package")
def doors(home: Path) -> Iterator[Doors]:
    """The doors of an estate whose four services run in one process."""
    with estate(home, 0) as running:
        yield doors_of(running, home)


@pytest.fixture(scope="package")
def doors_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    """The doors of an estate whose district and province evaluate in deployments of their own."""
    place = tmp_path_factory.mktemp("apart")
    with estate(place, 0, apart=True) as running:
        yield doors_of(running, place)
