"""Inspections at their endpoints and on their pages: planned, held, recorded, and told to nobody who will be inspected."""

from __future__ import annotations

import hashlib
import html
from importlib.resources import files
from io import BytesIO
from typing import Any

import yaml
from PIL import Image
from prometheus_client import CollectorRegistry

from kit.papers.written import paper_of
from law.inspections import inspection_rules
from services.registry.inspections.gauges import InspectionGauges
from tests.registry.agencies.agency_harness import certified, publish, record
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    CHAU,
    COMMUNE,
    HUONG,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PDF,
    PROVINCE_OFFICER,
    STRANGER,
    Registry,
    a_product,
)

DATA = ("HTX", "Nhãn", "Nguyễn", "Long nhãn")
TYPE = "vn.ocop.registry.inspection."
LINES = [line.id for _, line in inspection_rules().checklist(["mark"])]
HELD = {
    "visited_on": "2026-08-03",
    "inspectors": "Nguyễn Văn An, Phòng Kinh tế\nTrần Thị Bích",
    "present": "Bà Nguyễn Thị Hương",
    "verdicts": dict.fromkeys(LINES, "kept"),
}
FAILED = HELD | {
    "verdicts": dict.fromkeys(LINES, "kept") | {"star-right": "not-kept"},
    "found": {"star-right": "Túi in 5 sao, được công nhận 4 sao"},
}


def a_picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 30), "olive").save(made, "JPEG")
    return made.getvalue()


async def schedule(
    registry: Registry, product: dict[str, Any], who: Any = OFFICER, status: int = 201, **more: Any
) -> Any:
    asked = {
        "producer_id": product["producer_id"],
        "product_id": product["id"],
        "planned_on": "2026-08-03",
        "scopes": ["mark"],
    }
    if "plan_id" not in more:
        asked["unplanned_because"] = "Người dân phản ánh in sai hạng sao"
    return await registry.send(who, "/api/inspections", asked | more, status=status)


async def check(
    registry: Registry, inspection: dict[str, Any], said: Any = HELD, who: Any = OFFICER, **more: Any
) -> Any:
    at = f"/api/inspections/{inspection['id']}/results"
    return await registry.send(who, at, said, method="PUT", version=inspection["version"], **more)


async def complete(
    registry: Registry,
    inspection: dict[str, Any],
    who: Any = OFFICER,
    status: int = 200,
    file: bytes | None = PDF,
    **more: Any,
) -> Any:
    answer = await registry.at(who).post(
        f"/api/inspections/{inspection['id']}/completion",
        data={"number": "05/BB-KT", "signed_on": "2026-08-03"} | more,
        files={"file": ("bien-ban.pdf", file, "application/pdf")} if file else {"none": ("", b"")},
        headers={"if-match": f'"{inspection["version"]}"'},
    )
    assert answer.status_code == status, answer.text
    return answer.json()


async def read_in_vietnamese(browser: Browser, path: str) -> str:
    answer = await browser.client.get(path, params={"lang": "vi"}, follow_redirects=True)
    assert answer.status_code == 200, answer.text
    return html.unescape(answer.text)


async def approved_plan(registry: Registry, product: dict[str, Any]) -> Any:
    plan = await registry.send(PROVINCE_OFFICER, "/api/inspection-plans", {"year": 2026})
    at = f"/api/inspection-plans/{plan['id']}"
    line = {"producer_id": product["producer_id"], "scopes": ["mark"], "quarter": 3, "why": "Chưa kiểm tra lần nào"}
    plan = await registry.send(PROVINCE_OFFICER, f"{at}/lines", line, version=plan["version"])
    decision = {"number": "12/QĐ-UBND", "signed_on": "2026-08-01", "signed_by": "Trần Văn Bình"}
    return await registry.send(PROVINCE_OFFICER, f"{at}/approval", decision, version=plan["version"])


