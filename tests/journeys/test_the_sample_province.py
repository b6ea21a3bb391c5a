"""The sample province on a real estate: what people find in it, that making it again adds nothing, and that its event is repaired."""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from estate.demo.clients import Clients
from estate.demo.playing import clients_of
from estate.demo.starting import estate
from estate.province import marker
from estate.province.making import Making
from estate.province.marker import Marker

pytestmark = [pytest.mark.prove, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("province")


@pytest.fixture(scope="module")
def clients(home: Path) -> Iterator[Clients]:
    with estate(home, 0) as running:
        made = clients_of(running, home)
        marker.write(home, Marker("making"))
        assert Making(home, made, Marker("making")).run() == 0
        yield made


def cases(clients: Clients) -> list[dict[str, Any]]:
    return list(clients.as_("province.officer").get("/evaluation/api/cases?limit=200")["items"])


def standings(clients: Clients) -> dict[str, Any]:
    return dict(clients.nobody().get("/reporting/api/standings?place=33"))


def test_has_recognitions_that_are_counted(clients: Clients) -> None:
    ends = time.monotonic() + 30
    while standings(clients)["total"] < 70 and time.monotonic() < ends:
        time.sleep(0.5)
    shown = standings(clients)
    assert shown["total"] >= 70
    assert shown["undecided_total"] == 0
    assert sum(1 for group in shown["groups"] if group["total"]) > 40


def test_has_cases_at_every_step_one_due_and_one_overdue(clients: Clients) -> None:
    found = cases(clients)
    assert {"opened", "returned", "handed-over", "scoring", "recognised"} <= {one["state"]["code"] for one in found}
    assert [one["product"] for one in found if one["overdue"]] == ["Tinh bột sắn dây Tân Hưng"]
    soonest = min(
        one["due_on"] for one in found if one["due_on"] and not one["overdue"] and one["state"]["code"] == "opened"
    )
    assert datetime.fromisoformat(soonest).date() >= datetime.now(UTC).date()


WAITING = {
    "credentials?state=expired": 1,
    "credentials?state=recorded": 1,
    "mark-uses": 3,
    "inspections?state=scheduled": 2,
    "breaches?state=overdue": 1,
    "citizen-reports": 1,
    "agency-reports": 1,
    "plans?state=submitted": 1,
    "plans?state=approved": 1,
    "linkages": 1,
    "advice": 1,
    "rights": 1,
    "designs?state=offered": 1,
    "mark-requests": 1,
    "artwork": 1,
    "revocations?state=explanation-asked": 1,
    "yearly-cards?state=filed": 1,
}
"""What the province finds of what follows a star: list → how many, at least."""


@pytest.mark.parametrize("path", WAITING)
def test_has_something_on_each_list_of_what_follows_a_star(clients: Clients, path: str) -> None:
    def found() -> list[Any]:
        return list(clients.as_("province.officer").get(f"/registry/api/{path}")["items"])

    ends = time.monotonic() + 30  # what the day brings when the clock is back is told within a sweep
    while len(found()) < WAITING[path] and time.monotonic() < ends:
        time.sleep(0.5)
    assert len(found()) == WAITING[path]


def test_made_again_adds_nothing(clients: Clients, home: Path) -> None:
    before = {(one["id"], one["state"]["code"]) for one in cases(clients)}, standings(clients)["total"]
    assert Making(home, clients, Marker("making")).run() == 0
    assert ({(one["id"], one["state"]["code"]) for one in cases(clients)}, standings(clients)["total"]) == before
    for path, many in WAITING.items():
        assert len(clients.as_("province.officer").get(f"/registry/api/{path}")["items"]) == many, path


class Operator:
    """Somebody of people.yaml in a browser, signed in at the provider, at the dead-letter queue of reporting."""

    def __init__(self, clients: Clients, who: str) -> None:
        self.client = httpx.Client(base_url=clients.url, follow_redirects=True, timeout=20)
        self.client.headers["accept-language"] = "vi"
        asked = self.client.get("/reporting/sign-in")
        assert self.client.post(asked.url, data={"sub": who}).status_code == 200

    def open(self, path: str) -> str:
        answer = self.client.get(f"/reporting{path}")
        assert answer.status_code == 200, answer.text
        return answer.text

    def send(self, page: str, path: str, **fields: str | Callable[[str], str]) -> str:
        """Sends a form of a page as the page made it; a field may be made of what stands in it."""
        shown = self.open(page)
        start = shown.rindex("<form", 0, shown.index(f'action="/reporting{path}"') + 1)
        form = shown[start : shown.index("</form>", start)]
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
        areas = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.S)
        written = {name: html.unescape(text) for name, text in (*hidden, *areas)}
        data = written | {name: to(written[name]) if callable(to) else to for name, to in fields.items()}
        answer = self.client.post(f"/reporting{path}", data=data)
        assert answer.status_code == 200, answer.text
        return html.unescape(answer.text)


def test_has_one_parked_event_that_one_person_repairs_and_another_releases(clients: Clients) -> None:
    def named(value: str) -> str:
        """The event with the product's name, which was left out."""
        said = json.loads(value)
        assert said["product"]["name"] is None
        known = clients.nobody().get(f"/registry/api/public/products/{said['product']['id']}")
        return json.dumps({**said, "product": {**said["product"], "name": known["name"]}}, ensure_ascii=False)

    one, two = Operator(clients, "operator"), Operator(clients, "operator.2")
    before = standings(clients)["total"]
    [parked] = set(re.findall(r'href="/reporting(/parked/[^"/?]+)"', one.open("/parked")))
    one.send(f"{parked}/repair", f"{parked}/repair", value=named, why="Thiếu tên sản phẩm")
    shown = html.unescape(one.open(parked))  # who repaired it does not release it
    assert "Một người vận hành khác phải xem bản sửa" in shown
    assert f"{parked}/offer" not in shown
    assert "Đã áp dụng" in two.send(parked, f"{parked}/offer", why="Đã đối chiếu với giấy chứng nhận")
    assert parked not in two.open("/parked")
    assert standings(clients)["total"] == before  # what it says was known already
