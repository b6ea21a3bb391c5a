"""A decision's number is its office's once a year, drafted here or typed: a repeat is refused, and the refusal says what has it."""

from __future__ import annotations

from typing import Any

from kit.papers.numbers import numbers
from services.evaluation.councils import use_cases as councils
from services.evaluation.documents.document import NAMES, Kind
from services.evaluation.rulings import use_cases as rulings
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


class TestANumberTypedIntoARuling:
    async def test_is_refused_to_another_however_it_is_spelt(self, province: Deployment, estate: Estate) -> None:
        first, second = [await to_be_ruled(province, estate, id=id) for id in ("d-1", "d-2")]
        ruling = await rule(province, first, "100/QĐ-UBND")
        for spelt in ("100/QĐ-UBND", "Số 0100", "qđ 100"):
            refused = await rule(province, second, spelt, 409)
            assert refused["slug"] == "decision.number-taken"
            assert "quyết định phê duyệt kết quả đánh giá, ngày 03/08/2026" in str(refused)
            assert "d-1" not in str(refused), "whom it is about is no business of who typed it"
        await rule(province, second, "101/QĐ-UBND")
        await correct(province, ruling, "101", 409)

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
        await province.service.database[numbers.name].delete_many({})  # such a home has no register
        await rule(province, second, "100/QĐ-UBND", 409)
        draft = await drafted(province, second, "recognition")
        filed = (await sign(province, draft, "100")).json()
        await step(province, filed, "issue", status=409)


class TestANumberTypedIntoACouncil:
    async def test_is_that_of_all_councils_one_decision_forms_and_of_no_ruling(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await to_be_ruled(province, estate, id="d-1")  # its council: 12/QĐ-UBND
        other = await at_the_province(province, estate, id="d-2")
        await form(province, other, "012")
        refused = await rule(province, case, "12/QĐ-UBND", 409)
        assert "quyết định thành lập Hội đồng, ngày 03/08/2026" in str(refused)
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
    assert (Kind.RECOGNITION.value, Kind.COUNCIL.value) == (rulings.DECISION, councils.DECISION)
    assert set(NAMES) == set(Kind)
