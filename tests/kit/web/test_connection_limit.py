"""Who finds a place when there are none left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from kit.settings import development_settings
from kit.web.connection_limit import ConnectionLimit


@dataclass(eq=False)
class Line:
    """A connection as far as the connection limit sees one."""

    address: str
    connections: set[Any]
    transport: Any = None
    closed: bool = field(default=False)
    aborted: bool = False

    def __post_init__(self) -> None:
        self.transport = self

    def close(self) -> None:
        self.closed = True
        self.connections.discard(self)

    def abort(self) -> None:
        self.aborted = True


@dataclass
class Ground:
    """A connection limit with ten places, four of them for one address."""

    connection_limit: ConnectionLimit
    connections: set[Any] = field(default_factory=set)

    def come(self, address: str, *, working: bool = False) -> tuple[Line, int | None]:
        line = Line(address, self.connections)
        self.connections.add(line)
        if not working:
            self.connection_limit.waiting[line] = None  # type: ignore[index]
        return line, self.connection_limit.enter(line)  # type: ignore[arg-type]


@pytest.fixture
def ground() -> Ground:
    return Ground(
        ConnectionLimit(
            development_settings(connections=10, connections_per_address=4, trusted_proxies="10.0.0.0/8, ::1")
        )
    )


def test_one_address_has_its_own_places_only(ground: Ground) -> None:
    lines = [ground.come("a") for _ in range(5)]
    assert [status for _, status in lines] == [None] * 4 + [429]
    assert ground.come("b")[1] is None
    for line, _ in lines[:2]:
        ground.connection_limit.leave(line)  # type: ignore[arg-type]
    assert ground.come("a")[1] is None


def test_a_flood_from_one_address_is_cut_off_without_a_word(ground: Ground) -> None:
    lines = [ground.come("a")[0] for _ in range(60)]
    assert [line.aborted for line in lines] == [False] * 54 + [True] * 6


def test_who_waits_longest_makes_room_for_whoever_comes(ground: Ground) -> None:
    lines = [ground.come(f"{n}", working=n in {0, 2})[0] for n in range(10)]
    assert ground.come("new")[1] is None
    assert [line.closed for line in lines] == [False, True] + [False] * 8, "the first one is at work"


def test_nobody_is_put_out_while_at_work(ground: Ground) -> None:
    lines = [ground.come(f"{n}", working=True)[0] for n in range(10)]
    line, status = ground.come("new")
    assert (status, line.closed) == (503, False)
    assert not any(one.closed for one in lines)


def test_a_trusted_proxy_may_have_all_places(ground: Ground) -> None:
    assert [ground.connection_limit.is_proxy(host) for host in ("10.9.8.7", "::1", "203.0.113.7", "x")] == [
        True,
        True,
        False,
        False,
    ]
    assert [ground.come("", working=True)[1] for _ in range(10)] == [None] * 10


def test_nothing_is_remembered_of_who_left(ground: Ground) -> None:
    for _ in range(3):
        line, _status = ground.come("a")
        ground.connection_limit.leave(line)  # type: ignore[arg-type]
    assert not ground.connection_limit.by_address
    assert not ground.connection_limit.waiting
