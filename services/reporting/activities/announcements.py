"""Events about activities: one mapping from the aggregate to the contract."""

from __future__ import annotations

from ocop_events.reporting.activity import ActivityRecordedV1, ActivityStruckV1

from kit.mapped import mapped
from kit.work import Unit
from services.reporting.activities.activity import Activity


def recorded(unit: Unit, activity: Activity) -> None:
    """Announces a record, or one put right: the whole of it as it is now."""
    fact = mapped(
        ActivityRecordedV1,
        activity,
        activity_id=activity.id,
        product_ids=list(activity.product_ids),
        papers=[one.sha256 for one in activity.papers],
        recorded_on=unit.today,
    )
    unit.announce(fact, place=activity.office)


def struck(unit: Unit, activity: Activity, reason: str) -> None:
    """Announces that a record counts no more."""
    fact = mapped(ActivityStruckV1, activity, activity_id=activity.id, reason=reason, struck_on=unit.today)
    unit.announce(fact, place=activity.office)
