"""Revocations and decisions over certificates as the JSON API and the pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from kit.command import Reason
from kit.decisions.decision import LIFECYCLE as DECISION
from kit.decisions.decision import State as DecisionState
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.text import sentence
from kit.web.formats import show_date
from kit.web.labelled import Asked, form
from law.certificate_life import RevocationLaw, certificate_life, revocation_law
from law.measures import measures
from law.rulebooks import shelf
from programme import names
from programme.roles import OFFICERS, acts_for
from services.registry.certificates import views as certificate_views
from services.registry.certificates.certificate import Certificate, PaperCited
from services.registry.certificates.contradiction import Contradiction
from services.registry.certificates.lifecycle import State as CertificateState
from services.registry.revocations import rules
from services.registry.revocations.commands import (
    AppealCommand,
    AskCommand,
    CollectCommand,
    ConcludeCommand,
    ExplainCommand,
    ProposeCommand,
    SettleCommand,
    SubmitCommand,
)
from services.registry.revocations.decision import CertificateDecision, CertificateLine
from services.registry.revocations.drafting import recognition
from services.registry.revocations.lifecycle import LIFECYCLE, OPEN, State, Verb
from services.registry.revocations.revocation import Result, Revocation, Source

COLOURS = {
    State.PROPOSED: "blue",
    State.ASKED: "yellow",
    State.EXPLAINED: "blue",
    State.CONCLUDED: "orange",
    State.SUBMITTED: "orange",
    State.DECIDED: "red",
    State.COLLECTED: "red",
    State.DROPPED: "grey",
}
DECISION_COLOURS = {
    DecisionState.DRAFT: "grey",
    DecisionState.SIGNED: "yellow",
    DecisionState.ISSUED: "green",
    DecisionState.DISCARDED: "grey",
}


LONGEST = 4_000
"""So many letters of what contradicts a certificate are filled into a proposal."""


@dataclass(frozen=True)
class Doubt:
    """What contradicts a certificate, with the ground of revocation it leads to, in words, and where the act has it."""

    words: str
    ground: str
    text: str
    article: str


class DecisionView(BaseModel):
    """A decision as its reader may see it; `files`: names under `/api/certificate-decisions/{id}/files/`."""

    id: str
    version: int
    office: str
    authority: str
    state: str
    number: str | None
    signed_on: date | None
    signatory: str | None
    drafted_on: date
    lines: list[CertificateLine]
    files: list[str]


def shown(revocation: Revocation, by: Principal) -> Revocation:
    """A revocation as a person may read it: what officers wrote among themselves, and who, is not its producer's to see."""
    if _is_an_officers(revocation, by):
        return revocation
    return revocation.model_copy(update={"because": (), "steps": (), "late": ()})


def _is_an_officers(revocation: Revocation, by: Principal) -> bool:
    return by.covers(revocation.place.path, *OFFICERS) and not acts_for(by, revocation.producer_id)


def decision_view(decision: CertificateDecision, by: Principal) -> DecisionView:
    """What is shown of a decision."""
    signed = decision.signed
    return DecisionView(
        id=decision.id,
        version=decision.version,
        office=decision.office,
        authority=decision.authority,
        state=decision.state.value,
        number=signed.number.text if signed else None,
        signed_on=signed.on if signed else None,
        signatory=decision.signatory.name or None,
        drafted_on=decision.drafted_on,
        lines=list(decision.lines),
        files=files(decision, by),
    )


def files(decision: CertificateDecision, by: Principal) -> list[str]:
    """The files a person may download: drafts only for the office that decides, and only while there is no signed copy."""
    if decision.signed:
        return ["signed.pdf"]
    return ["draft.pdf", "draft.docx"] if rules.may_decide(by, decision.office) else []


def line(revocation: Revocation, on: date) -> dict[str, Any]:
    """A revocation as a row of a list."""
    due, late = revocation.due_on, bool(revocation.due_on and revocation.due_on < on)
    return {
        "id": revocation.id,
        "certificate": revocation.certificate_id,
        "code": revocation.product_code,
        "product": revocation.product_name,
        "producer": revocation.producer_name,
        "star": revocation.star,
        "state": names.state(LIFECYCLE, revocation.state),
        "colour": COLOURS[revocation.state],
        "waits": waits_for(revocation, on),
        "due_on": due,
        "late": late,
        "proposed_on": revocation.proposed_on,
    }


def waits_for(revocation: Revocation, on: date) -> str:
    """What is waited for, in the words of the list."""
    step = revocation.waits
    return sentence(certificate_life(on).period(step).label.say(current_language())) if step else ""


