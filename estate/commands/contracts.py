"""`ocop contracts`: what is published of the contract, written from its classes and never broken."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def contracts(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail when something is out of date.")] = False,
) -> None:
    """Write the schemas, the AsyncAPI document and docs/events.md; what breaks an earlier edition's readers is refused."""
    from ocop_events import generate

    code = generate.main(["--check"] if check else [])
    if code == 0:
        typer.echo("Những gì công bố khớp với mã. · What is published is what the code says.")
    raise typer.Exit(code)
