"""What is shown of decisions: the JSON views and the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import BaseModel

from kit.decisions.decision import LIFECYCLE, State, Verb
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.papers.rights import rights
from kit.web.labelled import Asked, form
from law.rulebooks import shelf
from law.scoring import points_text
from programme import names
from services.evaluation.cases.case import Case
from services.evaluation.cases.views import Named
from services.evaluation.councils.council import Council
from services.evaluation.decisions import use_cases
from services.evaluation.decisions.commands import (
    CorrectDecisionCommand,
    DraftDecisionCommand,
)
from services.evaluation.decisions.decision import CaseDecision, CaseLine, Cited, Kind
from services.evaluation.decisions.rules import Check, Proposed
from services.evaluation.documents.commands import SignedCommand
from services.evaluation.rulings.ruling import Outcome

COLOURS = {State.DRAFT: "grey", State.SIGNED: "yellow", State.ISSUED: "green", State.DISCARDED: "red"}
DRAFTS = ("draft.pdf", "draft.docx", "submission.pdf", "submission.docx", "results.pdf", "results.docx")


class LineView(CaseLine):
    """A line as its reader may see it."""

    withdrawn_because: str | None = None


class DecisionView(BaseModel):
    """A decision as its reader may see it; `files`: names under `/api/decisions/{id}/files/`."""

    id: str
    version: int
    office: str
    kind: Named
    state: Named
    authority: str
    subject: str
    number: str | None
    signed_on: date | None
    signatory: str | None
    submission: Cited | None
    drafted_on: date
    lines: list[LineView]
    files: list[str]
    issuing: bool
    not_issued: str


class FoundView(BaseModel):
    """What speaks against a line."""

    line: int
    why: str


class CheckView(BaseModel):
    """One question before signing. `stops`: nothing is issued while it is not met."""

    code: str
    label: str
    met: bool
    stops: bool
    found: list[FoundView]


class ReadinessView(BaseModel):
    """The page before signing."""

    decision_id: str
    ready: bool
    checks: list[CheckView]


class CaseToDecide(BaseModel):
    """A case that may become a line: what its council's result comes to, or why nothing does; `decision_id`: where it is one already."""

    case_id: str
    number: str
    product: str
    producer: str
    place: str
    star: int | None
    total: str | None
    outcome: str | None
    why_not: str | None
    decision_id: str | None


class CasesToDecide(BaseModel):
    """The cases that wait for a decision; at most 500."""

    items: list[CaseToDecide]


def view(decision: CaseDecision, by: Principal) -> DecisionView:
    """What is shown of a decision."""
    signed = decision.signed
    return mapped(
        DecisionView,
        decision,
        kind=Named.of(Kind(decision.kind), kind_label(decision)),
        state=Named.of(decision.state, LIFECYCLE.states[decision.state]),
        number=signed.number.text if signed else None,
        signed_on=signed.on if signed else None,
        signatory=decision.signatory.name or None,
        lines=[_line(line) for line in decision.lines],
        files=files(decision, by),
        issuing=decision.issuing is not None,
    )


def kind_label(decision: CaseDecision) -> tuple[str, str]:
    """What a decision is about, in both languages."""
    return {
        Kind.RECOGNITION: ("Phê duyệt kết quả, công nhận", "Approves results, recognises"),
        Kind.FOR_CENTRE: ("Phê duyệt kết quả trình trung ương", "Approves results for the ministry"),
        Kind.COUNCIL: ("Thành lập Hội đồng", "Sets up councils"),
        Kind.COUNCIL_COMPLETED: ("Kiện toàn Hội đồng", "Completes councils"),
    }[Kind(decision.kind)]


def files(decision: CaseDecision, by: Principal) -> list[str]:
    """The files a person may download: drafts for the office that decides, while there is no signed copy."""
    if decision.document_id or (decision.state is State.ISSUED and not decision.signatory.name):
        return []  # signed on another paper, or typed
    signed = ["signed.pdf"] if decision.signed else []
    if not use_cases.handles(by, decision):
        return signed
    return [*signed, *(name for name in DRAFTS if not signed or not name.startswith("draft"))]


