"""A meeting followed by server-sent events: one's own view of it, bounded, without a word of who has sealed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.datastructures import State as Kept

from kit.web.streams import Streams
from services.evaluation.meetings import live_views, store
from tests.evaluation.evaluation_harness import CHAIR, MEMBERS, SECRETARY, Deployment, Estate
from tests.evaluation.meetings.meeting_harness import act, cases, opened, sealed


class _Request:
    def __init__(self) -> None:
        self.state = Kept()


def follow(province: Deployment, streams: Streams, meeting: str, who: Any) -> AsyncIterator[str]:
    """The stream as the endpoint makes it."""
    work = province.service.work

    async def read() -> live_views.Snapshot:
        unit = work.reading()
        return await live_views.snapshot(unit, await store.meetings.get(unit, meeting))

    answer = streams.answer(
        _Request(),  # type: ignore[arg-type]
        ("meeting", meeting),
        who.id,
        read,
        lambda seen: live_views.now(seen, who).model_dump(mode="json"),
    )
    return answer.body_iterator  # type: ignore[return-value]


async def said(stream: AsyncIterator[str]) -> dict[str, Any]:
    """The next thing that is told, within a bound."""
    async with asyncio.timeout(20):
        async for line in stream:
            if line.startswith("event: now"):
                found: dict[str, Any] = json.loads(line.partition("data: ")[2])
                return found
    raise AssertionError("the stream ended")


class TestAStream:
    async def test_moves_every_screen_with_the_chair_and_tells_members_nothing_of_seals(
        self, province: Deployment, estate: Estate
    ) -> None:
        [case] = await cases(province, estate, 1)
        meeting, streams = await opened(province, [case]), Streams(every=0.05)
        chair, member = (follow(province, streams, meeting, who) for who in (CHAIR, MEMBERS[1]))
        assert [(await said(one))["phase"] for one in (chair, member)] == ["waiting", "waiting"]
        await act(province, meeting, f"cases/{case}/beginning", {})
        assert [(await said(one))["current"] for one in (chair, member)] == [case, case]
        await act(province, meeting, "scoring")
        assert [(await said(one))["phase"] for one in (chair, member)] == ["scoring", "scoring"]
        await sealed(province, case, who=[MEMBERS[0]])
        assert (await said(chair))["sealed"] == 1
        waits = asyncio.ensure_future(said(member))
        await sealed(province, case, who=[CHAIR, *MEMBERS[1:]])
        told = await asyncio.wait_for(waits, 20)
        # The first thing this member is told is their own seal: never anybody else's.
        assert (told["i_sealed"], told["sealed"]) == (True, None)
        await act(province, meeting, "reveal", who=CHAIR)
        while (seen := await said(member))["phase"] == "scoring":
            assert seen["sealed"] is None
        assert seen["phase"] in ("revealed", "disputed")
        for one in (chair, member):
            await one.aclose()  # type: ignore[attr-defined]
        assert streams.open == 0

    async def test_is_one_of_few(self, province: Deployment, estate: Estate) -> None:
        [case] = await cases(province, estate, 1)
        meeting, streams = await opened(province, [case]), Streams(every=0.05, most=3, most_of_one=2)
        first, second = (follow(province, streams, meeting, CHAIR) for _ in range(2))
        for one in (first, second):
            await said(one)
        assert (streams.has_room(CHAIR.id), streams.has_room(SECRETARY.id)) == (False, True)
        await first.aclose()  # type: ignore[attr-defined]
        assert streams.has_room(CHAIR.id)
        await second.aclose()  # type: ignore[attr-defined]

    async def test_ends_where_it_cannot_be_read(self) -> None:
        streams = Streams(every=0.01)

        async def read() -> Any:
            raise ConnectionError

        answer = streams.answer(_Request(), "k", "p", read, lambda seen: {})  # type: ignore[arg-type]
        async with asyncio.timeout(10):
            told = [str(line) async for line in answer.body_iterator]
        assert not any(line.startswith("event: now") for line in told)
        assert streams.open == 0
