"""Another agency's system in a journey: it publishes a report on its own topic, as docs/integrate.md says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from confluent_kafka import Producer

from estate.demo.clients import Clients, NotAsExpectedError


def publish(clients: Clients, agency: str, about: str, report: Mapping[str, Any]) -> None:
    """
    Publishes a report, `about` as in `credential.granted`; raises NotAsExpectedError unless the broker has it within ten
    seconds.
    """
    id = str(report["report_id"])
    headers = {
        "content-type": "application/json",
        "ce_specversion": "1.0",
        "ce_id": f"{agency}-{id}",
        "ce_source": f"/{agency}",
        "ce_type": f"vn.ocop.agencies.{about}.v1",
        "ce_time": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "ce_subject": id,
    }
    failed: list[str] = []
    producer = Producer({"bootstrap.servers": clients.kafka, "enable.idempotence": True})
    value = json.dumps({"agency": agency, **report}, ensure_ascii=False)
    producer.produce(
        f"ocop.agencies.{agency}",
        key=id,
        value=value.encode(),
        headers={name: text.encode() for name, text in headers.items()},
        on_delivery=lambda fault, _: failed.append(str(fault)) if fault else None,
    )
    if producer.flush(10) or failed:
        raise NotAsExpectedError(f"ocop.agencies.{agency}: {'; '.join(failed) or 'timeout'}")
