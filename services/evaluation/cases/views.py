"""What is shown of cases: the JSON views and the pages. The producer sees their own side: never the council, nor what it does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from kit.history import Actor
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.lifecycle import Label
from kit.mapped import mapped
from kit.web.answers import by_content
from kit.web.formats import show_points
from kit.web.labelled import NO, YES, form
from kit.web.rows import said
from law.rulebooks import Rulebook, Sheet
from law.terms import council_terms
from programme import names
from programme.roles import COUNCIL, MAY, OFFICERS
from services.evaluation.cases import access, legal, rules
from services.evaluation.cases.access import as_seen_by, sees_all
from services.evaluation.cases.case import Case, Halt, LawEditions, Return, Screening, StepDue
from services.evaluation.cases.commands import ScreeningCommand
from services.evaluation.cases.dossier import Dossier, Evidence, FilledSheet, Layer
from services.evaluation.cases.lifecycle import LIFECYCLE, State, Verb


class Named(BaseModel):
    """A code with its words."""

    code: str
    vi: str
    en: str

    @classmethod
    def of(cls, code: str, words: Label) -> Named:
        """A code and what it is called."""
        return cls(code=code, vi=words[0], en=words[1])


class StepView(BaseModel):
    """One step of a case's history."""

    verb: str
    to: str
    at: datetime
    by: Actor
    note: str | None


class CaseLine(BaseModel):
    """A case in a list."""

    id: str
    version: int
    number: str
    kind: str
    product: str
    producer: str
    place: str
    office: str
    tier: str
    state: Named
    opened_on: date
    due_on: date | None
    """The last day of the office's own period; None where it has none, or it stands still."""
    due_provisional: bool = False
    """Whether it was counted over a holiday that no decision had fixed when the case was opened."""
    round_done_by: date | None
    """Where the office has no period of its own: the day by which the session the case joined is done."""
    overdue: bool
    amiss: dict[str, str] | None = None
    """Why a day is not told that the rulebook would give: {slug, vi, en}; the edition of the dossier is not held here."""


class CaseView(CaseLine):
    """A case, whole."""

    opened_at: datetime
    dossier: Dossier
    layers: tuple[Layer, ...]
    advice: Layer | None = None
    """The advisory team's report, once its head sealed it."""
    halts: tuple[Halt, ...] = ()
    """When the office's clock stood still because the advisory team asked the producer something."""
    may: list[Named]
    from_office: str | None
    to_office: str | None
    screening: Screening | None
    returns: tuple[Return, ...]
    steps: tuple[StepView, ...]
    overdue_since: date | None
    step_due: StepDue | None = None
    """The council's step that is awaited, and by when; `assumed` until the office's regulation says."""
    meets_at: datetime | None = None
    finish_by: date | None
    """The last day to finish it by a rulebook that a later act has replaced."""
    law: LawEditions | None = None
    """By which its office and its period were found; none of a case that an earlier release opened."""


class ProducerCaseView(CaseLine):
    """A case as the producer of its dossier sees it."""

    dossier_id: str
    returns: tuple[Return, ...]


def line(case: Case, by: Principal, today: date) -> CaseLine:
    """A case as a line of a list, as the caller may see it."""
    if sees_all(case, by):
        return mapped(CaseLine, case, **_fields(case, today))
    return mapped(CaseLine, _producers(case, by, today))


def view(case: Case, by: Principal, today: date) -> CaseView | ProducerCaseView:
    """A case as the caller may see it."""
    if not sees_all(case, by):
        return _producers(case, by, today)
    may = [Named.of(verb, LIFECYCLE.verbs[verb]) for verb in case.may]
    own = {"may": may, "step_due": case.awaited, "finish_by": legal.finish_by(case.dossier)}
    return mapped(CaseView, case, **_fields(case, today), **own)


