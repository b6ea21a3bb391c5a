"""Whatever comes in, the answer is clear and nothing breaks."""

from __future__ import annotations

import json
import unicodedata

import pytest

from kit.service import Service
from kit.web.limits import BODY_LIMIT
from tests.kit.web.web_sample.client import HUONG, Browser, hidden_fields
from tests.kit.web.web_sample.things.use_cases import things

NAME = "Tương Bần Yên Nhân – Mỹ Hào"
NFD = unicodedata.normalize("NFD", NAME)


@pytest.fixture
async def huong(browser: Browser) -> Browser:
    await browser.sign_in(HUONG)
    browser.headers.update(browser.token)
    return browser


async def _names(service: Service) -> list[str]:
    return [thing.name for thing in await things.select(service.work.reading(), {})]


class TestVietnameseInItsOtherForm:
    @pytest.mark.parametrize("escaped", [True, False])
    async def test_is_kept_in_the_one_form_from_json(self, huong: Browser, service: Service, escaped: bool) -> None:
        assert NFD != NAME
        body = json.dumps({"name": NFD}, ensure_ascii=escaped)
        answer = await huong.post("/api/things", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 201
        assert await _names(service) == [NAME]

    async def test_is_kept_in_the_one_form_from_a_form(self, browser: Browser, service: Service) -> None:
        hidden = await browser.hidden("/new")
        await browser.post("/things", data={**hidden, "name": NFD})
        assert await _names(service) == [NAME]

    async def test_is_kept_in_the_one_form_from_a_multipart_form(self, browser: Browser, service: Service) -> None:
        hidden = await browser.hidden("/new")
        answer = await browser.post("/things", data={**hidden, "name": NFD}, files={"file": (NFD, b"\x00\r\n--x")})
        assert answer.status_code == 303
        assert await _names(service) == [NAME]

    async def test_finds_the_address_in_the_one_form(self, browser: Browser) -> None:
        refused = await browser.get(f"/api/things/{NFD}?after={NFD}")
        assert refused.json()["instance"] == f"/sample/api/things/{NAME}"


class TestJson:
    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"nonsense",
            b'{"name": "a", "count": NaN}',
            b'{"name": "a", "count": 99999999999999999999999}',
            b'{"name": "a", "count": 1e999}',
            b'{"name": "\\ud800"}',
            b'{"name": "\xff"}',
            b"[" * 60_000,
            b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
            b"null",
            b"[]",
            b'"text"',
            b'{"name": {"$gt": ""}}',
            b'{"name": ["a"], "count": {}}',
            json.dumps({"name": "x" * 300}).encode(),
        ],
    )
    async def test_that_is_not_what_the_endpoint_takes_is_refused(
        self, huong: Browser, service: Service, body: bytes
    ) -> None:
        answer = await huong.post("/api/things", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code in {400, 422}, answer.text
        assert answer.json()["detail_vi"] != answer.json()["detail_en"]
        assert await _names(service) == []

    async def test_of_another_kind_is_refused(self, huong: Browser) -> None:
        answer = await huong.post("/api/things", content=b"<a/>", headers={"Content-Type": "application/xml"})
        assert answer.status_code == 422

    @pytest.mark.parametrize("name", ["$where", "a.b", "'; DROP TABLE", "😀" * 50, "{{7*7}}<script>", "\u0301", "👩‍🌾"])
    async def test_with_hostile_names_is_kept_as_it_is(self, huong: Browser, service: Service, name: str) -> None:
        answer = await huong.post("/api/things", json={"name": name})
        assert answer.status_code == 201
        assert (await huong.get(answer.headers["location"])).json()["name"] == unicodedata.normalize("NFC", name)

    @pytest.mark.parametrize(
        ("sent", "kept"),
        [
            ("Mật\x00 ong\x1b", "Mật ong"),
            ("\u202egpj.exe", "gpj.exe"),
            ("\u202aMật ong\u202c", "Mật ong"),
            ("\ufeffMật ong\x85nhãn", "Mật ong\nnhãn"),
            ("Mật\tong\r\nnhãn", "Mật\tong\r\nnhãn"),
        ],
    )
    async def test_loses_what_no_eye_can_see(self, huong: Browser, service: Service, sent: str, kept: str) -> None:
        answer = await huong.post("/api/things", json={"name": sent})
        assert answer.json()["name"] == kept
        assert await _names(service) == [kept]

    @pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b"])
    async def test_with_a_control_character_is_refused_where_a_line_is_meant(self, huong: Browser, sign: str) -> None:
        made = (await huong.post("/api/things", json={"name": "Mật ong"})).json()
        where, said = f"/things/{made['id']}", f"Mật{sign} ong nhãn"
        answer = await huong.put(f"/api{where}", json={"name": said}, headers={"If-Match": '"1"'})
        assert (answer.status_code, answer.json()["pointer"]) == (422, "/name")
        assert "điều khiển" in answer.json()["detail_vi"] + str(answer.json())
        shown = await huong.post(where, data={**await huong.hidden(where), "name": said})
        assert shown.status_code == 422
        assert 'value="Mật ong nhãn"' in shown.text  # without it: who sends it again has done what was asked
        again = await huong.post(where, data={**hidden_fields(shown.text), "name": "Mật ong nhãn"})
        assert again.status_code == 303

    async def test_of_nothing_but_the_unseen_is_empty(self, huong: Browser, service: Service) -> None:
        answer = await huong.post("/api/things", json={"name": "\x00\u202e"})
        assert (answer.status_code, answer.json()["pointer"]) == (422, "/name")
        assert await _names(service) == []

    @pytest.mark.parametrize("query", ["limit=0", "limit=ba", "limit=9" + "9" * 30, "after=%00", "after=%FF", "limit="])
    async def test_queries_that_make_no_sense_are_refused(self, browser: Browser, query: str) -> None:
        answer = await browser.get(f"/api/things?{query}")
        assert answer.status_code in {400, 422}, answer.text


class TestABodyLargerThanItsEndpointTakes:
    async def test_is_refused_when_announced(self, huong: Browser) -> None:
        body = b'{"name": "' + b"x" * BODY_LIMIT + b'"}'
        answer = await huong.post("/api/things", content=body, headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.json()["slug"]) == (413, "request.too-large")
        assert answer.json()["fields"] == {"limit": BODY_LIMIT, "size": "64 KB"}

    async def test_is_refused_when_not_announced(self, huong: Browser) -> None:
        async def pieces():  # type: ignore[no-untyped-def]
            for _ in range(100):
                yield b"x" * 10_000

        answer = await huong.post("/api/things", content=pieces(), headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.json()["slug"]) == (413, "request.too-large")

    @pytest.mark.parametrize(("language", "said"), [("vi", "vượt quá 64 KB"), ("en", "larger than 64 KB")])
    async def test_is_refused_on_a_page_in_words(self, browser: Browser, language: str, said: str) -> None:
        hidden = await browser.hidden("/new")
        data = {**hidden, "name": "x" * 9_900_000}
        answer = await browser.post("/things", data=data, headers={"Accept-Language": language})
        assert answer.status_code == 413
        assert said in answer.text

    async def test_is_never_read_where_there_is_no_endpoint(self, browser: Browser) -> None:
        async def never():  # type: ignore[no-untyped-def]
            raise AssertionError("it was read")
            yield b""

        assert (await browser.post("/api/nothing", content=never())).status_code == 404


class TestAMultipartForm:
    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"--b\r\n",
            b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nMat ong',
            b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\n\xff\r\n--b--\r\n',
            b"--c\r\nnonsense\r\n--c--\r\n",
        ],
    )
    async def test_that_is_broken_is_refused(self, browser: Browser, service: Service, body: bytes) -> None:
        headers = {"Content-Type": "multipart/form-data; boundary=b"}
        answer = await browser.post("/things", content=body, headers=headers)
        assert answer.status_code in {400, 403, 422}, answer.text
        assert "<h1" in answer.text
        assert await _names(service) == []

    async def test_with_a_field_longer_than_any_is_refused(self, browser: Browser) -> None:
        hidden = await browser.hidden("/new")
        files = {"file": ("a.txt", b"a")}
        answer = await browser.post("/things", data={**hidden, "name": "x" * 1_000_001}, files=files)
        assert answer.status_code == 413
