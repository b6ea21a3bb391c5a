"""One doubtful mark of an act is corrected while dossiers are pending: nothing stops, nothing is replaced, everything is published."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ocop_events.reference.rulebook import RulebookPublishedV1
from ocop_events.registry.dossier import DossierSupplementedV1

from law.explanation import recorded_of, recount
from law.rulebooks import shelf, shipped
from law.rulebooks.kept import KEPT
from services.editions.store import ids_kept
from services.editions.timers import read_editions
from services.editions.use_cases import publish_one
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.evaluation_harness import (
    CHAIR,
    MEMBERS,
    OFFICER,
    SCREENER,
    STRANGER,
    Deployment,
    Estate,
    at_the_province,
    best,
    dossier,
    ruled,
    scored,
    seal_all,
    seats,
    submitted,
)
from tests.law.test_editions import corrected, correction
from tests.law.test_installed import write

R26 = shipped().get("R26")
ALL = [CHAIR, *MEMBERS]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Installs editions as an operator does, and starts the process's shelf anew."""
    monkeypatch.setenv("OCOP_LAW", str(tmp_path))
    before = dict(KEPT)
    KEPT.clear()  # what other tests of this process heard of is none of this installation's
    shelf.cache_clear()

    def now(**files: dict[str, Any]) -> str:
        for name, content in files.items():
            write(tmp_path / "rulebooks", f"{name}.json", content)
        shelf.cache_clear()
        return shelf().latest("R26").hash

    yield now
    KEPT.clear()
    KEPT.update(before)
    shelf.cache_clear()


def sheets() -> dict[Any, dict[str, str]]:
    return {who: best(R26, 1) for who in ALL}


class TestACorrectedMark:
    async def test_leaves_lists_rulings_and_rulebooks_as_they_were(
        self, province: Deployment, estate: Estate, install: Any
    ) -> None:
        done = await at_the_province(province, estate, id="d-1")
        await scored(province, done, sheets())
        ruling = await ruled(province, done)
        pending = await at_the_province(province, estate, id="d-2")
        later = install(R26=corrected())
        assert later != R26.hash
        for who in (OFFICER, SCREENER):
            items = (await province.read(who, "/api/cases"))["items"]
            assert items
            assert not [one for one in items if one.get("refused") or one["amiss"]]
        assert (await province.read(OFFICER, pending))["dossier"]["rulebook_hash"] == R26.hash
        assert (await province.read(CHAIR, f"/api/rulings/{ruling['ruling_id']}/recount"))["differences"] == []
        [announced] = await province.facts("vn.ocop.evaluation.ruling.issued.v1")
        recorded = recorded_of(announced)
        assert recount(shelf().get(recorded.rulebook_id, recorded.rulebook_hash), recorded).differences == ()
        books = {one["id"]: one for one in await province.read(None, "/api/rulebooks")}
        assert (books["R26"]["hash"], books["R26"]["editions"]) == (later, 2)
        assert later[:12] in await Browser(province, OFFICER).open("/rulebooks/R26/editions")
        assert await Browser(province, OFFICER).open("/rulebooks")

    async def test_has_the_pending_go_on_under_their_own_text_and_new_ones_take_the_new(
        self, province: Deployment, estate: Estate, install: Any
    ) -> None:
        case = await at_the_province(province, estate, id="d-1")
        later = install(R26=corrected())
        await scored(province, case, sheets())
        assert (await ruled(province, case))["rulebook_hash"] == R26.hash
        new = await at_the_province(province, estate, id="d-2")
        assert (await province.read(OFFICER, new))["dossier"]["rulebook_hash"] == later

    async def test_is_shown_with_what_it_changed_and_whom_it_touches(
        self, province: Deployment, estate: Estate, install: Any
    ) -> None:
        case = await at_the_province(province, estate)
        later = install(R26=corrected(**correction("2026-09-01")))
        newest, oldest = await province.read(None, "/api/rulebooks/R26/editions")
        assert (newest["hash"], newest["governs"], newest["corrected_on"]) == (later, True, "2026-09-01")
        assert {change["path"].partition("/")[2].partition("/")[0] for change in newest["changes"]} == {
            "correction", "sheets",
        }  # fmt: skip
        assert (oldest["hash"], oldest["governs"], oldest["changes"]) == (R26.hash, False, [])
        touched = f"/api/rulebooks/R26/editions/{R26.hash}/cases"
        assert [one["id"] for one in (await province.read(OFFICER, touched))["items"]] == [case.rpartition("/")[2]]
        assert (await province.read(STRANGER, touched))["items"] == []
        shown = await Browser(province, OFFICER).open("/rulebooks/R26/editions")
        assert (later[:12] in shown, case.rpartition("/")[2] in shown) == (True, True)


