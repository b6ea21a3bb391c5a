"""`ocop forms`: forms of returns on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.refusal import Language
from law import lists
from law.forms.form import Form
from law.rulebooks.checking.lists import check_list

app = typer.Typer(no_args_is_help=True, help="Forms of returns as data: list, check.")

In = Annotated[str, typer.Option("--in", help="Language of the answer: vi or en.")]


@app.command("list")
def list_(in_: In = "vi") -> None:
    """Every form held: its edition, from when, who owes it for which periods, how far its source was verified."""
    language = _language(in_)
    for name in lists.members("returns"):
        for edition in lists.editions(name):
            form = Form.model_validate(edition.content)
            period = f"{form.in_force.first} – {form.in_force.last or '…'}"
            owed = f"{form.owed.level}: {', '.join(form.owed.periods) or '–'}"
            typer.echo(
                f"{form.id}\t{period}\t{edition.hash[:12]}\t{owed}\t[{form.verified}] {form.title.say(language)}"
            )


@app.command()
def check(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The file, JSON or YAML.")], in_: In = "vi"
) -> None:
    """Say every fault of a form's file with its path; exit 1 when there is one. What may be right is only pointed out."""
    language = _language(in_)
    faults = check_list(file)
    for fault in faults:
        typer.echo(f"{fault.path or '/'}: {fault.text.say(language)}")
    if any(not fault.only_pointed_out for fault in faults):
        raise typer.Exit(1)
    typer.echo("Không có lỗi." if language == "vi" else "No faults.")


def _language(name: str) -> Language:
    if name not in ("vi", "en"):
        raise typer.BadParameter("vi | en", param_hint="--in")
    return "vi" if name == "vi" else "en"
