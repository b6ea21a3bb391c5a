"""`ocop contracts`: what is published of the treaty, written from its classes and never broken."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def contracts(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail when something is out of date.")] = False,
) -> None:
    """Publish new editions of the schemas; one that would break readers of an earlier edition is refused."""
    from ocop_events import freeze

    code = freeze.main(["--check"] if check else [])
    if code == 0:
        typer.echo("Lược đồ khớp với mã. · The published schemas are those of the code.")
    raise typer.Exit(code)
