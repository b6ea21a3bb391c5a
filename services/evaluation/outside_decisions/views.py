"""What is shown of outside decisions: the JSON view, the list, one with its paper, and the forms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kit.aggregate import Kept
from kit.command import Reason
from kit.identity import Principal
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.labelled import Asked, Options, form, rows
from programme import names
from services.evaluation.cases.case import Case
from services.evaluation.outside_decisions.commands import ConfirmCommand, EnterCommand
from services.evaluation.outside_decisions.lifecycle import LIFECYCLE, State
from services.evaluation.outside_decisions.outside_decision import (
    Outcome,
    OutsideDecision,
    OutsideDecisionAsKept,
    OutsideDecisionFields,
)
from services.evaluation.outside_decisions.use_cases import may_settle

COLOURS = {State.ENTERED: "yellow", State.CONFIRMED: "green", State.REJECTED: "red"}


class OutsideDecisionView(OutsideDecisionAsKept, Kept):
    """An outside decision."""

    id: str
    version: int
    state: str


def view(one: OutsideDecision) -> OutsideDecisionView:
    """What is shown of an outside decision."""
    return mapped(OutsideDecisionView, one)


def outcomes() -> Options:
    """What a higher office may have decided, in the page's language."""
    return [(one.value, names.outcome(one.value)) for one in Outcome]


def row(one: OutsideDecision, on: date) -> dict[str, Any]:
    """A row of a list."""
    return {
        "id": one.id,
        "number": one.number,
        "decided_on": one.decided_on,
        "product": one.product_name,
        "producer": one.producer_name,
        "above": names.office(one.above, on),
        "outcome": names.outcome(one.outcome.value),
        "state": names.state(LIFECYCLE, one.state),
        "colour": COLOURS[one.state],
        "entered_on": one.entered_on,
        "entered_by": one.entered_by.name,
    }


def entry_form(case: Case, above: str, on: date) -> dict[str, Any]:
    """The form of the first person."""
    return {
        "case": case,
        "above": names.office(above, on),
        "asked": form(EnterCommand, choices={"outcome": outcomes()}),
    }


def whole(one: OutsideDecision, case: Case, by: Principal, on: date) -> dict[str, Any]:
    """The page of one. Whoever is to compare it reads the number and day in the paper: here they are not shown to them."""
    settles = one.state is State.ENTERED and may_settle(case, by)
    compares = settles and one.entered_by.id != by.id
    hidden = ("number", "decided_on") if compares else ()
    return {
        "one": one,
        "line": row(one, on),
        "facts": rows(OutsideDecisionFields, one, {"outcome": outcomes()}, but=hidden),
        "compares": compares,
        "rejects": settles,
        "own": settles and not compares,
        "asks": {"confirm": _confirming(), "reject": form(Reason)},
        "steps": [
            {"at": step.at, "verb": names.verb(LIFECYCLE, step.verb), "by": step.by.name, "note": step.note}
            for step in reversed(one.steps)
        ],
    }


def of_case(found: Sequence[OutsideDecision], on: date) -> list[dict[str, Any]]:
    """What the page of a case says of them."""
    return [row(one, on) for one in found]


def confirmed_notice(one: OutsideDecision) -> str:
    """What followed, to whoever confirmed."""
    if one.outcome is Outcome.RECOGNISED:
        return _("Đã đối chiếu; kết luận công nhận được ghi nhận.")
    if one.outcome is Outcome.NOT_RECOGNISED:
        return _("Đã đối chiếu; ghi nhận cấp trên không công nhận.")
    return _("Đã đối chiếu; hồ sơ trở lại đơn vị.")


def _confirming() -> list[Asked]:
    return form(ConfirmCommand)
