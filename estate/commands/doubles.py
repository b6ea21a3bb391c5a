"""`ocop doubles`: what an earlier release kept twice although it is to be there once, for a person to merge."""

from __future__ import annotations

from typing import Annotated

import typer

from estate import services
from estate.commands.deployment import on
from kit.service import Service
from kit.storage.doubled import Doubled, doubled

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def doubles(
    service: Annotated[str, typer.Argument(help="One service; all when not named.")] = "",
) -> None:
    """List what is there twice although it is to be there once. Exit code 1: something is."""
    found = False
    for name in [service] if service else services.present():
        for one in on(name, _doubled):
            found = True
            print(f"{name} {one.collection} ({', '.join(one.fields)}): {' = '.join(one.ids)}")
            if name == "registry" and one.collection == "producers":
                print(
                    "  Gộp tại trang «Bản ghi có thể trùng» (/twins). · Merge them on the page of likely twins (/twins)."
                )
    if found:
        raise typer.Exit(1)
    print("Không có gì bị ghi trùng. · Nothing is there twice.")


async def _doubled(service: Service) -> list[Doubled]:
    return await doubled(service.work.reading(), service.collections)