class TestAnUnplannedVisit:
    async def test_is_scheduled_noted_signed_and_told_with_what_it_found(self, registry: Registry) -> None:
        product = await a_product(registry)
        visit = await schedule(registry, product)
        assert (visit["state"], visit["office"], visit["due_on"]) == ("scheduled", COMMUNE, "2026-08-03")
        noted = await check(registry, visit, FAILED)
        assert (noted["state"], noted["due_on"]) == ("checked", "2026-08-10")  # five working days
        paper = await registry.at(OFFICER).get(f"/api/inspections/{visit['id']}/record")
        assert paper.content.startswith(b"%PDF")
        sent = await registry.at(OFFICER).post(
            f"/api/inspections/{visit['id']}/pictures",
            files={"file": ("tui.jpg", a_picture(), "image/jpeg")},
            data={"line": "star-right"},
        )
        pictured = sent.json()
        assert (sent.status_code, pictured["pictures"][0]["line"]) == (201, "star-right")
        done = await complete(registry, pictured)
        assert (done["state"], done["passed"], done["record"]["file"]["name"]) == ("completed", False, "bien-ban.pdf")
        [fact] = await registry.facts(f"{TYPE}completed.v1")
        [finding] = fact["findings"]
        assert (finding["line"], finding["severity"], finding["pictures"][0]["sha256"]) == (
            "star-right", "critical", pictured["pictures"][0]["sha256"],
        )  # fmt: skip
        assert (fact["finding"], fact["record"]["sha256"], fact["record"]["kind"]) == (
            "failed", done["record"]["file"]["sha256"], "BB",
        )  # fmt: skip
        signed = await registry.at(HUONG).get(f"/api/inspections/{visit['id']}/signed-record")
        assert signed.content == PDF
        shown = await registry.at(HUONG).get(
            f"/api/inspections/{visit['id']}/pictures/{finding['pictures'][0]['id']}/shown"
        )
        assert shown.status_code == 200

    async def test_has_its_record_on_file_as_it_is_to_be_signed_and_as_it_was(self, registry: Registry) -> None:
        noted = await check(registry, await schedule(registry, await a_product(registry)), FAILED)
        at = f"/api/inspections/{noted['id']}"

        async def written() -> bytes:
            return (await registry.at(OFFICER).get(f"{at}/record")).content

        async def verdict(file: bytes) -> dict[str, Any]:
            asked = {"named": named} if (named := paper_of(file)) else {}
            address = f"/api/papers/{hashlib.sha256(file).hexdigest()}"
            answer: dict[str, Any] = (await registry.at(OFFICER).get(address, params=asked)).json()
            return answer

        before = await written()
        assert (paper_of(before), (await verdict(before))["verdict"]) == (noted["id"], "draft")
        assert (await verdict(before + b" "))["verdict"] == "altered"
        sent = await registry.at(OFFICER).post(f"{at}/pictures", files={"file": ("tui.jpg", a_picture(), "image/jpeg")})
        after = await written()
        assert after != before  # it says how many photographs go with it
        assert (await verdict(after))["verdict"] == "draft"
        unsigned = await complete(registry, sent.json(), status=409, file=after)
        assert unsigned["type"].endswith("paper.draft-is-not-signed")
        await complete(registry, sent.json())
        answer = await verdict(PDF)
        assert (answer["verdict"], answer["number"], answer["signed_on"]) == ("issued", "5/BB-KT", "2026-08-03")
        assert (await verdict(after))["verdict"] == "draft"

    async def test_may_bring_a_photograph_of_the_signed_record(self, registry: Registry) -> None:
        noted = await check(registry, await schedule(registry, await a_product(registry)))
        # As an earlier release left it: noted, and nothing of it in the register of papers.
        for name in ("papers", "paper_files"):
            await registry.service.database[name].delete_many({})
        photograph = a_picture()
        done = await complete(registry, noted, file=photograph)
        assert done["record"]["file"]["media_type"] == "image/jpeg"
        digest = hashlib.sha256(photograph).hexdigest()
        assert (await registry.at(OFFICER).get(f"/api/papers/{digest}")).json()["verdict"] == "issued"

    async def test_takes_no_record_of_another_visit(self, registry: Registry) -> None:
        product = await a_product(registry)
        first = await check(registry, await schedule(registry, product))
        await complete(registry, first)
        second = await check(registry, await schedule(registry, product))
        refused = await complete(registry, second, status=409)
        assert refused["type"].endswith("paper.copy-of-another")

    async def test_whose_record_was_not_signed_says_so(self, registry: Registry) -> None:
        noted = await check(registry, await schedule(registry, await a_product(registry)))
        wrong = await complete(registry, noted, status=422, file=None)
        assert wrong["type"].endswith("inspection.signature-missing")
        await complete(registry, noted, file=None, refused="true", note="Không đồng ý; ông Bình chứng kiến")
        [fact] = await registry.facts(f"{TYPE}completed.v1")
        assert (fact["refused_to_sign"], fact["record"].get("sha256"), fact["finding"]) == (True, None, "passed")

    async def test_may_be_moved_or_not_held(self, registry: Registry) -> None:
        visit = await schedule(registry, await a_product(registry))
        at = f"/api/inspections/{visit['id']}"
        moved = await registry.send(OFFICER, f"{at}/day", {"planned_on": "2026-08-20"}, method="PUT", version=1)
        gone = await registry.send(OFFICER, f"{at}/cancellation", {"reason": "Bão"}, version=moved["version"])
        assert (gone["state"], gone["due_on"]) == ("cancelled", None)
        assert [one["planned_on"] for one in await registry.facts(f"{TYPE}planned.v1")] == ["2026-08-03", "2026-08-20"]
        [fact] = await registry.facts(f"{TYPE}cancelled.v1")
        assert fact["reason"] == "Bão"

    async def test_is_held_by_exactly_its_office(self, registry: Registry) -> None:
        product = await a_product(registry)
        visit = await schedule(registry, product)
        await check(registry, visit, who=PROVINCE_OFFICER, status=403)
        await check(registry, visit, who=NEIGHBOURS_OFFICER, status=404)
        for who, status in ((HUONG, 403), (CHAU, 403), (NEIGHBOURS_OFFICER, 404), (STRANGER, 404)):
            await schedule(registry, product, who, status)


