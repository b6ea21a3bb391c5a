"""An officer on leave names a colleague, who is shown what waits for them and may do nothing they could not before."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.callers import person
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.campaigns.campaigns_harness import let_pass
from tests.evaluation.evaluation_harness import (
    HUONG,
    MEMBERS,
    OFFICER,
    PROVINCE,
    SCREENER,
    Deployment,
    Estate,
    at_the_province,
    seats,
)

MATE = person("mate", f"province-officer@{PROVINCE}")
SITS = person("member-1", f"member@{PROVINCE}", f"province-officer@{PROVINCE}")
NAMED = "vn.ocop.evaluation.substitute.named.v1"
ENDED = "vn.ocop.evaluation.substitute.ended.v1"


async def named(deployment: Deployment, who: Any = OFFICER, **more: Any) -> Any:
    await Browser(deployment, MATE).open("/work")  # the colleague is known from then on
    body = {"office": PROVINCE, "acts_id": "mate", "first": "2026-08-03", "last": "2026-08-07", **more}
    return await deployment.send(who, "/api/substitutes", body)


class TestAnOfficerOnLeave:
    async def test_names_a_colleague_whom_the_platform_knows(self, province: Deployment) -> None:
        body = {"office": PROVINCE, "acts_id": "mate", "first": "2026-08-03", "last": "2026-08-07"}
        unknown = await province.send(OFFICER, "/api/substitutes", body, status=422)
        assert unknown["type"].endswith("substitute.not-a-colleague")
        one = await named(province)
        assert (one["holds_today"], one["name"], one["acts_name"]) == (True, OFFICER.name, MATE.name)
        [said] = await province.facts(NAMED)
        assert (said["person_id"], said["acts_id"], said["last"]) == (OFFICER.id, "mate", "2026-08-07")

    async def test_is_of_that_office(self, province: Deployment) -> None:
        await Browser(province, MATE).open("/work")
        body = {"office": PROVINCE, "acts_id": "mate", "first": "2026-08-03", "last": "2026-08-07"}
        for who in (SCREENER, HUONG, MEMBERS[1]):
            refused = await province.send(who, "/api/substitutes", body, status=403)
            assert refused["type"].endswith("substitute.not-an-officer")

    async def test_ends_it_before_its_last_day_and_a_third_does_not(self, province: Deployment) -> None:
        one = await named(province)
        at = f"/api/substitutes/{one['id']}/end"
        third = person("third", f"province-officer@{PROVINCE}")
        await province.send(third, at, version=one["version"], status=403)
        await province.send(person("far", "province-officer@17"), at, version=one["version"], status=404)
        over = await province.send(MATE, at, version=one["version"])
        assert (over["state"], over["holds_today"]) == ("ended", False)
        assert len(await province.facts(ENDED)) == 1


class TestTheSubstitute:
    async def test_is_shown_what_waits_for_the_absent_by_name_and_no_longer_than_that(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await at_the_province(province, estate)
        await province.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
        await province.send(OFFICER, f"{case}/scoring", version="case")
        await named(province, SITS)
        page = await Browser(province, MATE).open("/work")
        assert "Bạn làm thay" in page
        assert page.count("Long nhãn Tân Hưng") == 2  # the office's own list has it too
        # what the absent member may do is not theirs
        await province.send(MATE, f"{case}/sheets/mine", {"answers": {}}, version=0, method="PUT", status=403)
        await let_pass(province, date(2026, 8, 8))
        assert "Bạn làm thay" not in await Browser(province, MATE).open("/work")

    async def test_is_named_and_dismissed_on_the_pages(self, province: Deployment) -> None:
        await Browser(province, MATE).open("/work")
        browser = Browser(province, OFFICER)
        await browser.open("/substitutes/new")
        form = {"office": PROVINCE, "acts_id": "mate", "first": "03/08/2026", "last": "07/08/2026"}
        await browser.submit("/substitutes/new", form)
        page = await browser.open("/substitutes")
        assert "đang làm thay" in page
        [one] = (await province.read(OFFICER, "/api/substitutes"))["items"]
        await browser.submit(f"/substitutes/{one['id']}/end", {})
        assert (await province.read(OFFICER, "/api/substitutes"))["items"] == []
