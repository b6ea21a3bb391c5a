"""Events that figures react to: whatever the services say has happened, this one included, noted once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.reporting.figures import store, use_cases
from services.reporting.figures.activity_happenings import ACTIVITIES_COUNTED
from services.reporting.figures.happenings import COUNTED, happenings
from services.reporting.figures.holding_happenings import HOLDINGS_COUNTED
from services.reporting.figures.money_happenings import MONEY_COUNTED
from services.reporting.figures.watch_happenings import WATCH_COUNTED

subscriptions = Subscriptions("figures")


EVERYTHING = (*COUNTED, *HOLDINGS_COUNTED, *WATCH_COUNTED, *ACTIVITIES_COUNTED, *MONEY_COUNTED)
"""Every event that is counted."""


@subscriptions.batch(*EVERYTHING, idempotent=True, rebuilds=(store.noted.name,))
async def when_something_happened_note_it(unit: Unit, events: Sequence[Received[Any]]) -> None:
    said = [(one, event.time) for event in events for one in happenings(event.data, event.subject_version)]
    await use_cases.note_all(unit, said)
