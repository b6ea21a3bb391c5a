"""`ocop paper`: whether a PDF or DOCX in hand is one of ours, signed or draft, and unaltered."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import httpx
import typer

from estate import services
from kit.papers.register import Answer, Verdict
from kit.papers.written import paper_of

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

SAID = {
    Verdict.ISSUED: ("văn bản đã ban hành, bản ký, không bị sửa", "an issued paper, its signed copy, unaltered"),
    Verdict.SUPERSEDED: (
        "bản ký không bị sửa, nhưng văn bản đã được thay thế",
        "unaltered, but the paper was superseded",
    ),
    Verdict.DRAFT: ("dự thảo hoặc chưa ban hành: không có giá trị", "a draft or not issued: it has no force"),
    Verdict.RETURNED: ("bản nộp nhầm, đã bị rút: không có giá trị", "filed by mistake and taken back: it has no force"),
    Verdict.ALTERED: ("tự nhận là văn bản của hệ thống nhưng đã bị sửa", "says it is one of ours, but was altered"),
    Verdict.UNKNOWN: ("không có trong sổ của dịch vụ nào", "not in the register of any service"),
}
LARGEST = 100_000_000
_SECONDS = 10.0


@app.callback()
def about() -> None:
    """Official papers: verify."""


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="A PDF or DOCX.", exists=True, dir_okay=False, readable=True)],
    at: Annotated[str, typer.Option(help="Where the platform is.")] = "http://127.0.0.1:8080",
) -> None:
    """Say what a file is; fail (1) unless it is an issued paper's signed copy, or (2) when no service that keeps papers answered."""
    if file.stat().st_size > LARGEST:
        typer.echo("Tệp lớn hơn 100 MB, không phải văn bản của hệ thống. · Larger than 100 MB: none of ours.", err=True)
        raise typer.Exit(1)
    content = file.read_bytes()
    answers = [one for name in services.NAMES if (one := _ask(f"{at.rstrip('/')}/{name}", content)) is not None]
    if not answers:
        typer.echo(
            f"Không dịch vụ nào ở {at} trả lời và có sổ văn bản. · No service at {at} answered and keeps papers.",
            err=True,
        )
        raise typer.Exit(2)
    order = list(Verdict)
    answer = min(answers, key=lambda one: order.index(one.verdict))
    vi, en = SAID[answer.verdict]
    typer.echo(f"{file.name}: {vi} · {en}")
    if answer.number and answer.signed_on:
        typer.echo(f"  {answer.number}, {answer.signed_on:%d/%m/%Y}, {answer.office}: {answer.title}")
    raise typer.Exit(0 if answer.verdict is Verdict.ISSUED else 1)


def _ask(service: str, content: bytes) -> Answer | None:
    """One service's answer; None when it is not there or keeps no papers."""
    named = paper_of(content)
    try:
        got = httpx.get(
            f"{service}/api/papers/{hashlib.sha256(content).hexdigest()}",
            params={"named": named} if named else {},
            timeout=_SECONDS,
        )
    except httpx.HTTPError:
        return None
    return Answer.model_validate_json(got.content) if got.status_code == 200 else None
