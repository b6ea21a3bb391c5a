"""`ocop lag`: how far every consumer group is behind, asked of the broker alone."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from aiokafka.errors import KafkaError
from rich.console import Console
from rich.table import Column, Table

from estate import services, state
from estate.commands.deployment import on_the_broker
from estate.places import home
from kit.messaging.commands import BESIDE, BrokerAway
from kit.messaging.connection import for_aiokafka
from kit.messaging.lag import Lag, Pair
from kit.messaging.manifest import load
from kit.messaging.watch import Watch
from kit.settings import ServiceSettings
from kit.telemetry.logs import configure_logs

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def lag(
    serve: Annotated[bool, typer.Option("--serve", help="Tell Prometheus at OCOP_HOST:OCOP_PORT until ended.")] = False,
    every: Annotated[float, typer.Option(min=0.2, help="Seconds between two measurements when serving.")] = 15.0,
    file: Annotated[Path, typer.Option(help="The topics file: whose groups there may be.")] = BESIDE,
) -> None:
    """
    Say how far every consumer group is behind, whether or not anybody of it is alive.

    Every group that has committed an offset is measured, and every one this deployment's services are to have.
    """
    chosen = on_the_broker()
    measured = Lag(_to_be(chosen), for_aiokafka(chosen), tuple(load(file).groups().values()))
    if serve:
        configure_logs(chosen.log_level, "lag")
        asyncio.run(_serve(Watch(measured), chosen, every))
    else:
        _print(asyncio.run(_once(measured, chosen)))


def _to_be(chosen: ServiceSettings) -> list[Pair]:
    """The groups of this deployment's services; where an estate's evaluation is apart, those of its parts instead."""
    runs = state.running(home())
    apart = [chosen.model_copy(update={"offices": offices}) for offices in (runs.evaluations if runs else ())]
    pairs: list[Pair] = []
    for name in services.present():
        for deployment in apart if name == "evaluation" and apart else [chosen]:
            service = services.build(name, deployment)
            pairs += service.lag.pairs
            service.database.close()
    return pairs


async def _serve(watch: Watch, chosen: ServiceSettings, every: float) -> None:
    serving = asyncio.ensure_future(watch.serve(chosen.host, chosen.port, every))
    for sign in (signal.SIGINT, signal.SIGTERM):  # the first process of a container is not ended by them unasked
        asyncio.get_running_loop().add_signal_handler(sign, serving.cancel)
    with suppress(asyncio.CancelledError):
        await serving


async def _once(measured: Lag, chosen: ServiceSettings) -> dict[Pair, int]:
    try:
        return await measured.measure()
    except (KafkaError, OSError, TimeoutError) as away:
        raise BrokerAway(where=chosen.kafka_bootstrap_servers, detail=type(away).__name__) from away
    finally:
        await measured.close()


def _print(behind: dict[Pair, int]) -> None:
    table = Table(
        Column("nhóm · group", overflow="fold"),
        Column("chủ đề · topic", overflow="fold"),
        Column("trễ\nbehind", justify="right", no_wrap=True),
        box=None,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    for (group, topic), records in sorted(behind.items(), key=lambda one: (-one[1], one[0])):
        table.add_row(group, topic, f"{records:,}")
    Console().print(table)
