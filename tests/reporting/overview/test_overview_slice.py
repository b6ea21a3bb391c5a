"""The front page and the sheets of communes, as people meet them."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from ocop_events.examples import example
from ocop_events.registry.credential import CredentialRecordedV1

from law.published import published_totals
from tests.callers import person
from tests.records import record_of
from tests.reporting.reporting_harness import Reporting, certified

OFFICER = person("officer", "province-officer@33")
COMMUNE = person("commune", "commune-officer@33/11977")


async def facts(reporting: Reporting) -> None:
    await reporting.consume(certified("c-1", date(2026, 5, 2)), certified("c-2", date(2026, 5, 2), star=3))


class TestTheFrontPage:
    @pytest.mark.parametrize("language", ["vi", "en"])
    async def test_shows_a_map_with_its_table_and_what_was_published(self, reporting: Reporting, language: str) -> None:
        await facts(reporting)
        answer = await reporting.at(None).get("/overview?place=33", headers={"Accept-Language": language})
        assert answer.status_code == 200
        assert answer.text.count("<path") >= 104
        for total in published_totals().of("33"):
            assert total.where in answer.text
        assert "/standings/products?" in answer.text

    async def test_begins_at_ones_own_office(self, reporting: Reporting) -> None:
        await facts(reporting)
        own = await reporting.at(COMMUNE).get("/overview")
        assert "Xã Tân Hưng" in own.text
        assert "Việc đến hạn và quá hạn" in own.text
        assert "Việc đến hạn và quá hạn" not in (await reporting.at(None).get("/overview")).text
        assert (await reporting.at(None).get("/")).headers["location"].endswith("/overview")

    async def test_tells_officers_of_the_place_alone_how_campaigns_run(self, reporting: Reporting) -> None:
        rows = "/figures/campaign-lines-received?area=33%2F11977"
        assert rows in (await reporting.at(COMMUNE).get("/overview?place=33/11977")).text
        assert "/figures/campaign-lines" not in (await reporting.at(COMMUNE).get("/overview?place=33")).text
        assert rows in (await reporting.at(OFFICER).get("/overview?place=33/11977")).text
        assert "/figures/campaign-lines" not in (await reporting.at(None).get("/overview?place=33/11977")).text

    async def test_of_a_place_there_is_not_says_so(self, reporting: Reporting) -> None:
        assert (await reporting.at(None).get("/overview?place=33/99999")).status_code in (404, 422)


class TestACommunesSheet:
    async def test_says_what_is_alive_and_until_when(self, reporting: Reporting) -> None:
        await facts(reporting)
        sheet: dict[str, Any] = await reporting.read("/api/communes/sheet", place="33/11977")
        assert (sheet["products"], sheet["none_from"]) == (2, "2029-05-03")
        assert all(one["met"] for one in sheet["standards"])
        empty = await reporting.read("/api/communes/sheet", place="33/12286")
        assert (empty["products"], empty["none_from"]) == (0, None)
        await reporting.read("/api/communes/sheet", place="33", status=404)
        for path in ("/communes?province=33", "/communes/sheet?place=33/11977"):
            assert (await reporting.at(None).get(path)).status_code == 200

    async def test_all_of_them_are_listed_and_written(self, reporting: Reporting) -> None:
        await facts(reporting)
        listed: Any = await reporting.read("/api/communes", province="33")
        assert len(listed) == 104
        assert sum(one["products"] for one in listed) == 2
        written = (await reporting.at(None).get("/api/communes.csv?province=33")).text.removeprefix("\ufeff")
        assert len(list(csv.reader(io.StringIO(written)))) == 105

    async def test_a_ward_is_no_commune_that_the_standards_are_about(self, reporting: Reporting) -> None:
        listed: Any = await reporting.read("/api/communes", province="33")
        wards = [one for one in listed if one["name"].startswith("Phường")]
        assert len(wards) == 11
        assert all(not one["standards"] for one in wards)
        page = await reporting.at(None).get("/communes?province=33")
        assert wards[0]["name"] not in page.text
        sheet = await reporting.at(None).get(f"/communes/sheet?place={wards[0]['place']}")
        assert "Không thuộc diện xét" in sheet.text


async def test_what_producers_hold_is_shown_to_officers_of_the_place_only(reporting: Reporting) -> None:
    said = example("vn.ocop.registry.credential.recorded.v1") | {"expires_on": "2027-11-30"}
    await reporting.consume(certified("c-1", date(2026, 5, 2)))
    await reporting.consume(record_of(CredentialRecordedV1.model_validate(said), reporting.clock.now()))
    held = "Chứng nhận còn hiệu lực của chủ thể"
    assert held in (await reporting.at(OFFICER).get("/overview?place=33")).text
    for who in (None, COMMUNE):
        assert held not in (await reporting.at(who).get("/overview?place=33")).text
