"""`ocop explain`: a ruling from the events of the running estate, counted again from its sheets and explained."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated, Any

import typer
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.evaluation.scoring import ScorecardSealedV1
from ocop_events.registry.certificate import CertificateIssuedV1
from ocop_events.registry.dossier import DossierSubmittedV1

from estate.commands.topic import facts_on
from kit.refusal import Kind, Refusal
from law.explanation import command as law

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
Seals = dict[tuple[str, int], str]


class NoSuchRuling(Refusal):
    """Neither a file nor a ruling on the topic."""

    slug = "explain.no-such-ruling"
    kind = Kind.NOT_FOUND
    vi = "Không có kết luận “{given}”: hãy ghi mã kết luận, mã hồ sơ, mã sản phẩm, số tiếp nhận, số quyết định, hoặc tên tệp."
    en = "There is no ruling “{given}”: give a ruling's or dossier's id, a product code, a receipt or decision number, or a file."


class WhichRuling(Refusal):
    """A number that several offices or years gave."""

    slug = "explain.which-ruling"
    kind = Kind.CONFLICT
    vi = "Có nhiều kết luận mang số “{given}”. Chọn một mã: {choices}."
    en = "Several rulings go by “{given}”. Choose one id: {choices}."


@app.command()
def explain(
    ruling: Annotated[
        str,
        typer.Argument(
            help="A ruling's or dossier's id, product code, receipt or decision number; or a file; - reads."
        ),
    ],
    language: Annotated[str, typer.Option("--in", help="vi or en.")] = "vi",
) -> None:
    """Explain a ruling; exit 1 when the record differs from what is counted from its sheets and their seals."""
    if ruling == "-" or Path(ruling).is_file():
        law.explain(ruling, language)
    found, seals = asyncio.run(stored(ruling))
    if found is None:
        raise NoSuchRuling(given=ruling)
    raise typer.Exit(law.show(found, "en" if language == "en" else "vi", name=ruling, seals=seals))


async def stored(wanted: str) -> tuple[dict[str, Any] | None, Seals]:
    """
    The issued ruling that goes by this name, and what was announced when each of its sheets was sealed.

    A name is a ruling's, a case's or a dossier's id, a product code, a receipt number or a decision's number. Numbers
    repeat: raises WhichRuling when several dossiers go by one. Of several rulings on one dossier the latest is meant.
    """
    dossiers = await _dossiers_called(wanted)
    found: dict[str, dict[str, Any]] = {}
    async for data in facts_on(RulingIssuedV1):
        names = (data["ruling_id"], data["case_id"], data["dossier_id"], data.get("decision_number"))
        if wanted in names or data["dossier_id"] in dossiers:
            found[data["dossier_id"]] = data
    if len(found) > 1:
        raise WhichRuling(given=wanted, choices="; ".join(sorted(_named(one) for one in found.values())))
    if not found:
        return None, {}
    [ruling] = found.values()
    sealed = [data async for data in facts_on(ScorecardSealedV1) if data["case_id"] == ruling["case_id"]]
    return ruling, {(one["member_id"], one["round"]): one["digest"] for one in sealed}


async def _dossiers_called(wanted: str) -> set[str]:
    """The dossiers that have a receipt number, or whose certificate has a product code."""
    found = {data["dossier_id"] async for data in facts_on(DossierSubmittedV1) if data["dossier"]["number"] == wanted}
    async for data in facts_on(CertificateIssuedV1):
        if data["product_code"] == wanted and data.get("dossier_id"):
            found.add(data["dossier_id"])
    return found


def _named(ruling: dict[str, Any]) -> str:
    return f"{ruling['ruling_id']} ({ruling['product']['name']}, {ruling['office']}, {ruling['decided_on']})"
