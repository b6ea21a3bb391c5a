"""What operators watch: names with units, labels bounded, never an id."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)


class Metrics:
    """One service's metrics, in a registry of its own."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        r = self.registry = registry or CollectorRegistry()
        self.handler_seconds = Histogram(
            "ocop_handler_duration_seconds",
            "Time a subscriber took for one event, its commit included.",
            ["handler", "outcome"],
            buckets=_SECONDS,
            registry=r,
        )
        self.retries = Counter("ocop_handler_retries", "Attempts repeated after a fault.", ["handler"], registry=r)
        self.duplicates = Counter(
            "ocop_inbox_duplicates", "Events absorbed because they had been applied.", ["handler"], registry=r
        )
        self.parked = Counter("ocop_parked_events", "Events set aside.", ["handler", "reason"], registry=r)
        self.parked_open = Gauge(
            "ocop_parked_open", "Parked events that await a person, by who parked them.", ["handler"], registry=r
        )
        self.parked_records = Gauge(
            "ocop_parked_records",
            "Records that await a person, each once however many handlers parked it.",
            registry=r,
        )
        self.parked_oldest = Gauge("ocop_parked_oldest_seconds", "Age of the oldest parked event.", registry=r)
        self.outbox_pending = Gauge("ocop_outbox_pending", "Events published but not yet on the broker.", registry=r)
        self.outbox_oldest = Gauge("ocop_outbox_oldest_seconds", "Age of the oldest pending fact.", registry=r)
        self.published = Counter("ocop_relay_published", "Facts the broker acknowledged.", ["topic"], registry=r)
        self.publish_faults = Counter("ocop_relay_faults", "Passes of the relay that failed.", registry=r)
        self.relay_leader = Gauge("ocop_relay_leader", "1 where this replica's relay holds the lease.", registry=r)
        self.latency = Histogram(
            "ocop_event_latency_seconds",
            "From a fact's commit to its first effect in this service.",
            ["topic"],
            buckets=_SECONDS,
            registry=r,
        )
        self.lag = Gauge("ocop_consumer_lag", "Records behind the end of the topic.", ["topic", "group"], registry=r)
        self.assigned = Gauge("ocop_consumer_assigned_partitions", "Partitions held.", ["topic"], registry=r)
        self.deadlines_overdue = Gauge("ocop_deadlines_overdue", "Due deadlines not yet swept.", ["what"], registry=r)
        self.deployment = Gauge(
            "ocop_deployment_info",
            "1; which offices this deployment serves, and where people reach it.",
            ["offices", "site"],
            registry=r,
        )
        self.http_seconds = Histogram(
            "ocop_http_request_duration_seconds",
            "Time to answer a request.",
            ["method", "route", "status"],
            buckets=_SECONDS,
            registry=r,
        )
