"""`ocop`: the one command line of the platform. Starts fast: a command's own modules are imported when it is called."""

from __future__ import annotations

import importlib
import os
import sys
from importlib.metadata import version
from typing import Annotated, Any, Literal, NoReturn

import typer
from typer.core import TyperGroup

from estate import wording
from estate.arguments import in_one_form
from kit.refusal import Refusal

ELSEWHERE = {
    "parked": ("estate.commands.parked", "The dead-letter queue: list, show, repair, offer, discard."),
    "sessions": ("estate.commands.sessions", "Where somebody is signed in, and the end of it: list, end."),
    "topics": ("estate.commands.topics", "Topics, users and rights: plan, apply, password."),
    "lag": ("estate.commands.lag", "How far every consumer group is behind, dead or alive; for Prometheus too."),
    "republish": (
        "estate.commands.republish",
        "Tell a service's facts again, from its outbox to Kafka.",
    ),
    "doubles": ("estate.commands.doubles", "What is kept twice although it is to be there once."),
    "rebuild": ("estate.commands.rebuild", "Build a projection anew from its topics and swap it in."),
    "drill": ("estate.drills.commands", "Break things on purpose and see that nothing is lost."),
    "rulebook": ("law.commands", "The law as data: list, check, assumptions."),
    "forms": ("law.forms.command", "Forms of returns as data: list, check."),
    "places": ("law.places.command", "Places through time: check the files of a new period."),
    "package": ("estate.commands.package", "Sealed packages of cases: whether one bears its seal."),
    "paper": ("estate.commands.paper", "Official papers: whether a file in hand is one of ours, unaltered."),
    "report": ("estate.commands.report", "Published reports: whether a file in hand is one, unaltered."),
    "explain": ("estate.commands.explain", "Explain a score from a rulebook and a filled sheet."),
    "whatif": ("estate.commands.whatif", "What another rulebook would have decided."),
    "contracts": ("estate.commands.contracts", "The published schemas: write, check against earlier editions."),
    "bench": ("estate.commands.bench", "Measure the backbone against its published bounds."),
    "new": ("estate.commands.new", "Write the skeleton of a new slice, with its test."),
    "docs": ("estate.commands.docs", "Write the generated pages of docs/."),
    "messages": ("estate.commands.messages", "Check that every Vietnamese text has its English."),
    "secrets": ("estate.commands.secrets", "Write the passwords and certificates of docker-compose.yml."),
    "images": ("estate.commands.images", "Pin the images of docker-compose.yml by their digests."),
}
"""Commands of other rooms: the module that holds each one's typer `app`, and its sentence in the list."""


