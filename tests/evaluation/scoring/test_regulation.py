"""An office's own council regulation: in force from its day, fixed when scoring opens, stamped into the ruling."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from ocop_events.reference.rulebook import LawTextPublishedV1

from law import lists
from law.rulebooks import shelf
from law.rulebooks.kept import TEXTS, packed
from law.rulebooks.reading import content_of, hash_of
from law.rulebooks.regulations import Regulations, regulations_in
from services.editions import use_cases as editions
from services.evaluation.cases import legal
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.evaluation_harness import (
    CHAIR,
    MEMBERS,
    OFFICER,
    Deployment,
    Estate,
    at_the_province,
    best,
    ruled,
    scored,
    seal_all,
    seats,
)
from tests.records import record_of

OWN = """
id: 33-2026
office: "33"
decision: {vi: Quy chế Hội đồng OCOP tỉnh Hưng Yên, en: Council regulation of Hưng Yên}
in_force: {first: 2026-08-03}
rulebooks: [R26]
council:
  {spread_limit: 2, rounds_at_most: 1, at_forward: recognise-and-forward, scorers_at_least: 4, total: mean,
   quorum_share: "0.75", chair_must_attend: true, secretary_scores: false, sealed_until_all: true, forward_on: star,
   threshold_reading: agreed, agreed_option: most-chosen, reject_line_needs: majority, watch_margin: 1}
