"""`ocop rebuild`: a projection made anew from its topics and swapped in when it is complete."""

from __future__ import annotations

import gc
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress as Bar

from estate import services
from estate.commands.deployment import on
from kit.messaging.rebuild import COLLECTOR, Progress
from kit.refusal import Refusal
from kit.service import Service

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
_console = Console()


class UnknownProjection(Refusal):
    """The service has no such projection."""

    slug = "rebuild.unknown-projection"
    vi = "Dịch vụ {service} không có bảng chiếu «{name}». Các bảng dựng lại được: {known}."
    en = "Service {service} has no projection “{name}”. Those that can be rebuilt: {known}."


@app.command()
def run(
    service: Annotated[str, typer.Argument(help=f"The service: {', '.join(services.NAMES)}.")],
    projection: Annotated[str, typer.Argument(help="One projection; all of the service when not named.")] = "",
) -> None:
    """Build a service's projections anew beside those in use; pages go on showing the old ones until the swap."""
    for name, progress in on(service, lambda built: _rebuild(built, projection)).items():
        _console.print(
            f"[green]✔[/] {name}: {progress.applied} sự kiện từ {progress.read} bản ghi · {progress.applied} events of {progress.read} records"
        )


async def _rebuild(service: Service, wanted: str) -> dict[str, Progress]:
    names = [name for name in service.projections if wanted in ("", name)]
    if wanted and not names:
        raise UnknownProjection(service=service.name, name=wanted, known=", ".join(service.projections) or "–")
    await service.prepare()
    gc.set_threshold(*COLLECTOR)
    done: dict[str, Progress] = {}
    with Bar(console=_console, transient=True) as bar:
        for name in names:
            task = bar.add_task(name, total=None)

            def report(progress: Progress, task: int = task) -> None:
                bar.update(task, completed=progress.read, total=progress.total)  # type: ignore[arg-type]

            done[name] = await service.rebuilding(name, report).run()
    return done