class Commands(TyperGroup):
    """Lists every command with its sentence and imports only the one that is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All names: ours first, then the other rooms' in the order of the table."""
        return [*super().list_commands(ctx), *ELSEWHERE]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """What a listing needs of a command: its name and sentence."""
        if cmd_name in ELSEWHERE:
            return wording.translated(typer.main.get_command(_listed(cmd_name)))
        return wording.translated(super().get_command(ctx, cmd_name))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The list, in the caller's language."""
        wording.translated(self)
        super().format_help(ctx, formatter)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that is called, imported."""
        name = args[0]
        if name not in ELSEWHERE:
            own, command, rest = super().resolve_command(ctx, args)
            return own, in_one_form(command), rest
        return name, in_one_form(wording.translated(called(name))), args[1:]


def called(name: str) -> Any:
    """The command of another room, imported."""
    return typer.main.get_command(importlib.import_module(ELSEWHERE[name][0]).app)


def _listed(name: str) -> typer.Typer:
    listed = typer.Typer()
    listed.command(name, help=ELSEWHERE[name][1])(lambda: None)
    return listed


app = typer.Typer(cls=Commands, no_args_is_help=True, pretty_exceptions_enable=False)


def _version(asked: bool) -> None:
    if asked:
        print(f"ocop {version('ocop')}")
        raise typer.Exit()


def _language(wanted: str | None) -> None:
    if wanted:
        os.environ["OCOP_LANG"] = wanted


@app.callback()
def about(
    _asked: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version and end.")
    ] = False,
    _wanted: Annotated[
        Literal["vi", "en"] | None,
        typer.Option("--lang", callback=_language, is_eager=True, help="Language of the help; unset: OCOP_LANG, LANG."),
    ] = None,
) -> None:
    """OCOP: the platform a province runs its One Commune One Product programme on."""


@app.command()
def up(
    apart: Annotated[
        bool, typer.Option(help="The district's and the province's evaluation as deployments of their own.")
    ] = False,
    port: Annotated[
        int, typer.Option(envvar="OCOP_PORT", min=0, max=65535, help="The front's port; 0 takes any free one.")
    ] = 8080,
    of: Annotated[
        list[str] | None,
        typer.Option("--from", help="SERVICE=FOLDER: a service of another release, from its checkout with its .venv."),
    ] = None,
    province: Annotated[
        Literal["living", "empty"],
        typer.Option(
            envvar="OCOP_PROVINCE", help="A new home: with the sample province, made in the background, or empty."
        ),
    ] = "living",
) -> None:
    """Run the whole estate on this machine until Ctrl-C."""
    from estate.places import home
    from estate.processes.releases import checkouts
    from estate.processes.up import Estate

    Estate(home(), port, apart, checkouts(of or []), province).run()


@app.command()
def status() -> None:
    """Say what runs, where, and how it is."""
    from estate.commands.status import show

    raise typer.Exit(show())


@app.command()
def restart(
    process: Annotated[str, typer.Argument(help="A service, front, kafka or database: as `ocop status` names it.")],
) -> None:
    """End one process of the running estate and wait until it is back; the others go on."""
    from estate.commands.restart import restart

    restart(process)


@app.command()
def demo(
    port: Annotated[
        int,
        typer.Option(
            envvar="OCOP_PORT", min=0, max=65535, help="The front's port, when an estate must be started first."
        ),
    ] = 8080,
    only: Annotated[
        Literal["2026", "afternoon", "2023", "1608", "letter", "2027"] | None,
        typer.Option(help="One journey instead of all."),
    ] = None,
) -> None:
    """Play the journeys through the public endpoints and print what was observed."""
    from estate.demo import play

    raise typer.Exit(play(port, only))


@app.command()
def reset(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Remove the estate's state; what was fetched from registries is kept."""
    from estate.commands.reset import remove

    remove(ask=not yes)


def main() -> None:
    """
    Runs one command. Whatever goes wrong is said in both languages, without a stack trace.

    Exit codes: 0 done; 1 refused, or found to be wrong; 2 the command itself was not understood, or what the command's
    own help says; 70 (EX_SOFTWARE) a fault of ours, whose trace is kept in a file; 130 ended by Ctrl-C.
    """
    try:
        ended = app(standalone_mode=False)
    except Refusal as refusal:
        _say(refusal.say("vi"), refusal.say("en"), 1)
    except typer.TyperException as wrong:
        asked = getattr(getattr(wrong, "ctx", None), "command_path", "ocop")
        said = wrong.format_message() if hasattr(wrong, "format_message") else str(wrong)
        if not said:  # nothing was asked for: the help was printed
            sys.exit(getattr(wrong, "exit_code", 2))
        _say(
            f"Lệnh chưa đúng. Xem cách gõ: {asked} --help",
            f"{said} See: {asked} --help",
            getattr(wrong, "exit_code", 2),
        )
    except (KeyboardInterrupt, typer.Abort):
        _say("Đã dừng theo yêu cầu.", "Ended as asked.", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read along has seen enough
        sys.exit(0)
    except Exception as fault:
        _say(*wording.fault(fault), 70)
    sys.exit(ended if isinstance(ended, int) else 0)


def _say(vi: str, en: str, code: int) -> NoReturn:
    print(f"{vi}\n{en}", file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
