"""A list beside the register: matched, differing, missing, unread, and what the register alone has; nothing is entered."""

from __future__ import annotations

import csv
import html
import io
from datetime import date
from typing import Any

import pytest

from services.registry.recognitions.row import COLUMNS
from tests.callers import person
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import HUONG, OFFICER, PROVINCE_OFFICER, Registry, ruled, submitted

ROW = {
    "product": "Long nhãn sấy Tân Hưng",
    "producer": "htx nhan long tan hung",
    "province_then": "33",
    "commune": "Tân Hưng",
    "star": "4",
    "decision": "QĐ số 12",
    "decided_on": "2026-08-03",
    "stage": "recognised",
}
ELSEWHERE = person("elsewhere", "province-officer@17")


def listed(*rows: dict[str, str], delimiter: str = ",") -> str:
    out = io.StringIO()
    sheet = csv.DictWriter(out, [*COLUMNS, "set_no"], restval="", delimiter=delimiter)
    sheet.writeheader()
    sheet.writerows(rows)
    return out.getvalue()


async def compare(registry: Registry, who: Any, *rows: dict[str, str]) -> Any:
    answer = await registry.at(who).post(
        "/api/comparisons", files={"file": ("nam-truoc.csv", listed(*rows).encode(), "text/csv")}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture
async def certified(registry: Registry) -> Any:
    dossier = await submitted(registry)
    await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
    return await registry.read(HUONG, f"/api/dossiers/{dossier['id']}")


class TestAComparison:
    async def test_says_line_by_line_what_became_of_it(self, registry: Registry, certified: dict[str, Any]) -> None:
        other = ROW | {"star": "3", "decided_on": "2026-08-04"}
        new, unread = ROW | {"product": "Mật ong", "producer": "Cơ sở khác"}, ROW | {"star": "9"}
        found = await compare(registry, PROVINCE_OFFICER, ROW, other, new, unread)
        assert [one["outcome"] for one in found["lines"]] == ["matched", "differing", "missing", "unread"]
        assert [one["line"] for one in found["lines"]] == [2, 3, 4, 5]
        matched, differing, missing, _ = found["lines"]
        assert matched["certificate_id"] == certified["certificate_id"]
        assert {one["field"]: (one["theirs"], one["ours"]) for one in differing["differences"]} == {
            "star": ("3", "4"),
            "decided_on": ("04/08/2026", "03/08/2026"),
        }
        assert missing["product_id"] is None

    async def test_names_what_only_the_register_has(self, registry: Registry, certified: dict[str, Any]) -> None:
        found = await compare(registry, PROVINCE_OFFICER, ROW | {"product": "Mật ong", "producer": ""})
        assert [(one["line"], one["outcome"]) for one in found["lines"]] == [(2, "missing"), (0, "only-ours")]
        assert found["lines"][1]["product_id"] == certified["product_id"]

    async def test_compares_nothing_the_list_leaves_blank(self, registry: Registry, certified: dict[str, Any]) -> None:
        blank = ROW | {"star": "", "decision": "", "decided_on": "", "producer": "", "as_of": "2026-08-03"}
        [line] = (await compare(registry, PROVINCE_OFFICER, blank))["lines"]
        assert line["outcome"] == "matched"

    async def test_sees_only_the_own_territory_and_is_for_who_loads_lists(
        self, registry: Registry, certified: dict[str, Any]
    ) -> None:
        [line] = (await compare(registry, ELSEWHERE, ROW))["lines"]
        assert (line["outcome"], line["product_id"]) == ("missing", None)
        for who in (OFFICER, HUONG):
            answer = await registry.at(who).post("/api/comparisons", files={"file": ("a.csv", b"x", "text/csv")})
            assert answer.status_code == 403

    async def test_enters_nothing(self, registry: Registry, certified: dict[str, Any]) -> None:
        before = [await registry.service.database[name].count_documents({}) for name in ("products", "outbox")]
        await compare(registry, PROVINCE_OFFICER, ROW | {"product": "Mật ong"})
        assert [await registry.service.database[name].count_documents({}) for name in ("products", "outbox")] == before


class TestThePage:
    async def test_takes_cells_pasted_from_a_spreadsheet_and_leads_to_the_cure(
        self, registry: Registry, certified: dict[str, Any]
    ) -> None:
        browser = Browser(registry, PROVINCE_OFFICER)
        await browser.open("/comparisons/new")
        pasted = listed(ROW | {"star": "5"}, ROW | {"product": "Mật ong"}, delimiter="\t")
        await browser.submit("/comparisons/new", {"text": pasted}, status=200)
        text = html.unescape(browser.text)
        assert "Hạng sao: danh sách ghi 5, sổ ghi 4" in text
        assert f"/certificates/{certified['certificate_id']}" in text
        assert "/recognitions/new" in text.partition("Sổ chưa có")[2]

    async def test_gives_the_outcome_as_a_file_without_formulas(self, registry: Registry) -> None:
        browser = Browser(registry, PROVINCE_OFFICER)
        await browser.open("/comparisons/new")
        sent = {"text": listed(ROW | {"product": "=1+1"}), "then": "csv"}
        [head, line] = csv.reader(io.StringIO(await browser.submit("/comparisons/new", sent, status=200)))
        assert head[1:4] == ["Sản phẩm", "Chủ thể", "Kết quả"]
        assert line[1:4] == ["'=1+1", ROW["producer"], "Sổ chưa có"]

    async def test_says_when_the_register_has_more_than_it_names(
        self, registry: Registry, certified: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = ROW | {"product": "Mật ong"}
        assert (await compare(registry, PROVINCE_OFFICER, other))["whole"] is True
        monkeypatch.setattr("services.registry.comparisons.store.MOST_OURS", 0)
        made = await compare(registry, PROVINCE_OFFICER, other)
        assert (made["whole"], [one["outcome"] for one in made["lines"]]) == (False, ["missing"])

    async def test_keeps_what_was_sent_as_it_was_for_the_next_comparison(self, registry: Registry) -> None:
        browser = Browser(registry, PROVINCE_OFFICER)
        await browser.open("/comparisons/new")
        content = listed(ROW | {"product": "-1 nhãn"}).encode()
        shown = await browser.submit(
            "/comparisons/new", {"text": ""}, status=200, files={"file": ("a.csv", content, "text/csv")}
        )
        assert "-1 nhãn" in html.unescape(shown)
        assert "'-1 nhãn" not in html.unescape(shown)


class TestTheCounters:
    async def test_count_lines_by_what_became_of_them(self, registry: Registry, certified: dict[str, Any]) -> None:
        read = registry.service.metrics.registry.get_sample_value
        assert read("ocop_compared_lines_total", {"outcome": "unread"}) == 0
        await compare(registry, PROVINCE_OFFICER, ROW, ROW | {"star": "9"}, ROW | {"star": "8"})
        assert read("ocop_compared_lines_total", {"outcome": "matched"}) == 1
        assert read("ocop_compared_lines_total", {"outcome": "unread"}) == 2
