"""Activities as offices record them: fields by kind, corrections, papers, a year's list, what other agencies reported."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import Any

from ocop_events.examples import example
from ocop_events.registry.agency_report import PromotionMatchedV1
from ocop_events.reporting.activity import ActivityRecordedV1, ActivityStruckV1

from law.activities import activity_list
from tests.callers import person
from tests.records import record_of
from tests.reporting.reporting_harness import Reporting

NOW = datetime(2026, 8, 3, 2, tzinfo=UTC)
COMMUNE = person("commune", "commune-officer@33/11977")
PROVINCE = person("province", "province-officer@33")
OTHER = person("other", "commune-officer@33/12286")
TRAINING: dict[str, Any] = {
    "office": "33/11977",
    "kind": "training",
    "name": "Tập huấn chu trình OCOP",
    "first": "2026-03-01",
    "figures": {"subject": "Chu trình OCOP", "participants": "1.045", "women": "28"},
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


async def recorded(reporting: Reporting, **more: Any) -> dict[str, Any]:
    answer = await reporting.at(COMMUNE).post("/api/activities", json=TRAINING | more)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def done(reporting: Reporting, one: dict[str, Any], path: str, body: Any, who: Any = COMMUNE) -> Any:
    at = f"/api/activities/{one['id']}/{path}"
    return await reporting.at(who).post(at, json=body, headers={"If-Match": f'"{one["version"]}"'})


async def counted(reporting: Reporting, code: str) -> int:
    """What the figure is once the slice's own events came round."""
    for kind in (ActivityRecordedV1, ActivityStruckV1):
        found = reporting.service.database["outbox"].find({"type": kind.event_type})
        rows = [row async for row in found.sort([("order", 1), ("version", 1)])]
        for row in rows:
            await reporting.consume(record_of(kind.model_validate_json(row["value"]), NOW, row["version"]))
    found = await reporting.read(f"/api/figures/{code}", PROVINCE, since="2026-01-01", until="2026-12-31")
    return int(found["value"])


class TestARecord:
    async def test_is_counted_and_corrected_with_what_it_said_before(self, reporting: Reporting) -> None:
        one = await recorded(reporting)
        assert await counted(reporting, "trainings") == 1
        assert await counted(reporting, "training-participants") == 1045
        again = TRAINING["figures"] | {"participants": "45"}
        body = {"name": one["name"], "first": one["first"], "figures": again, "reason": "Đếm nhầm"}
        said = await done(reporting, one, "correction", body)
        assert said.status_code == 200, said.text
        assert (said.json()["edition"], said.json()["figures"]["participants"]) == (2, "45")
        assert await counted(reporting, "training-participants") == 45
        page = await reporting.at(COMMUNE).get(f"/activities/{one['id']}")
        assert "1.045" in page.text
        assert "Đếm nhầm" in page.text

    async def test_that_is_struck_counts_no_more(self, reporting: Reporting) -> None:
        one = await recorded(reporting)
        assert (await done(reporting, one, "striking", {"reason": "Ghi trùng"})).status_code == 200
        assert await counted(reporting, "trainings") == 0

    async def test_is_entered_once_by_its_own_office_only(self, reporting: Reporting) -> None:
        await recorded(reporting)
        twice = await reporting.at(COMMUNE).post("/api/activities", json=TRAINING)
        assert (twice.status_code, twice.json()["slug"]) == (409, "activity.there-already")
        other = await reporting.at(PROVINCE).post("/api/activities", json=TRAINING)
        assert other.status_code == 403

    async def test_is_seen_by_the_office_and_above_and_a_public_one_by_everybody(self, reporting: Reporting) -> None:
        inside = await recorded(reporting)
        public = await recorded(reporting, name="Hội thi", public=True)
        for who, status in ((COMMUNE, 200), (PROVINCE, 200), (OTHER, 404), (None, 404)):
            await reporting.read(f"/api/activities/{inside['id']}", who, status=status)
            await reporting.read(f"/api/activities/{public['id']}", who)
        assert [one["id"] for one in (await reporting.read("/api/activities"))["items"]] == [public["id"]]

    async def test_keeps_photographs_with_their_hash_whoever_adds_at_once(self, reporting: Reporting) -> None:
        one = await recorded(reporting)
        at = f"/api/activities/{one['id']}/papers"
        for name in ("a.png", "b.png"):
            sent = await reporting.at(COMMUNE).post(at, files=[("files", (name, PNG, "image/png"))])
            assert sent.status_code == 200, sent.text
        [paper] = sent.json()["papers"]
        got = await reporting.at(COMMUNE).get(f"{at}/{paper['sha256']}")
        assert got.content == PNG
        refused = await reporting.at(COMMUNE).post(at, files=[("files", ("a.png", b"MZ no picture", "image/png"))])
        assert refused.status_code in (415, 422)


def matched(report: str = "r-1") -> PromotionMatchedV1:
    said = example("vn.ocop.registry.agency-report.promotion-matched.v1")
    return PromotionMatchedV1.model_validate(said | {"agency_report_id": report, "held_on": "2026-07-01"})


