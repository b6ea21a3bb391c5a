"""`ocop rulebook`: the law as data on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.refusal import Language
from law import (
    roles,  # noqa: F401  # each registers the form of its list, which no rulebook reads
    terms,  # noqa: F401
)
from law.calendar import working  # noqa: F401
from law.places import offices  # noqa: F401
from law.rulebooks.assumptions import assumptions
from law.rulebooks.checking.files import check_file
from law.rulebooks.checking.lists import check_list
from law.rulebooks.regulations import check_regulation
from law.rulebooks.schema import as_file, regulation_schema, rulebook_schema
from law.rulebooks.shelf import RulebookFaulty, Shelf, shelf, shipped

app = typer.Typer(no_args_is_help=True, help="The law as data: list, check, assumptions, schema.")

In = Annotated[str, typer.Option("--in", help="Language of the answer: vi or en.")]
AFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The file, JSON or YAML.")]


@app.command("list")
def list_(in_: In = "vi") -> None:
    """All rulebooks: when each is in force, its tiers, what it can score."""
    language = _language(in_)
    for rulebook in shelf().all():
        period = f"{rulebook.in_force.first} – {rulebook.in_force.last or '…'}"
        tiers = " → ".join(tier.label.say(language) for tier in rulebook.tiers)
        typer.echo(f"{rulebook.id}\t{period}\t{rulebook.hash[:12]}\t{rulebook.title.say(language)}")
        typer.echo(f"\t{tiers}")


@app.command()
def check(
    file: AFile,
    regulation: Annotated[bool, typer.Option(help="The file is an office's council regulation.")] = False,
    list_file: Annotated[bool, typer.Option("--list", help="The file is a list: levels, evidence, ladder …")] = False,
    in_: In = "vi",
) -> None:
    """Say every fault of a rulebook file with its path; exit 1 when there is one. What may be right is only pointed out."""
    language = _language(in_)
    if list_file:
        faults = check_list(file)
    else:
        faults = check_regulation(file, _beside()) if regulation else check_file(file, _beside())
    for fault in faults:
        typer.echo(f"{fault.path or '/'}: {fault.text.say(language)}")
    if any(not fault.only_pointed_out for fault in faults):
        raise typer.Exit(1)
    typer.echo("Không có lỗi." if language == "vi" else "No faults.")


@app.command("assumptions")
def assumptions_(
    rulebook: Annotated[str, typer.Argument(help="Id of one rulebook; all without it.")] = "",
    unverified_only: Annotated[bool, typer.Option(help="Leave out what was read in part.")] = False,
    in_: In = "vi",
) -> None:
    """What is not verified in the rulebooks, for the administrator to confirm."""
    language = _language(in_)
    for one in [shelf().get(rulebook)] if rulebook else shelf().all():
        for found in assumptions(one, also_partial=not unverified_only):
            note = f" – {found.note.say(language)}" if found.note else ""
            said = f"{found.what.say(language)} = {found.value.say(language)}"
            typer.echo(f"{found.rulebook_id} {found.path} [{found.verified}] {said}")
            typer.echo(f"    {found.source.say(language)}{note}")


@app.command()
def schema(regulation: Annotated[bool, typer.Option(help="Of a council regulation instead.")] = False) -> None:
    """The JSON Schema of the file format."""
    typer.echo(as_file(regulation_schema() if regulation else rulebook_schema()), nl=False)


def _beside() -> Shelf:
    """What a file is checked beside; the shipped acts alone while the installation's own are faulty."""
    try:
        return shelf()
    except RulebookFaulty:
        return shipped()


def _language(name: str) -> Language:
    if name not in ("vi", "en"):
        raise typer.BadParameter("vi | en", param_hint="--in")
    return "vi" if name == "vi" else "en"