def source(code: str) -> str:
    """What proposes to look at a certificate, in a word."""
    known = {
        Source.PERSON: _("cán bộ đề nghị"),
        Source.PRODUCTION_ENDED: _("xã xác nhận ngừng sản xuất"),
        Source.BREACH: _("vi phạm không khắc phục"),
        Source.INSPECTION: _("kết quả kiểm tra"),
        Source.CREDENTIAL: _("giấy tờ đã hết hiệu lực"),
        Source.MARK: _("sử dụng nhãn hiệu"),
        Source.DECISION: _("dòng công nhận đã rút khỏi quyết định"),
        Source.PLATFORM: _("dữ liệu mâu thuẫn"),
    }
    return next((said for one, said in known.items() if one.value == code), code)


def result(code: Result) -> str:
    """How an appeal was settled, in a word."""
    return {
        Result.UPHELD: _("giữ nguyên quyết định"),
        Result.ANNULLED: _("hủy quyết định, giấy chứng nhận có hiệu lực trở lại"),
        Result.CORRECTED: _("sửa đổi quyết định"),
        Result.WITHDRAWN: _("người khiếu nại rút"),
    }[code]


def whole(revocation: Revocation, by: Principal, on: date) -> dict[str, Any]:
    """The page of a revocation: what happened, in order, and what this person may do next."""
    officer = _is_an_officers(revocation, by)
    return {
        "revocation": revocation,
        "line": line(revocation, on),
        "office": names.office(revocation.office, on),
        "authority": revocation.authority,
        "instead_of": revocation.instead_of,
        "recognised": f"{revocation.decision_number}, {show_date(revocation.decided_on)}",
        "grounds": [certificate_views.cited(one) for one in revocation.grounds],
        "because": [(source(one.source), one.text, one.proposed_on, one.by.name) for one in revocation.because]
        if officer
        else [],
        "happened": _happened(revocation, on),
        "late": [
            (certificate_life(on).period(one.step).label.say(current_language()), one.was_due_on)
            for one in revocation.late
        ]
        if officer
        else [],
        "acts": acts(revocation, by, on),
    }


def acts(revocation: Revocation, by: Principal, on: date) -> list[dict[str, Any]]:
    """What a person may do with it now: the address, the words and the form of each."""
    handles, producer = rules.may_handle(by, revocation, on), acts_for(by, revocation.producer_id)
    decides, collects = rules.may_settle(by, revocation), rules.may_collect(by, revocation, on)
    open_appeal = bool(revocation.appeal and revocation.appeal.open)
    offered = [
        (Verb.ASK, handles, "explanation-request", _("Yêu cầu giải trình"), AskCommand),
        (Verb.EXPLAIN, handles or producer, "explanation", _("Giải trình"), ExplainCommand),
        (Verb.CONCLUDE, handles, "conclusion", _("Kết luận"), ConcludeCommand),
        (Verb.SUBMIT, handles, "submission", _("Trình cơ quan quyết định"), SubmitCommand),
        (Verb.COLLECT, collects, "collection", _("Ghi nhận thu bản giấy"), CollectCommand),
        (Verb.APPEAL, (handles or producer) and not open_appeal, "appeal", _("Khiếu nại"), AppealCommand),
        (Verb.SETTLE, decides and open_appeal, "appeal-settlement", _("Giải quyết khiếu nại"), SettleCommand),
        (Verb.DROP, handles, "dropping", _("Dừng thủ tục"), Reason),
    ]
    return [
        {"verb": verb.value, "at": at, "label": label, "asked": _asked(kind)}
        for verb, may, at, label, kind in offered
        if may and verb in revocation.may
    ]


def _asked(kind: Any) -> list[Asked]:
    choices: dict[str, Any] = {}
    if kind is ConcludeCommand:
        choices["conclusion"] = [("revoke", _("Đủ căn cứ thu hồi")), ("keep", _("Không thu hồi"))]
    if kind is SettleCommand:
        choices["result"] = [(one.value, result(one)) for one in Result]
    return form(kind, None, choices)


def _happened(revocation: Revocation, on: date) -> list[tuple[date, str, str]]:
    """What happened so far: the day, the step, and what was said."""
    found: list[tuple[date, str, str]] = []
    if asked := revocation.asked:
        said = _("trả lời chậm nhất ngày {day}", day=show_date(asked.answer_by))
        found.append((asked.asked_on, _("Yêu cầu giải trình"), _with(said, asked.paper)))
    if one := revocation.explained:
        silent = _("Chủ thể không giải trình trong thời hạn")
        found.append((one.explained_on, silent if one.silent else _("Chủ thể giải trình"), _with(one.text, one.letter)))
    if concluded := revocation.concluded:
        what = _("Kết luận thu hồi") if concluded.revoke else _("Kết luận không thu hồi")
        found.append((concluded.concluded_on, what, _with(concluded.reason, concluded.paper)))
    if sent := revocation.submitted:
        to = names.office(sent.to_office, on)
        found.append((sent.submitted_on, _("Trình cơ quan quyết định"), _with(to, sent.paper)))
    if cited := revocation.decision:
        said = _("Quyết định {number}, dòng {line}/{of}", number=cited.number, line=cited.line, of=cited.of)
        after = _("ghi nhận sau khi giấy đã hết hiệu lực") if revocation.after_end else ""
        found.append((cited.decided_on, said, after))
    if got := revocation.collected:
        what = _("Bản giấy đã mất") if got.lost else _("Đã thu bản giấy")
        found.append((got.collected_on, what, f"{names.office(got.collected_by, on)}. {got.note}".strip()))
    for each in revocation.appeals:
        found.append((each.appealed_on, _("Chủ thể khiếu nại"), _with(each.why, each.letter)))
        if each.result and each.settled_on:
            said = f"{result(each.result)}. {each.answer}"
            found.append((each.settled_on, _("Giải quyết khiếu nại"), _with(said, each.paper)))
    return sorted(found, key=lambda row: row[0])


