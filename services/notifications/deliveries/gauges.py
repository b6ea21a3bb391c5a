"""Prometheus gauges of messages: who waits, for how long, and who will not be reached without a person."""

from __future__ import annotations

from typing import cast

from prometheus_client import CollectorRegistry, Counter, Gauge

from kit.service import Service
from kit.work import Unit
from services.notifications.deliveries.answer import Result
from services.notifications.messages import store
from services.notifications.messages.lifecycle import UNDELIVERED, UNREACHED


class MessageGauges:
    """The gauges and the counter of one deployment; labels are states and results, never a recipient."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.notices = Gauge(
            "ocop_notices", "Messages not delivered, by state; delivered ones are counted by attempts.", ["state"],
            registry=registry,
        )  # fmt: skip
        self.oldest = Gauge(
            "ocop_notices_oldest_undelivered_seconds", "Age of the oldest message still on its way.", registry=registry
        )
        self.unreached = Gauge(
            "ocop_notices_unreached", "Messages whose recipient will not hear without a person.", registry=registry
        )
        self.attempts = Counter(
            "ocop_notice_attempts", "Attempts to hand a message over, by result.", ["result"], registry=registry
        )
        self.server_up = Gauge(
            "ocop_mail_server_up", "1 where the mail server answered when it was last asked.", registry=registry
        )
        # Nobody has asked it yet; 0 would be a claim.
        self.server_up.set(float("nan"))
        for result in Result:
            self.attempts.labels(result.value)

    @classmethod
    def of(cls, service: Service) -> MessageGauges:
        """Those of a service."""
        return cast(MessageGauges, service.gauges_of("deliveries"))

    async def refresh(self, unit: Unit) -> None:
        """Counts anew; never during a scrape."""
        counts = await store.counts(unit)
        for state in (*UNDELIVERED, *UNREACHED):
            self.notices.labels(state.value).set(counts[state])
        self.unreached.set(sum(counts[state] for state in UNREACHED))
        oldest = await store.oldest_undelivered(unit)
        self.oldest.set(max(0.0, (unit.now - oldest).total_seconds()) if oldest else 0.0)


gauges = MessageGauges
