"""`ocop`: the one command line of the platform. Starts fast: a command's own modules are imported when it is called."""

from __future__ import annotations

import importlib
import sys
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from kit.refusal import Refusal

_ELSEWHERE = {
    "parked": ("estate.commands.parked", "The desk of parked events: list, show, repair, offer, discard."),
    "sessions": ("estate.commands.sessions", "Where somebody is signed in, and the end of it: list, end."),
    "topics": ("estate.commands.topics", "Topics, users and rights: plan, apply, password."),
    "lag": ("estate.commands.lag", "How far every consumer group is behind, dead or alive; for Prometheus too."),
    "republish": (
        "estate.commands.republish",
        "Tell a service's facts again, from its outbox to Kafka.",
    ),
    "rebuild": ("estate.commands.rebuild", "Build a projection anew from its topics and swap it in."),
    "drill": ("estate.drills.commands", "Break things on purpose and see that nothing is lost."),
    "rulebook": ("law.commands", "The law as data: list, check, assumptions."),
    "places": ("law.places.command", "Places through time: check the files of a new period."),
    "paper": ("estate.commands.paper", "Official papers: whether a file in hand is one of ours, unaltered."),
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
        return [*super().list_commands(ctx), *_ELSEWHERE]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """What a listing needs of a command: its name and sentence."""
        if cmd_name in _ELSEWHERE:
            return typer.main.get_command(_listed(cmd_name))
        return super().get_command(ctx, cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that is called, imported."""
        name = args[0]
        if name not in _ELSEWHERE:
            return super().resolve_command(ctx, args)
        command = typer.main.get_command(importlib.import_module(_ELSEWHERE[name][0]).app)
        return name, command, args[1:]


def _listed(name: str) -> typer.Typer:
    listed = typer.Typer()
    listed.command(name, help=_ELSEWHERE[name][1])(lambda: None)
    return listed


app = typer.Typer(cls=Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def about() -> None:
    """OCOP: the platform a province runs its One Commune One Product programme on."""


@app.command()
def up(
    apart: Annotated[
        bool, typer.Option(help="The district's and the province's evaluation as deployments of their own.")
    ] = False,
    port: Annotated[int, typer.Option(help="The front's port; 0 takes any free one.")] = 8080,
    of: Annotated[
        list[str] | None,
        typer.Option("--from", help="SERVICE=FOLDER: a service of another release, from its checkout with its .venv."),
    ] = None,
) -> None:
    """Run the whole estate on this machine until Ctrl-C."""
    from estate.places import home
    from estate.processes.releases import checkouts
    from estate.processes.up import Estate

    Estate(home(), port, apart, checkouts(of or [])).run()


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
    port: Annotated[int, typer.Option(help="The front's port, when an estate must be started first.")] = 8080,
    only: Annotated[Literal["2026", "2023"] | None, typer.Option(help="One journey instead of both.")] = None,
) -> None:
    """Play the two journeys through the public doors and print what was observed."""
    from estate.demo import play

    raise typer.Exit(play(port, only))


@app.command()
def reset(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Remove the estate's state; what was fetched from registries is kept."""
    from estate.commands.reset import remove

    remove(ask=not yes)


def main() -> None:
    """Runs one command; a refusal is said in both languages, without a stack trace."""
    try:
        app()
    except Refusal as refusal:
        print(f"{refusal.say('vi')}\n{refusal.say('en')}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
