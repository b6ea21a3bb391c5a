"""
Nothing tells a value before it is revealed: no page, answer of the API, count, version or event of a meeting, of the office's
decisions or of advisers' drafts differs by what somebody filled in.
"""

from __future__ import annotations

import html
import re
from typing import Any

from ocop_events import catalogue

from kit.identity import Principal
from law.rulebooks import shelf
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.advisory_harness import HEAD, IDLE, LAN, working
from tests.evaluation.evaluation_harness import (
    CHAIR,
    HUONG,
    MEMBERS,
    OFFICER,
    SECRETARY,
    Deployment,
    Estate,
    best,
)
from tests.evaluation.meetings.meeting_harness import act, cases, opened

MARK = "dau-hieu-bi-mat-7731"
"""Stands in a note; whoever reads it anywhere reads the draft."""


async def everything(province: Deployment, who: Principal, case: str, meeting: str) -> dict[str, str]:
    """What somebody may read of a case, its meeting and the lists that count it, by path; without what changes by itself."""
    api = [
        f"/api/cases/{case}",
        f"/api/cases/{case}/scoring",
        f"/api/cases/{case}/advisory",
        f"/api/cases/{case}/advisory/report",
    ]
    api += [
        f"/api/meetings/{meeting}",
        f"/api/meetings/{meeting}/now",
        "/api/meetings",
        "/api/work",
        "/api/decisions",
        "/api/advisory",
    ]
    pages = [
        f"/cases/{case}",
        f"/meetings/{meeting}",
        f"/meetings/{meeting}/live",
        "/work",
        "/decisions",
        "/cases",
        "/advisory",
    ]
    found = {}
    for path in api:
        answer = await province.at(who).get(path)
        found[path] = f"{answer.status_code} {_still(answer.text)}"
    browser = Browser(province, who)
    for path in pages:
        answer = await browser.client.get(path, follow_redirects=True)
        found[path] = f"{answer.status_code} {_still(html.unescape(answer.text))}"
    return found


def _still(text: str) -> str:
    """The text without what changes by itself: of a page its words, of a refusal its number."""
    if "<main" in text:
        text = re.sub(r"<script.*?</script>", "", text[text.index("<main") :], flags=re.S)
        marked = MARK if MARK in text else ""
        words = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text))
        return re.sub(r"Mã tra cứu: \S+", "", words) + marked
    return re.sub(r"\"correlation_id\":\"[^\"]*\"", "", text)


async def facts(province: Deployment) -> str:
    """Everything evaluation published, as one text."""
    told: list[Any] = []
    for type in sorted(one for one in catalogue if ".evaluation." in one):
        told += await province.facts(type)
    return str(told)


async def test_of_a_sheet_that_is_filled_and_saved_while_the_council_sits(province: Deployment, estate: Estate) -> None:
    [case] = await cases(province, estate, 1)
    meeting = await opened(province, [case])
    await act(province, meeting, f"cases/{case}/beginning", {})
    await act(province, meeting, "scoring")
    readers = (CHAIR, SECRETARY, OFFICER, MEMBERS[1], HUONG)
    before = {one.id: await everything(province, one, case, meeting) for one in readers}
    said = {"answers": best(shelf().get("R26"), 1, worse=3), "notes": {"1.1": MARK}}
    at = f"/api/cases/{case}/sheets/mine"
    draft = await province.send(MEMBERS[0], at, said, version=0, method="PUT")
    for one in readers:
        assert await everything(province, one, case, meeting) == before[one.id], one.id
    await province.send(MEMBERS[0], at, version=draft["version"])
    for one in readers:
        after = await everything(province, one, case, meeting)
        assert not [path for path, text in after.items() if MARK in text or draft["tally"]["total"] + " điểm" in text]
    assert MARK not in await facts(province)
    assert (await everything(province, MEMBERS[1], case, meeting)) == before[MEMBERS[1].id]
    assert (await everything(province, HUONG, case, meeting)) == before[HUONG.id]


async def test_of_what_advisers_draft_and_hand_in(province: Deployment, estate: Estate) -> None:
    [case] = await cases(province, estate, 1)
    meeting = await opened(province, [case])
    at = f"/api/cases/{case}"
    await working(province, at)
    readers = (CHAIR, SECRETARY, OFFICER, MEMBERS[1], HUONG, IDLE)
    before = {one.id: await everything(province, one, case, meeting) for one in readers}
    said = {"answers": best(shelf().get("R26"), 1, worse=3), "notes": {"1.1": MARK}, "note": MARK}
    await province.send(LAN, f"{at}/advisory/review", said, version=0, method="PUT")
    for one in (*readers, HEAD):
        now = await everything(province, one, case, meeting)
        assert not [path for path, text in now.items() if MARK in text], one.id
        if one is not HEAD:
            assert now == before[one.id], one.id
    await province.send(HEAD, f"{at}/advisory/report", said, version=0, method="PUT")
    for one in (*readers, LAN):
        now = await everything(province, one, case, meeting)
        assert not [path for path, text in now.items() if MARK in text], one.id
        if one is not LAN:
            assert now == before[one.id], one.id
    assert MARK not in await facts(province)
