"""What goes up with a case by hand, paper by paper, and what of it is known to be there."""

from __future__ import annotations

from dataclasses import dataclass

from kit.decisions.decision import State
from kit.papers import register as papers
from kit.work import Unit
from law.rulebooks.values import Text
from law.sending import SentSet, sending_up
from services.evaluation.cases.case import Case
from services.evaluation.decisions import store as decisions
from services.evaluation.decisions.decision import Kind as Approving
from services.evaluation.documents import store as documents
from services.evaluation.documents.document import Kind
from services.evaluation.meetings import store as meetings
from services.evaluation.rulings import store as rulings
from services.evaluation.rulings.ruling import Outcome


@dataclass(frozen=True)
class Item:
    """One paper. `there`: whether it is known to be here; None: the platform knows nothing of it, a person looks."""

    id: str
    label: Text
    there: bool | None
    optional: bool


async def sent_with(unit: Unit, case: Case) -> tuple[SentSet | None, list[Item]]:
    """What goes up with a case, by the list of the law for its kind and product set."""
    listed, items = sending_up().of(case.dossier.kind, case.dossier.product.set_no)
    known = {
        "dossier": bool(case.dossier.evidence),
        "advice": any(layer.is_advice for layer in (*case.layers, *case.advised)),
        "minutes": await _has_minutes(unit, case),
        "ruling": await _is_approved(unit, case),
    }
    return listed, [Item(one.id, one.label, known.get(one.shown_by), one.optional) for one in items]


async def _has_minutes(unit: Unit, case: Case) -> bool:
    meeting = await meetings.of_case(unit, case.id)
    if meeting is not None and meeting.minuted is not None:
        return True
    drafted = [one for one in await documents.of_case(unit, case.id) if one.kind == Kind.MINUTES]
    filed = [await papers.papers.find(unit, one.id) for one in drafted]
    return any(one is not None and one.signed is not None for one in filed)


async def _is_approved(unit: Unit, case: Case) -> bool:
    """Whether a decision approving the result was issued: one over many, or the number that the ruling cites."""
    if any(
        one.kind == Approving.FOR_CENTRE and one.state is State.ISSUED for one in await decisions.of_case(unit, case.id)
    ):
        return True
    found = [one for one in await rulings.of_case(unit, case.id) if one.outcome is Outcome.FORWARDED]
    return bool(found and found[-1].decision_number)
