"""What is shown of appeals, in JSON and as pages. Its producer sees where it stands and what was answered; who did it is the office's."""

from __future__ import annotations

from datetime import date
from typing import Any

from ocop_events.words import APPEAL_RESULT
from pydantic import Field

from kit.command import Reason
from kit.history import Step as Taken
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.labelled import form
from law.complaints import complaint_rules
from programme import names
from programme.roles import acts_for
from services.evaluation.appeals import rules
from services.evaluation.appeals.appeal import Appeal
from services.evaluation.appeals.commands import AcceptanceCommand, SettlementCommand
from services.evaluation.appeals.lifecycle import LIFECYCLE, OPEN_STATES, State, Verb

COLOURS = {State.LODGED: "yellow", State.ACCEPTED: "blue", State.REFUSED: "grey", State.SETTLED: "green"}


class AppealView(Appeal):
    """An appeal for machines; who took which step is the office's own."""

    steps: tuple[Taken, ...] = Field((), exclude=True)
    came_late: bool


def view(appeal: Appeal) -> AppealView:
    """An appeal for machines."""
    return mapped(AppealView, appeal, came_late=appeal.late)


def row(appeal: Appeal, on: date) -> dict[str, Any]:
    """An appeal as a line of a list."""
    return {
        "id": appeal.id,
        "ruling_id": appeal.ruling_id,
        "product": appeal.product.name,
        "producer": appeal.producer.name,
        "of_office": names.office(appeal.office, appeal.decided_on),
        "lodged_on": appeal.lodged_on,
        "due_on": appeal.due_on,
        "overdue": appeal.due_on is not None and appeal.due_on < on,
        "state": names.state(LIFECYCLE, appeal.state),
        "colour": COLOURS[appeal.state],
        "how": result(appeal.settlement.result) if appeal.settlement else None,
    }


def result(code: str) -> str:
    """How an appeal was settled; a result of a later release by its code."""
    return APPEAL_RESULT.meanings.get(code, (code, code))[current_language() == "en"]


def whole(appeal: Appeal, me: Principal, on: date, *, settles: bool) -> dict[str, Any]:
    """An appeal as a page for one reader, with what they may do. `settles`: whether they rule at its office."""
    may, own = appeal.may, acts_for(me, appeal.producer.id)
    results = [(one.value, result(one.value)) for one in rules.BY_THE_OFFICE]
    return {
        "appeal": appeal,
        "line": row(appeal, on),
        "terms": [_term(one) for one in ("lodge", "accept", "settle", "settle-complex")],
        "steps": _steps(appeal) if not own else [],
        "passed": [(_owed(one.step.value), one.was_due_on) for one in appeal.passed],
        "may_accept": settles and Verb.ACCEPT in may,
        "may_refuse": settles and Verb.REFUSE in may,
        "may_settle": settles and Verb.SETTLE in may,
        "may_take_back": own and appeal.state in OPEN_STATES,
        "asks": {
            "acceptance": form(AcceptanceCommand, but=() if appeal.late else ("late_because",)),
            "refusal": form(Reason),
            "settlement": form(SettlementCommand, choices={"result": results}),
            "taking_back": form(Reason),
        },
    }


def _term(id: str) -> tuple[str, str, str]:
    """A term of the law's list: what for, how many days, where it is from."""
    term = complaint_rules().term(id)
    language = current_language()
    return (term.label.say(language), _("{days} ngày", days=term.days), term.source.say(language))


def _owed(step: str) -> str:
    return {"acceptance": _("thụ lý"), "settlement": _("giải quyết")}.get(step, step)


def _steps(appeal: Appeal) -> list[dict[str, Any]]:
    return [
        {"at": one.at, "verb": names.verb(LIFECYCLE, one.verb), "by": one.by.name, "note": one.note}
        for one in appeal.steps
    ]
