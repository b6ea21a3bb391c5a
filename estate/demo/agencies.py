"""Another agency's program: it publishes under its own account on its own topic, and reads what it is answered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from confluent_kafka import Producer

from estate.demo.clients import Clients, NotAsExpectedError
from estate.demo.listening import recent
from estate.demo.moving import present

ANSWERED = "vn.ocop.answers.report.answered.v1"


@dataclass(frozen=True)
class Agency:
    """One agency, by its account on the broker."""

    clients: Clients
    account: str

    def report(self, kind: str, report_id: str, /, **said: Any) -> None:
        """
        Publishes a report as docs/integrate.md says and waits until the broker has it. `kind`: as `inspection.reported`.
        Raises NotAsExpectedError where the broker did not take it.
        """
        now = present(self.clients)
        data = {"report_id": report_id, "agency": self.account, "reported_on": f"{now:%Y-%m-%d}", **said}
        headers = {
            "content-type": "application/json",
            "ce_specversion": "1.0",
            "ce_id": f"{self.account}-{report_id}",
            "ce_source": f"/{self.account}",
            "ce_type": f"vn.ocop.agencies.{kind}.v1",
            "ce_time": now.isoformat(),
            "ce_subject": report_id,
        }
        refused: list[str] = []
        producer = Producer({**self._reached(), "enable.idempotence": True, "message.timeout.ms": 20_000})
        producer.produce(
            f"ocop.agencies.{self.account}",
            json.dumps(data, ensure_ascii=False).encode(),
            key=report_id,
            headers=[(name, text.encode()) for name, text in headers.items()],
            on_delivery=lambda fault, _: refused.append(str(fault)) if fault else None,
        )
        if producer.flush(25) or refused:
            raise NotAsExpectedError(f"ocop.agencies.{self.account}: {refused or 'timeout'}")

    def answer(self, report_id: str) -> dict[str, Any] | None:
        """What the agency was answered to a report; None while there is nothing. Raises NotAsExpectedError at two answers."""
        answered = []
        reader = {**self._reached(), "group.id": f"{self.account}.demo"}
        for message in recent(reader, f"ocop.answers.{self.account}"):
            headers = {name: (value or b"").decode() for name, value in message.headers() or []}
            data = json.loads(message.value() or b"{}")
            if headers.get("ce_type") == ANSWERED and data.get("report_id") == report_id:
                answered.append(data)
        if len(answered) > 1:
            raise NotAsExpectedError(f"{report_id}: {len(answered)} trả lời · answers")
        return answered[0] if answered else None

    def _reached(self) -> dict[str, Any]:
        """How its program connects; where the broker is not the estate's own, that broker's open listener."""
        settings: dict[str, Any] = {"bootstrap.servers": self.clients.guests or self.clients.kafka}
        if not self.clients.guests or self.clients.passwords is None:
            return settings
        return settings | {
            "security.protocol": "SASL_PLAINTEXT",
            "sasl.mechanism": "SCRAM-SHA-512",
            "sasl.username": self.account,
            "sasl.password": self.clients.passwords.of(self.account),
        }
