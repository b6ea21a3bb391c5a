"""Money for the programme: planned, allocated, spent, by source. Whole đồng. Not public."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import Dong, OfficialPaper, Part, PlacePath
from ocop_events.words import MoneySource

TOPIC = "ocop.reporting.resource"


EntryId = Annotated[
    str | None, Field(description="Names the entry for ever: a correction says which one it puts right.")
]


class CorrectedEntry(Part, example={"kind": "spent", "amount": 11000000, "was": 12000000, "on": "2027-05-01"}):
    """An entry as it is after a correction, and the amount it had before."""

    kind: Annotated[str, Field(description="`planned`, `allocated`, `spent`, `carried-in` or `carried-out`.")]
    amount: Dong
    was: Dong
    on: date


class ResourceFacts(
    EventData,
    key_facts=("office", "year", "source", "programme"),
    example={
        "resource_id": "0198a1b0-0000-7000-8000-000000000e31",
        "office": "33/11977",
        "year": 2027,
        "source": "province",
        "object_id": "0198a1b0-0000-7000-8000-0000000000b1",
        "object_kind": "product",
    },
):
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
    object_name: Annotated[str | None, Field(description="What people call it.")] = None


class ResourcePlannedV1(
    ResourceFacts,
    type="vn.ocop.reporting.resource.planned.v1",
    topic=TOPIC,
    key="resource_id",
    key_facts=("amount",),
    vi="Nguồn lực được dự kiến.",
    example={"amount": 50000000, "planned_on": "2026-12-20"},
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
    vi="Nguồn lực được phân bổ theo văn bản.",
    example={"amount": 30000000, "total": 30000000, "paper": {}, "allocated_on": "2027-03-01"},
):
    """Money was allocated by a paper; `total` is all that is allocated with it."""

    amount: Dong
    total: Dong
    paper: OfficialPaper | None = None
    carried_from_year: Annotated[int | None, Field(description="Given where it is no new money.")] = None
    entry_id: EntryId = None
    allocated_on: date


class ResourceSpentV1(
    ResourceFacts,
    type="vn.ocop.reporting.resource.spent.v1",
    topic=TOPIC,
    key="resource_id",
    key_facts=("amount",),
    vi="Nguồn lực được sử dụng.",
    example={"amount": 12000000, "total": 12000000, "spent_on": "2027-05-01"},
):
    """Money was spent; `total` is all that is spent with it."""

    amount: Dong
    total: Dong
    reason: Annotated[str | None, Field(description="Why more is spent than was allocated.")] = None
    entry_id: EntryId = None
    spent_on: date


class ResourceCarriedOverV1(
    ResourceFacts,
    type="vn.ocop.reporting.resource.carried-over.v1",
    topic=TOPIC,
    key="resource_id",
    key_facts=("amount", "to_year"),
    vi="Phần còn lại chuyển sang năm sau.",
    example={
        "amount": 18000000,
        "to_year": 2028,
        "to_resource_id": "0198a1b0-0000-7000-8000-000000000e32",
        "carried_on": "2027-12-31",
    },
):
    """What was left goes on into the next year, as another resource."""

    amount: Dong
    to_year: int
    to_resource_id: str
    entry_id: EntryId = None
    carried_on: date


class ResourceCorrectedV1(
    ResourceFacts,
    type="vn.ocop.reporting.resource.corrected.v1",
    topic=TOPIC,
    key="resource_id",
    key_facts=("planned_total", "allocated_total", "spent_total"),
    vi="Số tiền được sửa kèm lý do; ba tổng hiện tại.",
    example={
        "reason": "Nhập nhầm",
        "planned_total": 50000000,
        "allocated_total": 30000000,
        "spent_total": 11000000,
        "corrected_on": "2027-06-01",
    },
):
    """An amount was put right with a reason; all three totals as they are now."""

    reason: str
    planned_total: Dong
    allocated_total: Dong
    spent_total: Dong
    entry_id: EntryId = None
    entry: Annotated[CorrectedEntry | None, Field(description="The entry that was wrong, as it is now.")] = None
    corrected_on: date
