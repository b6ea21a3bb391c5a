"""`ocop sessions`: where somebody is signed in, and the end of it."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer
from rich.console import Console

from estate import services
from estate.commands.deployment import on
from estate.wording import local
from kit.service import Service
from kit.sessions.session import Session
from kit.telemetry.logs import log
from kit.web.app import app_of
from kit.web.session import sessions_of
from kit.web.sign_out import end_everywhere

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
_console = Console()
_log = log(__name__)

Person = Annotated[str, typer.Argument(help="The person's id at the identity provider (`sub`).")]
One = Annotated[str, typer.Option("--service", help="One service; all when not named.")]


@app.callback()
def about() -> None:
    """Where somebody is signed in, and the end of it."""


@app.command("list")
def list_(person: Person, service: One = "") -> None:
    """List a person's sessions: service, signed in, last work, all in Vietnamese time."""
    nothing = True
    for name in [service] if service else services.present():
        for one in on(name, lambda built: _held(built, person)):
            nothing = False
            _say(f"{name} {local(one.started_at)} {local(one.seen_at)}")
    if nothing:
        _say("Không có phiên nào. · No sessions.")


@app.command()
def end(
    person: Person,
    why: Annotated[str, typer.Option("--why", help="The reason; it goes into the log.")],
    service: One = "",
) -> None:
    """End all sessions of a person, at once. Lock the account at the provider first: who may sign in does so again."""
    for name in [service] if service else services.present():
        ended = on(name, lambda built: _end(built, person))
        _log.warning("sessions ended by an operator", service=name, person=person, by=_operator(), why=why, ended=ended)
        _say(f"{name}: {ended} phiên đã kết thúc · sessions ended")


async def _held(service: Service, person: str) -> list[Session]:
    return await sessions_of(service).of(person)


async def _end(service: Service, person: str) -> int:
    state = app_of(service).state
    return await end_everywhere(person, state.sessions, state.provider)


def _operator() -> str:
    return f"cli:{getpass.getuser()}"


def _say(line: str) -> None:
    _console.print(line, markup=False, highlight=False, soft_wrap=True)
