"""Reports as offices meet them: counted, published as files, verified, made again, replaced."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from ocop_events.examples import example
from ocop_events.registry.inspection import InspectionCompletedV1

from kit.papers.written import paper_of
from services.reporting.reports import store, writing
from tests.callers import person
from tests.records import record_of
from tests.reporting.reporting_harness import Reporting, certified

NOW = datetime(2026, 8, 3, 2, tzinfo=UTC)
OFFICER = person("officer", "province-officer@33")
COMMUNE = person("commune", "commune-officer@33/11977")
OTHER = person("other", "commune-officer@33/12286")
ASKED = {"kind": "programme-year", "office": "33", "since": "2026-01-01", "until": "2026-12-31"}


def held(id: str, on: str = "2026-03-15") -> InspectionCompletedV1:
    said = example("vn.ocop.registry.inspection.completed.v1") | {"inspection_id": id, "completed_on": on}
    return InspectionCompletedV1.model_validate(said)


async def facts(reporting: Reporting) -> None:
    await reporting.consume(certified("c-1", date(2026, 5, 2)), certified("c-2", date(2026, 5, 2), star=3))
    await reporting.consume(record_of(held("i-1"), NOW))


async def prepared(reporting: Reporting, **more: Any) -> dict[str, Any]:
    made = await reporting.at(OFFICER).post("/api/reports", json=ASKED | more)
    assert made.status_code == 201, made.text
    return dict(made.json())


async def published(reporting: Reporting, report: dict[str, Any], **said: Any) -> Any:
    return await reporting.at(OFFICER).post(
        f"/api/reports/{report['id']}/publication", json=said, headers={"If-Match": f'"{report["version"]}"'}
    )


def values(report: dict[str, Any]) -> dict[str, int]:
    return {one["code"]: one["value"] for section in report["sections"] for one in section["figures"]}


class TestADraft:
    async def test_has_each_order_of_the_letter_with_what_was_counted(self, reporting: Reporting) -> None:
        await facts(reporting)
        report = await prepared(reporting)
        assert [section["no"] for section in report["sections"]] == list("1234567")
        counted = values(report)
        assert (counted["products-alive"], counted["products-recognised"], counted["inspections-held"]) == (2, 2, 1)
        [third] = [one for one in report["sections"] if one["no"] == "3"]
        by_place = {row["path"]: row["values"]["products-alive"] for row in third["places"]}
        assert by_place["33/11977"] == 2
        assert sum(by_place.values()) == counted["products-alive"]

    async def test_is_seen_by_its_office_alone_until_it_is_published(self, reporting: Reporting) -> None:
        report = await prepared(reporting)
        await reporting.read(f"/api/reports/{report['id']}", COMMUNE, status=404)
        await reporting.read(f"/api/reports/{report['id']}", status=404)
        assert (await reporting.read("/api/reports", COMMUNE))["items"] == []

    async def test_is_made_by_officers_of_the_office_itself(self, reporting: Reporting) -> None:
        for asked, status in (
            (ASKED | {"office": "33/11977"}, 403),
            (ASKED | {"kind": "none"}, 404),
            (ASKED | {"until": "2025-01-01"}, 422),
        ):
            answer = await reporting.at(OFFICER).post("/api/reports", json=asked)
            assert answer.status_code == status, answer.text


class TestAPublishedReport:
    async def test_comes_as_files_that_are_verified_and_an_altered_one_is_not(self, reporting: Reporting) -> None:
        await facts(reporting)
        report = await prepared(reporting)
        said = (await published(reporting, report, recipients=["33/11977"])).json()
        assert {one["name"] for one in said["files"]} == {
            "bao-cao.docx",
            "bao-cao.pdf",
            "so-lieu.xlsx",
            "so-lieu.csv",
            "so-lieu.json",
        }
        for file in said["files"]:
            content = (await reporting.at(COMMUNE).get(f"/api/reports/{report['id']}/files/{file['name']}")).content
            assert hashlib.sha256(content).hexdigest() == file["sha256"]
            known = await reporting.read(f"/api/reports/files/{file['sha256']}")
            assert (known["verdict"], known["report_id"]) == ("published", report["id"])
            if file["name"].startswith("bao-cao"):
                assert paper_of(content) == report["id"]
        altered = hashlib.sha256(content + b" ").hexdigest()
        assert (await reporting.read(f"/api/reports/files/{altered}"))["verdict"] == "unknown"

    async def test_has_numbers_as_numbers_and_the_twins_say_the_same(self, reporting: Reporting) -> None:
        await facts(reporting)
        report = await prepared(reporting)
        await published(reporting, report)
        files = {}
        for name in ("so-lieu.xlsx", "so-lieu.json", "so-lieu.csv"):
            files[name] = (await reporting.at(OFFICER).get(f"/api/reports/{report['id']}/files/{name}")).content
        book = openpyxl.load_workbook(io.BytesIO(files["so-lieu.xlsx"]))
        sheet = book["3"]
        titles = [cell.value for cell in sheet[1]]
        totals = {title: cell.value for title, cell in zip(titles, sheet[sheet.max_row], strict=True)}
        assert totals["Lượt sản phẩm được công nhận trong kỳ"] == 2
        twin = json.loads(files["so-lieu.json"])
        assert values(twin) == values(report)
        assert files["so-lieu.csv"].startswith("\ufeff".encode())

    async def test_is_announced_with_its_hashes_and_open_to_its_recipients_only(self, reporting: Reporting) -> None:
        report = await prepared(reporting)
        await published(reporting, report, recipients=["33/11977"])
        [event] = await reporting.facts("vn.ocop.reporting.report.published.v1")
        assert (event["content_sha256"], event["recipients"]) == (report["content"], ["33/11977"])
        assert len(event["papers"]) == 5
        await reporting.read(f"/api/reports/{report['id']}", COMMUNE)
        await reporting.read(f"/api/reports/{report['id']}", OTHER, status=404)
        await reporting.read(f"/api/reports/{report['id']}", status=404)

    async def test_that_is_public_is_open_to_everybody(self, reporting: Reporting) -> None:
        report = await prepared(reporting, kind="standings")
        await published(reporting, report, public=True)
        await reporting.read(f"/api/reports/{report['id']}")
        shown = await reporting.at(None).get(f"/reports/{report['id']}")
        assert shown.status_code == 200

    async def test_is_replaced_by_another_with_a_reason_and_stays(self, reporting: Reporting) -> None:
        first = await prepared(reporting)
        await published(reporting, first)
        second = await prepared(reporting)
        assert (await published(reporting, second, supersedes=first["id"])).status_code == 422
        said = await published(reporting, second, supersedes=first["id"], reason="Bổ sung số liệu")
        assert said.status_code == 200, said.text
        old = await reporting.read(f"/api/reports/{first['id']}", OFFICER)
        assert (old["state"], old["superseded_by"]) == ("superseded", second["id"])
        assert (await reporting.read(f"/api/reports/files/{old['files'][0]['sha256']}"))["verdict"] == "superseded"
        third = await prepared(reporting, kind="standings")
        assert (await published(reporting, third, supersedes=second["id"], reason="x")).status_code == 422


class TestMadeAgain:
    async def test_it_says_the_same_from_the_same_events_whatever_came_later(self, reporting: Reporting) -> None:
        await facts(reporting)
        report = await prepared(reporting)
        later = reporting.clock.now() + timedelta(hours=1)
        await reporting.consume(record_of(held("i-2"), later), record_of(held("i-1"), NOW))
        again = await reporting.read(f"/api/reports/{report['id']}/again", OFFICER)
        assert (again["same"], again["content"]) == (True, report["content"])

    async def test_what_was_known_and_came_late_is_named(self, reporting: Reporting) -> None:
        await facts(reporting)
        report = await prepared(reporting)
        await reporting.consume(record_of(held("i-2"), NOW))  # said before the report, and heard after it
        again = await reporting.read(f"/api/reports/{report['id']}/again", OFFICER)
        assert not again["same"]
        assert again["differences"] == [{"section": "7", "figure": "inspections-held", "then": 1, "now": 2}]

    async def test_its_files_are_the_same_bytes(self, reporting: Reporting) -> None:
        await facts(reporting)
        report = await prepared(reporting)
        said = (await published(reporting, report)).json()
        kept = await store.reports.get(reporting.service.work.reading(), report["id"])
        assert {file.sha256 for file, _ in writing.written(kept)} == {one["sha256"] for one in said["files"]}


class TestThePages:
    @pytest.mark.parametrize(
        "kind", ["programme-year", "standings", "re-evaluation", "expiry", "mark-and-inspection", "resources"]
    )
    async def test_show_every_form_in_both_languages(self, reporting: Reporting, kind: str) -> None:
        await facts(reporting)
        report = await prepared(reporting, kind=kind)
        for language in ("vi", "en"):
            shown = await reporting.at(OFFICER).get(f"/reports/{report['id']}", headers={"Accept-Language": language})
            assert shown.status_code == 200
            assert "{" not in shown.text.split("<main")[1].split("<script")[0]
        assert (await reporting.at(OFFICER).get("/reports")).status_code == 200
        assert (await reporting.at(OFFICER).get("/reports/new")).status_code == 200
        assert (await reporting.at(OFFICER).get(f"/reports/{report['id']}/again")).status_code == 200
