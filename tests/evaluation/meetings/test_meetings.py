"""A council's meeting: called, moved and cancelled with notice, in everybody's work and calendar."""

from __future__ import annotations

import html
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from tests.callers import person
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.councils.test_council_events import withdrawn
from tests.evaluation.evaluation_harness import (
    CHAIR,
    HUONG,
    MEMBERS,
    OFFICER,
    PROVINCE,
    SECRETARY,
    Deployment,
    Estate,
    at_the_province,
    seats,
)
from tests.records import record_of

MEETING = {"on": "2026-08-10", "hour": "8:30", "held_at": "Phòng họp 2", "agenda": "Xem mẫu sản phẩm"}
CALLED, CLOSED = "vn.ocop.evaluation.meeting.called.v1", "vn.ocop.evaluation.meeting.closed.v1"


@pytest.fixture
async def formed(province: Deployment, estate: Estate) -> str:
    case = await at_the_province(province, estate)
    await province.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
    return case


async def call(province: Deployment, case: str, version: int = 0, **more: Any) -> Any:
    status = more.pop("status", 200)
    body = MEETING | more
    return await province.send(SECRETARY, f"{case}/meeting", body, version=version, method="PUT", status=status)


class TestAMeeting:
    async def test_is_announced_to_everybody_who_sits_and_shown_to_each(
        self, province: Deployment, formed: str
    ) -> None:
        aside = {"person_id": MEMBERS[3].id, "reason": "Cùng hộ gia đình"}
        await province.send(CHAIR, f"{formed}/recusals", aside)
        made = await call(province, formed)
        assert made["starts_at"] == "2026-08-10T01:30:00Z"
        [fact] = await province.facts(CALLED)
        assert set(fact["members"]) == {CHAIR.id, SECRETARY.id, *(one.id for one in MEMBERS[:3])}
        page = formed.removeprefix("/api")
        for who in (CHAIR, MEMBERS[0]):
            assert "Họp Hội đồng 08:30" in html.unescape(await Browser(province, who).open("/work"))
            assert "Phòng họp 2" in html.unescape(await Browser(province, who).open(page))
        assert "Phòng họp 2" not in html.unescape(await Browser(province, HUONG).open(page))
        await province.read(HUONG, f"{formed}/meeting", status=404)

    async def test_is_moved_and_cancelled_with_notice_and_leaves_the_calendar_again(
        self, province: Deployment, formed: str
    ) -> None:
        made = await call(province, formed)
        await call(province, formed, made["version"], status=409)
        await call(province, formed, 0, status=412)
        moved = await call(province, formed, made["version"], hour="14:00", note="Chủ tịch đi công tác")
        facts = await province.facts(CALLED)
        assert [(fact["moved"], fact["was_at"], fact["note"]) for fact in facts] == [
            (False, None, None),
            (True, "2026-08-10T01:30:00Z", "Chủ tịch đi công tác"),
        ]
        at = f"{formed.removeprefix('/api')}/meeting.ics"
        [event] = Calendar.from_ical((await province.at(MEMBERS[0]).get(at)).content).walk("VEVENT")
        assert (str(event["status"]), event["sequence"], event.decoded("dtstart").hour) == ("CONFIRMED", 1, 7)
        why = {"reason": "Hồ sơ chờ bổ sung"}
        await province.send(CHAIR, f"{formed}/meeting/cancellation", why, version=moved["version"])
        [closed] = await province.facts(CLOSED)
        assert (closed["called_off"], closed["reason"]) == (True, "Hồ sơ chờ bổ sung")
        [event] = Calendar.from_ical((await province.at(MEMBERS[0]).get(at)).content).walk("VEVENT")
        assert (str(event["status"]), event["sequence"]) == ("CANCELLED", 2)
        assert "Họp Hội đồng 14:00" not in html.unescape(await Browser(province, MEMBERS[0]).open("/work"))

    async def test_is_told_to_whoever_takes_a_seat_after_it_was_called(self, province: Deployment, formed: str) -> None:
        await call(province, formed)
        fifth, sixth = (person(id, f"member@{PROVINCE}") for id in ("member-5", "member-6"))
        await province.know(fifth, sixth)
        body = {"leaves": MEMBERS[0].id, "person_id": fifth.id, "reason": "Đi công tác xa"}
        await province.send(OFFICER, f"{formed}/council", seats(), version="case", method="PUT")  # nobody is new
        assert len(await province.facts(CALLED)) == 1
        others = seats(members=[sixth, *MEMBERS[:3]])
        await province.send(OFFICER, f"{formed}/council", others, version="case", method="PUT")
        await province.send(CHAIR, f"{formed}/scoring", version="case")
        await province.send(OFFICER, f"{formed}/replacements", body)
        _, reseated, replaced = await province.facts(CALLED)
        assert (sixth.id in reseated["members"], MEMBERS[3].id in reseated["members"]) == (True, False)
        assert (fifth.id in replaced["members"], MEMBERS[0].id in replaced["members"]) == (True, False)
        assert {reseated["moved"], replaced["moved"]} == {False}
        province.clock.advance(timedelta(days=30))  # it was held: nobody is called to it any more
        body = {"leaves": MEMBERS[1].id, "person_id": MEMBERS[0].id, "reason": "Ốm"}
        await province.send(OFFICER, f"{formed}/replacements", body)
        assert len(await province.facts(CALLED)) == 3

    async def test_still_ahead_is_cancelled_with_notice_when_its_council_is_no_more(
        self, province: Deployment, formed: str
    ) -> None:
        await call(province, formed)
        await province.consume(
            record_of(withdrawn((await province.read(CHAIR, formed))["dossier"]), province.clock.now())
        )
        [closed] = await province.facts(CLOSED)
        assert (closed["called_off"], "Hội đồng đã kết thúc" in closed["reason"]) == (True, True)
        assert MEMBERS[0].id in closed["members"]

    async def test_is_called_by_form_with_the_day_as_people_write_it(self, province: Deployment, formed: str) -> None:
        page, chair = formed.removeprefix("/api"), Browser(province, CHAIR)
        await chair.open(f"{page}/meeting")
        await chair.submit(f"{page}/meeting", {"on": "10/08/2026", "hour": "sáng", "held_at": "P. 2"}, status=422)
        assert "Ghi giờ và phút" in html.unescape(chair.text)
        await chair.open(f"{page}/meeting")
        await chair.submit(f"{page}/meeting", {"on": "10/08/2026", "hour": "8h30", "held_at": "P. 2"})
        assert (await province.read(CHAIR, f"{formed}/meeting"))["starts_at"] == "2026-08-10T01:30:00Z"

    async def test_is_called_by_nobody_who_only_scores(self, province: Deployment, formed: str) -> None:
        await province.send(MEMBERS[0], f"{formed}/meeting", MEETING, version=0, method="PUT", status=403)
