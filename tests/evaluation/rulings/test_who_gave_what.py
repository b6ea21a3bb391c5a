"""A producer reads how the result came about to the last point, and not which member of the council gave what."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from law.rulebooks import shelf
from tests.callers import person
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.evaluation_harness import (
    CHAIR,
    HUONG,
    MEMBERS,
    OFFICER,
    Deployment,
    Estate,
    at_the_province,
    best,
    ruled,
    scored,
)

SCORERS = [CHAIR, *MEMBERS[:3]]
AMONG_THEM = [f"{of} {one.name}" for one in SCORERS for of in ("Phiếu của", "Sheet of")]


@pytest.fixture
async def ruling(province: Deployment, estate: Estate) -> Any:
    case = await at_the_province(province, estate)
    sheets = {one: best(shelf().get("R26"), 1, worse=worse) for worse, one in enumerate(SCORERS)}
    await scored(province, case, sheets)
    return await ruled(province, case)


def _totals(steps: Any) -> list[str]:
    return sorted(step["vi"].partition(":")[2] for step in steps if step["code"] == "sheet-total")


class TestTheProducer:
    async def test_reads_every_step_and_no_name_at_the_endpoints(self, province: Deployment, ruling: Any) -> None:
        path = f"/api/rulings/{ruling['ruling_id']}"
        inside = (await province.read(MEMBERS[0], f"{path}/explanation"))["steps"]
        assert all(name in json.dumps(inside, ensure_ascii=False) for name in AMONG_THEM)
        for shown in (await province.read(HUONG, f"{path}/explanation"), await province.read(HUONG, path)):
            text = json.dumps(shown, ensure_ascii=False)
            assert not [name for name in AMONG_THEM if name in text]
            assert [step["code"] for step in shown["steps"]] == [step["code"] for step in inside]
            assert _totals(shown["steps"]) == _totals(inside)

    async def test_cannot_tell_them_by_the_order_either(self, province: Deployment, ruling: Any) -> None:
        steps = (await province.read(HUONG, f"/api/rulings/{ruling['ruling_id']}/explanation"))["steps"]
        said = [step["vi"] for step in steps if step["code"] == "sheet-total"]
        assert [line.partition(":")[0] for line in said] == [
            f"Phiếu của ủy viên thứ {number}" for number in (1, 2, 3, 4)
        ]
        assert [line.partition(":")[2] for line in said] == sorted(
            (line.partition(":")[2] for line in said), reverse=True
        )

    async def test_reads_no_name_on_the_page_or_in_the_document(self, province: Deployment, ruling: Any) -> None:
        path = f"/rulings/{ruling['ruling_id']}"
        for who, named in ((OFFICER, True), (HUONG, False)):
            shown = await Browser(province, who).open(path)
            written = Document(BytesIO((await province.at(who).get(f"{path}/explanation.docx")).content))
            words = "".join(written.element.itertext())
            assert any(name in shown for name in AMONG_THEM) is named
            assert any(name in words for name in AMONG_THEM) is named
            assert any(one.name in shown + words for one in MEMBERS) is named

    async def test_of_another_product_reads_nothing(self, province: Deployment, ruling: Any) -> None:
        other = person("other", "producer@p-2")
        await province.read(other, f"/api/rulings/{ruling['ruling_id']}/explanation", status=404)
