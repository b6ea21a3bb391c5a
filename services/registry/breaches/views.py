"""Breaches as the JSON API and the pages show them: whole to the offices, without what is theirs alone to its producer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import Field

from kit.history import Step
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.lifecycle import Label
from kit.web.formats import show_date
from kit.web.labelled import form
from law.measures import measures
from programme import names
from programme.roles import acts_for
from services.registry.breaches import rules, use_cases
from services.registry.breaches.breach import Breach, Result, Source, Taken
from services.registry.breaches.commands import (
    CloseCommand,
    LookCommand,
    MeasureCommand,
    NewBreachCommand,
    ObjectionCommand,
    ProofCommand,
    ReplyCommand,
)
from services.registry.breaches.lifecycle import LIFECYCLE, State, Verb

COLOURS = {
    State.OPEN: "blue",
    State.WARNED: "yellow",
    State.CORRECTING: "yellow",
    State.OVERDUE: "orange",
    State.SUSPENDED: "red",
    State.PROPOSED: "red",
    State.CLOSED: "grey",
}
SEVERITIES: dict[str, Label] = {
    "minor": ("Nhẹ, nhắc nhở", "Minor, a reminder"),
    "major": ("Phải khắc phục", "Must be corrected"),
    "critical": ("Nghiêm trọng", "Critical"),
}
SOURCES: dict[Source, Label] = {
    Source.INSPECTION: ("Kết quả kiểm tra", "A finding of an inspection"),
    Source.AGENCY: ("Cơ quan khác báo", "Another agency's report"),
    Source.CITIZEN: ("Người dân phản ánh", "A citizen's report"),
    Source.PLATFORM: ("Dữ liệu mâu thuẫn, cán bộ phát hiện", "Contradictory data, an officer's look"),
}
RESULTS: dict[Result, Label] = {
    Result.CORRECTED: ("Đã khắc phục", "Corrected"),
    Result.UNFOUNDED: ("Không có vi phạm", "Unfounded"),
    Result.REVOKED: ("Đã thu hồi công nhận", "The recognition was revoked"),
    Result.LAPSED: ("Giấy chứng nhận đã hết hiệu lực", "The certificate ended meanwhile"),
}
WAITED: dict[str, Label] = {
    "correction": ("Chủ thể khắc phục và gửi bằng chứng", "The producer corrects and sends proof"),
    "suspension": ("Chủ thể khắc phục trong thời gian tạm dừng", "The producer corrects while suspended"),
    "measure": ("Cơ quan chọn biện pháp", "The office takes a measure"),
    "warned": ("Cơ quan xem việc nhắc nhở đã được làm chưa", "The office sees whether the warning was heeded"),
    "missed": ("Cơ quan quyết định bước tiếp theo", "The office says what follows"),
    "proof": ("Cơ quan xem xét bằng chứng", "The office looks at the proof"),
    "objection": ("Cơ quan trả lời ý kiến của chủ thể", "The office answers the objection"),
}


class BreachView(Breach):
    """
    A breach for machines, as its reader may see it: of what its offices alone know (`OFFICES`) its producer sees nothing. Who
    took its steps is the register's own.
    """

    steps: tuple[Step, ...] = Field((), exclude=True)
    lists: dict[str, str] = Field({}, exclude=True)
    version: int = 0


OFFICES = (
    "proposed", "agency", "agency_report_id", "citizen_report_id", "inspection_id", "revocation_id", "retracted",
)  # fmt: skip


def view(breach: Breach, by: Principal) -> BreachView:
    """A breach for machines."""
    own = acts_for(by, breach.producer_id)
    said = breach.model_dump(exclude={"steps", "lists"})
    return BreachView.model_validate({**said, **(dict.fromkeys(OFFICES) if own else {})})


def line(breach: Breach, on: date) -> dict[str, Any]:
    """A breach as a row of a list."""
    return {
        "id": breach.id,
        "product": breach.product_name or _("Toàn bộ chủ thể"),
        "producer": breach.producer_name,
        "place": names.where(breach.place),
        "kind": kind(breach.kind),
        "severity": names.said(SEVERITIES[breach.severity]),
        "state": names.state(LIFECYCLE, breach.state),
        "colour": COLOURS[breach.state],
        "due_on": breach.due_on,
        "late": breach.due_on is not None and breach.due_on < on,
        "waited": waited(breach.due_step) if breach.due_step else "–",
        "opened_on": breach.opened_on,
    }


def whole(breach: Breach, by: Principal, on: date) -> dict[str, Any]:
    """A breach as a page: what was found, what was done, and what its reader may do now."""
    law = measures()
    own, handles = acts_for(by, breach.producer_id), use_cases.may_handle(breach, by)
    is_open = breach.state is not State.CLOSED
    return {
        "breach": breach,
        "line": line(breach, on),
        "source": names.said(SOURCES[breach.source]) + (f" ({breach.agency})" if breach.agency and not own else ""),
        "office": names.office(breach.office, on),
        "grounds": [
            (
                ground.code,
                (found.label.say(current_language()) if (found := law.kind(breach.kind)) else ground.words),
                (found.article.say(current_language()) if found else ground.article) or "–",
            )
            for ground in breach.grounds
        ],
        "measures": [_taken(one) for one in breach.measures],
        "proposed": measure(breach.proposed) if breach.proposed and handles else None,
        "proofs": breach.proofs,
        "objections": breach.objections,
        "ended": names.said(RESULTS[breach.result]) if breach.result else None,
        "own": own,
        "handles": handles and is_open,
        "may_measure": handles and bool(rules.allowed(breach, law)),
        "may_prove": own and Verb.PROVE in breach.may and breach.proof is None,
        "may_object": own and Verb.OBJECT in breach.may and not breach.objection and on <= rules.object_by(breach, law),
        "object_by": rules.object_by(breach, law),
        "waits_for_us": own and breach.turn == "producer" and is_open,
        "steps": [
            {"at": step.at, "verb": names.verb(LIFECYCLE, step.verb), "by": step.by.name, "note": step.note or "–"}
            for step in reversed(() if own else breach.steps)
        ],
    }


def opening(product_id: str) -> dict[str, Any]:
    """The form by which an officer takes a breach up."""
    law = measures()
    choices = {"kind": [(one.id, one.label.say(current_language())) for one in law.kinds], "severity": severities()}
    return {"asked": form(NewBreachCommand, choices=choices, but=("product_id",)), "product_id": product_id}


def measuring(breach: Breach, by: Principal) -> dict[str, Any]:
    """The form of a measure: those that may be taken now by this person, with their usual periods."""
    law = measures()
    offered = [
        (
            one.id,
            one.label.say(current_language()),
            _("Thời hạn mặc định {days} ngày.", days=one.days) if one.days else "",
        )
        for one in rules.allowed(breach, law)
        if use_cases.may_take(one.id, breach, by)
    ]
    known = MeasureCommand.model_construct(
        measure=breach.proposed or "", why="", until=None, article="", paper_number="", paper_on=None
    )
    return {"asked": form(MeasureCommand, known, {"measure": offered}), "none": not offered}


def looking() -> dict[str, Any]:
    """The form that answers a proof."""
    answers = [("yes", _("Đạt: kết thúc vi phạm")), ("no", _("Chưa đạt"))]
    return {"asked": form(LookCommand, choices={"accepted": answers})}


def replying() -> dict[str, Any]:
    """The form that answers an objection."""
    answers = [("yes", _("Chấp nhận: không có vi phạm, kết thúc")), ("no", _("Không chấp nhận"))]
    return {"asked": form(ReplyCommand, choices={"accepted": answers})}


def closing() -> dict[str, Any]:
    """The form that ends a breach."""
    results = [(one.value, names.said(said)) for one, said in RESULTS.items()]
    return {"asked": form(CloseCommand, choices={"result": results})}


def proving() -> dict[str, Any]:
    """The producer's form of a proof."""
    return {"asked": form(ProofCommand)}


