"""`ocop explain` finds a ruling by whatever is on the paper, and asks back where a number repeats."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from ocop_events.envelope import EventData
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.registry.certificate import CertificateIssuedV1
from ocop_events.registry.dossier import DossierSubmittedV1

from estate.commands import explain


def ruling(n: int, *, number: str = "100/QĐ-UBND", id: str = "") -> dict[str, Any]:
    return {
        "ruling_id": id or f"r-{n}", "case_id": f"c-{n}", "dossier_id": f"d-{n}", "decision_number": number,
        "product": {"name": f"Long nhãn {n}"}, "office": "33", "decided_on": "2026-09-10",
    }  # fmt: skip


TOLD: dict[type[EventData], list[dict[str, Any]]] = {
    RulingIssuedV1: [ruling(1), ruling(2), ruling(3, number="7"), ruling(3, number="8", id="r-3b")],
    DossierSubmittedV1: [{"dossier_id": "d-1", "dossier": {"number": "1/PĐK-33-11977-2026"}}],
    CertificateIssuedV1: [{"dossier_id": "d-2", "product_code": "33-11977-2-2026"}],
}


@pytest.fixture(autouse=True)
def topics(monkeypatch: pytest.MonkeyPatch) -> None:
    async def facts_on(kind: type[EventData]) -> AsyncIterator[dict[str, Any]]:
        for data in TOLD.get(kind, []):
            yield data

    monkeypatch.setattr(explain, "facts_on", facts_on)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("r-1", "r-1"),
        ("c-2", "r-2"),
        ("d-1", "r-1"),
        ("1/PĐK-33-11977-2026", "r-1"),
        ("33-11977-2-2026", "r-2"),
        ("7", "r-3"),
        ("d-3", "r-3b"),  # the latest on the dossier
        ("nothing", None),
    ],
)
async def test_by_id_receipt_product_code_or_decision(wanted: str, found: str | None) -> None:
    ruling, _ = await explain.stored(wanted)
    assert (ruling["ruling_id"] if ruling else None) == found


async def test_asks_back_where_a_number_repeats() -> None:
    with pytest.raises(explain.WhichRuling) as refused:
        await explain.stored("100/QĐ-UBND")
    for language in ("vi", "en"):
        assert "r-1 (Long nhãn 1, 33, 2026-09-10); r-2" in refused.value.say(language)  # type: ignore[arg-type]
