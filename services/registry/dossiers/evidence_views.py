"""Evidence as the pages show it: what the rulebook asks for, what is there, and what is missing for submission."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kit.language import current_language
from kit.language import gettext as _
from kit.refusal import Refusal
from kit.web.labelled import Asked, form
from law import evidence
from law.kinds import credential_kind
from law.rulebooks import Rulebook
from law.rulebooks.rulebook import RequiredEvidence
from programme import names
from services.registry.credentials.credential import Credential
from services.registry.dossiers import rules
from services.registry.dossiers.commands import EvidenceCommand
from services.registry.dossiers.dossier import Dossier, Evidence, EvidenceFields
from services.registry.linkages import views as linkage_views
from services.registry.linkages.linkage import Linkage


def papers(dossier: Dossier, on: date) -> list[dict[str, Any]]:
    """Every paper of the dossier, with the day it ends."""
    return [_paper(paper, on) for paper in dossier.evidence]


def meanwhile(dossier: Dossier) -> list[dict[str, Any]]:
    """What became of papers since the dossier was handed in, the latest first."""
    said = {
        "added": _("Có thêm"),
        "renewed": _("Được thay bằng giấy mới"),
        "withdrawn": _("Bị thu hồi"),
        "ended": _("Hết hiệu lực"),
    }
    return [
        {
            "change": said.get(one.change, one.change),
            "kind": names.credential_kind(one.kind),
            "number": one.number,
            "evidence_kind": names.evidence_kind(one.evidence_kind),
            "expires_on": one.expires_on,
            "changed_on": one.changed_on,
        }
        for one in reversed(dossier.meanwhile)
    ]


def checklist(dossier: Dossier, rulebook: Rulebook, on: date) -> list[dict[str, Any]]:
    """Every kind of evidence of the rulebook: whether it must be there, when it must, and whether a valid one is."""
    return [_wanted(wanted, dossier, on) for wanted in rulebook.evidence]


def held(dossier: Dossier, rulebook: Rulebook, credentials: Iterable[Credential], on: date) -> list[dict[str, Any]]:
    """The credentials on file that may still be used as evidence, each by the kinds of evidence it is."""
    own = {wanted.kind for wanted in rulebook.evidence}
    used = {(paper.credential_id, paper.kind) for paper in dossier.evidence}
    offered = []
    for one in credentials:
        known = credential_kind(one.kind)
        if known is None or one.paper is None or not one.alive_on(on):
            continue
        kinds = [kind for kind in known.evidence if kind in own and (one.id, kind) not in used]
        shown = {"id": one.id, "name": names.credential_kind(one.kind), "number": one.number, "ends_on": one.ends_on}
        offered += [{**shown, "evidence_kind": kind, "label": names.evidence_kind(kind)} for kind in kinds]
    return offered


def linkages(dossier: Dossier, found: Iterable[Linkage], on: date) -> list[dict[str, Any]]:
    """The contracts on file, with their paper, that may still be used as evidence."""
    used = {paper.linkage_id for paper in dossier.evidence}
    return [linkage_views.line(one, on) for one in found if one.paper and one.alive_on(on) and one.id not in used]


def missing(dossier: Dossier, rulebook: Rulebook, on: date) -> list[dict[str, str]]:
    """What is missing and why, each with the page where it is mended. Unanswered criteria are one line, not thirty."""
    said: list[dict[str, str]] = []
    unanswered = 0
    for refusal in rules.ready(dossier, rulebook, on):
        if refusal.slug in rules.UNFINISHED:
            unanswered += 1
        else:
            said.append({"text": refusal.say(current_language()), "path": _where(dossier, refusal)})
    if unanswered:
        text = _("Phiếu tự đánh giá còn {count} mục chưa chấm.", count=unanswered)
        said.insert(0, {"text": text, "path": f"/dossiers/{dossier.id}/self-assessment"})
    return said


def unproven(dossier: Dossier, rulebook: Rulebook, star: int, on: date) -> list[dict[str, str]]:
    """Kinds of evidence the claimed star asks for on this sheet and the dossier has no valid one of, each with where to upload."""
    held = {paper.kind for paper in dossier.evidence if not rules.expired(paper, on)}
    asked = evidence.asked_by_star(rulebook, dossier.set_no, star, held)
    return [
        {"label": names.evidence_kind(wanted.kind), "path": f"/dossiers/{dossier.id}/evidence?kind={wanted.kind}#file"}
        for wanted in asked
    ]


def asked(rulebook: Rulebook, set_no: int, chosen: EvidenceFields) -> list[Asked]:
    """The form by which papers are attached; `chosen`: on the way to it."""
    language = current_language()
    leaves = [(leaf.id, f"{leaf.id}. {leaf.label.say(language)}") for leaf in rulebook.sheet(set_no).leaves]
    choices = {"kind": [("", _("Chọn loại")), *kinds(rulebook)], "criterion": [("", _("Cả hồ sơ")), *leaves]}
    return form(EvidenceCommand, chosen, choices, but=() if leaves else ("criterion",))


def kinds(rulebook: Rulebook) -> list[tuple[str, str]]:
    """The kinds a paper may be of: those of the rulebook first, in its order."""
    own = [wanted.kind for wanted in rulebook.evidence]
    others = [kind.id for kind in evidence.kinds() if kind.id not in own]
    return [(kind, names.evidence_kind(kind)) for kind in [*own, *others]]


def _wanted(wanted: RequiredEvidence, dossier: Dossier, on: date) -> dict[str, Any]:
    language = current_language()
    kind = evidence.kind(wanted.kind)
    stars = kind.matters_for(dossier.set_no)
    papers = [_paper(paper, on) for paper in dossier.evidence if paper.kind == wanted.kind]
    held = [paper for paper in papers if not paper["expired"]]
    needs = {"yes": _("Bắt buộc"), "conditional": _("Tùy trường hợp"), "no": _("Nếu có")}
    return {
        "kind": wanted.kind,
        "label": kind.label.say(language),
        "hand_in": kind.hand_in.say(language) if kind.hand_in else None,
        "needed": needs[wanted.needed],
        "conditions": [one.say(language) for one in wanted.conditions(dossier.set_no)],
        "stars": _("Bộ sản phẩm này cần để đạt {stars} sao", stars=", ".join(map(str, stars))) if stars else None,
        "held": held,
        "expired": [paper for paper in papers if paper["expired"]],
        "lacking": wanted.needed == "yes" and not held,
    }


def _paper(paper: Evidence, on: date) -> dict[str, Any]:
    ends = evidence.last_day(paper.kind, paper.issued_on, paper.expires_on)
    return {
        **dict(paper),
        "kind_name": names.evidence_kind(paper.kind),
        "ends": ends,
        "expired": rules.expired(paper, on) is not None,
    }


def _where(dossier: Dossier, refusal: Refusal) -> str:
    own = f"/dossiers/{dossier.id}"
    return f"{own}/evidence" if (refusal.pointer or "").startswith("/evidence") else f"{own}/self-assessment"
