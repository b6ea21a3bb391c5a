"""An office's own council regulation: in force from its day, fixed when scoring opens, stamped into the ruling."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from law.rulebooks import shelf
from law.rulebooks.regulations import regulations_in
from services.evaluation.cases import legal
from tests.evaluation.evaluation_harness import (
    CHAIR,
    MEMBERS,
    Deployment,
    Estate,
    at_the_province,
    best,
    ruled,
    scored,
    seats,
)

OWN = """
id: 33-2026
office: "33"
decision: {vi: Quy chế Hội đồng OCOP tỉnh Hưng Yên, en: Council regulation of Hưng Yên}
in_force: {first: 2026-08-03}
rulebooks: [R26]
council: {spread_limit: 2, rounds_at_most: 1, at_forward: recognise-and-forward, scorers_at_least: 4}
"""
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
