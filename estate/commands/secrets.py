"""`ocop secrets`: random secrets for the deployed shape, one file each, as docker-compose.yml names them."""

from __future__ import annotations

import os
import secrets as random
from pathlib import Path

import typer
import yaml

from estate.places import PROJECT

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def secrets() -> None:
    """Write the files that are missing; what exists is kept."""
    composed = yaml.safe_load((PROJECT / "docker-compose.yml").read_text(encoding="utf-8"))
    for name, entry in composed["secrets"].items():
        file = PROJECT / Path(entry["file"])
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            # Readable by the container's own user, which is nobody on this host; the folder keeps others out.
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            continue
        with os.fdopen(handle, "w") as out:
            out.write(random.token_urlsafe(36))
        typer.echo(f"{name}: {entry['file']}")
    (PROJECT / "deploy" / "secrets").chmod(0o700)
