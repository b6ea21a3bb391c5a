"""Money for the programme: planned, allocated, spent, by source. Whole đồng. Not public."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import Dong, OfficialPaper, PlacePath
from ocop_events.words import MoneySource

TOPIC = "ocop.reporting.resource"


class ResourceFacts(EventData, key_facts=("office", "year", "source", "programme")):
    """
    What every event of a resource carries.

    A resource is one source's money of one office and year for one object. Several sources on one object share
    `object_id`: to count objects, count those; to count money, add the resources.
    """

    resource_id: str
    office: PlacePath
    year: int
    source: MoneySource
    programme: Annotated[str | None, Field(description="Its name, where the source is a programme.")] = None
    object_id: Annotated[str, Field(description="What the money is for: an activity, product, producer or plan line.")]
    object_kind: str


class ResourcePlannedV1(
    ResourceFacts,
    type="vn.ocop.reporting.resource.planned.v1",
    topic=TOPIC,
    key="resource_id",
    key_facts=("amount",),
    planned=True,
):
    """Money was planned, or planned anew: the amount as it is now."""

    amount: Dong
    planned_on: date


class ResourceAllocatedV1(
    ResourceFacts,
    type="vn.ocop.reporting.resource.allocated.v1",
    topic=TOPIC,
    key="resource_id",
    key_facts=("amount", "paper"),
    planned=True,
):
    """Money was allocated by a paper; `total` is all that is allocated with it."""

    amount: Dong
    total: Dong
    paper: OfficialPaper | None = None
    carried_from_year: int | None = None
    allocated_on: date


class ResourceSpentV1(
    ResourceFacts,
    type="vn.ocop.reporting.resource.spent.v1",
    topic=TOPIC,
    key="resource_id",
    key_facts=("amount",),
    planned=True,
):
    """Money was spent; `total` is all that is spent with it."""

    amount: Dong
    total: Dong
    spent_on: date


class ResourceCarriedOverV1(
    ResourceFacts,
    type="vn.ocop.reporting.resource.carried-over.v1",
    topic=TOPIC,
    key="resource_id",
    key_facts=("amount", "to_year"),
    planned=True,
):
    """What was left goes on into the next year, as another resource."""

    amount: Dong
    to_year: int
    to_resource_id: str
    carried_on: date


class ResourceCorrectedV1(
    ResourceFacts,
    type="vn.ocop.reporting.resource.corrected.v1",
    topic=TOPIC,
    key="resource_id",
    key_facts=("planned_total", "allocated_total", "spent_total"),
    planned=True,
):
    """An amount was put right with a reason; all three totals as they are now."""

    reason: str
    planned_total: Dong
    allocated_total: Dong
    spent_total: Dong
    corrected_on: date
