"""What anybody may ask for is computed once, a few at a time, and no more of it is promised than can be kept."""

from __future__ import annotations

import asyncio
import threading

import pytest

from kit.web.bounded_work import BoundedWork
from kit.web.refusals import Busy


class Press:
    """Prints when it is let, and notes how much it printed and how much at once."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.made = self.at_work = self.most = 0
        self._lock = threading.Lock()

    def print(self) -> bytes:
        with self._lock:
            self.at_work += 1
            self.most = max(self.most, self.at_work)
        assert self.open.wait(10)
        with self._lock:
            self.at_work -= 1
            self.made += 1
        return b"%PDF"


async def test_many_who_ask_for_the_same_have_one_made() -> None:
    bounded, press = BoundedWork(), Press()
    asked = [asyncio.create_task(bounded.made("a", press.print)) for _ in range(10)]
    press.open.set()
    assert await asyncio.gather(*asked) == [b"%PDF"] * 10
    assert await bounded.made("a", press.print) == b"%PDF"
    assert press.made == 1


async def test_a_few_are_made_at_once_and_who_finds_a_full_queue_is_told() -> None:
    bounded, press = BoundedWork(at_once=2, queue=3), Press()
    asked = [asyncio.create_task(bounded.made(n, press.print)) for n in range(5)]
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await bounded.made("one more", press.print)
    async with asyncio.timeout(10):
        while press.at_work < 2:
            await asyncio.sleep(0.01)
    press.open.set()
    await asyncio.gather(*asked)
    assert press.most == 2
    assert await bounded.made("one more", press.print) == b"%PDF"


async def test_what_failed_is_not_kept_and_gives_its_place_back() -> None:
    bounded = BoundedWork(at_once=1, queue=0)

    def fails() -> bytes:
        raise ValueError("broken")

    for _ in range(3):
        with pytest.raises(ValueError, match="broken"):
            await bounded.made("a", fails)
    assert await bounded.made("a", lambda: b"made") == b"made"


async def test_the_oldest_makes_room() -> None:
    bounded = BoundedWork(kept=2)
    for key in "abca":
        await bounded.made(key, lambda key=key: key.encode())  # type: ignore[misc]

    def again() -> bytes:
        raise AssertionError("made again")

    assert [await bounded.made(key, again) for key in "ca"] == [b"c", b"a"]
    with pytest.raises(AssertionError, match="made again"):
        await bounded.made("b", again)
