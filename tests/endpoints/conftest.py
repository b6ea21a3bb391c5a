"""The four services behind real sockets, once for all tests of their endpoints."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.endpoints.seeding import seed
from tests.endpoints.served import Served


@pytest.fixture(scope="session")
def served(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Served]]:
    """A service by name, started when it is first asked for."""
    running: dict[str, Served] = {}

    def one(name: str) -> Served:
        if name not in running:
            running[name] = Served(name, mongodb_uri, tmp_path_factory.mktemp(name))
            running[name].start()
            seed(running[name])
        return running[name]

    yield one
    for service in running.values():
        service.stop()
