"""The sample province: its days by the law's calendar, its list, and a making that goes on where it was broken off."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from estate.demo.clients import Clients, NotAsExpectedError
from estate.front.front import Front
from estate.processes.children import Child, free_port
from estate.province import marker, recognitions
from estate.province.beginning import Beginning
from estate.province.days import days
from estate.province.making import Making
from estate.province.marker import Marker
from estate.province.parts import PARTS, Part
from estate.servers.mail import Mailbox
from kit.clock import FileClock
from kit.lists import read
from kit.settings import development_settings
from kit.web.app import app_of
from law.calendar import due_on, is_working_day
from law.rulebooks import shelf
from services.registry.recognitions import published_list, rules
from tests.estate.test_the_front import served

YEAR = [date(2026, 11, 20) + timedelta(days=many) for many in range(0, 100, 3)]


def ends(day: date) -> date:
    tier = next(tier for tier in shelf().in_force(day).tiers if tier.deadlines)
    end = due_on(day, tier.deadlines[0].days, tier.deadlines[0].counted)
    assert end
    return end


class TestItsDays:
    @pytest.mark.parametrize("today", YEAR)
    def test_have_something_overdue_and_something_due_today_or_on_the_next_working_day(self, today: date) -> None:
        laid_out = days(today)
        assert laid_out.first < laid_out.overdue <= laid_out.due < laid_out.lately <= today
        assert ends(laid_out.overdue) < today
        due = ends(laid_out.due)
        assert due == today if is_working_day(today) else today < due < today + timedelta(days=12)


class TestItsList:
    @pytest.mark.parametrize("today", YEAR[::12])
    def test_is_read_whole_and_certifies_every_row(self, today: date) -> None:
        found = published_list.columns_of(read(recognitions.written(today)))
        rows = [rules.read({**cells}) for _, cells in found.rows]
        assert len(rows) == len({(row.product, row.place.path) for row in rows}) == 80
        for row in rows:
            assert row.certifies
            assert row.decided_on
            assert row.decided_on <= today
        assert {row.star for row in rows} == {3, 4}


@pytest.fixture
async def clients(tmp_path: Path) -> AsyncIterator[Clients]:
    """The clock of a front that is served, and nothing behind it."""
    port = free_port()
    settings = development_settings(
        home=tmp_path, public_url=f"http://127.0.0.1:{port}", development_clock=tmp_path / "clock.json"
    )
    front = Front(settings, {}, [], Mailbox(tmp_path / "mail"))
    async with served(app_of(front), port):
        yield Clients(f"http://127.0.0.1:{port}", "", "", "")
    front.database.close()


class Played:
    """Parts that note on which day of the estate they were played; one fails as often as it is told to."""

    def __init__(self, home: Path) -> None:
        self.clock = FileClock(home / "clock.json")
        self.seen: list[tuple[str, date]] = []
        self.failures = 0
        self.fault: Exception = NotAsExpectedError("409")

    def part(self, id: str, days_ago: int | None, *, fails: bool = False) -> Part:
        def do(_: object, __: object) -> None:
            self.seen.append((id, self.clock.now().date()))
            if fails and self.failures:
                self.failures -= 1
                raise self.fault

        on: Callable[..., date] | None = None
        if days_ago is not None:
            on = lambda laid_out: laid_out.today - timedelta(days=days_ago)  # noqa: E731
        return Part(id, id, id, do, on)


class TestMakingIt:
    async def run(self, home: Path, clients: Clients, parts: list[Part]) -> int:
        known = marker.read(home) or Marker("making")
        return await asyncio.to_thread(Making(home, clients, known, parts).run)

    async def test_plays_each_part_on_its_day_and_gives_the_clock_back(self, tmp_path: Path, clients: Clients) -> None:
        played, today = Played(tmp_path), datetime.now(UTC).date()
        assert await self.run(tmp_path, clients, [played.part("old", 30), played.part("now", None)]) == 0
        assert [id for id, _ in played.seen] == ["old", "now"]
        assert today - timedelta(days=32) < played.seen[0][1] < today - timedelta(days=28)
        assert abs((played.seen[1][1] - today).days) <= 1
        known = marker.read(tmp_path)
        assert known
        assert (known.state, known.done, known.present) == ("made", ["old", "now"], "")
        assert abs((played.clock.now() - datetime.now(UTC)).total_seconds()) < 5

    async def test_that_fails_half_way_says_so_and_goes_on_at_the_next_start(
        self, tmp_path: Path, clients: Clients
    ) -> None:
        played = Played(tmp_path)
        played.failures = 1
        parts = [played.part("first", 30), played.part("second", 20, fails=True), played.part("third", None)]
        assert await self.run(tmp_path, clients, parts) == 1
        known = marker.read(tmp_path)
        assert known
        assert (known.state, known.done) == ("failed", ["first"])
        assert "409" in known.failed
        assert abs((played.clock.now() - datetime.now(UTC)).total_seconds()) < 5
        assert await self.run(tmp_path, clients, parts) == 0
        assert [id for id, _ in played.seen] == ["first", "second", "second", "third"]

    async def test_repeats_a_part_whose_answer_did_not_come_in_time(self, tmp_path: Path, clients: Clients) -> None:
        played = Played(tmp_path)
        played.failures, played.fault = 2, httpx.ReadTimeout("timed out")
        assert await self.run(tmp_path, clients, [played.part("slow", 30, fails=True)]) == 0
        assert [id for id, _ in played.seen] == ["slow", "slow", "slow"]

    @pytest.mark.parametrize("fault", [TypeError("None"), OSError("disk full"), AssertionError("a programmer's")])
    async def test_is_never_called_made_when_it_is_not_whatever_the_fault(
        self, tmp_path: Path, clients: Clients, fault: Exception
    ) -> None:
        played = Played(tmp_path)
        played.failures, played.fault = 1, fault
        assert await self.run(tmp_path, clients, [played.part("one", 30, fails=True)]) == 1
        known = marker.read(tmp_path)
        assert known
        assert (known.state, known.done) == ("failed", [])
        assert known.failed == f"{type(fault).__name__}: {fault}"
        assert abs((played.clock.now() - datetime.now(UTC)).total_seconds()) < 5

    async def test_that_is_done_does_nothing_again(self, tmp_path: Path, clients: Clients) -> None:
        played = Played(tmp_path)
        parts = [played.part("old", 30)]
        assert [await self.run(tmp_path, clients, parts) for _ in range(2)] == [0, 0]
        assert len(played.seen) == 1

    def test_names_each_part_once(self) -> None:
        assert len({part.id for part in PARTS}) == len(PARTS)


class TestAStart:
    def begin(self, home: Path, *, wanted: str = "living", used: bool = False) -> Marker:
        Beginning(home, wanted, lambda *_: None).prepare(used=used)  # type: ignore[arg-type]
        known = marker.read(home)
        assert known
        return known

    def test_of_a_new_home_gets_one_unless_asked_for_none(self, tmp_path: Path) -> None:
        (tmp_path / "new").mkdir()
        assert self.begin(tmp_path / "new").state == "making"
        assert self.begin(tmp_path, wanted="empty").state == "empty"
        assert self.begin(tmp_path).state == "empty"

    def test_of_a_home_that_was_used_leaves_it_as_it_is(self, tmp_path: Path) -> None:
        assert self.begin(tmp_path, used=True).state == "empty"

    def test_puts_the_clock_back_that_a_broken_off_run_left_in_the_past(self, tmp_path: Path) -> None:
        now = datetime.now(UTC)
        FileClock(tmp_path / "clock.json").shift_to(now - timedelta(days=40))
        known = Marker("making")
        known.moved(now, now)
        marker.write(tmp_path, known)
        assert self.begin(tmp_path, used=True).present == ""
        assert abs((FileClock(tmp_path / "clock.json").now() - now).total_seconds()) < 5


class TestAnEstateWhoseMakingIsKilled:
    def test_lives_in_the_present_again_at_once(self, tmp_path: Path) -> None:
        now, clock, told = datetime.now(UTC), FileClock(tmp_path / "clock.json"), list[str]()
        killed = Child("province", ["sleep", "60"], tmp_path / "province.log")
        killed.start()
        beginning = Beginning(tmp_path, "living", lambda _, en: told.append(en), killed)
        known = Marker("making")
        known.moved(now, now)
        marker.write(tmp_path, known)
        clock.shift_to(now - timedelta(days=40))
        beginning.look()
        assert clock.now() < now - timedelta(days=39), "it is still being made"
        killed.kill()
        beginning.look()
        assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 5
        left = marker.read(tmp_path)
        assert left
        assert (left.state, left.present, left.since) == ("failed", "", "")
        assert [words[:35] for words in told] == ["The sample province is not finished"]


class TestAClock:
    NOW = datetime(2026, 11, 27, 4, tzinfo=UTC)

    @pytest.mark.parametrize("seconds", [0, 59, -59])
    def test_near_the_machines_own_was_not_moved_and_is_given_back_whole(self, seconds: int) -> None:
        assert marker.belongs(self.NOW + timedelta(seconds=seconds), self.NOW) is None

    @pytest.mark.parametrize("seconds", [60, -60, 86400])
    def test_that_people_moved_stays_where_they_put_it(self, seconds: int) -> None:
        at = self.NOW + timedelta(seconds=seconds)
        assert marker.belongs(at, self.NOW) == at
