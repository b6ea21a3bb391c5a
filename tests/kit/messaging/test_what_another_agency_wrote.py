"""What another agency wrote is read in the one form, as what comes in at an HTTP endpoint is; our own is read as it was sealed."""

from __future__ import annotations

import json

import pytest
from ocop_events.agencies.reports import InspectionReportedV1
from ocop_events.envelope import DataInvalid, encode
from ocop_events.registry.product import ProductRegisteredV1

from kit.messaging.parked.store import parked
from kit.messaging.reading import decode
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from tests.kit.messaging.harness import World, envelope_of, eventually

WRITTEN, FORM = "Ðo\u0302ng\u200b Tảo\u202e", "Đông Tảo"


def written(agency: str, finding: str) -> bytes:
    told = {"report_id": "1", "agency": agency, "reported_on": "2026-10-02", "inspected_on": "2026-10-01"}
    return json.dumps(told | {"passed": True, "finding": finding, "product_code": "33\u200b-11977"}).encode()


async def test_a_consumer_is_handed_it_in_the_one_form(world: World) -> None:
    topic, seen = f"ocop.agencies.{world.name}", list[str]()
    listener = Subscriptions("things")

    async def take(unit: Unit, event: Received[InspectionReportedV1]) -> None:
        seen.extend([event.data.finding, event.data.product_code or ""])

    listener.on(InspectionReportedV1, topics=[topic])(take)
    await world.make_topic(topic, partitions=1)
    headers = envelope_of(InspectionReportedV1, "1", source=f"/{world.name}").headers()
    await world.send("1", value=written(world.name, WRITTEN), headers=headers, topic=topic)
    service = world.service("hears", listener)
    await service.start()
    await eventually(lambda: world.committed(service.consumer.group_of(topic), topic))
    assert seen == [FORM, "33-11977"], [row.reason for row in await parked.select(service.work.reading(), {})]


def test_what_nobody_can_bring_into_it_names_the_field() -> None:
    with pytest.raises(DataInvalid, match="/finding"):
        decode(InspectionReportedV1.event_type, written("food-safety", "a" + "\u0301" * 100))


def test_what_is_no_json_is_refused_by_its_type() -> None:
    with pytest.raises(DataInvalid):
        decode(InspectionReportedV1.event_type, b"\xff{")


def test_our_own_is_read_as_it_was_sealed() -> None:
    ours = ProductRegisteredV1.model_validate(ProductRegisteredV1.exemplified())
    ours = ours.model_copy(update={"product": ours.product.model_copy(update={"name": WRITTEN})})
    assert decode(ours.event_type, encode(ours)) == ours