class TestWhatAnotherAgencyReported:
    async def test_is_a_draft_once_that_its_office_confirms(self, reporting: Reporting) -> None:
        await reporting.consume(record_of(matched(), NOW), record_of(matched(), NOW))
        [draft] = (await reporting.read("/api/activities", PROVINCE, state="draft"))["items"]
        assert draft["office"] == "33"
        assert await counted(reporting, "promotions") == 0
        body = {"name": draft["name"], "first": draft["first"], "figures": {"form": "fair", "products": "3"}}
        assert (await done(reporting, draft, "confirmation", body, COMMUNE)).status_code == 404
        assert (await done(reporting, draft, "confirmation", body, PROVINCE)).status_code == 200
        assert await counted(reporting, "promotions") == 1

    async def test_may_be_declined(self, reporting: Reporting) -> None:
        await reporting.consume(record_of(matched(), NOW))
        [draft] = (await reporting.read("/api/activities", PROVINCE, state="draft"))["items"]
        assert (await done(reporting, draft, "declining", {"reason": "Của xã"}, PROVINCE)).status_code == 200
        assert (await reporting.read("/api/activities", PROVINCE, state="draft"))["items"] == []


async def sent(reporting: Reporting, content: bytes, name: str = "nam-2026.csv", who: Any = COMMUNE) -> Any:
    data = {"office": "33/11977", "kind": "training"}
    return await reporting.at(who).post("/api/activity-imports", data=data, files={"file": (name, content, "text/csv")})


class TestAYearsList:
    LIST = (
        "Tên hoạt động;Từ ngày;Đến ngày;Chuyên đề *;Số người dự *;Trong đó nữ;Công khai\n"
        "Tập huấn A;01/03/2026;02/03/2026;OCOP;45;20;có\n"
        "Tập huấn B;05/03/2026;;OCOP;bốn;;\n"
        "Tập huấn C;31/02/2026;;OCOP;4;;\n"
        "=HYPERLINK(1);06/03/2026;;OCOP;4;9;\n"
        "Tập huấn D;07/03/2026;;OCOP;30;;không\n"
    ).encode()

    async def test_is_taken_row_by_row_and_what_is_refused_comes_back_as_a_list(self, reporting: Reporting) -> None:
        said = (await sent(reporting, self.LIST)).json()
        assert (said["recorded"], said["known"], len(said["refused"])) == (2, 0, 3)
        assert await counted(reporting, "trainings") == 2
        file = await reporting.at(COMMUNE).get(f"/api/activity-imports/{said['id']}/refused.csv")
        rows = list(csv.reader(io.StringIO(file.text.removeprefix("\ufeff"))))
        assert rows[0][-1] == "Lý do chưa nhận"
        assert [row[0] for row in rows[1:]] == ["Tập huấn B", "Tập huấn C", "'=HYPERLINK(1)"]
        assert all(row[-1] for row in rows[1:])

    async def test_sent_again_enters_nothing_twice(self, reporting: Reporting) -> None:
        await sent(reporting, self.LIST)
        again = (await sent(reporting, self.LIST)).json()
        assert (again["recorded"], again["known"]) == (0, 2)
        assert await counted(reporting, "trainings") == 2

    async def test_the_template_that_is_offered_is_taken(self, reporting: Reporting) -> None:
        for kind in activity_list().kinds:
            template = await reporting.at(None).get(f"/api/activity-kinds/{kind.id}/template.csv")
            filled = template.content.replace(b"/2027", b"/2026")
            data = {"office": "33/11977", "kind": kind.id}
            said = await reporting.at(COMMUNE).post(
                "/api/activity-imports", data=data, files={"file": ("mau.csv", filled, "text/csv")}
            )
            assert said.status_code == 201, said.text
            assert (said.json()["recorded"], said.json()["refused"]) == (1, []), kind.id

    async def test_is_sent_by_the_office_itself(self, reporting: Reporting) -> None:
        assert (await sent(reporting, self.LIST, who=PROVINCE)).status_code == 403

    async def test_without_its_columns_is_refused_whole(self, reporting: Reporting) -> None:
        answer = await sent(reporting, b"a;b\n1;2\n")
        assert (answer.status_code, answer.json()["slug"]) == (422, "list.columns-missing")


async def test_every_page_opens(reporting: Reporting) -> None:
    one = await recorded(reporting)
    await reporting.consume(record_of(matched(), NOW))
    [draft] = (await reporting.read("/api/activities", PROVINCE, state="draft"))["items"]
    made = (await sent(reporting, TestAYearsList.LIST)).json()
    paths = [
        "/activities", "/activities/calendar?month=2026-03", "/activities/import", f"/activities/imports/{made['id']}",
        f"/activities/{one['id']}", f"/activities/{one['id']}/correction",
        *(f"/activities/new?kind={kind.id}" for kind in activity_list().kinds),
    ]  # fmt: skip
    for path in paths:
        answer = await reporting.at(COMMUNE).get(path)
        assert answer.status_code == 200, (path, answer.text[:500])
    assert (await reporting.at(PROVINCE).get(f"/activities/{draft['id']}/confirmation")).status_code == 200
