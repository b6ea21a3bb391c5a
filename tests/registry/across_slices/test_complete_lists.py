"""The registry's lists: complete, counted, searched without accents, and without what a person may not see."""

from __future__ import annotations

import html
import re

import pytest

from kit.identity import Principal
from tests.registry.registry_harness import (
    HUONG,
    NEIGHBOUR,
    NEIGHBOURS_OFFICER,
    OFFICER,
    STRANGER,
    Registry,
    submitted,
)

MANY = 60
NAMES = {"producers": "name", "products": "name", "dossiers": "product_name"}


async def fill(registry: Registry, what: str, name: str, *, place: str | None = None, many: int = MANY) -> None:
    """As many more of a kind as asked for, called `name` and a number, at the place of the one there is, or another."""
    raw = registry.service.database[what]
    one = await raw.find_one({"search_text": {"$ne": ""}} if what == "products" else {})
    assert one is not None
    rows = []
    for n in range(many):
        row = {**one, "_id": f"{name}-{n:03}", NAMES[what]: f"{name} số {n}", "sort_key": f"{name} {n:03}"}
        row |= {"number": f"{n}/{name}", "tax_code": None, "search_text": f"mat ong so {n}", "producer_id": "p-none"}
        if place:
            row["place"] = {**one["place"], "path": place}
        rows.append(row)
    await raw.insert_many(rows)


async def opened(registry: Registry, who: Principal, path: str) -> str:
    answer = await registry.at(who).get(path, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return html.unescape(answer.text)


def rows(page: str) -> list[tuple[str, str]]:
    return re.findall(r"(Mật ong|Kẹo dừa) số (\d+)", page.partition("<tbody")[2])


@pytest.mark.parametrize("what", NAMES)
async def test_a_list_is_complete_counted_and_of_its_readers_own(registry: Registry, what: str) -> None:
    await submitted(registry, HUONG)
    await fill(registry, what, "Mật ong")
    await fill(registry, what, "Kẹo dừa", place=NEIGHBOUR, many=7)

    page, seen = await opened(registry, OFFICER, f"/{what}"), list[tuple[str, str]]()
    total = re.search(r"Trang 1/3 · (\d+) ", page)
    assert total
    assert int(total.group(1)) in (MANY, MANY + 1)
    while True:
        seen += rows(page)
        following = re.search(r'href="[^"]*/registry([^"]+)" rel="next"', page)
        if following is None:
            break
        page = await opened(registry, OFFICER, following.group(1))
    assert len(seen) == len(set(seen)) == MANY
    assert "Trang 3/3" in page

    found = await opened(registry, OFFICER, f"/{what}?q=MAT+ong+so")
    assert rows(found)
    assert "Kẹo" not in found
    if what != "products":  # found by the text that is kept for it, which is the same for all here
        assert rows(await opened(registry, OFFICER, f"/{what}?q=keo+DUA")) == []
        assert len(rows(await opened(registry, NEIGHBOURS_OFFICER, f"/{what}?q=keo+DUA"))) == 7
    assert "Không có dòng nào khớp" in await opened(registry, STRANGER, f"/{what}?q=mat")
