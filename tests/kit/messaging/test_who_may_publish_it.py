"""A record is consumed from its topic's own speaker alone, and from a deployment only of the offices it serves."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
from ocop_events.agencies.reports import InspectionReportedV1
from ocop_events.envelope import Envelope, encode
from ocop_events.evaluation.round import RoundClosedV1

from kit.messaging.origin import ForeignSource, ForeignTopic, check_origin
from kit.messaging.parked.store import parked
from kit.messaging.received import Received, Record
from kit.messaging.subscriptions import Subscriptions
from kit.refusal import Refusal
from kit.service import Service
from kit.settings import development_settings, offices_of
from kit.work import Unit
from tests.kit.messaging.harness import World


def record(number: int, source: str, *, office: str = "33/11977", place: str | None = None, topic: str = "") -> Record:
    announced = RoundClosedV1(round_id=f"r-{number}", office=office, closed_on="2026-08-03")  # type: ignore[arg-type]
    envelope = Envelope(
        id=str(number),
        source=source,
        type=announced.event_type,
        time="2026-08-03T00:00:00Z",  # type: ignore[arg-type]
        subject=announced.round_id,
        partitionkey=announced.round_id,
        ocopplace=place,
    )
    key, headers = announced.round_id.encode(), tuple(envelope.headers())
    return Record(topic or announced.event_topic, 0, number, key, headers, encode(announced))


class Ear:
    """A service that consumes rounds, one by one and in batches."""

    def __init__(self, world: World) -> None:
        self.consumed: list[str] = []
        consuming = Subscriptions("ear")
        consuming.on(RoundClosedV1)(self.one)
        consuming.batch(RoundClosedV1)(self.many)
        self.service: Service = world.service("ear", consuming)

    async def one(self, unit: Unit, event: Received[Any]) -> None:
        self.consumed.append(event.id)

    async def many(self, unit: Unit, events: list[Received[Any]]) -> None:
        self.consumed += [f"batch {event.id}" for event in events]

    async def consumers(self, *records: Record) -> list[str]:
        """The slugs of what was parked, by both handlers."""
        await self.service.consumer.process(RoundClosedV1.event_topic, records)
        return [row.reason.slug for row in await parked.select(self.service.work.reading(), {})]


@pytest.fixture
async def ear(world: World) -> Ear:
    made = Ear(world)
    await made.service.prepare()
    return made


ALLOWED = ["/ocop/evaluation", "/ocop/evaluation/33-11977", "/ocop/evaluation/33-all", "/ocop/evaluation/vn"]
FOREIGN = {
    "/ocop/registry": "event.foreign-source",
    "/ocop/evaluationx": "event.foreign-source",
    "/elsewhere": "event.foreign-source",
    "/ocop/evaluation/34-all": "event.outside-its-offices",
    "/ocop/evaluation/33-12004": "event.outside-its-offices",
}


async def test_one_by_one_and_in_batches_only_its_speaker_is_consumed(ear: Ear) -> None:
    good = [record(number, source) for number, source in enumerate(ALLOWED)]
    bad = [record(10 + number, source) for number, source in enumerate(FOREIGN)]
    slugs = await ear.consumers(*good, *bad)
    assert sorted(slugs) == sorted([*FOREIGN.values()] * 2)
    assert sorted(ear.consumed) == sorted([*(r.header("ce_id") or "" for r in good), *(f"batch {n}" for n in range(4))])


async def test_alone_it_is_parked_too_and_says_who_spoke(ear: Ear) -> None:
    assert set(await ear.consumers(record(1, "/ocop/registry"))) == {"event.foreign-source"}
    [row, _] = await parked.select(ear.service.work.reading(), {})
    assert "«/ocop/registry»" in row.reason.vi
    assert "“/ocop/evaluation”" in row.reason.en
    assert ear.consumed == []


async def test_a_place_outside_its_offices_is_not_for_it_to_speak_of(ear: Ear) -> None:
    announced = record(1, "/ocop/evaluation/33-all", place="34/11977")
    assert set(await ear.consumers(announced)) == {"event.outside-its-offices"}


async def test_a_type_on_another_s_topic_is_not_consumed(ear: Ear) -> None:
    announced = record(1, "/ocop/evaluation", topic="ocop.evaluation.case")
    assert set(await ear.consumers(announced)) == {"event.foreign-topic"}


@pytest.mark.parametrize(
    "offices",
    ["33", "33/*", "33/11977", "33/330/12265", "vn", "vn/*", "33,34", "33/330,33/331/*,vn", "33/11977,33/*"],
)
def test_a_suffix_names_the_roots_of_the_offices_that_it_was_made_of(offices: str) -> None:
    settings = development_settings(offices=offices)
    assert offices_of(settings.suffix()) == settings.roots()


@pytest.mark.parametrize(
    ("source", "agency", "refused"),
    [
        ("/food-safety", "food-safety", None),
        ("/food-safety/hung-yen", "food-safety", None),
        ("/ip-office", "food-safety", ForeignSource),
        ("/ocop/registry", "food-safety", ForeignSource),
        ("/food-safety", "ip-office", ForeignTopic),
    ],
)
def test_an_agency_speaks_for_itself_on_its_own_topic(source: str, agency: str, refused: type[Refusal] | None) -> None:
    facts: dict[str, Any] = {"report_id": "1", "agency": agency, "reported_on": "2026-08-03"}
    announced = InspectionReportedV1(**facts, inspected_on="2026-08-01", passed=True, finding="đạt")  # type: ignore[arg-type]
    envelope = Envelope.from_headers(record(1, source).headers).model_copy(update={"type": announced.event_type})
    with pytest.raises(refused) if refused else nullcontext():
        check_origin("ocop.agencies.food-safety", envelope, announced)
