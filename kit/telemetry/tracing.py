"""One trace from the door through outbox, broker and inbox (W3C trace context)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from opentelemetry import context, trace
from opentelemetry.trace import Span, SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_propagator = TraceContextTextMapPropagator()
_tracer = trace.get_tracer("ocop.kit")


def current_traceparent() -> str | None:
    """The present span as a `traceparent` header, or None outside any trace."""
    carrier: dict[str, str] = {}
    _propagator.inject(carrier)
    return carrier.get("traceparent")


@contextmanager
def span(
    name: str, kind: SpanKind = SpanKind.INTERNAL, *, parent: str | None = None, **attributes: Any
) -> Iterator[Span]:
    """This will open a span, as a child of the `parent` traceparent when one is given."""
    outer = _propagator.extract({"traceparent": parent}) if parent else context.get_current()
    with _tracer.start_as_current_span(
        name,
        context=outer,
        kind=kind,
        attributes={k.replace("__", "."): v for k, v in attributes.items() if v is not None},
    ) as opened:
        yield opened
