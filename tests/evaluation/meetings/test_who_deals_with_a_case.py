"""Before a case: seen on site where it must be, quorum again once somebody stands aside, and not a word to them."""

from __future__ import annotations

import html
from typing import Any

from ocop_events import catalogue

from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.evaluation_harness import CHAIR, MEMBERS, OFFICER, PROVINCE, SECRETARY, Deployment, Estate
from tests.evaluation.meetings.meeting_harness import act, agenda, called, cases, everybody, opened

TOURISM = 26
WHO = MEMBERS[0]


async def test_a_tourism_product_is_seen_on_site_first(province: Deployment, estate: Estate) -> None:
    [case] = await cases(province, estate, 1, set_no=TOURISM)
    meeting = await opened(province, [case])
    at = f"cases/{case}/beginning"
    for said in ({}, {"visited_on": "2027-01-01"}):
        refused = await act(province, meeting, at, said, status=409)
        assert (refused["type"].rpartition("/")[2], refused["pointer"]) == ("meeting.not-seen-on-site", "/visited_on")
    page = html.unescape(await Browser(province, SECRETARY).open(f"/meetings/{meeting}/live?at={case}"))
    assert "Ngày xem tại điểm" in page
    begun = await act(province, meeting, at, {"visited_on": "2026-08-03"})
    assert (begun["current"], begun["items"][0]["visited_on"]) == (case, "2026-08-03")


async def test_the_quorum_is_counted_again_of_who_is_left_once_somebody_stands_aside(
    province: Deployment, estate: Estate
) -> None:
    [case] = await cases(province, estate, 1)
    meeting = await opened(province, [case], **{one.id: "Công tác" for one in MEMBERS[2:]})
    refused = await act(province, meeting, f"cases/{case}/beginning", {}, status=409)
    assert (refused["type"].rpartition("/")[2], refused["fields"]["needed"]) == ("council.quorum-not-met", 4)
    await province.send(MEMBERS[3], f"/api/cases/{case}/recusals", {"reason": "Là vợ chồng"})
    begun = await act(province, meeting, f"cases/{case}/beginning", {})  # three of the four who are left
    assert begun["current"] == case
    [fact] = await province.facts("vn.ocop.evaluation.meeting.case-begun.v1")
    assert fact["recused"] == [MEMBERS[3].id]


async def test_nothing_published_after_it_goes_to_who_stands_aside(province: Deployment, estate: Estate) -> None:
    first, second = await cases(province, estate, 2)
    meeting = await called(province, [first])
    await province.send(WHO, f"/api/cases/{first}/recusals", {"reason": "Là vợ chồng"})
    before = len(await _facts(province))
    at = f"/api/meetings/{meeting['id']}"
    shown = await province.read(SECRETARY, at)
    assert WHO.id not in [one["person_id"] for one in shown["members"]]
    await province.read(WHO, at, status=404)
    moved = agenda([first], hour="15:00")
    del moved["office"]
    shown = await province.send(SECRETARY, at, moved, version=shown["version"], method="PUT")
    await act(province, meeting["id"], "opening", everybody(shown))
    await act(province, meeting["id"], f"cases/{first}/beginning", {})
    await act(province, meeting["id"], "scoring")
    addressed = [
        (type, fact)
        for type, fact in (await _facts(province))[before:]
        for name in ("members", "persons", "given")
        if WHO.id in (fact.get(name) or [])
    ]
    assert addressed == []
    assert len((await _facts(province))[before:]) >= 4
    assert second  # the other case is theirs as before
    assert (await province.read(WHO, f"/api/cases/{second}"))["id"] == second


async def _facts(province: Deployment) -> list[tuple[str, dict[str, Any]]]:
    """Everything evaluation published of meetings and scoring, by type, in order of type."""
    found = []
    for type in sorted(one for one in catalogue if ".evaluation.meeting." in one or ".evaluation.scoring." in one):
        found += [(type, fact) for fact in await province.facts(type)]
    return found


async def test_who_could_complete_the_council_is_shown_and_the_decision_is_at_hand(
    province: Deployment, estate: Estate
) -> None:
    spare = MEMBERS[3]
    [case] = await cases(province, estate, 1)
    meeting = await called(province, [case])
    await province.send(spare, f"/api/cases/{case}/recusals", {"reason": "Là vợ chồng"})
    extra = {"office": PROVINCE, "person_id": "spare", "name": "Người dự bị"}
    await province.send(OFFICER, "/api/roster", extra)
    page = html.unescape(await Browser(province, CHAIR).open(f"/meetings/{meeting['id']}/cases/{case}/signs"))
    assert "Ai có thể bổ sung vào Hội đồng" in page
    assert "Soạn quyết định kiện toàn" in page
    assert extra["name"] not in page  # on the roster, without a council's role