class TestWhatIsPlanned:
    async def test_is_told_to_nobody_who_will_be_inspected(self, registry: Registry) -> None:
        product = await a_product(registry)
        visit = await schedule(registry, product)
        noted = await check(registry, visit, FAILED)
        browser, plain = Browser(registry, HUONG), f"/producers/{product['producer_id']}"
        for path in ("", "/record", "/signed-record", "/pictures/x"):
            assert (await registry.at(HUONG).get(f"/api/inspections/{visit['id']}{path}")).status_code == 404
        listed = await registry.read(HUONG, "/api/inspections")
        assert listed["items"] == []
        for path in ("/inspections?q=Nhãn", "/inspections?state=scheduled", plain, f"/products/{product['id']}"):
            said = await read_in_vietnamese(browser, path)
            assert visit["id"] not in said
            assert "in sai hạng sao" not in said
        await browser.open(f"/inspections/{visit['id']}", status=404)
        await browser.open(f"/inspections/{visit['id']}/checklist", status=404)
        await browser.open("/inspection-plans", status=403)
        await complete(registry, noted)
        assert [one["id"] for one in (await registry.read(HUONG, "/api/inspections"))["items"]] == [visit["id"]]
        assert "Túi in 5 sao" in await browser.open(f"/inspections/{visit['id']}", announced=DATA)
        assert visit["id"] in await read_in_vietnamese(browser, plain)

    async def test_nor_afterwards_why_it_was_unplanned(self, registry: Registry) -> None:
        product = await a_product(registry)
        visit = await schedule(registry, product)
        await complete(registry, await check(registry, visit))
        seen = await registry.read(HUONG, f"/api/inspections/{visit['id']}")
        assert (seen["unplanned_because"], seen["plan_id"]) == ("", None)
        assert "in sai hạng sao" not in await Browser(registry, HUONG).open(
            f"/inspections/{visit['id']}", announced=DATA
        )
        assert (await registry.read(OFFICER, f"/api/inspections/{visit['id']}"))["unplanned_because"]

    async def test_by_the_province_is_not_told_to_the_commune_until_it_is_over(self, registry: Registry) -> None:
        product = await a_product(registry)
        plan = await approved_plan(registry, product)
        visit = await schedule(registry, product, PROVINCE_OFFICER, plan_id=plan["id"], line_id="1")
        await registry.read(OFFICER, f"/api/inspections/{visit['id']}", status=404)
        await registry.read(OFFICER, f"/api/inspection-plans/{plan['id']}", status=404)
        noted = await check(registry, visit, who=PROVINCE_OFFICER)
        await complete(registry, noted, PROVINCE_OFFICER)
        await registry.read(OFFICER, f"/api/inspections/{visit['id']}")

    def test_makes_no_mail(self) -> None:
        texts = files("services.notifications") / "templates" / "texts"
        mailed = {
            one["event"]
            for folder in texts.iterdir()
            for text in folder.iterdir()
            for one in yaml.safe_load(text.read_text(encoding="utf-8"))["news"]
        }
        of_ours = {one for one in mailed if one.startswith((TYPE, "vn.ocop.registry.inspection-plan."))}
        assert of_ours == {f"{TYPE}completed.v1"}


