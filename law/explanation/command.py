"""`ocop explain`: counts a recorded ruling again and says why its star is what it is, or where it is not."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from kit.refusal import Language, Refusal
from law.explanation.recorded import recorded_of
from law.explanation.recount import recount
from law.explanation.rendering import as_text
from law.rulebooks.shelf import shelf

app = typer.Typer(help="Count a recorded ruling again and explain it.")


class NotARuling(Refusal):
    slug = "explain.not-a-ruling"
    vi = "{name} không phải dữ liệu của một kết luận đã ban hành: {why}"
    en = "{name} does not hold the data of an issued ruling: {why}"


@app.command()
def explain(
    ruling: Annotated[str, typer.Argument(help="File with the data of a `ruling.issued` event; - reads from a pipe.")],
    in_: Annotated[str, typer.Option("--in", help="Language of the answer: vi or en.")] = "vi",
) -> None:
    """Explain a ruling from its recorded sheets; exit 1 when the record differs from what is counted."""
    raise typer.Exit(show(_read(ruling), "en" if in_ == "en" else "vi", name=ruling))


def show(
    ruling: dict[str, Any], language: Language, *, name: str, seals: Mapping[tuple[str, int], str] | None = None
) -> int:
    """
    Prints the explanation and every difference; the answer is the exit code.

    `seals`: (member, round) → the digest announced at sealing. Raises NotARuling, UnknownRulebook, UnknownEdition, and the refusals
    of a council's result when the record could never have had one.
    """
    try:
        recorded = recorded_of(ruling)
    except (ValidationError, KeyError, TypeError) as wrong:
        raise NotARuling(name=name, why=str(wrong)) from wrong
    found = recount(shelf().get(recorded.rulebook_id, recorded.rulebook_hash), recorded, seals)
    typer.echo(as_text(found.explanation, language))
    for difference in found.differences:
        says = ("ghi", "tính lại") if language == "vi" else ("recorded", "counted")
        typer.echo(
            f"≠ {difference.path} {difference.what.say(language)}: "
            f"{says[0]} “{difference.recorded}”, {says[1]} “{difference.recounted}”"
        )
    if not found.differences:
        typer.echo("Khớp với hồ sơ lưu." if language == "vi" else "The record holds.")
    return 1 if found.differences else 0


def _read(name: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        content = json.loads(text, parse_float=str)
    except (OSError, ValueError) as wrong:
        raise NotARuling(name=name, why=str(wrong)) from wrong
    return content if isinstance(content, dict) else {}