def _producers(case: Case, by: Principal, today: date) -> ProducerCaseView:
    """The producer's side of a case; its version moves when that side does."""
    seen = as_seen_by(case, by)
    return by_content(mapped(ProducerCaseView, seen, **_fields(seen, today), dossier_id=seen.dossier.dossier_id))


def _fields(case: Case, today: date) -> dict[str, object]:
    """What is not called in a case as it is in its line."""
    dossier = case.dossier
    session, amiss = legal.session_of(case)
    return {
        "number": dossier.number,
        "kind": dossier.kind,
        "product": dossier.product.name,
        "producer": dossier.producer.name,
        "place": dossier.producer.place.name,
        "state": Named.of(case.state, LIFECYCLE.states[case.state]),
        "due_on": case.period.due_on if case.period else None,
        "due_provisional": legal.is_provisional(case),
        "round_done_by": session.done_by if session else None,
        "overdue": rules.is_overdue(case, today),
        "amiss": said(amiss) if amiss else None,
    }


def row(case: Case, by: Principal, today: date) -> dict[str, Any]:
    """A case as a row of a list, as the reader may see it."""
    return _row(as_seen_by(case, by), today)


def _row(case: Case, today: date) -> dict[str, Any]:
    session, amiss = legal.session_of(case)
    step = case.awaited
    return {
        "id": case.id,
        "number": case.dossier.number,
        "product": case.dossier.product.name,
        "producer": case.dossier.producer.name,
        "office": names.office(case.office, case.opened_on),
        "state": names.state(LIFECYCLE, case.state),
        "due_on": rules.next_due(case),
        "provisional": step is None and legal.is_provisional(case),
        "round": session,
        "amiss": amiss.say(current_language()) if amiss else None,
        "overdue": rules.is_overdue(case, today)
        or rules.is_step_overdue(case, today)
        or rules.is_supplement_overdue(case, today),
        "opened_on": case.opened_on,
        "step": council_terms().of(step.step).task.say(current_language()) if step else None,
        "step_assumed": step is not None and step.assumed,
        "meets_at": case.meets_at,
    }


def states(by: Principal) -> list[tuple[str, str]]:
    """The states a reader may look for: (code, name); of those that a producer is shown as one, that one."""
    outside = not by.has(*OFFICERS, *COUNCIL)
    return [(s.value, names.state(LIFECYCLE, s)) for s in State if not outside or access.before_ruling(s) is s]


def whole(case: Case, by: Principal, today: date) -> dict[str, Any]:
    """A case as a page, as the reader may see it."""
    inside, case = sees_all(case, by), as_seen_by(case, by)
    rulebook = legal.rulebook_of(case.dossier)
    producer = case.dossier.producer
    finish_by = legal.finish_by(case.dossier)
    return {
        "case": case,
        "line": _row(case, today),
        "inside": inside,
        "tier": names.tier(rulebook, case.tier),
        "rulebook": rulebook.title,
        "set": _product_set(rulebook, case.dossier.product.set_no),
        "kind": names.dossier_kind(case.dossier.kind),
        "finish_by": finish_by,
        "finish_late": finish_by is not None and today > finish_by and case.state not in rules.ENDED,
        "place": names.place(producer.place.path, producer.place.on, producer.place.name),
        "to_office": names.office(case.to_office, case.opened_on) if case.to_office else None,
        "from_office": names.office(case.from_office, case.opened_on) if case.from_office else None,
        "papers": _papers(case),
        "screenings": screenings(case),
        "supplements": supplements(case, rulebook),
        "layers": layers((*case.layers, *case.advised), case.dossier.self_assessment, case.opened_on),
        "steps": [
            {
                "at": step.at,
                "verb": names.verb(LIFECYCLE, step.verb),
                "by": step.by.name if step.by.id else names.office(step.by.name, case.opened_on),
                "note": step.note,
            }
            for step in reversed(case.steps)
        ],
        "actions": actions(case, by, today) if inside else [],
        "opens_papers": inside and opens_papers(case, by),
    }


