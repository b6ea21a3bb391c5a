"""`ocop explain`: a ruling from the events of the running estate, counted again from its sheets and explained."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from aiokafka import AIOKafkaConsumer, TopicPartition
from ocop_events.evaluation.ruling import RulingIssuedV1

from estate.commands.deployment import settings
from kit.messaging.connection import for_aiokafka
from kit.refusal import Kind, Refusal
from law.explanation import command as law

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


class NoSuchRuling(Refusal):
    """Neither a file nor a ruling on the topic."""

    slug = "explain.no-such-ruling"
    kind = Kind.NOT_FOUND
    vi = "Không có kết luận “{given}”: hãy ghi mã kết luận, mã hồ sơ, số quyết định, hoặc tên tệp."
    en = "There is no ruling “{given}”: give a ruling's id, a dossier's id, a decision's number, or a file."


@app.command()
def explain(
    ruling: Annotated[
        str, typer.Argument(help="A ruling's id, its dossier's id or decision number; or a file; - reads.")
    ],
    language: Annotated[str, typer.Option("--in", help="vi or en.")] = "vi",
) -> None:
    """Explain a ruling; exit 1 when the record differs from what is counted from its sheets."""
    if ruling == "-" or Path(ruling).is_file():
        law.explain(ruling, language)
    found = asyncio.run(_find(ruling))
    if found is None:
        raise NoSuchRuling(given=ruling)
    raise typer.Exit(law.show(found, "en" if language == "en" else "vi", name=ruling))


async def _find(wanted: str) -> dict[str, Any] | None:
    """The latest issued ruling that goes by this name, read from the beginning of its topic."""
    topic, type_ = RulingIssuedV1.event_topic, RulingIssuedV1.event_type.encode()
    consumer = AIOKafkaConsumer(**for_aiokafka(settings()), enable_auto_commit=False, auto_offset_reset="earliest")
    await consumer.start()
    try:
        await consumer._client.set_topics([topic])  # the client knows only topics it was told of
        parts = [TopicPartition(topic, number) for number in consumer.partitions_for_topic(topic) or ()]
        consumer.assign(parts)
        ends = await consumer.end_offsets(parts)
        found = None
        while any([await consumer.position(part) < ends[part] for part in parts]):
            for records in (await consumer.getmany(timeout_ms=1000)).values():
                for record in records:
                    if dict(record.headers).get("ce_type") == type_:
                        data = json.loads(record.value, parse_float=str)
                        if wanted in (data["ruling_id"], data["dossier_id"], data.get("decision_number")):
                            found = data
        return found
    finally:
        await consumer.stop()
