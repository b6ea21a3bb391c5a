"""From an endpoint through outbox, Kafka and inbox, and on to the next service: one trace, one correlation."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from fastapi import APIRouter
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.refusal import Refusal
from kit.service import Service, Slice
from kit.telemetry import tracing
from kit.web.app import app_of
from kit.web.dependencies import Here
from kit.work import Unit
from tests.kit.messaging.harness import Counter, World, count_up, counters, eventually

CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


class Unwelcome(Refusal):
    slug = "things.unwelcome"
    vi = "Không nhận."
    en = "Not taken."


class Spans:
    """What was traced, by name."""

    def __init__(self, exporter: InMemorySpanExporter) -> None:
        self.exporter = exporter

    def named(self, name: str) -> list[ReadableSpan]:
        return [span for span in self.exporter.get_finished_spans() if span.name == name]

    def one(self, name: str) -> ReadableSpan:
        (found,) = self.named(name)
        return found

    def descends(self, span: ReadableSpan, ancestor: ReadableSpan) -> bool:
        """Whether the chain of parents leads to the ancestor, within its trace."""
        by_id = {one.context.span_id: one for one in self.exporter.get_finished_spans()}
        while span.parent is not None and span.parent.span_id in by_id:
            span = by_id[span.parent.span_id]
            if span is ancestor:
                return True
        return False


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Spans:
    provider = TracerProvider()
    exporter = InMemorySpanExporter()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    # A process may set its provider once; this one is a test's own and gone after it.
    monkeypatch.setattr(trace, "_TRACER_PROVIDER", provider)
    monkeypatch.setattr(tracing, "tracer", provider.get_tracer("test"))
    return Spans(exporter)


def is_child(child: ReadableSpan, parent: ReadableSpan) -> bool:
    return (
        child.parent is not None
        and child.parent.span_id == parent.context.span_id
        and child.context.trace_id == parent.context.trace_id
    )


def with_an_endpoint(world: World, fact: Any) -> Service:
    """A service whose one endpoint counts and publishes."""
    api = APIRouter()

    @api.post("/things/{id}")
    async def count(id: str, service: Here) -> str:
        await service.work.run(count_up, fact(id=id, number=0), id, 1)
        return "ok"

    made = world.service("says")
    made.slices = [Slice("things", collections=[counters], api=api)]
    return made


async def through_the_endpoint(service: Service, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app_of(service)), base_url="http://127.0.0.1") as client:
        return await client.post(f"/{service.name}/api/things/a", headers=headers)


class TestAnActAtAEndpoint:
    async def test_is_one_trace_and_one_correlation_to_the_last_effect(self, world: World, spans: Spans) -> None:
        fact, answer = world.fact(), world.fact("answered")
        await world.make_topic()
        first, second = Subscriptions("first"), Subscriptions("second")

        @first.on(fact)
        async def when_it_happened_answer(unit: Unit, event: Received[Any]) -> None:
            unit.announce(answer(id=f"{event.subject}-answer", number=1))

        @second.on(answer)
        async def when_answered_keep(unit: Unit, event: Received[Any]) -> None:
            await counters.add(unit, Counter(id=event.correlation_id or "none", total=1))

        says, answers, consumers = (
            with_an_endpoint(world, fact),
            world.service("answers", first),
            world.service("hears", second),
        )
        for service in (says, answers, consumers):
            await service.prepare()
            await service.start()
        said = await through_the_endpoint(says, traceparent=CALLER, **{"X-Correlation-ID": "story-1"})
        assert said.status_code == 200, said.text
        assert said.headers["X-Correlation-ID"] == "story-1"
        await eventually(lambda: counters.find(consumers.work.reading(), "story-1"))

        async def announced() -> bool:  # a span is finished a moment after its effect is seen
            return len(spans.named(f"send {world.topic}")) == 2 and len(spans.named(f"process {world.topic}")) == 2

        await eventually(announced)
        endpoint = spans.one("POST /api/things/{id}")
        created = sorted(spans.named(f"create {world.topic}"), key=lambda span: span.start_time or 0)
        processed = sorted(spans.named(f"process {world.topic}"), key=lambda span: span.start_time or 0)
        assert format(endpoint.context.trace_id, "032x") == CALLER.split("-")[1]
        assert endpoint.parent is not None
        assert format(endpoint.parent.span_id, "016x") == CALLER.split("-")[2]
        assert spans.descends(created[0], endpoint)  # FastAPI's own spans of the endpoint lie between
        assert is_child(processed[0], created[0])
        assert is_child(created[1], processed[0])
        assert is_child(processed[1], created[1])
        for sent in spans.named(f"send {world.topic}"):
            assert any(is_child(sent, one) for one in created)
        kinds = [span.kind for span in (endpoint, created[0], processed[0])]
        assert kinds == [SpanKind.SERVER, SpanKind.PRODUCER, SpanKind.CONSUMER]
        assert dict(endpoint.attributes or {})["http.response.status_code"] == 200
        assert dict(endpoint.attributes or {})["ocop.correlation_id"] == "story-1"
        assert dict(processed[1].attributes or {})["ocop.outcome"] == "applied"

    async def test_that_a_consumer_parks_is_seen_as_an_error_in_its_trace(self, world: World, spans: Spans) -> None:
        fact, consuming = world.fact(), Subscriptions("things")
        await world.make_topic()

        @consuming.on(fact)
        async def when_it_happened_refuse(unit: Unit, event: Received[Any]) -> None:
            raise Unwelcome()

        says, consumers = with_an_endpoint(world, fact), world.service("hears", consuming)
        for service in (says, consumers):
            await service.prepare()
            await service.start()
        await through_the_endpoint(says)

        async def parked() -> bool:
            return bool(spans.named(f"process {world.topic}"))

        await eventually(parked)
        processed = spans.one(f"process {world.topic}")
        assert processed.status.status_code is StatusCode.ERROR
        assert dict(processed.attributes or {})["ocop.outcome"] == "parked"

    async def test_is_linked_to_the_batch_that_applies_it(self, world: World, spans: Spans) -> None:
        fact, consuming = world.fact(), Subscriptions("things")
        await world.make_topic(partitions=1)

        @consuming.batch(fact)
        async def when_they_happened_count(unit: Unit, events: list[Received[Any]]) -> None:
            await counters.raw(unit).update_one(
                {"_id": "n"}, {"$inc": {"total": len(events)}}, upsert=True, session=unit.session
            )

        says, consumers = with_an_endpoint(world, fact), world.service("hears", consuming)
        await says.prepare()
        await says.start()
        for _ in range(3):
            await through_the_endpoint(says)
        await world.read(count=3)
        await consumers.start()

        async def batched() -> bool:
            return bool(spans.named("process things.when_they_happened_count"))

        await eventually(batched)
        created = {span.context.span_id for span in spans.named(f"create {world.topic}")}
        linked = {link.context.span_id for link in spans.one("process things.when_they_happened_count").links}
        assert len(created) == 3
        assert linked == created


async def test_nothing_is_traced_where_no_collector_is_named(world: World) -> None:
    assert not tracing.is_traced()
    fact = world.fact()
    await world.make_topic()
    says = with_an_endpoint(world, fact)
    await says.prepare()
    await says.start()
    await through_the_endpoint(says)
    (record,) = await world.read(count=1)
    assert "ce_traceparent" not in dict(record.headers)