class TestAPlan:
    async def test_is_approved_held_and_closed_with_its_counts(self, registry: Registry) -> None:
        product = await a_product(registry)
        plan = await approved_plan(registry, product)
        at = f"/api/inspection-plans/{plan['id']}"
        [approved] = await registry.facts("vn.ocop.registry.inspection-plan.approved.v1")
        assert (approved["paper"]["number"], approved["lines"][0]["reasons"]) == (
            "12/QĐ-UBND",
            ["Chưa kiểm tra lần nào"],
        )
        visit = await schedule(registry, product, PROVINCE_OFFICER, plan_id=plan["id"], line_id="1")
        again = await schedule(registry, product, PROVINCE_OFFICER, 409, plan_id=plan["id"], line_id="1")
        assert again["type"].endswith("inspection.scheduled-already")
        now = await registry.read(PROVINCE_OFFICER, at)
        open_still = await registry.send(PROVINCE_OFFICER, f"{at}/closing", {}, version=now["version"], status=409)
        assert open_still["type"].endswith("visits-still-open")
        await complete(registry, await check(registry, visit, who=PROVINCE_OFFICER), PROVINCE_OFFICER)
        await registry.send(PROVINCE_OFFICER, f"{at}/closing", {}, version=now["version"])
        [closed] = await registry.facts("vn.ocop.registry.inspection-plan.closed.v1")
        assert (closed["lines"], closed["held"], closed["unplanned"]) == (1, 1, 0)

    async def test_is_one_a_year_of_an_office_and_its_own_to_change(self, registry: Registry) -> None:
        plan = await approved_plan(registry, await a_product(registry))
        twice = await registry.send(PROVINCE_OFFICER, "/api/inspection-plans", {"year": 2026}, status=409)
        assert twice["type"].endswith("inspection-plan.there-already")
        at = f"/api/inspection-plans/{plan['id']}"
        for who, status in ((OFFICER, 404), (HUONG, 404), (STRANGER, 404)):
            await registry.send(who, f"{at}/amendment", {"reason": "x"}, version=plan["version"], status=status)
        opened = await registry.send(
            PROVINCE_OFFICER, f"{at}/amendment", {"reason": "Bổ sung"}, version=plan["version"]
        )
        gone = await registry.send(PROVINCE_OFFICER, f"{at}/lines/1", method="DELETE", version=opened["version"])
        assert (gone["state"], gone["lines"]) == ("draft", [])


