"""`ocop docs`: the pages of docs/ that are written from the code."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def docs(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail when a page is out of date.")] = False,
) -> None:
    """Write docs/lifecycles.md and docs/events.md from the lifecycles and events that the code declares."""
    from estate.handbook import pages

    stale = pages.stale()
    for path, text in stale.items():
        if not check:
            path.write_text(text, encoding="utf-8")
        typer.echo(f"{'không khớp với mã · not up to date' if check else 'đã viết · written'}: docs/{path.name}")
    if not stale:
        typer.echo("Tài liệu khớp với mã. · The pages are those of the code.")
    raise typer.Exit(1 if check and stale else 0)
