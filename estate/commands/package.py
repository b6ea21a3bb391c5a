"""`ocop package`: whether a sealed package of a case bears its seal and was not altered, without any service."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from kit.papers.sealed import LARGEST_BYTES, key_set, unsealed
from kit.refusal import Refusal

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def about() -> None:
    """Sealed packages of cases: verify."""


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="A sealed package (ZIP).", exists=True, dir_okay=False, readable=True)],
    keys: Annotated[
        Path, typer.Option(help="Public keys that are trusted (a JWK set).", exists=True, dir_okay=False, readable=True)
    ],
) -> None:
    """Say what a package holds; fail (1) where it was altered, is none, or is sealed by another key, (2) without readable keys."""
    try:
        trusted: KeySet = key_set(keys)
    except (OSError, ValueError, TypeError, KeyError, JoseError):
        typer.echo(f"Không đọc được khóa trong {keys}. · No keys can be read in {keys}.", err=True)
        raise typer.Exit(2) from None
    try:
        if file.stat().st_size > LARGEST_BYTES:
            typer.echo("Gói quá lớn. · The package is too large.", err=True)
            raise typer.Exit(1)
        found = unsealed(file.read_bytes(), trusted)
    except Refusal as refused:
        typer.echo(f"{refused.say('vi')} · {refused.say('en')}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{file.name}: chữ ký và mã băm đúng · signature and digests are right ({found.kid})")
    typer.echo(json.dumps(found.about, ensure_ascii=False, indent=1))
    for path, content in sorted(found.files.items()):
        typer.echo(f"  {path}  {len(content)}")