class TestApplyingACorrection:
    async def test_has_the_case_judged_under_it_and_keeps_both_in_the_explanation(
        self, province: Deployment, estate: Estate, install: Any
    ) -> None:
        case = await at_the_province(province, estate)
        await province.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
        await province.send(CHAIR, f"{case}/scoring", version="case")
        draft = {"answers": best(R26, 1)}
        await province.send(CHAIR, f"{case}/sheets/mine", draft, version=0, method="PUT")
        later = install(R26=corrected())
        body = {"hash": later, "reason": "Đính chính mức tối thiểu"}
        seen = await province.send(OFFICER, f"{case}/edition", body, version="case")
        assert seen["dossier"]["rulebook_hash"] == later
        step = seen["steps"][-1]
        assert (step["verb"], step["by"]["id"], later[:12] in step["note"]) == ("apply-edition", OFFICER.id, True)
        [applied] = await province.facts("vn.ocop.evaluation.case.edition-applied.v1")
        assert (applied["applied"]["from_hash"], applied["applied"]["to_hash"]) == (R26.hash, later)
        await seal_all(province, case, sheets())
        await province.send(CHAIR, f"{case}/scoring/reveal")
        ruling = await ruled(province, case)
        assert ruling["rulebook_hash"] == later
        [announced] = [one["vi"] for one in ruling["steps"] if one["code"] == "edition"]
        assert (R26.hash[:12] in announced, later[:12] in announced, "Đính chính mức tối thiểu" in announced) == (
            True,
            True,
            True,
        )
        assert (await province.read(CHAIR, f"/api/rulings/{ruling['ruling_id']}/recount"))["differences"] == []

    async def test_seals_under_it_a_first_draft_that_was_being_kept_meanwhile(
        self, province: Deployment, estate: Estate, install: Any
    ) -> None:
        case = await at_the_province(province, estate)
        await province.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
        await province.send(CHAIR, f"{case}/scoring", version="case")
        await province.send(CHAIR, f"{case}/sheets/mine", {"answers": best(R26, 1)}, version=0, method="PUT")
        later = install(R26=corrected())
        await province.send(OFFICER, f"{case}/edition", {"hash": later, "reason": "Đính chính"}, version="case")
        # The draft's transaction began before the edition was applied and ended after it: neither wrote what the other did.
        await province.service.database["sheets"].update_many({}, {"$set": {"rulebook_hash": R26.hash}})
        await seal_all(province, case, sheets())
        await province.send(CHAIR, f"{case}/scoring/reveal")
        ruling = await ruled(province, case)
        assert (await province.read(CHAIR, f"/api/rulings/{ruling['ruling_id']}/recount"))["differences"] == []

    async def test_never_leads_back_from_an_edition_that_only_the_registry_has_in_its_files(
        self, province: Deployment, estate: Estate, install: Any, tmp_path: Path
    ) -> None:
        later = install(R26=corrected(**correction("2026-09-01")))
        await read_editions(province.service)
        case = await at_the_province(province, estate)
        (tmp_path / "rulebooks" / "R26.json").unlink()
        shelf.cache_clear()
        assert (await province.read(OFFICER, case))["dossier"]["rulebook_hash"] == later
        body = {"hash": R26.hash, "reason": "Đính chính"}
        refused = await province.send(OFFICER, f"{case}/edition", body, version="case", status=409)
        assert refused["slug"] == "edition.not-later"
        page = case.removeprefix("/api")
        assert f"{page}/edition" not in await Browser(province, OFFICER).open(page)

    async def test_stays_applied_when_the_producer_supplements(
        self, province: Deployment, estate: Estate, install: Any
    ) -> None:
        await estate.publish(submitted(dossier()))
        [line] = (await province.read(SCREENER, "/api/cases"))["items"]
        case = f"/api/cases/{line['id']}"
        await province.send(SCREENER, f"{case}/return", {"missing": ["Phiếu kiểm nghiệm"]}, version="case")
        later = install(R26=corrected())
        await province.send(SCREENER, f"{case}/edition", {"hash": later, "reason": "Đính chính"}, version="case")

        again = dossier().model_copy(update={"rulebook_hash": R26.hash, "supplement": 1})
        await estate.publish(DossierSupplementedV1(dossier_id=again.dossier_id, dossier=again))
        seen = await province.read(SCREENER, case)
        assert (seen["state"]["code"], seen["dossier"]["rulebook_hash"]) == ("opened", later)

    async def test_is_refused_once_a_sheet_is_sealed(self, province: Deployment, estate: Estate, install: Any) -> None:
        case = await at_the_province(province, estate)
        await province.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
        await province.send(CHAIR, f"{case}/scoring", version="case")
        await seal_all(province, case, {CHAIR: best(R26, 1)})
        later = install(R26=corrected())
        body = {"hash": later, "reason": "Đính chính"}
        refused = await province.send(OFFICER, f"{case}/edition", body, version="case", status=409)
        assert refused["slug"] == "edition.sealed-already"

    async def test_is_refused_without_a_reason_to_strangers_and_of_another_text(
        self, province: Deployment, estate: Estate, install: Any
    ) -> None:
        case = await at_the_province(province, estate)
        later = install(R26=corrected())
        at = f"{case}/edition"
        sent = province.send
        assert (await sent(OFFICER, at, {"hash": later, "reason": " "}, version="case", status=422))["slug"] == (
            "case.reason-missing"
        )
        await sent(STRANGER, at, {"hash": later, "reason": "Đính chính"}, version=1, status=404)
        for hash in (R26.hash, "0" * 64):
            refused = await sent(OFFICER, at, {"hash": hash, "reason": "Đính chính"}, version="case", status=409)
            assert refused["slug"] == "edition.not-later"
        moved = corrected()
        moved["tiers"][0]["acts"] = "scores"
        other = install(R26=moved)
        refused = await sent(OFFICER, at, {"hash": other, "reason": "Đính chính"}, version="case", status=409)
        assert refused["slug"] == "edition.more-than-a-misprint"

    async def test_has_a_page(self, province: Deployment, estate: Estate, install: Any) -> None:
        case = (await at_the_province(province, estate)).removeprefix("/api")
        browser = Browser(province, OFFICER)
        assert f"{case}/edition" not in await browser.open(case)
        later = install(R26=corrected())
        assert f"{case}/edition" in await browser.open(case)
        assert later in await browser.open(f"{case}/edition")
        await browser.submit(f"{case}/edition", {"hash": later, "reason": "Đính chính"})
        assert later[:12] in await browser.open(case)
        assert f"{case}/edition" not in browser.text