class TestAnotherAgencysInspection:
    async def test_stands_in_the_same_list_and_leaves_it_with_a_wrong_match(self, registry: Registry) -> None:
        issued = await certified(registry)
        await publish(registry, record("inspection.reported", product_code=issued["product_code"]))
        [listed] = (await registry.read(HUONG, "/api/inspections"))["items"]
        assert (listed["state"], listed["reported"]["agency"], listed["passed"]) == ("reported", "food-safety", False)
        assert "Nhãn thiếu hạn dùng" in await Browser(registry, OFFICER).open(
            f"/inspections/{listed['id']}", announced=DATA
        )
        await publish(registry, record("inspection.reported", product_code=issued["product_code"]))
        assert len((await registry.read(OFFICER, "/api/inspections"))["items"]) == 1
        report = listed["reported"]["agency_report_id"]
        known = await registry.read(PROVINCE_OFFICER, f"/api/agency-reports/{report}")
        at = f"/api/agency-reports/{report}/withdrawal"
        await registry.send(PROVINCE_OFFICER, at, {"reason": "Gắn nhầm"}, version=known["version"])
        for who in (HUONG, OFFICER, PROVINCE_OFFICER):
            assert (await registry.read(who, "/api/inspections"))["items"] == []
        assert await registry.facts(f"{TYPE}completed.v1") == []


class TestThePages:
    async def test_lead_from_the_plan_to_the_record(self, registry: Registry) -> None:
        product = await a_product(registry)
        browser = Browser(registry, PROVINCE_OFFICER)
        await browser.open("/inspection-plans/new")
        at = await browser.submit("/inspection-plans/new", {"year": "2026"})
        await browser.open(f"{at}/lines/new?q=nhan long")
        assert product["producer_id"] in browser.text
        await browser.open(f"{at}/lines/new?producer={product['producer_id']}", announced=DATA)
        await browser.submit(f"lines/new?producer={product['producer_id']}", {"scopes": "mark", "quarter": "3"})
        await browser.open(at, announced=DATA)
        wrong = await browser.submit("/approval", {"number": "", "signed_on": "1/8/2026"}, status=422)
        assert "Số quyết định" in wrong
        await browser.open(at, announced=DATA)
        await browser.submit("/approval", {"number": "12/QĐ-UBND", "signed_on": "1/8/2026", "signed_by": "Bình"})
        await browser.open(at, announced=DATA)
        [new] = [
            part.split('"')[0]
            for part in html.unescape(browser.text).split('href="/registry')[1:]
            if "line=1" in part.split('"')[0]
        ]
        await browser.open(new, announced=DATA)
        visit = await browser.submit(new, {"planned_on": "3/8/2026", "scopes": "mark"})
        await browser.open(visit, announced=DATA)
        await browser.open(f"{visit}/checklist")
        said = {f"verdicts-{line}": "kept" for line in LINES} | {"verdicts-star-right": "not-kept"}
        more = {"visited_on": "3/8/2026", "inspectors": "An", "present": "Bà Hương"}
        wrong = await browser.submit("/checklist", said | more, status=422)
        assert "ghi cụ thể đã thấy gì" in wrong
        await browser.submit("/checklist", said | more | {"found-star-right": "In 5 sao"})
        await browser.open(f"{visit}/completion")
        paper = {"file": ("bb.pdf", PDF, "application/pdf")}
        await browser.submit("/completion", {"number": "1/BB", "signed_on": "3/8/2026"}, files=paper)
        assert "In 5 sao" in await browser.open(visit, announced=DATA)
        await browser.open("/inspections", announced=DATA)
        assert visit in await read_in_vietnamese(browser, f"/producers/{product['producer_id']}")


async def test_what_is_due_is_counted_and_forgotten_once_it_is_over(registry: Registry) -> None:
    counted = CollectorRegistry()
    gauges = InspectionGauges(counted)
    visit = await schedule(registry, await a_product(registry))
    registry.clock.set(registry.clock.now().replace(day=6))

    async def now(stage: str) -> tuple[float | None, float | None]:
        await gauges.refresh(registry.service.work.reading())
        names = ("ocop_inspections_due", "ocop_inspections_oldest_overdue_seconds")
        due, late = (counted.get_sample_value(name, {"stage": stage}) for name in names)
        return due, late

    assert await now("scheduled") == (1.0, 3 * 86_400.0)
    queue = await Browser(registry, OFFICER).open("/queues", announced=("",))
    assert "/inspections" in queue
    noted = await check(registry, visit)
    assert await now("scheduled") == (0.0, 0.0)
    await complete(registry, noted)
    assert await now("checked") == (0.0, 0.0)
