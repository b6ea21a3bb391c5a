"""`ocop explain`: a ruling from the events of the running estate, counted again from its sheets and explained."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated, Any

import typer
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.evaluation.scoring import ScorecardSealedV1

from estate.commands.topic import facts_on
from kit.refusal import Kind, Refusal
from law.explanation import command as law

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
Seals = dict[tuple[str, int], str]


class NoSuchRuling(Refusal):
    """Neither a file nor a ruling on the topic."""

    slug = "explain.no-such-ruling"
    kind = Kind.NOT_FOUND
    vi = "Không có kết luận “{given}”: hãy ghi mã kết luận, mã hồ sơ, số quyết định, hoặc tên tệp."
    en = "There is no ruling “{given}”: give a ruling's id, a dossier's id, a decision's number, or a file."


@app.command()
def explain(
    ruling: Annotated[
        str, typer.Argument(help="A ruling's id, its dossier's id or decision number; or a file; - reads.")
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
    """The latest issued ruling that goes by this name, and what was announced when each of its sheets was sealed."""
    found = None
    async for data in facts_on(RulingIssuedV1):
        if wanted in (data["ruling_id"], data["dossier_id"], data.get("decision_number")):
            found = data
    if found is None:
        return None, {}
    sealed = [data async for data in facts_on(ScorecardSealedV1) if data["case_id"] == found["case_id"]]
    return found, {(one["member_id"], one["round"]): one["digest"] for one in sealed}
