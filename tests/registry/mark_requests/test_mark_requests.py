"""Requests to use the mark: asked by anybody, followed by a code, answered by the office."""

from __future__ import annotations

import html
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx

from kit.web.app import app_of
from kit.web.limits import strangers_of
from services.registry.mark_requests import pages
from services.registry.mark_requests.rules import AN_HOUR
from services.registry.mark_requests.timers import erase_once
from tests.callers import PUBLIC
from tests.registry.days import let_pass
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import HUONG, OFFICER, PROVINCE_OFFICER, STRANGER, Registry

ASKED: dict[str, Any] = {
    "office": "33",
    "organisation": "Siêu thị Phố Hiến",
    "person": "Phạm Thị Bán",
    "email": "ban@pho-hien.example",
    "purpose": "Gian hàng OCOP tại Tuần hàng Tết",
    "media": ["advertising", "premises"],
}


class TestARequest:
    async def test_is_asked_without_an_account_and_followed_by_its_code(self, registry: Registry) -> None:
        browser = Browser(registry, None)
        answer = await browser.client.post("/api/public/mark-requests", json=ASKED)
        assert answer.status_code == 201, answer.text
        code = answer.json()["code"]
        found = (await browser.client.post("/api/public/mark-requests/found", json={"code": code})).json()
        assert (found["state"], found["organisation"]) == ("received", ASKED["organisation"])
        assert "person" not in found
        assert "email" not in found
        other = await browser.client.post("/api/public/mark-requests/found", json={"code": f"{code[:-1]}x"})
        assert other.status_code == 404
        await browser.open("/mark-requests/follow")
        text = await browser.submit("/mark-requests/follow", {"code": code}, status=200)
        assert ASKED["organisation"] in text
        assert ASKED["person"] not in text

    async def test_is_seen_and_answered_by_its_office_alone(self, registry: Registry) -> None:
        code = (await Browser(registry, None).client.post("/api/public/mark-requests", json=ASKED)).json()["code"]
        [row] = (await registry.read(PROVINCE_OFFICER, "/api/mark-requests"))["items"]
        assert "code" not in row
        for who in (HUONG, OFFICER, STRANGER):
            assert (await registry.read(who, "/api/mark-requests"))["items"] == []
            await registry.read(who, f"/api/mark-requests/{row['id']}", status=404)
        said = {"allowed": True, "until": "2027-02-28", "number": "12/TB-VPĐP", "signed_on": "2026-08-10"}
        await registry.send(PROVINCE_OFFICER, f"/api/mark-requests/{row['id']}/answer", said, version=row["version"])
        found = await registry.send(HUONG, "/api/public/mark-requests/found", {"code": code}, status=200)
        assert (found["state"], found["until"], found["number"]) == ("allowed", "2027-02-28", "12/TB-VPĐP")
        facts = [fact for fact in await registry.facts() if "mark-request" in fact["_type"]]
        assert [fact["_type"].split(".")[4] for fact in facts] == ["received", "answered"]
        assert facts[1]["paper"]["number"] == "12/TB-VPĐP"
        assert ASKED["email"] not in str(facts)
        [reply] = await registry.facts("vn.ocop.registry.mark-reply.due.v1")
        assert (reply["asker"], reply["allowed"]) == ({"email": ASKED["email"]}, True)
        assert ASKED["person"] not in str([*facts, reply])

    async def test_stands_in_no_address_and_is_shown_once_to_who_asked(self, registry: Registry) -> None:
        browser = Browser(registry, None)
        await browser.open("/mark-requests/ask", announced=("Hưng Yên",))
        form = {name: value for name, value in ASKED.items() if name != "media"} | {"media": ["advertising"]}
        assert await browser.submit("/mark-requests/ask", form) == "/mark-requests/follow"
        assert ASKED["organisation"] in (await browser.client.get("/mark-requests/follow")).text
        assert ASKED["organisation"] not in (await browser.client.get("/mark-requests/follow")).text

    async def test_left_unanswered_is_told_to_its_office_and_the_one_above_once(self, registry: Registry) -> None:
        late, answered = [
            await registry.send(PROVINCE_OFFICER, "/api/mark-requests", {**ASKED, "letter": str(number)})
            for number in range(2)
        ]
        said = {"allowed": False, "reason": "Không đủ thông tin"}
        at = f"/api/mark-requests/{answered['id']}/answer"
        await registry.send(PROVINCE_OFFICER, at, said, version=answered["version"])
        for day in (10, 11):
            await let_pass(registry, date(2026, 9, day))
            [fact] = await registry.facts("vn.ocop.registry.mark-request.overdue.v1")
            assert (fact["mark_request_id"], fact["office"], fact["climbs_to"]) == (late["id"], "33", "vn")

    async def test_forgets_who_asked_a_year_after_what_was_allowed_ended(self, registry: Registry) -> None:
        made = await registry.send(PROVINCE_OFFICER, "/api/mark-requests", {**ASKED, "letter": "1"})
        at, said = f"/api/mark-requests/{made['id']}", {"allowed": True, "until": "2027-02-28"}
        await registry.send(PROVINCE_OFFICER, f"{at}/answer", said, version=made["version"])
        await registry.service.database["outbox"].update_many({}, {"$set": {"state": "sent"}})  # as the relay does
        for on, known in ((datetime(2028, 2, 28, 5, tzinfo=UTC), True), (datetime(2028, 3, 1, 5, tzinfo=UTC), False)):
            registry.clock.set(on)
            await erase_once(registry.service)
            kept = await registry.read(PROVINCE_OFFICER, at)
            assert [bool(kept[name]) for name in ("person", "email")] == [known, known]
            assert len(await registry.facts("vn.ocop.registry.mark-reply.due.v1")) == known  # it holds the address too
            assert (kept["organisation"], kept["state"]) == (ASKED["organisation"], "allowed")

    async def test_by_letter_is_entered_by_an_officer_of_the_office(self, registry: Registry) -> None:
        letter = {**ASKED, "email": "", "letter": "15/CV-STPH"}
        await registry.send(OFFICER, "/api/mark-requests", letter, status=403)
        made = await registry.send(PROVINCE_OFFICER, "/api/mark-requests", letter)
        assert made["letter"] == "15/CV-STPH"

    async def test_is_marked_late_on_the_list(self, registry: Registry) -> None:
        await registry.send(PROVINCE_OFFICER, "/api/mark-requests", {**ASKED, "letter": "1"})
        registry.clock.set(registry.clock.now() + timedelta(days=40))
        text = html.unescape((await Browser(registry, PROVINCE_OFFICER).client.get("/mark-requests")).text)
        assert "Quá hạn" in text

    async def test_leaves_the_list_once_answered_until_every_state_is_asked_for(self, registry: Registry) -> None:
        made = await registry.send(PROVINCE_OFFICER, "/api/mark-requests", {**ASKED, "letter": "1"})
        browser = Browser(registry, PROVINCE_OFFICER)
        assert ASKED["organisation"] in await browser.open("/mark-requests")
        said = {"allowed": True, "until": "2027-02-28", "number": "12/TB-VPĐP", "signed_on": "2026-08-10"}
        await registry.send(PROVINCE_OFFICER, f"/api/mark-requests/{made['id']}/answer", said, version=made["version"])
        assert ASKED["organisation"] not in await browser.open("/mark-requests")
        for asked in ("all", "allowed"):
            assert ASKED["organisation"] in await browser.open(f"/mark-requests?state={asked}")


