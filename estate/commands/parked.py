"""`ocop parked`: the dead-letter queue. What is done there is done with a reason."""

from __future__ import annotations

import json
import os
import pwd
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from estate import services
from estate.commands.deployment import on
from estate.wording import local
from kit.identity import EVERYWHERE, Principal
from kit.messaging.parked.dead_letter import Parked
from kit.messaging.parked.lifecycle import State
from kit.messaging.parked.repair import differences
from kit.service import Service

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
_console = Console()

ServiceName = Annotated[
    str, typer.Argument(help=f"The service whose dead-letter queue it is: {', '.join(services.NAMES)}.")
]
Id = Annotated[str, typer.Argument(help="The parked event's id, as `list` shows it.")]
Why = Annotated[str, typer.Option("--why", help="The reason; it is kept with the event.")]


@app.callback()
def about() -> None:
    """The dead-letter queue: list, show, repair, offer, discard."""


@app.command("list")
def list_(
    service: Annotated[str, typer.Argument(help="One service; all when not named.")] = "",
    state: Annotated[State | None, typer.Option(help="Only this state; open and held when not given.")] = None,
) -> None:
    """List what waits, oldest first; each begins with the service and the id that the other commands take."""
    nothing = True
    for name in [service] if service else services.present():
        for row, parts in on(name, lambda one: _all(one, state)):
            nothing = False
            # No table: at 80 columns it would cut off the ids, which begin alike and are there to be copied.
            _say(f"{name} {row.id} {row.state} {local(row.parked_at)}")
            _say(f"  {row.event_type or '–'}")
            for part in parts:
                _say(
                    f"  {part.handler} · {part.attempts} lần thử · attempts"
                    + (f" · {part.id}" if part is not row else "")
                )
            _say(f"  {row.reason.vi} · {row.reason.en}")
    if nothing:
        _say("Không có sự kiện nào chờ xử lý. · Nothing is parked.")


def _say(line: str) -> None:
    _console.print(line, markup=False, highlight=False, soft_wrap=True)


async def _all(service: Service, state: State | None) -> list[tuple[Parked, list[Parked]]]:
    """Each record once, by the first of its parts, with all its parts in these states."""
    rows: list[tuple[Parked, list[Parked]]] = []
    meant = {state} if state else {State.OPEN, State.HELD}
    after: str | None = None
    while True:
        found = await service.dead_letters.page(by=_operator(), after=after, limit=500, state=state)
        parts = await service.dead_letters.parts(found.items, by=_operator())
        for row in found.items:
            others = [one for one in parts[row.identity] if one.state in meant and one.id != row.id]
            rows.append((row, [row, *others]))
        after = found.next
        if after is None:
            return rows


@app.command()
def show(service: ServiceName, id: Id) -> None:
    """Show one: what it says, why it was parked, what was done."""
    _print(on(service, lambda one: one.dead_letters.find(id, by=_operator())))


@app.command("repair")
def repair_(
    service: ServiceName,
    id: Id,
    why: Why,
    value: Annotated[Path | None, typer.Option(help="A file with the corrected data (JSON).", exists=True)] = None,
    header: Annotated[list[str] | None, typer.Option(help="A corrected header, name=text; repeat for more.")] = None,
) -> None:
    """Keep a corrected form beside the original; another person's `offer` then uses it."""

    async def correct(one: Service) -> Parked:
        row = (await one.dead_letters.find(id, by=_operator())).to_offer()
        headers = {name: text.decode(errors="replace") for name, text in row.headers}
        headers |= dict(pair.split("=", 1) for pair in header or [])
        data = value.read_bytes() if value else row.value
        return await one.work.transact(
            lambda unit: one.dead_letters.repair(unit, id, headers=headers, value=data, by=_operator(), why=why)
        )

    _print(on(service, correct))


@app.command()
def offer(service: ServiceName, id: Id, why: Why) -> None:
    """
    Offer it again to who parked it and to nobody else, then release what waited behind it.

    A repaired one is released so, by another account of this machine than the one that repaired it, or on the page.
    """
    _print(on(service, lambda one: one.dead_letters.offer(id, by=_operator(), why=why)))


@app.command()
def discard(service: ServiceName, id: Id, why: Why) -> None:
    """Give it up for good."""
    _print(on(service, lambda one: one.dead_letters.discard(id, by=_operator(), why=why)))


def account() -> str:
    """Whose process this is, by the system's own word: what the environment says anybody may set."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def _operator() -> Principal:
    # Who holds the database's address and password operates everything that is in it, and is one person in the dead-letter queue.
    return Principal.of(f"cli:{account()}", account(), f"operator@{EVERYWHERE}", f"administrator@{EVERYWHERE}")


def _print(row: Parked) -> None:
    record = row.record
    _console.print(
        f"[bold]{row.event_type}[/bold] {row.state} · {row.handler} · {row.attempts} lần thử · attempts",
        highlight=False,
    )
    _console.print(f"{record.topic} / {record.partition} / {record.offset}", highlight=False)
    _console.print(f"{row.reason.vi}\n{row.reason.en}\n{row.reason.detail}", highlight=False, markup=False)
    for one in row.reason.fields:
        _console.print(f"  {one.at}: {one.vi} · {one.en}", highlight=False, markup=False)
    for name, text in row.to_offer().headers:
        _console.print(f"  {name}: {text.decode(errors='replace')}", highlight=False, markup=False)
    try:
        _console.print_json(json.dumps(json.loads(row.to_offer().value or b"null"), ensure_ascii=False))
    except ValueError:
        _console.print(repr(row.to_offer().value), markup=False)
    if row.repair:
        _say("Bản sửa đổi · The repair changes:")
        for changed in differences(row.record, row.to_offer()):
            _say(f"  {changed.at}: {_or_dash(changed.was)} → {_or_dash(changed.now)}")
    for step in row.history:
        said = " · ".join((step.why, *(ending.say()[1] for ending in step.became)))
        _console.print(f"  {local(step.at)} {step.by} {step.did}: {said}", highlight=False, markup=False)


def _or_dash(text: str | None) -> str:
    return "–" if text is None else text
