"""Prometheus gauges of official documents: which are drafts or signed and not issued, and since when."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge

from kit.decisions.decision import State
from kit.service.figures import put
from kit.work import Unit
from services.evaluation.documents import store
from services.evaluation.documents.document import Kind

WAITING = (State.DRAFT, State.SIGNED)


class DocumentGauges:
    """By kind and state; a document's case and its number stand on its page."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.documents = Gauge(
            "ocop_documents", "Official documents not issued yet, by kind and state.", ["kind", "state"],
            registry=registry,
        )  # fmt: skip
        self.oldest = Gauge(
            "ocop_documents_oldest_signed_seconds",
            "Since when the oldest signed copy waits to be issued; 0 where none does.",
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, from an index alone."""
        found = await store.waiting(unit, WAITING)
        put(
            self.documents,
            {(kind.value, state.value): found.get((kind.value, state.value), 0) for kind in Kind for state in WAITING},
        )
        since = await store.oldest_signed(unit)
        self.oldest.set(max(0.0, (unit.now - since).total_seconds()) if since else 0.0)


gauges = DocumentGauges