def _papers(case: Case) -> list[tuple[Evidence, str]]:
    return [(paper, names.evidence_kind(paper.kind)) for paper in case.dossier.evidence]


def opens_papers(case: Case, by: Principal) -> bool:
    """Whether the registry shows this person the dossier's papers: offices of the place, who sits on the council, and who advises it."""
    sits = access.sits(case, by) or access.advises(case, by)
    return by.covers(case.place, *OFFICERS) or (case.state in rules.COUNCIL_STANDS and sits)


def may_be_corrected(case: Case) -> bool:
    """Whether a later edition of the case's act is in the files here, and the case stands where it may be applied."""
    return Verb.APPLY_EDITION in case.may and legal.is_corrected(case.dossier)


def may_be_reopened(case: Case) -> bool:
    """The same where sheets may be sealed already: whether any was, and who may, the use case says."""
    return Verb.REOPEN_COUNCIL in case.may and legal.is_corrected(case.dossier)


def screenings(case: Case) -> list[dict[str, Any]]:
    """What this office's screening found, or that of the office the case came from: findings by label, and remarks."""
    own = case.screening
    found = [(case.office, own.findings, own.note)] if own else []
    found += [(layer.office, layer.findings, layer.note) for layer in case.layers if layer.findings]
    asked = legal.findings(legal.rulebook_of(case.dossier))
    return [
        {
            "office": names.office(office, case.opened_on),
            "findings": [(names.said(asked[name]), met) for name, met in findings.items() if name in asked],
            "note": note,
        }
        for office, findings, note in found
    ]


def supplements(case: Case, rulebook: Rulebook) -> list[dict[str, Any]]:
    """What came of each sending back, the latest first: what was asked for, what was ticked of it, and what changed."""
    sheet = rulebook.sheet(case.dossier.product.set_no)
    return [
        {
            "on": back.supplemented_on,
            "asked": [(text, text in back.supplement.done) for text in back.missing],
            "note": back.supplement.note,
            "nothing": back.supplement.changes_nothing,
            "answers": [
                (
                    _criterion(sheet, one.criterion),
                    *(
                        (_answer(sheet, one.criterion, it) for it in (one.then, one.now))
                        if one.is_shown
                        else ("…", "…")
                    ),
                )
                for one in back.supplement.answers
            ],
            "added": [f"{paper.name} ({names.evidence_kind(paper.kind)})" for paper in back.supplement.added],
            "gone": [f"{paper.name} ({names.evidence_kind(paper.kind)})" for paper in back.supplement.gone],
        }
        for back in reversed(case.returns)
        if back.supplement and back.supplemented_on
    ]


def _criterion(sheet: Sheet, id: str) -> str:
    language = current_language()
    leaf = next((one for one in sheet.leaves if one.id == id), None)
    if leaf:
        return f"{leaf.id}. {leaf.label.say(language)}"
    return next((part.label.say(language) for part in sheet.whole_parts if part.id == id), id)


def _answer(sheet: Sheet, criterion: str, given: str | None) -> str:
    """An option in words, or points of a part."""
    if given is None:
        return _("Chưa chấm")
    leaf = next((one for one in sheet.leaves if one.id == criterion), None)
    if leaf is None:
        return show_points(given)
    return leaf.by_option[given].label.say(current_language()) if given in leaf.by_option else given


def layers(found: Sequence[Layer], own: FilledSheet, on: date) -> list[dict[str, Any]]:
    """Every view of the product so far beside the others, the producer's own first."""
    rows = [
        {
            "who": _("Chủ thể tự đánh giá"),
            "outcome": "–",
            "total": own.total,
            "star": own.star,
            "decided_on": None,
            "sheets": 0,
        }
    ]
    return rows + [
        {
            "who": _who(layer, layer.decided_on or on),
            "outcome": names.outcome(layer.outcome),
            "total": layer.total,
            "star": layer.star,
            "decided_on": layer.decided_on,
            "sheets": len(layer.sheets),
        }
        for layer in found
    ]


