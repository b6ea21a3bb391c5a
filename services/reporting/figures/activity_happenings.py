"""What the events of activities say has happened, as occurrences. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ocop_events.envelope import EventData
from ocop_events.reporting.activity import ActivityFacts, ActivityRecordedV1, ActivityStruckV1

from law.activities import activity_list
from services.reporting.figures.happenings import happenings
from services.reporting.figures.occurrence import Occurrence

ACTIVITIES_COUNTED: tuple[type[EventData], ...] = (ActivityRecordedV1, ActivityStruckV1)
"""The events of activities that are counted."""


def _activity(event: ActivityFacts, version: int, figures: dict[str, str], *, gone: bool) -> Iterator[Occurrence]:
    kind = activity_list().kind(event.kind)
    if kind is None:  # of an edition that is not installed here: nothing tells what of it is counted
        return
    chosen = next((figures.get(one.id) for one in kind.fields if one.type == "choice"), None)
    yield Occurrence(
        id=f"activity:{event.activity_id}",
        version=version,
        kind=event.kind,
        on=event.first,
        place=event.office,
        title=event.name,
        service="reporting",
        page=f"/activities/{event.activity_id}",
        by={"kind": chosen} if chosen else {},
        amounts={one.id: int(figures[one.id]) for one in kind.fields if one.counted and figures.get(one.id)},
        gone=gone,
    )


@happenings.register
def _(event: ActivityRecordedV1, version: int) -> Iterator[Occurrence]:
    yield from _activity(event, version, event.figures, gone=False)


@happenings.register
def _(event: ActivityStruckV1, version: int) -> Iterator[Occurrence]:
    yield from _activity(event, version, {}, gone=True)
