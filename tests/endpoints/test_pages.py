"""Every page and every form of every service, by everybody, with whatever a browser may send along."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest

from tests.architecture import house
from tests.endpoints.pages import Page, cookies, pages, signed_in
from tests.endpoints.served import Served
from tests.endpoints.test_bad_input import HOSTILE, facts

Serve = Callable[[str], Served]
ROLES = ["producer.huong", "province.officer", "chair", "operator", "administrator"]
ANSWERS = {200, 303, 400, 401, 403, 404, 409, 410, 412, 422, 428}
QUERIES = [
    "",
    "?lang=xx",
    "?lang=en",
    "?after=%00%FF",
    "?after=zzz&limit=-1",
    "?q=%F0%9F%98%80&star=9&place=%27",
    "?on=0",
]
BROKEN = [
    {"Cookie": "; ".join(f"ocop_session_{name}=nonsense" for name in house.built()) + "; ocop_language=xx"},
    {"Cookie": "; ".join(f'ocop_session_{name}="' for name in house.built()) + '; ocop_language=\\"; =;;;'},
    {"Cookie": "; ".join(f"ocop_session_{name}={'A' * 43}" for name in house.built())},
    {"Cookie": "; ".join(f"ocop_visit_{name}={'A' * 1_500}" for name in house.built())},
    {"Cookie": "ocop_language=../../etc; ocop_language=en;", "Accept-Language": "zz-ZZ,*;q=x,;;"},
    {"Accept": "application/json;q=x, */*", "Accept-Language": "a" * 4_000},
]


def browser(served: Served, who: str | None = None) -> httpx.Client:
    """Somebody in a browser: signed in, or nobody."""
    return served.open(cookies=cookies(served, who) if who else None)


def well(answer: httpx.Response, *more: int) -> str:
    """The text of an answer that is well: one of those expected, in words, with nothing of our insides."""
    assert answer.status_code in ANSWERS | set(more), f"{answer.request.url} {answer.status_code} {answer.text[:300]}"
    assert not [inside for inside in ("Traceback", 'File "/', "pymongo", "jinja2") if inside in answer.text]
    if answer.status_code >= 400 and "html" in answer.headers["content-type"]:
        assert "<h1" in answer.text
    return answer.text


@pytest.mark.parametrize("name", house.built())
def test_somebody_signed_in_is_known(served: Serve, name: str) -> None:
    with browser(served(name), "operator") as client:
        assert client.get("/parked").status_code == 200


@pytest.mark.parametrize("page", list(pages("GET")))
class TestAPage:
    def test_is_shown_or_refused_in_words_to_everybody(self, served: Serve, page: Page) -> None:
        service = served(page.service)
        for who in (None, *ROLES):
            with browser(service, who) as client:
                well(client.get(page.address(service)))

    def test_is_vietnamese_or_english_and_nothing_else(self, served: Serve, page: Page) -> None:
        service = served(page.service)
        with browser(service, "province.officer") as client:
            for query in QUERIES:
                answer = client.get(page.address(service) + query)
                text = well(answer)
                if "html" in answer.headers.get("content-type", "") and answer.status_code != 303:
                    spoken = re.search(r'<html[^>]* lang="(\w+)"', text)
                    assert spoken
                    assert spoken[1] == ("en" if query == "?lang=en" else spoken[1])
                    assert spoken[1] in ("vi", "en")

    def test_does_not_mind_broken_cookies_and_odd_headers(self, served: Serve, page: Page) -> None:
        service = served(page.service)
        with service.open() as client:
            for headers in BROKEN:
                well(client.get(page.address(service), headers=headers))


@pytest.mark.parametrize("form", list(pages("POST")))
class TestAForm:
    def test_from_elsewhere_changes_nothing(self, served: Serve, form: Page) -> None:
        service = served(form.service)
        announced = facts(service)
        signed = signed_in(service, "province.officer")
        with service.open(cookies=signed.cookies) as client:
            for fields in ({}, {"_csrf": ""}, {"_csrf": "guessed"}, {"_csrf": signed.form_token[:-1]}):
                answer = client.post(form.address(service), data=fields)
                text = well(answer)
                assert answer.status_code == 403, f"{answer.status_code} {text[:200]}"
        assert facts(service) == announced

    def test_with_nothing_or_nonsense_in_it_is_refused_in_words(self, served: Serve, form: Page) -> None:
        service = served(form.service)
        nonsense = {name: HOSTILE[at % len(HOSTILE)][:2_000] for at, name in enumerate(FIELDS)}
        for who in ("producer.huong", "province.officer", "operator"):
            signed = signed_in(service, who)
            token = {"X-CSRF-Token": signed.form_token}
            with service.open(cookies=signed.cookies) as client:
                for fields in ({}, nonsense, {"_version": "x"}, {"_version": "99", "_key": "doors"}):
                    well(client.post(form.address(service), data={"_csrf": signed.form_token} | fields))
                well(client.post(form.address(service), content=b"\xff\xfe=%FF", headers=token), 415)
                odd = token | {"Content-Type": "multipart/form-data; boundary=b"}
                well(client.post(form.address(service), content=b"--b\r\nnonsense", headers=odd), 415)


FIELDS = [
    "name",
    "kind",
    "place",
    "note",
    "reason",
    "why",
    "star",
    "on",
    "email",
    "person_id",
    "seats",
    "decision_number",
]
FIELDS += ["decided_on", "text", "value", "headers", "representative.name", "set_no", "producer_id", "missing"]
