"""What analysis reacts to: that a ruling is issued."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.analysis import use_cases
from services.evaluation.rulings.use_cases import RulingIssued

subscriptions = Subscriptions("analysis")


@subscriptions.within(RulingIssued)
async def when_a_ruling_is_issued_keep_its_totals(unit: Unit, fact: RulingIssued) -> None:
    await use_cases.note_marks(unit, fact.ruling)
