"""Bad and repeated input at evaluation's endpoints: a clear answer in both languages, nothing lost, nothing twice."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Any

import pytest

from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.evaluation_harness import (
    FINDINGS,
    OFFICER,
    SCREENER,
    Deployment,
    Estate,
    at_the_province,
    seats,
)

SCREENING = {"findings": FINDINGS, "proposes": True}


COMMANDS: list[tuple[str, str, Any]] = [
    ("POST", "screening", SCREENING),
    ("POST", "return", {"missing": ["Phiếu kiểm nghiệm"]}),
    ("POST", "forwarding", {}),
    ("PUT", "council", seats()),
    ("POST", "scoring", None),
    ("POST", "ruling", {"decision_number": "1"}),
]


class TestACommand:
    @pytest.mark.parametrize(("method", "path", "body"), COMMANDS, ids=lambda one: str(one)[:12])
    async def test_without_the_version_it_saw_is_asked_for_it(
        self, province: Deployment, at_commune: str, method: str, path: str, body: Any
    ) -> None:
        answer = await province.at(SCREENER).request(method, f"{at_commune}/{path}", json=body)
        assert answer.status_code == 428
        assert answer.headers["content-type"].startswith("application/problem+json")

    @pytest.mark.parametrize(("method", "path", "body"), COMMANDS[:3], ids=lambda one: str(one)[:12])
    async def test_of_a_version_that_is_gone_changes_nothing(
        self, province: Deployment, at_commune: str, method: str, path: str, body: Any
    ) -> None:
        await province.send(SCREENER, f"{at_commune}/screening", SCREENING, version="case")
        before = await province.read(SCREENER, at_commune)
        await province.send(SCREENER, f"{at_commune}/{path}", body, version=1, method=method, status=412)
        assert await province.read(SCREENER, at_commune) == before

    async def test_sent_again_with_its_key_is_done_once_and_answered_alike(
        self, province: Deployment, at_commune: str
    ) -> None:
        headers = {"if-match": '"1"', "idempotency-key": "k-1"}
        first = await province.at(SCREENER).post(f"{at_commune}/screening", json=SCREENING, headers=headers)
        again = await province.at(SCREENER).post(f"{at_commune}/screening", json=SCREENING, headers=headers)
        assert (first.status_code, again.status_code, again.json()) == (200, 200, first.json())
        assert len(await province.facts("vn.ocop.evaluation.case.screened.v1")) == 1
        other = {**SCREENING, "note": "khác"}
        reused = await province.at(SCREENER).post(f"{at_commune}/screening", json=other, headers=headers)
        assert reused.status_code in (409, 422)
        assert {"slug", "detail"} <= set(reused.json())

    async def test_with_a_misspelt_or_overlong_field_is_refused_by_its_pointer(
        self, province: Deployment, at_commune: str
    ) -> None:
        for body, pointer in [
            ({**SCREENING, "proposess": True}, "/proposess"),
            ({**SCREENING, "note": "x" * 4001}, "/note"),
            ({"findings": {"local_material": "maybe"}, "proposes": True}, "/findings/local_material"),
        ]:
            refused = await province.send(SCREENER, f"{at_commune}/screening", body, version=1, status=422)
            assert pointer in str(refused)

    async def test_that_is_no_json_or_far_too_large_is_answered_in_words(
        self, province: Deployment, at_commune: str
    ) -> None:
        endpoint = province.at(SCREENER)
        headers = {"if-match": '"1"', "content-type": "application/json"}
        for content, status in ((b"{", {400, 422}), (b'"' + b"x" * 10_000_000 + b'"', {413})):
            answer = await endpoint.post(f"{at_commune}/screening", content=content, headers=headers)
            assert answer.status_code in status
            assert answer.json()["detail"]

    async def test_keeps_vietnamese_text_in_one_form(self, province: Deployment, at_commune: str) -> None:
        words = "Nhãn lồng Hưng Yên, chế biến tại xã"
        body = {**SCREENING, "note": unicodedata.normalize("NFD", words)}
        kept = await province.send(SCREENER, f"{at_commune}/screening", body, version=1)
        assert kept["screening"]["note"] == words


class TestAForm:
    async def test_sent_twice_is_done_once(self, province: Deployment, at_commune: str) -> None:
        browser = Browser(province, SCREENER)
        path = at_commune.removeprefix("/api") + "/return"
        page = await browser.open(path)
        [block] = re.findall(r'<form[^>]*action="[^"]+/return".*?</form>', page, re.S)
        fields = {
            name: html.unescape(value)
            for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', block)
        }
        answers = [await browser.client.post(path, data={**fields, "missing": "Ảnh bao bì"}) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [303, 303]
        assert len((await province.read(SCREENER, at_commune))["returns"]) == 1
        assert len(await province.facts("vn.ocop.evaluation.case.returned.v1")) == 1

    async def test_without_its_token_is_refused(self, province: Deployment, at_commune: str) -> None:
        path = at_commune.removeprefix("/api") + "/return"
        answer = await Browser(province, SCREENER).client.post(path, data={"missing": "x", "version": "1"})
        assert answer.status_code == 403
        assert (await province.read(SCREENER, at_commune))["returns"] == []

    async def test_longer_than_its_limits_is_refused_and_shown_again_never_cut(
        self, province: Deployment, at_commune: str
    ) -> None:
        path = at_commune.removeprefix("/api") + "/return"
        for written in ("x" * 1001, "\n".join(f"giấy {number}" for number in range(51))):
            browser = Browser(province, SCREENER)
            await browser.open(path)
            await browser.submit(path, {"missing": f"Ảnh bao bì\n{written}"}, status=422)
            assert written in html.unescape(browser.text)
        assert (await province.read(SCREENER, at_commune))["returns"] == []

    async def test_unanswered_declines_nothing(self, province: Deployment, at_commune: str) -> None:
        path = at_commune.removeprefix("/api") + "/screening"
        browser = Browser(province, SCREENER)
        await browser.open(path)
        fields = {f"findings-{name}": "yes" for name in FINDINGS} | {"note": "Thiếu nguyên liệu địa phương"}
        await browser.submit(path, fields, status=422)
        assert 'href="#proposes"' in browser.text
        assert (await province.read(SCREENER, at_commune))["state"]["code"] == "opened"

    async def test_shows_hostile_words_as_words(self, province: Deployment, estate: Estate) -> None:
        case = await at_the_province(province, estate)
        hostile = '<script>alert(1)</script>{{ 7*7 }}"><img src=x>'
        await province.send(OFFICER, f"{case}/return", {"missing": [hostile]}, version="case")
        shown = await Browser(province, OFFICER).open(case.removeprefix("/api"))
        assert "<script>alert(1)" not in shown
        assert "<img src=x>" not in shown
        assert "{{ 7*7 }}" in html.unescape(shown)