def _who(layer: Layer, on: date) -> str:
    office = names.office(layer.office, on)
    return _("Tổ tư vấn – {office}", office=office) if layer.is_advice else office


def actions(case: Case, by: Principal, on: date) -> list[tuple[str, str]]:
    """What this person may do with the case now: (text, path), by the lines the use cases draw."""
    if access.conflict_of(case, by):
        return []
    may, at = case.may, f"/cases/{case.id}"
    ends = (_("Kết thúc hồ sơ quá hạn bổ sung"), f"{at}/unsupplemented")
    if not legal.is_there(case.office, on):
        above = by.covers(case.office, *OFFICERS) and not access.acts_for(case, by)
        if above and rules.is_supplement_overdue(case, on):
            return [ends]
        heir = Verb.PASS_ON in may and above
        return [(_("Nhận hồ sơ đánh giá của đơn vị đã kết thúc"), f"{at}/succession")] if heir else []
    formed = bool(case.seated)
    officer, judge = access.acts_for(case, by), access.judges(case, by)
    forms, opens = (access.acts_for(case, by, *roles) for roles in (MAY.form_council, MAY.lead_scoring))
    rules_on = access.acts_for(case, by, *MAY.rule)
    offered = [
        (officer and rules.is_supplement_overdue(case, on), *ends),
        (officer and case.screens and Verb.FORWARD in may, _("Chuyển cấp trên"), f"{at}/forwarding"),
        (officer and Verb.SCREEN in may, _("Ghi kết quả thẩm tra"), f"{at}/screening"),
        (forms and Verb.FORM_COUNCIL in may and not formed, _("Lập Hội đồng"), f"{at}/council"),
        (opens and Verb.OPEN_SCORING in may, _("Mở chấm điểm"), f"{at}/scoring"),
        (forms and Verb.FORM_COUNCIL in may and formed, _("Thay đổi thành phần Hội đồng"), f"{at}/council"),
        (judge and case.state is State.SCORING, _("Phiếu chấm của tôi"), f"{at}/sheet"),
        (rules_on and case.state in rules.AWAITS_RULING, _("Ghi quyết định"), f"{at}/ruling"),
        ((opens or judge) and case.state in rules.IN_COUNCIL, _("Diễn biến chấm điểm"), f"{at}/scoring"),
        (officer and may_be_corrected(case), _("Áp dụng bản đính chính"), f"{at}/edition"),
        (officer and may_be_reopened(case), _("Mở lại Hội đồng để áp dụng bản đính chính"), f"{at}/reopening"),
        (officer and Verb.RETURN in may, _("Trả hồ sơ để bổ sung"), f"{at}/return"),
    ]
    return [(text, path) for allowed, text, path in offered if allowed]


def screening_form(case: Case, by: Principal) -> dict[str, Any]:
    """What the commune is asked, with what it answered before, and the papers to answer it by."""
    found = case.screening.findings if case.screening else {}
    asked = legal.findings(legal.rulebook_of(case.dossier))
    proposes = [(YES, _("Đề nghị")), (NO, _("Không đề nghị"))]
    return {
        "case": case,
        "asked": form(ScreeningCommand, case.screening, {"proposes": proposes}),
        "findings": [(name, names.said(label), _yes_no(found.get(name))) for name, label in asked.items()],
        "papers": _papers(case),
        "opens_papers": opens_papers(case, by),
    }


def _yes_no(found: bool | None) -> str:
    return "" if found is None else YES if found else NO


def _product_set(rulebook: Rulebook, set_no: int) -> str:
    """A product set as the score sheet of the rulebook calls it."""
    return f"{set_no}. {rulebook.sheet(set_no).label.say(current_language())}"
