"""View models of the pages about a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kit.identity import Principal
from kit.web.language import current_language
from kit.web.language import gettext as _
from services.evaluation import legal, names, standing
from services.evaluation.cases import rules
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import FilledSheet, Layer
from services.evaluation.cases.lifecycle import LIFECYCLE, State, Verb
from services.evaluation.cases.sight import as_seen_by, before_ruling, sees_all
from services.evaluation.roles import COUNCIL, OFFICERS

RULED = frozenset({State.RECOGNISED, State.NOT_RECOGNISED, State.SENT_DOWN, State.REFERRED_BACK})
AWAITS_RULING = frozenset({State.SCORED, State.REFERRED_BACK})
COUNCIL_STANDS = frozenset({State.OPENED, State.RETURNED, State.COUNCIL, State.SCORING})
"""From its forming, also while a supplement is awaited, until it concludes."""
IN_COUNCIL = frozenset({State.SCORING, State.SCORED})


def line(case: Case, by: Principal, today: date) -> dict[str, Any]:
    """A case as a row of a list, as the reader may see it."""
    return _line(as_seen_by(case, by), today)


def _line(case: Case, today: date) -> dict[str, Any]:
    session, amiss = legal.session_of(case)
    return {
        "id": case.id,
        "number": case.dossier.number,
        "product": case.dossier.product.name,
        "producer": case.dossier.producer.name,
        "office": names.office(case.office, case.opened_on),
        "state": names.said(LIFECYCLE.states[case.state]),
        "due_on": case.period.due_on if case.period else None,
        "provisional": legal.is_provisional(case),
        "round": session,
        "amiss": amiss.say(current_language()) if amiss else None,
        "overdue": rules.is_overdue(case, today),
        "opened_on": case.opened_on,
    }


def states(by: Principal) -> list[tuple[str, str]]:
    """The states a reader may look for: (code, name); of those that a producer is told as one, that one."""
    outside = not by.has(*OFFICERS, *COUNCIL)
    return [(s.value, names.said(LIFECYCLE.states[s])) for s in State if not outside or before_ruling(s) is s]


def whole(case: Case, by: Principal, today: date) -> dict[str, Any]:
    """A case as a page, as the reader may see it."""
    inside, case = sees_all(case, by), as_seen_by(case, by)
    rulebook = legal.rulebook_of(case.dossier)
    producer = case.dossier.producer
    finish_by = legal.finish_by(case.dossier)
    return {
        "case": case,
        "line": _line(case, today),
        "inside": inside,
        "tier": names.tier(rulebook, case.tier),
        "rulebook": rulebook.title,
        "set": names.product_set(rulebook, case.dossier.product.set_no),
        "kind": names.kind(case.dossier.kind),
        "finish_by": finish_by,
        "finish_late": finish_by is not None and today > finish_by and case.state not in rules.ENDED,
        "place": names.place(producer.place.path, producer.place.on, producer.place.name),
        "to_office": names.office(case.to_office, case.opened_on) if case.to_office else None,
        "from_office": names.office(case.from_office, case.opened_on) if case.from_office else None,
        "papers": [(paper, names.evidence_kind(paper.kind)) for paper in case.dossier.evidence],
        "screenings": screenings(case),
        "layers": layers(case.layers, case.dossier.self_assessment, case.opened_on),
        "steps": [
            {
                "at": step.at,
                "verb": names.said(LIFECYCLE.verbs[step.verb]),
                "by": step.by.name if step.by.id else names.office(step.by.name, case.opened_on),
                "note": step.note,
            }
            for step in reversed(case.steps)
        ],
        "actions": actions(case, by, today) if inside else [],
        "opens_papers": inside and opens_papers(case, by),
    }


def opens_papers(case: Case, by: Principal) -> bool:
    """Whether the registry shows this person the dossier's papers: offices of the place, and who sits on the council."""
    return by.covers(case.place, *OFFICERS) or (case.state in COUNCIL_STANDS and standing.sits(case, by))


def may_be_corrected(case: Case) -> bool:
    """Whether a later edition of the case's act is in the files here, and the case stands where it may be applied."""
    return Verb.APPLY_EDITION in case.may and legal.is_corrected(case.dossier)


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
            "who": names.office(layer.office, layer.decided_on or on),
            "outcome": names.outcome(layer),
            "total": layer.total,
            "star": layer.star,
            "decided_on": layer.decided_on,
            "sheets": len(layer.sheets),
        }
        for layer in found
    ]


def actions(case: Case, by: Principal, on: date) -> list[tuple[str, str]]:
    """What this person may do with the case now: (text, path), by the lines the use cases draw."""
    if standing.conflict_of(case, by):
        return []
    if not legal.is_there(case.office, on):
        heir = Verb.PASS_ON in case.may and by.covers(case.office, *OFFICERS) and not standing.acts_for(case, by)
        return [(_("Nhận vụ việc của đơn vị đã kết thúc"), f"/cases/{case.id}/succession")] if heir else []
    may, at = case.may, f"/cases/{case.id}"
    formed = bool(case.seated)
    officer, desk = standing.acts_for(case, by), standing.acts_for(case, by, "chair", "secretary")
    rules_on, judge = standing.acts_for(case, by, "chair"), standing.judges(case, by)
    offered = [
        (officer and Verb.SCREEN in may, _("Ghi kết quả thẩm tra"), f"{at}/screening"),
        (officer and case.screens and Verb.FORWARD in may, _("Chuyển cấp trên"), f"{at}/forwarding"),
        (desk and Verb.FORM_COUNCIL in may and not formed, _("Lập Hội đồng"), f"{at}/council"),
        (desk and Verb.OPEN_SCORING in may, _("Mở chấm điểm"), f"{at}/scoring"),
        (desk and Verb.FORM_COUNCIL in may and formed, _("Thay đổi thành phần Hội đồng"), f"{at}/council"),
        (judge and case.state is State.SCORING, _("Phiếu chấm của tôi"), f"{at}/sheet"),
        ((desk or judge) and case.state in IN_COUNCIL, _("Diễn biến chấm điểm"), f"{at}/scoring"),
        (rules_on and case.state in AWAITS_RULING, _("Ra kết luận"), f"{at}/ruling"),
        (officer and may_be_corrected(case), _("Áp dụng bản đính chính"), f"{at}/edition"),
        (officer and Verb.RETURN in may, _("Trả hồ sơ để bổ sung"), f"{at}/return"),
    ]
    return [(text, path) for allowed, text, path in offered if allowed]