class TestWhatADatabaseKeeps:
    async def test_is_found_when_no_file_has_it_any_more(
        self, province: Deployment, estate: Estate, install: Any
    ) -> None:
        later = install(R26=corrected())
        await read_editions(province.service)
        case = await at_the_province(province, estate)
        assert (await province.read(OFFICER, case))["dossier"]["rulebook_hash"] == later
        # The operator overwrites the file; the process is a new one.
        install(R26={**corrected(), "validity_months": 35})
        KEPT.clear()
        assert (await province.read(OFFICER, "/api/cases"))["items"][0]["amiss"]["slug"] == "case.rulebook-differs"
        await read_editions(province.service)
        assert {line["amiss"] is None for line in (await province.read(OFFICER, "/api/cases"))["items"]} == {True}
        await scored(province, case, sheets())
        assert (await ruled(province, case))["rulebook_hash"] == later

    async def test_is_published_once_and_kept_by_whoever_consumes_it(
        self, province: Deployment, estate: Estate, install: Any
    ) -> None:
        later = install(R26=corrected())
        await read_editions(province.service)
        run = province.service.work.run
        while await run(publish_one):
            pass
        announced = await province.facts("vn.ocop.reference.rulebook.published.v1")
        announced_texts = await province.facts("vn.ocop.reference.law-text.published.v1")
        kept = await ids_kept(province.service.work.reading())
        assert sorted(one["edition"] for one in [*announced, *announced_texts]) == sorted(kept)
        assert f"R26/{later}" in {one["edition"] for one in announced}
        await read_editions(province.service)
        assert not await run(publish_one)

    async def test_is_found_by_a_replica_that_another_one_has_not_waited_for(
        self, province: Deployment, estate: Estate, install: Any, tmp_path: Path
    ) -> None:
        later = install(R26=corrected())
        await read_editions(province.service)
        content = dossier()
        assert content.rulebook_hash == later
        # A replica whose files are of the release before, and which has not looked since the other one consumed it.
        (tmp_path / "rulebooks" / "R26.json").unlink()
        shelf.cache_clear()
        KEPT.clear()
        await estate.publish(submitted(content))
        [line] = (await province.read(SCREENER, "/api/cases"))["items"]
        assert line["amiss"] is None

    async def test_is_kept_once_by_replicas_that_start_together(self, province: Deployment, install: Any) -> None:
        install(R26=corrected())
        await asyncio.gather(*(read_editions(province.service) for _ in range(3)))
        kept = await ids_kept(province.service.work.reading())
        assert len([one for one in kept if ":" not in one]) == len(shipped().all()) + 1

    async def test_is_parked_when_its_text_is_another(self, province: Deployment, install: Any) -> None:
        from law.rulebooks.kept import packed
        from tests.records import record_of

        lie = RulebookPublishedV1(
            edition="R26/" + "f" * 64,
            rulebook_id="R26",
            rulebook_hash="f" * 64,
            title_vi="Bộ",
            title_en="Act",
            first=R26.in_force.first,
            content_gzip=packed(R26.text),
        )
        await province.consume(record_of(lie, datetime(2026, 8, 3, tzinfo=UTC)))
        [parked] = await province.parked()
        assert "not-that-edition" in str(parked)
        assert ("R26", "f" * 64) not in KEPT


class TestARowThatCannotBeShown:
    async def test_does_not_take_the_list_down(
        self, province: Deployment, estate: Estate, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await estate.publish(submitted(dossier(id="d-1")))
        await estate.publish(submitted(dossier(id="d-2")))
        lines = (await province.read(SCREENER, "/api/cases"))["items"]
        from services.evaluation.cases import views

        overdue = views.rules.is_overdue

        def broken(case: Any, on: Any) -> bool:
            if case.id == lines[0]["id"]:
                raise ZeroDivisionError
            return overdue(case, on)

        monkeypatch.setattr(views.rules, "is_overdue", broken)
        first, second = (await province.read(SCREENER, "/api/cases"))["items"]
        assert (first["id"], first["refused"]["slug"]) == (lines[0]["id"], "row.not-shown")
        assert second == lines[1]
