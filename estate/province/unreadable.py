"""One dead letter: a certificate's own event, sent again with the product's name left out."""

from __future__ import annotations

import json
from uuid import NAMESPACE_URL, uuid5

from confluent_kafka import KafkaException, Message, Producer

from estate.demo.clients import NotAsExpectedError
from estate.demo.listening import recent

_TOPIC, _TYPE = "ocop.registry.certificate", "vn.ocop.registry.certificate.issued.v1"
"""Consumed by one service only: one row in one queue. Once repaired, it says what is known already."""


def publish(kafka: str) -> None:
    """Publishes it, unless it is there. Raises NotAsExpectedError where no certificate has been announced."""
    issued = [message for message in recent({"bootstrap.servers": kafka}, _TOPIC) if _headers(message).get("ce_type") == _TYPE]
    if any(_is_ours(message) for message in issued):
        return
    if not issued:
        raise NotAsExpectedError(f"{_TOPIC}: chưa có sự kiện nào · no events yet")
    good = min(issued, key=lambda message: message.key() or b"")
    said = json.loads(good.value() or b"{}")
    said["product"]["name"] = None
    headers = _headers(good) | {"ce_id": _id_of(good)}
    failed: list[str] = []
    producer = Producer({"bootstrap.servers": kafka, "message.timeout.ms": 10_000})
    producer.produce(
        _TOPIC,
        key=good.key(),
        value=json.dumps(said, ensure_ascii=False).encode(),
        headers=[(name, text.encode()) for name, text in headers.items()],
        on_delivery=lambda error, _: failed.append(str(error)) if error else None,
    )
    if producer.flush(15) or failed:
        raise KafkaException(", ".join(failed) or "not delivered")


def _headers(message: Message) -> dict[str, str]:
    return {name: (value or b"").decode() for name, value in message.headers() or []}


def _id_of(message: Message) -> str:
    """The id of what is sent in place of an event: always the same, so that it is sent once."""
    return str(uuid5(NAMESPACE_URL, f"urn:ocop:province:{(message.key() or b'').decode()}"))


def _is_ours(message: Message) -> bool:
    return _headers(message).get("ce_id") == _id_of(message)