"""
HASH = hash_of(content_of(OWN, is_json=False))
LATER = OWN.replace("spread_limit: 2", "spread_limit: 9").replace(
    "rulebooks:", "correction: {on: 2026-08-03, reason: {vi: Đính chính, en: A misprint}}\nrulebooks:"
)
SHEETS = {CHAIR: 0, MEMBERS[0]: 0, MEMBERS[1]: 0, MEMBERS[2]: 3}


@pytest.fixture(autouse=True)
def regulation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "33.yaml").write_text(OWN, encoding="utf-8")
    held = regulations_in(tmp_path)
    monkeypatch.setattr(legal, "regulations", lambda: held)


def sheets() -> dict[Any, dict[str, str]]:
    return {who: best(shelf().get("R26"), 1, worse=worse) for who, worse in SHEETS.items()}


class TestAnOfficesRegulation:
    async def test_governs_its_council_and_is_cited_and_stamped(self, province: Deployment, estate: Estate) -> None:
        case = await at_the_province(province, estate)
        await scored(province, case, sheets())
        shown = await province.read(CHAIR, f"{case}/scoring")
        # Seven points apart is beyond its limit of two, but it allows one round only.
        assert (shown["state"]["code"], shown["rounds"][0]["limit"]) == ("revealed", "2")
        ruling = await ruled(province, case, None)
        assert (ruling["regulation"]["spread_limit"], ruling["regulation"]["rounds_at_most"]) == ("2", "1")
        cited = [step["code"] for step in ruling["steps"] if step["article"] == "Quy chế Hội đồng OCOP tỉnh Hưng Yên"]
        assert {"spread", "spread-after-last-round"} <= set(cited)
        [announced] = await province.facts("vn.ocop.evaluation.ruling.issued.v1")
        assert announced["own_regulation"]["council"]["at_forward"] == "recognise-and-forward"
        assert announced["own_regulation"]["hash"] == HASH
        assert (await province.read(CHAIR, f"/api/rulings/{ruling['ruling_id']}/recount"))["differences"] == []

    async def test_that_comes_later_does_not_change_a_scoring_that_is_open(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await at_the_province(province, estate)
        province.clock.set(datetime(2026, 8, 2, 2, tzinfo=UTC))
        await scored(province, case, sheets())
        province.clock.set(datetime(2026, 8, 4, 2, tzinfo=UTC))
        shown = await province.read(CHAIR, f"{case}/scoring")
        assert shown["rounds"][0]["limit"] == "10"
        ruling = await ruled(province, case)
        assert ruling["regulation"]["spread_limit"] == "10"

    async def test_counts_the_scorers_when_the_council_is_formed(self, province: Deployment, estate: Estate) -> None:
        case = await at_the_province(province, estate)
        refused = await province.send(
            CHAIR, f"{case}/council", seats(members=MEMBERS[:2]), version="case", method="PUT", status=422
        )
        assert (refused["slug"], "4" in refused["detail"]) == ("council.too-few-scorers", True)

    async def test_goes_on_under_the_edition_its_council_was_formed_with_when_the_file_is_overwritten(
        self, province: Deployment, estate: Estate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(editions, "regulations", lambda: legal.regulations())
        await province.service.work.run(editions.keep_the_shelf)
        case = await at_the_province(province, estate, id="d-1")
        formed = await province.send(CHAIR, f"{case}/council", seats(), version="case", method="PUT")
        assert formed["regulated"] == {"id": "33-2026", "hash": HASH}

        (tmp_path / "33.yaml").write_text(LATER, encoding="utf-8")
        held = regulations_in(tmp_path)
        monkeypatch.setattr(legal, "regulations", lambda: held)
        TEXTS.clear()  # a replica that has not looked into the database since
        new = await at_the_province(province, estate, id="d-2")
        latest = await province.send(CHAIR, f"{new}/council", seats(), version="case", method="PUT")
        assert latest["regulated"]["hash"] == held.all()[0].hash != HASH
        await province.send(CHAIR, f"{case}/scoring", version="case")
        await seal_all(province, case, sheets())
        await province.send(CHAIR, f"{case}/scoring/reveal")
        assert (await province.read(CHAIR, f"{case}/scoring"))["rounds"][0]["limit"] == "2"
        await ruled(province, case, None)
        [announced] = await province.facts("vn.ocop.evaluation.ruling.issued.v1")
        assert announced["own_regulation"]["hash"] == HASH

    async def test_is_refused_in_words_when_nobody_holds_the_edition(
        self, province: Deployment, estate: Estate, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case = await at_the_province(province, estate)
        await province.send(CHAIR, f"{case}/council", seats(), version="case", method="PUT")
        monkeypatch.setattr(legal, "regulations", Regulations)
        TEXTS.clear()
        refused = await province.send(CHAIR, f"{case}/scoring", version="case", status=409)
        assert (refused["slug"], HASH[:12] in refused["detail"]) == ("regulation.unknown-edition", True)

    async def test_of_a_council_that_an_earlier_release_formed_is_the_newest(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await at_the_province(province, estate)
        await province.send(CHAIR, f"{case}/council", seats(), version="case", method="PUT")
        await province.service.database["councils"].update_many({}, {"$unset": {"regulated": ""}})
        assert "trước khi hệ thống ghi bản quy chế" in await Browser(province, OFFICER).open(
            f"{case.removeprefix('/api')}/council"
        )
        await province.send(CHAIR, f"{case}/scoring", version="case")
        await seal_all(province, case, sheets())
        await province.send(CHAIR, f"{case}/scoring/reveal")
        assert (await province.read(CHAIR, f"{case}/scoring"))["rounds"][0]["limit"] == "2"

    async def test_is_published_once_with_the_lists_and_kept_by_whoever_consumes_it(
        self, province: Deployment, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run, published = province.service.work.run, "vn.ocop.reference.law-text.published.v1"
        monkeypatch.setattr(editions, "regulations", lambda: legal.regulations())
        await run(editions.keep_the_shelf)
        while await run(editions.publish_one):
            pass
        assert not await run(editions.publish_one)
        told = {one["text_id"]: one for one in await province.facts(published)}
        assert set(told) == {"33-2026", *lists.names()}
        assert told["33-2026"]["edition"] == f"regulation:33-2026/{HASH}"

        former = content_of("list: ladder\nin_force: {first: 2019-01-01}\ndays_before: [45]\n", is_json=False)
        from_the_registry = LawTextPublishedV1(
            edition=f"list:ladder/{hash_of(former)}",
            kind="list",
            text_id="ladder",
            text_hash=hash_of(former),
            first=date(2019, 1, 1),
            content_gzip=packed(rfc8785.dumps(former)),
        )
        lie = from_the_registry.model_copy(update={"text_id": "calendar", "edition": f"list:calendar/{HASH}"})
        for event in (from_the_registry, lie):
            await province.consume(record_of(event, datetime(2026, 8, 3, tzinfo=UTC)))
        assert lists.edition_with("ladder", hash_of(former)).content["days_before"] == [45]
        assert lists.edition("ladder").hash != hash_of(former)
        [parked] = await province.parked()
        assert "not-that-edition" in str(parked)
        TEXTS.clear()
        with pytest.raises(lists.UnknownListEdition):
            lists.edition_with("ladder", hash_of(former))
        await run(editions.take_up)
        assert lists.edition_with("ladder", hash_of(former)).in_force.first == date(2019, 1, 1)