def readiness(decision: CaseDecision, checks: Sequence[Check]) -> ReadinessView:
    """What is green and what is red."""
    return ReadinessView(
        decision_id=decision.id,
        ready=all(one.met for one in checks),
        checks=[
            CheckView(
                code=one.code,
                label=names.said(one.label),
                met=one.met,
                stops=one.stops,
                found=[FoundView(line=no, why=names.said(why)) for no, why in one.found],
            )
            for one in checks
        ],
    )


def to_decide(cases: Sequence[Case], proposed: Proposed, open_over: Mapping[str, str]) -> CasesToDecide:
    """The cases that wait for a decision, with what each would become."""
    return CasesToDecide(items=[_to_decide(case, proposed, open_over.get(case.id)) for case in cases])


def row(decision: CaseDecision, on: date) -> dict[str, Any]:
    """A decision as a row of a list."""
    signed = decision.signed
    return {
        "id": decision.id,
        "kind": names.said(kind_label(decision)),
        "number": signed.number.text if signed else None,
        "on": signed.on if signed else None,
        "office": names.office(decision.office, on),
        "many": len(decision.standing),
        "drafted_on": decision.drafted_on,
        "state": names.state(LIFECYCLE, decision.state),
        "colour": COLOURS[decision.state],
    }


def whole(decision: CaseDecision, by: Principal, on: date, *, decides: bool) -> dict[str, Any]:
    """The page of a decision: its lines, its files, and what this person may do with it; `decides`: whether they decide on it."""
    may = LIFECYCLE.may(decision.state) if decides else []
    language = current_language()
    titles = {one.id: one.title.say(language) for one in shelf().all()}
    handled = use_cases.handles(by, decision)
    return {
        "decision": decision,
        "line": row(decision, on),
        "rulebooks": ", ".join(titles.get(id, id) for id in decision.rulebooks),
        "lines": [_shown(line) for line in decision.lines],
        "seats": any(line.members for line in decision.lines),
        "files": [(name, file_label(name)) for name in files(decision, by)],
        "prints": handled and not decision.document_id and bool(decision.rulebooks),
        "may_amend": Verb.AMEND in may,
        "may_sign": Verb.SIGN in may,
        "may_issue": Verb.ISSUE in may and decision.issuing is None,
        "may_correct": Verb.CORRECT in may,
        "may_withdraw": Verb.WITHDRAW_LINE in may and bool(decision.standing),
        "checks": decides and decision.state in (State.DRAFT, State.SIGNED),
        "corrections": [
            (one.was_number.text, one.was_on, one.number.text, one.on, one.by.reason) for one in decision.corrections
        ],
        "asked": signed_form(decision),
        "correction": form(CorrectDecisionCommand),
        "in_force": _(
            "Mọi dòng cùng có hiệu lực: kết luận được ban hành theo số và ngày của bản ký, chủ thể được báo, "
            "giấy chứng nhận được cấp."
        ),
    }


def file_label(name: str) -> str:
    """What a file is called on the page."""
    what = {
        "draft": _("Dự thảo quyết định kèm phụ lục"),
        "submission": _("Dự thảo tờ trình"),
        "results": _("Danh sách kết quả"),
        "signed": _("Bản ký"),
    }
    stem, _dot, kind = name.rpartition(".")
    return f"{what[stem]} ({kind.upper()})"


def signed_form(decision: CaseDecision) -> list[Asked]:
    """What is asked beside a signed copy; who signed is whom the draft named, unless it says otherwise."""
    drafted = {"signatory": decision.signatory.name}
    return [replace(one, value=drafted.get(one.key, one.value)) for one in form(SignedCommand)]


