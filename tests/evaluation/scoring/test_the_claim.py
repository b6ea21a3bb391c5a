"""What the producer claimed, from whoever is to judge it first: in JSON and pages, before and after their own answer."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from ocop_events.vocabulary import FilledSheet

from kit.work import Unit
from law.rulebooks import shelf
from services.evaluation.cases import rules
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Answer, Case, Return, Supplement
from services.evaluation.cases.dossier import Dossier, MemberSheet
from services.evaluation.cases.dossier import FilledSheet as Claim
from services.evaluation.rulings import store as ruling_store
from services.evaluation.rulings.ruling import Outcome, Ruling
from tests.callers import person
from tests.evaluation.evaluation_harness import (
    CHAIR,
    MEMBERS,
    OFFICER,
    SECRETARY,
    Deployment,
    Estate,
    at_the_province,
    best,
    dossier,
    seats,
)

RULEBOOK = shelf().get("R26")
CLAIM = best(RULEBOOK, 1)
FIRST, SECOND = [leaf.id for leaf in RULEBOOK.sheet(1).leaves][:2]
ME = MEMBERS[0]


@pytest.fixture
async def case(province: Deployment, estate: Estate, monkeypatch: pytest.MonkeyPatch) -> str:
    """A case whose council scores, of a dossier that claims the most everywhere."""
    claimed = dossier().model_copy(update={"self_assessment": FilledSheet(answers=CLAIM, total="97.5", star=5)})
    monkeypatch.setattr("tests.evaluation.evaluation_harness.dossier", lambda **_changes: claimed)
    case = await at_the_province(province, estate)
    await province.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
    return case


async def claimed(province: Deployment, who: Any, case: str) -> dict[str, Any]:
    found: dict[str, Any] = (await province.read(who, case))["dossier"]["self_assessment"]
    return found


async def ruled_below(unit: Unit, case_id: str) -> None:
    """A ruling of another office on the same dossier, by one sheet."""
    case = await case_store.cases.get(unit, case_id)
    ruling = Ruling(
        id="below",
        case_id=case_id,
        dossier=case.dossier,
        office=case.office,
        tier=case.tier,
        star=4,
        total="80",
        outcome=Outcome.FORWARDED,
        rulebook_id=case.dossier.rulebook_id,
        rulebook_hash=case.dossier.rulebook_hash,
        regulation=RULEBOOK.council.as_text(),
        round=1,
        authority=None,
        decided_on=unit.today,
        issued_at=unit.now,
        scorers=("m",),
        chair_id=None,
        sheets=(MemberSheet(member_id="m", answers=best(RULEBOOK, 1, worse=2)),),
        explanation=(),
        issued_by="m",
    )
    await ruling_store.rulings.add(unit, ruling)


class TestAClaim:
    async def test_is_absent_before_ones_own_answer_and_whole_for_who_does_not_score(
        self, province: Deployment, case: str
    ) -> None:
        for who in (ME, CHAIR):  # from when they sit, not only from when scoring opens
            assert await claimed(province, who, case) == json.loads(FilledSheet().model_dump_json())
        await province.send(CHAIR, f"{case}/scoring", version="case")
        assert (await claimed(province, ME, case))["answers"] == {}
        page = case.removeprefix("/api")
        for path in (page, f"{page}/sheet"):
            text = (await province.at(ME).get(path)).text
            assert "97,5" not in text
            assert "Chủ thể tự chấm:" not in text
        assert (await province.read(ME, f"{case}/sheets/mine"))["claimed"]["answers"] == {}
        for who in (OFFICER, SECRETARY):
            assert (await claimed(province, who, case))["answers"] == CLAIM
            assert "97,5" in (await province.at(who).get(page)).text

    async def test_is_shown_of_each_criterion_that_was_answered(self, province: Deployment, case: str) -> None:
        await province.send(CHAIR, f"{case}/scoring", version="case")
        mine, page = f"{case}/sheets/mine", f"{case.removeprefix('/api')}/sheet"
        kept = {FIRST: RULEBOOK.sheet(1).by_criterion[FIRST].options[0].id}
        draft = await province.send(ME, mine, {"answers": kept}, version=0, method="PUT")
        assert draft["claimed"]["answers"] == {FIRST: CLAIM[FIRST]}
        assert draft["claimed"]["total"] is None
        assert await claimed(province, ME, case) == draft["claimed"]
        assert (await province.at(ME).get(page)).text.count("Chủ thể tự chấm:") == 1
        await province.send(ME, mine, {"answers": CLAIM}, version=draft["version"], method="PUT")
        assert (await claimed(province, ME, case))["total"] == "97.5"
        assert (await claimed(province, MEMBERS[1], case))["answers"] == {}

    async def test_is_not_told_by_another_offices_case_of_the_dossier(self, province: Deployment, case: str) -> None:
        """An officer who sits on the council reads the commune's case too, whose own council never stood."""
        officer_too = person(ME.id, "member@33", "province-officer@33", name=ME.name)
        lines = (await province.read(officer_too, "/api/cases"))["items"]
        [commune] = [f"/api/cases/{one['id']}" for one in lines if not case.endswith(one["id"])]
        for at in (case, commune):
            assert (await claimed(province, officer_too, at))["answers"] == {}
            page = (await province.at(officer_too).get(at.removeprefix("/api"))).text
            assert "97,5" not in page
            assert "/self-assessment" not in page
        assert (await claimed(province, OFFICER, commune))["answers"] == CLAIM

    async def test_is_not_told_by_the_ruling_of_an_office_below(self, province: Deployment, case: str) -> None:
        """Its page and its panels lay the producer's own points beside those of each sheet, and JSON has the dossier."""
        officer_too = person(ME.id, "member@33", "province-officer@33", name=ME.name)
        lines = (await province.read(officer_too, "/api/cases"))["items"]
        [commune] = [one["id"] for one in lines if not case.endswith(one["id"])]
        await province.service.work.run(ruled_below, commune)
        for who, answers in ((officer_too, {}), (OFFICER, CLAIM)):
            for at in ("/api/rulings/below", f"/api/cases/{commune}/ruling"):
                assert (await claimed(province, who, at))["answers"] == answers
            page = html.unescape((await province.at(who).get("/rulings/below")).text)
            assert ("97,5" in page) is bool(answers)
            assert ("Các bên chấm khác nhau ở đâu" in page) is bool(answers)

    def test_is_not_told_by_what_a_supplement_changed(self) -> None:
        answers = tuple(Answer(criterion=id, then=None, now=CLAIM[id]) for id in (FIRST, SECOND))
        back = Return.model_construct(missing=("Phiếu",), supplement=Supplement(answers=answers))
        claim = Claim(answers=CLAIM, total="97.5", star=5, raised=("x",))
        case = Case.model_construct(dossier=Dossier.model_construct(self_assessment=claim), returns=(back,))
        [seen] = rules.with_claim_of(case, {FIRST}).returns
        assert seen.supplement is not None
        assert [(one.criterion, one.now, one.is_shown) for one in seen.supplement.answers] == [
            (FIRST, CLAIM[FIRST], True),
            (SECOND, None, False),
        ]
        assert not seen.supplement.changes_nothing
        shown = rules.with_claim_of(case, {FIRST}).dossier.self_assessment
        assert shown == Claim(answers={FIRST: CLAIM[FIRST]})
