"""A decision's number is its office's once a year, drafted here or typed: a repeat is refused, and the refusal says what has it."""

from __future__ import annotations

from typing import Any

from kit.papers.numbers import numbers
from services.evaluation.councils import citing
from services.evaluation.decisions.decision import ON_NUMBERS
from services.evaluation.decisions.decision import Kind as Decided
from services.evaluation.documents.document import NAMES, Kind
from tests.evaluation.decisions.decisions_harness import scored_cases
from tests.evaluation.documents.test_documents_of_a_case import drafted, sign, step, to_be_ruled
from tests.evaluation.evaluation_harness import CHAIR, OFFICER, Deployment, Estate, at_the_province, reading, seats


async def rule(deployment: Deployment, case: str, number: str, status: int = 201) -> Any:
    body = {"decision_number": number, "decided_on": "2026-08-03"}
    return await deployment.send(CHAIR, f"{case}/ruling", body, version="case", status=status)


async def form(deployment: Deployment, case: str, number: str, status: int = 200) -> Any:
    body = {**seats(), "decision_number": number}
    return await deployment.send(OFFICER, f"{case}/council", body, version="case", method="PUT", status=status)


async def correct(deployment: Deployment, ruling: Any, number: str, status: int = 200) -> Any:
    body = {"what": "Ghi nhầm số.", "decision_number": number}
    at = f"/api/rulings/{ruling['ruling_id']}/corrections"
    return await deployment.send(CHAIR, at, body, version=ruling["version"], status=status)


async def held(deployment: Deployment) -> set[str]:
    return {row.id for row in await numbers.select(reading(deployment), {})}


async def as_an_earlier_release_left_it(deployment: Deployment) -> None:
    """Its home has no register, and its rulings are no lines of decisions."""
    database = deployment.service.database
    for name in (numbers.name, "decisions"):
        await database[name].delete_many({})
    await database["rulings"].update_many({}, {"$set": {"decision": None}})


class TestANumberTypedIntoARuling:
    async def test_is_refused_to_another_however_it_is_spelt(self, province: Deployment, estate: Estate) -> None:
        first, second = [await to_be_ruled(province, estate, id=id) for id in ("d-1", "d-2")]
        ruling = await rule(province, first, "100/QĐ-UBND")
        for spelt in ("100/QĐ-UBND", "Số 0100", "qđ 100"):
            refused = await rule(province, second, spelt, 409)
            assert refused["slug"] == "decision.one-for-several"
            assert "100/QĐ-UBND ngày 03/08/2026" in str(refused)
            assert "soạn một quyết định nhiều dòng" in str(refused)
            assert "d-1" not in str(refused), "whom it is about is no business of who typed it"
        await rule(province, second, "101/QĐ-UBND")
        taken = await correct(province, ruling, "101", 409)
        assert taken["slug"] == "decision.number-taken"
        assert "quyết định phê duyệt kết quả, ngày 03/08/2026" in str(taken)

    async def test_is_free_once_it_is_corrected(self, province: Deployment, estate: Estate) -> None:
        first, second = [await to_be_ruled(province, estate, id=id) for id in ("d-1", "d-2")]
        await correct(province, await rule(province, first, "100/QĐ-UBND"), "110/QĐ-UBND")
        await rule(province, second, "110", 409)
        await rule(province, second, "100/QĐ-UBND")

    async def test_is_not_a_draft_s_either(self, province: Deployment, estate: Estate) -> None:
        first, second = [await to_be_ruled(province, estate, id=id) for id in ("d-1", "d-2")]
        await rule(province, first, "100/QĐ-UBND")
        draft = await drafted(province, second, "recognition")
        taken = await sign(province, draft, "QĐ 100")
        assert (taken.status_code, taken.json()["slug"]) == (409, "decision.number-taken")
        await step(province, (await sign(province, draft, "101")).json(), "issue")

    async def test_is_read_or_refused(self, province: Deployment, estate: Estate) -> None:
        case = await to_be_ruled(province, estate)
        assert (await rule(province, case, "không số", 422))["slug"] == "paper.number-unreadable"

    async def test_of_an_earlier_release_is_still_its_own(self, province: Deployment, estate: Estate) -> None:
        first, second = [await to_be_ruled(province, estate, id=id) for id in ("d-1", "d-2")]
        await rule(province, first, "Số 0100/QĐ-UBND")
        await as_an_earlier_release_left_it(province)
        assert (await rule(province, second, "100/QĐ-UBND", 409))["slug"] == "decision.one-for-several"
        draft = await drafted(province, second, "recognition")
        taken = await sign(province, draft, "100")
        assert (taken.status_code, taken.json()["slug"]) == (409, "decision.number-taken")
        await rule(province, second, "101/QĐ-UBND")

    async def test_of_an_earlier_release_moves_when_it_is_corrected(self, province: Deployment, estate: Estate) -> None:
        first, second = [await to_be_ruled(province, estate, id=id) for id in ("d-1", "d-2")]
        ruling = await rule(province, first, "100/QĐ-UBND")
        await as_an_earlier_release_left_it(province)
        ruling = await correct(province, ruling, "110/QĐ-UBND")
        await rule(province, second, "110", 409)
        await correct(province, ruling, "120/QĐ-UBND")
        await rule(province, second, "110")


