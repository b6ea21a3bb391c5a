"""An office confirms, or replaces, what steers its councils before its first ruling."""

from __future__ import annotations

import html

from law.rulebooks import shelf
from services.recusals import use_cases
from services.recusals.case_recusals import CaseRecusals
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.evaluation_harness import (
    CHAIR,
    MEMBERS,
    OFFICER,
    REGULATION,
    Deployment,
    Estate,
    at_the_province,
    best,
    confirmed,
    ruled,
    scored,
    seats,
)

SHEETS = {who: best(shelf().get("R26"), 1) for who in (CHAIR, *MEMBERS[:3])}
DECISION = {"decision_number": "100/QĐ-UBND"}


async def to_be_ruled(province: Deployment, estate: Estate) -> str:
    case = await at_the_province(province, estate)
    await scored(province, case, SHEETS)
    await province.send(CHAIR, f"{case}/scoring/conclude")
    return case


async def setting(province: Deployment, case: str, name: str) -> tuple[str, str]:
    """The value of a setting, and who said it."""
    shown = await province.read(CHAIR, f"{case}/regulation")
    [(value, says)] = [(one["value"], one["says"]) for one in shown["settings"] if one["name"] == name]
    return value, says


class TestARuling:
    async def test_is_refused_until_the_office_has_confirmed_and_says_where(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await to_be_ruled(province, estate)
        refused = await province.send(CHAIR, f"{case}/ruling", DECISION, version="case", status=409)
        assert refused["slug"] == "regulation.unconfirmed"
        assert f"/cases/{case.rpartition('/')[2]}/regulation" in refused["detail"]
        assert await province.facts("vn.ocop.evaluation.ruling.issued.v1") == []
        await confirmed(province, case)
        await province.send(CHAIR, f"{case}/ruling", DECISION, version="case")

    async def test_cites_what_the_office_confirmed_and_nothing_of_another_province(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await to_be_ruled(province, estate)
        await confirmed(province, case)
        ruling = await province.send(CHAIR, f"{case}/ruling", DECISION, version="case")
        cited = {step["code"]: step["article"] for step in ruling["steps"]}
        assert (cited["quorum"], cited["mean"]) == (REGULATION["decision"], REGULATION["decision"])
        said = " ".join(str(step) for step in ruling["steps"])
        for other in ("Tây Ninh", "Đồng Tháp", "mặc định của phần mềm", "chưa có quy chế"):
            assert other not in said
        assert (await province.read(OFFICER, f"/api/rulings/{ruling['ruling_id']}/recount"))["differences"] == []

    async def test_of_a_council_that_counted_otherwise_goes_on_as_it_began(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await to_be_ruled(province, estate)
        await province.send(CHAIR, f"{case}/regulation", {**REGULATION, "council": {"spread_limit": "5"}}, version=0)
        ruling = await province.send(CHAIR, f"{case}/ruling", DECISION, version="case")
        assert ruling["regulation"]["spread_limit"] == "10"
        [fact] = await province.facts("vn.ocop.evaluation.ruling.issued.v1")
        assert fact["own_regulation"] is None
        later = await at_the_province(province, estate, id="d-2")
        await scored(province, later, SHEETS)
        ruling = await ruled(province, later, "101/QĐ-UBND")
        assert ruling["regulation"]["spread_limit"] == "5"

    async def test_cites_what_was_confirmed_also_where_only_the_manner_of_working_changed(
        self, province: Deployment, estate: Estate
    ) -> None:
        """Whether a scorer sees the producer's claim is set on the page, and no result follows from it."""
        case = await to_be_ruled(province, estate)
        path, chair = case.removeprefix("/api") + "/regulation", Browser(province, CHAIR)
        assert await setting(province, case, "claim_shown") == ("after-own-answer", "assumed")
        await chair.open(path)
        await chair.submit(path, {**REGULATION, "council-claim_shown": "always"})
        assert await setting(province, case, "claim_shown") == ("always", "regulation")
        ruling = await province.send(CHAIR, f"{case}/ruling", DECISION, version="case")
        assert "claim_shown" not in ruling["regulation"]
        [fact] = await province.facts("vn.ocop.evaluation.ruling.issued.v1")
        assert fact["own_regulation"]["decision"]["vi"] == REGULATION["decision"]
        assert (await province.read(OFFICER, f"/api/rulings/{ruling['ruling_id']}/recount"))["differences"] == []


class TestConfirming:
    async def test_refuses_what_no_regulation_can_say_all_of_it_at_once(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await at_the_province(province, estate)
        council = {"quorum_share": "7", "secretary_scores": "có lẽ", "nonsense": "1"}
        body = {**REGULATION, "first": "2026-12-01", "council": council, "terms": {"sleep": 3}}
        refused = await province.send(CHAIR, f"{case}/regulation", body, version=0, status=422)
        assert {one["pointer"] for one in refused["errors"]} == {
            "/first",
            "/council/quorum_share",
            "/council/secretary_scores",
            "/council/nonsense",
            "/terms/sleep",
        }
        shown = await province.read(CHAIR, f"{case}/regulation")
        assert (shown["decision"], shown["terms_assumed"]) == (None, True)

    async def test_keeps_what_was_confirmed_before_and_publishes_each_edition(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await at_the_province(province, estate)
        await province.send(CHAIR, f"{case}/regulation", REGULATION, version=0)
        other = {**REGULATION, "council": {"watch_margin": "0,5"}}
        shown = await province.send(CHAIR, f"{case}/regulation", other, version=1)
        assert {one["name"]: one["value"] for one in shown["settings"]}["watch_margin"] == "0.5"
        assert {one["says"] for one in shown["settings"]} == {"regulation"}
        row = await province.service.database["office_regulations"].find_one({})
        assert row is not None
        assert len(row["earlier"]) == 1
        facts = await province.facts("vn.ocop.evaluation.regulation.confirmed.v1")
        assert [fact["office"] for fact in facts] == ["33", "33"]
        assert facts[0]["text_hash"] != facts[1]["text_hash"]

    async def test_never_replaces_what_another_confirmed_meanwhile(self, province: Deployment, estate: Estate) -> None:
        case = await at_the_province(province, estate)
        path = f"{case}/regulation"
        seen = (await province.read(CHAIR, path))["version"]
        page = Browser(province, CHAIR)
        await page.open(path.removeprefix("/api"))
        other = {**REGULATION, "council": {"watch_margin": "0,5"}}
        await province.send(OFFICER, path, other, version=seen)
        assert (await province.send(CHAIR, path, REGULATION, version=seen, status=412))["slug"] == "stale"
        assert (await province.send(CHAIR, path, REGULATION, status=428))["slug"]
        await page.submit(path.removeprefix("/api"), REGULATION, status=412)
        shown = await province.read(CHAIR, path)
        assert {one["name"]: one["value"] for one in shown["settings"]}["watch_margin"] == "0.5"

    async def test_is_a_task_of_whoever_rules_from_the_first_council_on(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await at_the_province(province, estate)
        page = case.removeprefix("/api")
        for who, when in ((OFFICER, False), (CHAIR, False)):
            assert ("chưa xác nhận Quy chế" in html.unescape(await Browser(province, who).open("/work"))) is when
        await province.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
        for asked in (OFFICER, CHAIR):
            assert f"{page}/regulation" in await Browser(province, asked).open("/work")
            assert f"{page}/regulation" in await Browser(province, asked).open(page)
        assert f"{page}/regulation" not in await Browser(province, MEMBERS[0]).open("/work")
        chair = Browser(province, CHAIR)
        text = html.unescape(await chair.open(f"{page}/regulation"))
        assert "Tây Ninh" in text  # whose word the value is until now
        await chair.submit(f"{page}/regulation", {**REGULATION, "terms-open": "0"}, status=422)
        await chair.open(f"{page}/regulation")
        await chair.submit(f"{page}/regulation", {**REGULATION, "terms-open": "2"})
        assert f"{page}/regulation" not in await Browser(province, CHAIR).open("/work")
        assert (await province.read(CHAIR, f"{case}/regulation"))["terms"]["open"] == 2

    async def test_is_asked_of_nobody_on_a_case_that_is_closed_to_them(
        self, province: Deployment, estate: Estate
    ) -> None:
        """Whoever stood aside from the dossier, at whichever office, is led to another case or to none."""
        first = await at_the_province(province, estate)
        await province.send(OFFICER, f"{first}/council", seats(), version="case", method="PUT")
        aside = CaseRecusals(id="elsewhere", dossier_id="d-1", people=(OFFICER.id,))
        await province.service.work.run(use_cases.note, [aside])
        assert "/regulation" not in await Browser(province, OFFICER).open("/work")
        assert f"{first.removeprefix('/api')}/regulation" in await Browser(province, CHAIR).open("/work")
        other = await at_the_province(province, estate, id="d-2")
        await province.send(OFFICER, f"{other}/council", seats(), version="case", method="PUT")
        page = await Browser(province, OFFICER).open("/work")
        assert f"{other.removeprefix('/api')}/regulation" in page
        assert f"{first.removeprefix('/api')}/regulation" not in page
