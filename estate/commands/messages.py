"""`ocop messages`: every Vietnamese text of the pages has its English, or is listed here."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def messages(
    update: Annotated[bool, typer.Option("--update", help="Bring the files locale/en.po up to date.")] = False,
) -> None:
    """Check the English of every package, or write the places where it is to be filled in."""
    from kit.web import messages as texts

    if update:
        for package in texts.packages():
            typer.echo(f"{package.relative_to(texts.ROOT)}: {texts.update(package)}")
    gaps = [gap for package in texts.packages() for gap in texts.gaps(package)]
    for gap in gaps:
        typer.echo(str(gap), err=True)
    if not gaps:
        typer.echo("Đủ tiếng Anh. · Every text has its English.")
    raise typer.Exit(1 if gaps else 0)