class TestANumberOfANotice:
    async def test_is_that_of_the_document_that_puts_it_in_writing(self, province: Deployment, estate: Estate) -> None:
        first, second = [f"/api/cases/{id}" for id in await scored_cases(province, estate, worse=(40, 40))]
        ruling = await rule(province, first, "7/TB-UBND")
        assert (await rule(province, second, "số 07/TB-UBND", 409))["slug"] == "decision.number-taken"
        notice = await drafted(province, first, "notice")
        await step(province, (await sign(province, notice, "7")).json(), "issue")
        await rule(province, second, "8/TB-UBND")
        await correct(province, ruling, "8/TB-UBND", 409)


class TestANumberTypedIntoACouncil:
    async def test_is_that_of_all_councils_one_decision_forms_and_of_no_ruling(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await to_be_ruled(province, estate, id="d-1")  # its council: 12/QĐ-UBND
        other = await at_the_province(province, estate, id="d-2")
        await form(province, other, "012")
        refused = await rule(province, case, "12/QĐ-UBND", 409)
        assert refused["slug"] == "decision.number-cited"
        assert "quyết định thành lập Hội đồng hoặc Tổ tư vấn, ngày 03/08/2026" in str(refused)
        await rule(province, case, "13/QĐ-UBND")
        third = await at_the_province(province, estate, id="d-3")
        assert (await form(province, third, "13", 409))["slug"] == "decision.number-taken"

    async def test_typed_wrong_is_free_once_it_is_put_right(self, province: Deployment, estate: Estate) -> None:
        other = await at_the_province(province, estate, id="d-2")
        await form(province, other, "100")
        case = await to_be_ruled(province, estate, id="d-1")
        await rule(province, case, "100/QĐ-UBND", 409)
        await form(province, other, "12")
        await rule(province, case, "100/QĐ-UBND")

    async def test_is_of_the_year_that_is_typed_behind_it(self, province: Deployment, estate: Estate) -> None:
        case = await to_be_ruled(province, estate, id="d-1")
        other = await at_the_province(province, estate, id="d-2")
        await form(province, other, "100/QĐ-UBND")
        refused = await rule(province, case, "100/QĐ-UBND", 409)
        assert "100/QĐ-UBND ngày 05/02/2025" in str(refused), "it says what to do"
        await form(province, other, "100/QĐ-UBND ngày 05/02/2025")
        await rule(province, case, "100/QĐ-UBND")
        assert {"33|2025|100/QD-UBND", "33|2026|100/QD-UBND"} <= await held(province)

    async def test_becomes_the_document_s_that_formed_it(self, province: Deployment, estate: Estate) -> None:
        case = await to_be_ruled(province, estate)
        filed = (await sign(province, await drafted(province, case, "council"), "12/QĐ-UBND")).json()
        await step(province, filed, "issue")
        assert await held(province) == {"33|2026|12/QD-UBND"}

    async def test_gives_way_to_the_document_s(self, province: Deployment, estate: Estate) -> None:
        case = await to_be_ruled(province, estate)
        filed = (await sign(province, await drafted(province, case, "council"), "77/QĐ-UBND")).json()
        await step(province, filed, "issue")
        assert await held(province) == {"33|2026|77/QD-UBND"}
        await rule(province, case, "12/QĐ-UBND")


def test_a_typed_number_and_a_drafted_one_are_of_one_kind() -> None:
    assert (Kind.RECOGNITION.value, Kind.COUNCIL.value) == (ON_NUMBERS[Decided.RECOGNITION][0], citing.DECISION)
    assert {ON_NUMBERS[one][0] for one in (Decided.COUNCIL, Decided.COUNCIL_COMPLETED)} == {citing.DECISION}
    assert (set(NAMES), set(ON_NUMBERS)) == (set(Kind), set(Decided))