def councils_to_decide(
    cases: Sequence[Case], councils: Mapping[str, Council], open_over: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """The cases whose council one decision may set up or complete: value, text, hint."""
    found = []
    for case in cases:
        if (council := councils.get(case.id)) is None:
            continue
        seats = sum(1 for seat in council.seats if not seat.recusal)
        said = [case.dossier.number, _("Hội đồng {count} người", count=seats)]
        if council.decision_number:
            said.append(_("đã ghi quyết định số {number}", number=council.decision_number))
        if case.id in open_over:
            said.append(_("đã có trong một dự thảo"))
        found.append((case.id, f"{case.dossier.product.name} – {case.dossier.producer.name}", " · ".join(said)))
    return found


def draft_form(decision: CaseDecision | None, *, on_councils: bool) -> list[Asked]:
    """What is asked for a draft beside its cases."""
    known = DraftDecisionCommand.model_construct(decides=Kind.COUNCIL, cases=[]) if on_councils else None
    if decision is not None:
        cited = decision.submission
        known = DraftDecisionCommand.model_construct(
            decides=Kind(decision.kind),
            cases=[line.case_id for line in decision.lines],
            signatory=decision.signatory.name,
            signing=decision.signatory.signing,
            post=decision.signatory.post,
            submission_number=cited.reference if cited else None,
            submission_on=cited.day if cited else None,
        )
    kinds = [
        (Kind.RECOGNITION.value, _("Phê duyệt kết quả, công nhận")),
        (Kind.FOR_CENTRE.value, _("Phê duyệt kết quả trình trung ương")),
    ]
    if on_councils:
        kinds = [
            (Kind.COUNCIL.value, _("Thành lập Hội đồng")),
            (Kind.COUNCIL_COMPLETED.value, _("Kiện toàn Hội đồng")),
        ]
    asked = form(DraftDecisionCommand, known, {"decides": kinds, "signing": rights()}, but=("cases",))
    order = ("decides", "signatory", "signing", "post", "submission_number", "submission_on")
    by_key = {one.key: one for one in asked}
    return [by_key[name] for name in order]


def choices(items: Sequence[CaseToDecide]) -> list[tuple[str, str, str]]:
    """The cases of a draft's form: value, text, hint."""
    return [(one.case_id, f"{one.product} – {one.producer}", _hint(one)) for one in items if one.why_not is None]


def by_no(decision: CaseDecision) -> dict[int, str]:
    """What each line is called, by its number."""
    return {line.no: f"{line.product_name} – {line.producer_name}" for line in decision.lines}


def of_case(decision: CaseDecision, case_id: str, on: date) -> dict[str, Any]:
    """A decision as a case's page says it: which line of how many."""
    line = next(one for one in decision.lines if one.case_id == case_id)
    return row(decision, on) | {"no": line.no, "of": len(decision.lines), "withdrawn": line.withdrawn is not None}


def _hint(one: CaseToDecide) -> str:
    said = _("{outcome}, {star} sao, {total} điểm", outcome=one.outcome, star=one.star, total=one.total)
    return f"{one.number} · {said}" + (" · " + _("đã có trong một dự thảo") if one.decision_id else "")


def _to_decide(case: Case, proposed: Proposed, decision_id: str | None) -> CaseToDecide:
    found = proposed[case.id]
    verdict = found[0].found if isinstance(found, tuple) else None
    why = None if isinstance(found, tuple) else found.say(current_language())
    if verdict is not None and verdict.outcome not in (Outcome.RECOGNISED, Outcome.FORWARDED):
        why = _(
            "Kết quả «{outcome}» không có quyết định: kết luận ở trang hồ sơ.", outcome=names.outcome(verdict.outcome)
        )
    return CaseToDecide(
        case_id=case.id,
        number=case.dossier.number,
        product=case.dossier.product.name,
        producer=case.dossier.producer.name,
        place=case.dossier.producer.place.name,
        star=verdict.star if verdict else None,
        total=points_text(verdict.total) if verdict else None,
        outcome=names.outcome(verdict.outcome) if verdict else None,
        why_not=why,
        decision_id=decision_id,
    )


def _line(line: CaseLine) -> LineView:
    return mapped(LineView, line, withdrawn_because=line.withdrawn.reason if line.withdrawn else None, withdrawn=None)


def _shown(line: CaseLine) -> dict[str, Any]:
    return {
        "no": line.no,
        "case_id": line.case_id,
        "ruling_id": line.subject_id if line.outcome else "",
        "product": line.product_name,
        "producer": line.producer_name,
        "place": line.place_name,
        "number": line.dossier_number,
        "total": line.total,
        "star": line.star,
        "members": "; ".join(line.members),
        "withdrawn": line.withdrawn.reason if line.withdrawn else "",
    }
