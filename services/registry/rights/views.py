"""Rights as the JSON API and the pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import Field

from kit.command import Command
from kit.history import Step
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.text import sentence
from kit.web.labelled import Options, form, rows
from law.rights import right_kinds
from programme import names
from services.registry.products.product import Concern, Product
from services.registry.rights import rules
from services.registry.rights.commands import (
    AcceptRightCommand,
    FileRightCommand,
    GiveUpRightCommand,
    GrantRightCommand,
    PublishRightCommand,
    RefuseRightCommand,
)
from services.registry.rights.lifecycle import LIFECYCLE, UNDER_WAY, State, Verb
from services.registry.rights.right import Right, RightFields

COLOURS = {
    State.FILED: "blue",
    State.ACCEPTED: "blue",
    State.PUBLISHED: "blue",
    State.GRANTED: "green",
    State.REFUSED: "red",
    State.GIVEN_UP: "grey",
}


@dataclass(frozen=True)
class StepPage:
    """A step as an address and a form: `warning` where it cannot be taken back."""

    path: str
    verb: Verb
    command: type[Command]
    warning: bool = False


STEPS = (
    StepPage("acceptance", Verb.ACCEPT, AcceptRightCommand),
    StepPage("publication", Verb.PUBLISH, PublishRightCommand),
    StepPage("grant", Verb.GRANT, GrantRightCommand),
    StepPage("refusal", Verb.REFUSE, RefuseRightCommand, warning=True),
    StepPage("giving-up", Verb.GIVE_UP, GiveUpRightCommand, warning=True),
)


class RightView(Right):
    """A right for machines; who took its steps is the register's own."""

    steps: tuple[Step, ...] = Field((), exclude=True)


def view(right: Right) -> RightView:
    """The right for machines."""
    return mapped(RightView, right)


def line(right: Right, on: date) -> dict[str, Any]:
    """A right as a row of a list."""
    late = right.state in UNDER_WAY and right.due_on is not None and right.due_on < on
    return {
        "id": right.id,
        "kind": kind_name(right.kind),
        "name": right.name,
        "holder": right.named or names.office(right.place.path, on),
        "producer": right.producer_name,
        "number": right.number or right.application_number or "–",
        "filed_on": right.filed_on,
        "state": names.state(LIFECYCLE, right.state),
        "colour": COLOURS[right.state],
        "waits": step_name(right),
        "due_on": right.due_on,
        "late": (on - right.due_on).days if late and right.due_on else 0,
    }


def helped_or_not() -> list[tuple[str, str]]:
    """Whether an office helped, as a list is narrowed."""
    return [("yes", _("Có cơ quan hỗ trợ hoặc nộp")), ("no", _("Chủ thể tự làm"))]


def whole(right: Right, by: Principal, on: date) -> dict[str, Any]:
    """A right as a page, with what may be done about it."""
    writes = rules.may_write(right, by)
    helped = [(right.helped_by, names.office(right.helped_by, on))] if right.helped_by else []
    kinds: dict[str, Options] = {"kind": [(right.kind, kind_name(right.kind))], "helped_by": helped}
    dates = [
        (_("Chấp nhận hợp lệ"), right.accepted_on),
        (_("Công bố đơn"), right.published_on),
        (_("Cấp"), right.granted_on),
        (_("Từ chối hoặc rút đơn"), right.refused_on),
    ]
    became = [(_("Số văn bằng"), right.number), (_("Lý do"), right.reason)]
    known = right_kinds().get(right.kind)
    step = known.awaited(right.state.value) if known else None
    return {
        "right": right,
        "line": line(right, on),
        "place": names.where(right.place),
        "facts": rows(RightFields, right, kinds),
        "became": [(name, text) for name, text in became if text],
        "dates": [(name, day) for name, day in dates if day],
        "law": step.source.say(current_language()) if step and right.due_on else None,
        "steps_open": [(one, sentence(names.said(LIFECYCLE.verbs[one.verb]))) for one in STEPS if one.verb in right.may]
        if writes
        else [],
        "may_add_paper": writes and len(right.papers) < rules.MOST_PAPERS,
        "papers": [
            {
                "id": one.id,
                "name": one.name,
                "size": one.size,
                "added_at": one.added_at,
                "state": _state_name(one.state),
            }
            for one in right.papers
        ],
        "steps": [
            {"at": one.at, "verb": names.verb(LIFECYCLE, one.verb), "by": one.by.name, "note": one.note}
            for one in reversed(right.steps)
        ],
    }


def blank(
    concern: Concern, helpers: Sequence[str], products: Sequence[Product], offices: Sequence[str], on: date
) -> dict[str, Any]:
    """The form by which an application is recorded: of a producer, or where there is none of one of the person's offices."""
    collective = [code for code, one in right_kinds().items() if concern.producer_id or one.collective]
    choices: dict[str, Options] = {
        "kind": [("", _("Chọn loại")), *((code, kind_name(code)) for code in collective)],
        "helped_by": [("", _("Chủ thể tự làm")), *((one, names.office(one, on)) for one in helpers)],
        "product_id": [
            ("", _("Cả chủ thể: {name}", name=concern.producer_name)),
            *((one.id, one.name) for one in products),
        ],
        "office": [(one, names.office(one, on)) for one in offices],
    }
    left_out = ("producer_id", "office") if concern.producer_id else ("producer_id", "product_id", "helped_by")
    return {"concern": concern, "asked": form(FileRightCommand, concern, choices, but=left_out)}


def step_page(right: Right, step: StepPage, on: date) -> dict[str, Any]:
    """The form of a step."""
    return {
        "right": right,
        "line": line(right, on),
        "path": step.path,
        "title": sentence(names.said(LIFECYCLE.verbs[step.verb])),
        "final": step.warning,
        "asked": form(step.command),
    }


def kinds() -> list[tuple[str, str]]:
    """Every kind: (code, name)."""
    return [(code, kind_name(code)) for code in right_kinds()]


def kind_name(code: str) -> str:
    """What a kind is called; its code where no list has it."""
    known = right_kinds().get(code)
    return known.label.say(current_language()) if known else code


def step_name(right: Right) -> str | None:
    """What is waited for, in words."""
    known = right_kinds().get(right.kind)
    step = next((one for one in known.steps if one.id == right.step), None) if known else None
    return step.label.say(current_language()) if step else None


def _state_name(code: str) -> str:
    return names.state(LIFECYCLE, State(code)) if code in set(State) else code