def machine(registry: Registry, address: str) -> httpx.AsyncClient:
    """A stranger's machine at an address, without cookies."""
    transport = httpx.ASGITransport(app=app_of(registry.service), client=(address, 1), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=PUBLIC, timeout=30)


class TestStrangers:
    async def test_of_one_network_do_not_fill_the_queue_by_themselves(self, registry: Registry) -> None:
        one, other = machine(registry, "203.0.113.7"), machine(registry, "203.0.113.8")
        sent = [await one.post("/api/public/mark-requests", json=ASKED) for _ in range(AN_HOUR + 1)]
        assert [answer.status_code for answer in sent] == [201] * AN_HOUR + [429]
        assert strangers_of(pages.ask) == AN_HOUR, "the page takes no more than the API"
        assert (await other.post("/api/public/mark-requests", json=ASKED)).status_code == 201

    async def test_have_keys_of_their_own(self, registry: Registry) -> None:
        key = {"idempotency-key": "1"}
        asked = [
            (await machine(registry, address).post("/api/public/mark-requests", json=ASKED, headers=key)).json()["code"]
            for address in ("203.0.113.7", "203.0.113.7", "203.0.113.8")
        ]
        assert asked[0] == asked[1]
        assert asked[0] != asked[2], "a code is told to nobody who only guesses the key of another"