def _with(said: str, paper: PaperCited | None) -> str:
    cited = _("văn bản {number} ngày {day}", number=paper.number, day=show_date(paper.signed_on)) if paper else ""
    return " – ".join(part for part in (said, cited) if part)


def works_for_an_office(by: Principal) -> bool:
    """Whether a person is an officer at all; whose office decides on what, the use case asks."""
    return by.has(*OFFICERS)


def can_be_proposed(certificate: Certificate, last: Revocation | None) -> bool:
    """Whether a procedure may be begun: none is open, and the certificate was not revoked."""
    revoked = certificate.state is CertificateState.REVOKED or (
        certificate.revoked and not certificate.revoked.annulled_on
    )
    return not revoked and (last is None or last.state not in OPEN)


def doubts(found: Iterable[Contradiction], law: RevocationLaw) -> list[Doubt]:
    """What contradicts a certificate, each with the ground it leads to under the law of today, and the article."""
    shown = []
    for one in found:
        kind = measures().kind(one.kind)
        if kind and (ground := law.ground(kind.ground)):
            language = current_language()
            shown.append(Doubt(one.words, ground.id, ground.text.say(language), ground.article.say(language)))
    return shown


def proposal(found: Sequence[Doubt]) -> ProposeCommand | None:
    """A proposal filled in with what contradicts a certificate, for a person to read, change and send."""
    if not found:
        return None
    grounds, because = list(dict.fromkeys(one.ground for one in found)), "\n".join(one.words for one in found)
    return ProposeCommand.model_construct(certificate_id="", grounds=grounds, because=because[:LONGEST])


def lapsed_line(certificate: Certificate, on: date) -> dict[str, Any]:
    """A certificate that has ended, as a row to choose."""
    return certificate_views.line(certificate, on) | {"ended_on": certificate.ended_on}


def grounds_after_end(on: date) -> list[tuple[str, str]]:
    """The grounds of a decision on what has ended."""
    language = current_language()
    law = revocation_law(shelf().in_force(on), on, ended=True)
    return [(one.id, one.text.say(language)) for one in law.grounds]


def decision_line(decision: CertificateDecision) -> dict[str, Any]:
    """A decision as a row of a list."""
    signed = decision.signed
    return {
        "id": decision.id,
        "number": signed.number.text if signed else None,
        "on": signed.on if signed else None,
        "office": decision.office,
        "many": len(decision.standing),
        "drafted_on": decision.drafted_on,
        "state": names.state(DECISION, decision.state),
        "colour": DECISION_COLOURS[decision.state],
    }


def decision_page(decision: CertificateDecision, by: Principal, on: date, *, decides: bool) -> dict[str, Any]:
    """The page of a decision: its lines, its files, and what its office does next; `decides`: whether this person does it."""
    rulebook = next((one for one in shelf().all() if one.id == decision.rulebook_id), None)
    return {
        "decision": decision,
        "line": decision_line(decision),
        "office": names.office(decision.office, on),
        "rulebook": rulebook.title.say(current_language()) if rulebook else decision.rulebook_id,
        "lines": [
            {
                "no": one.no,
                "certificate_id": one.certificate_id,
                "product": one.product_name,
                "producer": one.producer_name,
                "recognition": recognition(one),
                "grounds": "; ".join(map(certificate_views.cited, one.grounds)),
                "collects": names.office(one.collected_by, on),
                "ended": one.ended,
                "withdrawn": one.withdrawn is not None,
            }
            for one in decision.lines
        ],
        "files": files(decision, by),
        "may_sign": decides and decision.state is DecisionState.DRAFT,
        "may_issue": decides and decision.state is DecisionState.SIGNED and decision.issuing is None,
        "may_correct": decides and decision.state is DecisionState.ISSUED,
        "corrections": [
            (one.was_number.text, one.was_on, one.number.text, one.on, one.by.reason) for one in decision.corrections
        ],
    }
