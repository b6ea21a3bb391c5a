"""`ocop republish`: a service's facts from its outbox to Kafka once more."""

from __future__ import annotations

import asyncio
import getpass
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress as Bar

from estate import services
from estate.commands.deployment import on
from kit.clock import LOCAL
from kit.messaging import republish
from kit.messaging.republish import Progress, Selection
from kit.service import Service

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
_console = Console()


@app.command()
def run(
    service: Annotated[str, typer.Argument(help=f"Whose outbox: {', '.join(services.NAMES)}.")],
    topic: Annotated[str | None, typer.Option(help="Only facts of this topic.")] = None,
    subject: Annotated[str | None, typer.Option(help="Only facts of this subject (the record's key).")] = None,
    since: Annotated[
        datetime | None, typer.Option(help="Only events published at or after this instant (Vietnamese time).")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(help="Only events published before this instant (Vietnamese time).")
    ] = None,
    type_: Annotated[list[str] | None, typer.Option("--type", help="Only this event type; may be repeated.")] = None,
) -> None:
    """
    Publish a service's facts again, in order, under their own ids: after a broker was lost, or for one subscriber's sake.

    Consumers know what they have applied, so repeating is safe. After an interruption, the same command goes on from
    where it was.
    """
    selection = Selection(topic=topic, key=subject, since=_here(since), until=_here(until), types=tuple(type_ or ()))
    done = on(service, lambda built: _publish(built, selection))
    if not done.done:
        _console.print("Không sự kiện nào khớp, chưa phát lại gì. · No fact matches: nothing was published again.")
        return
    again = done.done - done.refused
    _console.print(f"[green]✔[/] {service}: đã phát lại {again} sự kiện · {again} facts of {service} published again")
    if done.refused:
        _console.print(
            f"[red]![/] Kafka từ chối {done.refused} sự kiện (chủ đề không còn, hoặc quá lớn): xem nhật ký.\n"
            f"  {done.refused} facts were refused by the broker (topic gone, or too large): see the log"
        )


def _here(typed: datetime | None) -> datetime | None:
    return typed.replace(tzinfo=LOCAL) if typed else None


async def _publish(service: Service, selection: Selection) -> Progress:
    await service.prepare()
    asked = await republish.request(service.database, selection, by=getpass.getuser())
    # The service's own relay serves the request; where the service does not run, this process takes its lease.
    relay = asyncio.create_task(service.relay.run())
    try:
        with Bar(console=_console, transient=True) as bar:
            task = bar.add_task("republishing", total=asked.total)
            while True:
                now = await republish.progress(service.database, asked.id)
                bar.update(task, completed=now.done)
                if now.finished:
                    return now
                await asyncio.sleep(0.2)
    finally:
        relay.cancel()
        await asyncio.gather(relay, return_exceptions=True)
