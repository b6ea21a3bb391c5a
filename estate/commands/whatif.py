"""`ocop whatif`: decided cases, from a file or from the events of the running estate, under another rulebook."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from law.whatif import command as law

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def whatif(
    rulebook: Annotated[str, typer.Option(help="A rulebook file, or the id of one that is held.")],
    cases: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Rulings, one JSON object a line.")
    ] = None,
    language: Annotated[str, typer.Option("--in", help="vi or en.")] = "vi",
    show: Annotated[int, typer.Option(help="How many changed cases to list.")] = 50,
    save: Annotated[Path | None, typer.Option(help="Keep the rulings read from the estate in this file.")] = None,
) -> None:
    """Who would gain, lose or go another way; without --cases, every ruling that was ever issued is read from its topic."""
    if cases is not None:
        law.whatif(rulebook, cases, language, show)
        return
    lines = asyncio.run(_issued())
    if save is not None:
        save.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    law.compare(rulebook, lines, len(lines), english=language == "en", show=show)


async def _issued() -> list[str]:
    # Broker and services are loaded by who reads from the estate; cases from a file start in a second without them.
    from ocop_events.evaluation.ruling import RulingIssuedV1

    from estate.commands.topic import facts_on

    return [json.dumps(data, ensure_ascii=False) async for data in facts_on(RulingIssuedV1)]
