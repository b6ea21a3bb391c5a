"""`ocop docs`: the pages that are written from the code."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def docs(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail when a page is out of date.")] = False,
) -> None:
    """Write docs/lifecycles.md, docs/events.md, the picture in docs/architecture.md and the services' tables from the code."""
    from estate.handbook import pages
    from estate.places import PROJECT

    stale = pages.stale()
    for path, text in stale.items():
        if not check:
            path.write_text(text, encoding="utf-8")
        typer.echo(
            f"{'không khớp với mã · not up to date' if check else 'đã viết · written'}: {path.relative_to(PROJECT)}"
        )
    if not stale:
        typer.echo("Tài liệu khớp với mã. · The pages are those of the code.")
    raise typer.Exit(1 if check and stale else 0)