def objecting() -> dict[str, Any]:
    """The producer's form of an objection."""
    return {"asked": form(ObjectionCommand)}


def severities() -> list[tuple[str, str]]:
    """How grave it may be, from the lightest."""
    return [(code, names.said(said)) for code, said in SEVERITIES.items()]


def kind(code: str) -> str:
    """What is broken, in words; one of another edition by its code."""
    found = measures().kind(code)
    return found.label.say(current_language()) if found else code


def measure(code: str) -> str:
    """A measure in words; one of another edition by its code."""
    found = measures().measure(code)
    return found.label.say(current_language()) if found else code


def waited(step: str) -> str:
    """What is waited for, in words."""
    return names.said(WAITED[step]) if step in WAITED else step


def panel(breaches: Sequence[Breach], by: Principal, on: date, *, opens: str | None = None) -> dict[str, Any]:
    """The breaches of a product or a producer on its page; `opens`: the product for which a reader may take one up."""
    return {"breaches": [line(one, on) for one in breaches], "opens": opens}


def _taken(one: Taken) -> dict[str, Any]:
    paper = f"{one.paper_number}, {show_date(one.paper_on)}" if one.paper_number and one.paper_on else one.paper_number
    said = {"named": measure(one.measure), "paper": paper or "–", "by_office": names.office(one.office, one.taken_on)}
    return {**dict(one), **said}
