"""
One trace from the endpoint through outbox, broker and inbox (W3C trace context).

An endpoint's span (SERVER) is FastAPI's; an event gets a PRODUCER span `create <topic>` in the transaction that announces it, whose
context travels in the record's headers; the relay's `send <topic>` and each consumer's `process <topic>` are its
children, however much later. Names and attributes follow OpenTelemetry's conventions for HTTP and messaging.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from opentelemetry import context, trace
from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Link, Span, SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_propagator = TraceContextTextMapPropagator()
tracer = trace.get_tracer("ocop.kit")


def configure_tracing(service: str, endpoint: str | None, version: str = "") -> None:
    """Sends spans to the collector at `endpoint` (OTLP over HTTP, its base address); without one, nowhere."""
    if not endpoint:
        return
    # Imported only where it is used: it costs a tenth of a second and some megabytes.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: service, SERVICE_VERSION: version}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint.rstrip("/") + "/v1/traces")))
    trace.set_tracer_provider(provider)


def is_traced() -> bool:
    """Whether spans go anywhere: what only a trace would read need not be made."""
    return isinstance(trace.get_tracer_provider(), TracerProvider)


def current_traceparent() -> str | None:
    """The present span as a `traceparent` header, or None outside any trace."""
    carrier: dict[str, str] = {}
    _propagator.inject(carrier)
    return carrier.get("traceparent")


@contextmanager
def span(
    name: str,
    kind: SpanKind = SpanKind.INTERNAL,
    *,
    parent: str | None = None,
    links: Iterable[str | None] = (),
    **attributes: Any,
) -> Iterator[Span]:
    """
    Opens a span, as a child of the `parent` traceparent when one is given, linked to those of `links`.

    In the names of attributes two underscores stand for a dot.
    """
    with tracer.start_as_current_span(
        name,
        context=_context_of(parent),
        kind=kind,
        attributes=_attributes(attributes),
        links=[link for traceparent in links if (link := _link(traceparent))],
    ) as opened:
        yield opened


def begun(name: str, kind: SpanKind, *, parent: str | None, **attributes: Any) -> Span:
    """A span that is not the present one; whoever asked for it ends it."""
    return tracer.start_span(name, context=_context_of(parent), kind=kind, attributes=_attributes(attributes))


def _context_of(parent: str | None) -> context.Context:
    return _propagator.extract({"traceparent": parent}) if parent else context.get_current()


def _link(traceparent: str | None) -> Link | None:
    if not traceparent:
        return None
    linked = trace.get_current_span(_propagator.extract({"traceparent": traceparent})).get_span_context()
    return Link(linked) if linked.is_valid else None


def _attributes(given: dict[str, Any]) -> dict[str, Any]:
    return {name.replace("__", "."): value for name, value in given.items() if value is not None}
