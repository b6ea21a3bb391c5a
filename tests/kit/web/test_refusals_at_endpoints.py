"""What an endpoint says when it says no, and when something is wrong with us."""

from __future__ import annotations

from pathlib import Path

from kit.settings import development_settings
from kit.storage.mongo import NetworkTimeout
from kit.web import faults
from tests.kit.web.web_sample.client import HUONG, PUBLIC, Browser
from tests.kit.web.web_sample.service import build

SECRET = "a fault with a secret in it"


class TestAJsonEndpoint:
    async def test_says_a_refusal_as_a_problem_in_both_languages(self, browser: Browser) -> None:
        await browser.sign_in(HUONG)
        headers = browser.token | {"Accept-Language": "en", "X-Correlation-ID": "story-7"}
        answer = await browser.post("/api/things", json={"name": "thing"}, headers=headers)
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["x-correlation-id"] == "story-7"
        assert answer.json() == {
            "type": "http://127.0.0.1:8080/sample/problems/thing.name-too-plain",
            "slug": "thing.name-too-plain",
            "title": "There is something to correct",
            "status": 422,
            "detail": "The name “thing” is too plain. Choose one that tells what it is.",
            "detail_vi": "Tên «thing» quá chung chung. Đặt tên nói rõ sản phẩm.",
            "detail_en": "The name “thing” is too plain. Choose one that tells what it is.",
            "pointer": "/name",
            "fields": {"name": "thing"},
            "instance": "/sample/api/things",
            "correlation_id": "story-7",
        }

    async def test_speaks_vietnamese_when_nothing_else_is_asked_for(self, browser: Browser) -> None:
        problem = (await browser.get("/api/things/nowhere")).json()
        assert (problem["status"], problem["title"]) == (404, "Không tìm thấy")
        assert problem["detail"] == problem["detail_vi"] != problem["detail_en"]

    async def test_names_every_field_that_is_wrong(self, browser: Browser) -> None:
        await browser.sign_in(HUONG)
        headers = browser.token
        answer = await browser.post("/api/things", json={"count": -1}, headers=headers)
        assert answer.status_code == 422
        announced = {e["pointer"]: (e["detail_vi"], e["detail_en"]) for e in answer.json()["errors"]}
        assert announced["/name"] == ("Thiếu trường bắt buộc.", "Field required.")
        assert announced["/count"] == (
            "Phải lớn hơn hoặc bằng 0.",
            "Input should be greater than or equal to 0.",
        )

    async def test_asks_who_is_there(self, browser: Browser) -> None:
        answer = await browser.get("/api/me")
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert answer.json()["slug"] == "sign-in.needed"

    async def test_does_not_know_other_methods_or_addresses(self, browser: Browser) -> None:
        assert (await browser.delete("/api/things")).json()["status"] == 405
        assert (await browser.get("/api/nothing-here")).json()["status"] == 404

    async def test_shows_nothing_of_a_fault(self, browser: Browser) -> None:
        answer = await browser.get("/api/broken")
        assert answer.status_code == 500
        assert answer.json()["slug"] == "request.refused"
        assert SECRET not in answer.text
        assert "Traceback" not in answer.text

    async def test_refuses_a_cookie_without_the_sessions_token(self, browser: Browser) -> None:
        await browser.sign_in(HUONG)
        answer = await browser.post("/api/things", json={"name": "Mật ong"})
        assert (answer.status_code, answer.json()["slug"]) == (403, "form.expired")

    async def test_reads_a_bearer_before_a_cookie(self, browser: Browser) -> None:
        await browser.sign_in(HUONG)
        answer = await browser.get("/api/me", headers={"Authorization": "Bearer not-a-token"})
        assert answer.status_code == 401


class TestAPageEndpoint:
    async def test_sends_a_stranger_to_sign_in_and_back(self, browser: Browser) -> None:
        answer = await browser.get("/mine?a=b%20c")
        assert answer.status_code == 303
        assert answer.headers["location"] == "/sample/sign-in?next=/mine%3Fa%3Db%2Bc"

    async def test_takes_no_name_of_the_layout_for_its_own(self, browser: Browser) -> None:
        assert (await browser.get("/shadowing")).status_code == 500  # it would be shown on top as "to be dealt with"

    async def test_says_in_words_that_there_is_nothing(self, browser: Browser) -> None:
        answer = await browser.get("/nowhere/at/all")
        assert answer.status_code == 404
        assert "Không có gì ở địa chỉ này" in answer.text

    async def test_shows_nothing_of_a_fault_but_its_reference(self, browser: Browser) -> None:
        answer = await browser.get("/broken", headers={"X-Correlation-ID": "story-8"})
        assert answer.status_code == 500
        assert "story-8" in answer.text
        assert SECRET not in answer.text
        assert "Traceback" not in answer.text
        assert "nonce-" in answer.headers["content-security-policy"]

    async def test_explains_a_problems_type(self, browser: Browser) -> None:
        answer = await browser.get("/problems/stale?lang=en")
        assert answer.status_code == 200
        assert "This was changed by someone else" in answer.text
        assert (await browser.get("/problems/none-such")).status_code == 404

    async def test_names_what_is_wrong_with_an_address(self, browser: Browser) -> None:
        answer = await browser.get("/numbered?count=nhiều&limit=-1")
        assert answer.status_code == 422
        assert "count: Phải là một số nguyên." in answer.text
        assert "limit: Phải lớn hơn hoặc bằng 0." in answer.text

    async def test_asks_to_come_back_when_the_database_is_away(self, tmp_path: Path) -> None:
        nowhere = "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200"
        service = build(development_settings(mongodb_uri=nowhere, home=tmp_path, public_url=PUBLIC, oidc_issuer=""))
        async with Browser(service) as browser:
            page, problem = await browser.get("/"), await browser.get("/api/things")
        assert (page.status_code, problem.status_code) == (503, 503)
        assert (page.headers["retry-after"], problem.headers["retry-after"]) == ("5", "5")
        assert "Cơ sở dữ liệu chưa trả lời" in page.text
        assert problem.json()["slug"] == "database.away"
        service.database.close()


class TestWhatAFaultIsCalled:
    def test_is_the_database_where_it_was_the_database(self) -> None:
        assert faults.refusal_for(NetworkTimeout("timed out")).slug == "database.away"

    def test_is_unknown_where_the_answer_to_a_commit_did_not_come(self) -> None:
        """It may have been kept: to say that it was not would be a lie."""
        lost = NetworkTimeout("timed out")
        lost._add_error_label("UnknownTransactionCommitResult")
        refusal = faults.refusal_for(lost)
        assert refusal.slug == "database.outcome-unknown"
        assert "Idempotency-Key" in refusal.say("en")
        assert faults.status_of(refusal) == 503
