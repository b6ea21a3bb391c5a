"""`ocop report`: whether a file in hand is a published report, unaltered; whether one made again says the same."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import httpx
import typer

from services.reporting.reports.verifying import Answer, Verdict

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

SAID = {
    Verdict.PUBLISHED: ("báo cáo đã công bố, tệp không bị sửa", "a published report, the file is unaltered"),
    Verdict.SUPERSEDED: (
        "tệp không bị sửa, nhưng báo cáo đã được thay bằng báo cáo khác",
        "unaltered, but the report was replaced by another",
    ),
    Verdict.UNKNOWN: (
        "không phải báo cáo đã công bố ở đây, hoặc tệp đã bị sửa",
        "no report that was published here, or the file was altered",
    ),
}
LARGEST = 100_000_000
_SECONDS = 10.0


@app.callback()
def about() -> None:
    """Published reports: verify."""


@app.command()
def verify(
    what: Annotated[str, typer.Argument(help="A file of the report, or the report's id.", metavar="FILE|ID")],
    at: Annotated[str, typer.Option(help="Where the platform is.")] = "http://127.0.0.1:8080",
) -> None:
    """Say what a file or id is; fail (1) unless it is a published report that holds, (2) when nobody answered."""
    service = f"{at.rstrip('/')}/reporting/api/reports"
    path = Path(what)
    if path.is_file():
        _file(service, path, at)
    else:
        _report(service, what, at)


def _file(service: str, path: Path, at: str) -> None:
    if path.stat().st_size > LARGEST:
        typer.echo("Tệp lớn hơn 100 MB, không phải báo cáo của hệ thống. · Larger than 100 MB: none of ours.", err=True)
        raise typer.Exit(1)
    got = _asked(f"{service}/files/{hashlib.sha256(path.read_bytes()).hexdigest()}", at)
    answer = Answer.model_validate_json(got.content)
    vi, en = SAID[answer.verdict]
    typer.echo(f"{path.name}: {vi} · {en}")
    if answer.report_id and answer.published_on:
        typer.echo(f"  {answer.title}, {answer.office}, {answer.published_on:%d/%m/%Y}, {answer.report_id}")
    raise typer.Exit(0 if answer.verdict is Verdict.PUBLISHED else 1)


def _report(service: str, id: str, at: str) -> None:
    got = _asked(f"{service}/{id}" if id.replace("-", "").isalnum() else f"{service}/-", at)
    if got.status_code != 200:
        typer.echo(
            f"«{id}» không phải tệp có trên máy này, cũng không phải báo cáo công khai ở {at}. · No file here, and no public report at {at}.",
            err=True,
        )
        raise typer.Exit(1)
    report = got.json()
    typer.echo(f"{report['id']}: {report['state']}, {report['since']} – {report['until']}, {report['office']}")
    typer.echo(f"  SHA-256 {report['content']}")
    for file in report["files"]:
        typer.echo(f"  {file['name']}  {file['sha256']}")
    raise typer.Exit(0 if report["state"] == "published" else 1)


def _asked(url: str, at: str) -> httpx.Response:
    try:
        got = httpx.get(url, timeout=_SECONDS)
    except httpx.HTTPError:
        got = None
    if got is None or got.status_code >= 500:
        typer.echo(f"Không dịch vụ nào ở {at} trả lời. · No service at {at} answered.", err=True)
        raise typer.Exit(2)
    return got
