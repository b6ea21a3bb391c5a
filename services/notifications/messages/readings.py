"""What texts say of an event beyond its own fields: names in both languages, counts, the day of what happened. Pure."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ocop_events.envelope import EventData
from ocop_events.evaluation.appeal import AppealOverdueV1, AppealSettledV1
from ocop_events.evaluation.campaign import CampaignLineAdvancedV1, CampaignOpenedV2, CampaignRemindedV1
from ocop_events.evaluation.case import CaseEditionAppliedV1, CaseEscalatedV1, CaseOpenedV1, CaseReceivedV1
from ocop_events.evaluation.council import CouncilRemindedV1
from ocop_events.evaluation.meeting import MeetingCalledV1, MeetingClosedV1
from ocop_events.evaluation.ruling import RulingIssuedV1, RulingWithdrawnV1
from ocop_events.registry.agency_report import AgencyReportFacts, InspectionMatchedV1, LabTestMatchedV1
from ocop_events.registry.breach import BreachFacts
from ocop_events.registry.certificate import CertificateRevokedV1
from ocop_events.registry.citizen_report import CitizenReportFacts
from ocop_events.registry.credential import CredentialFacts
from ocop_events.registry.dossier import DossierContent, DossierPaperChangedV1
from ocop_events.registry.inspection import InspectionCompletedV1
from ocop_events.registry.mark import (
    MarkTakeDownOrderedV1,
    MarkUse,
    MarkUseAnsweredV1,
    MarkUseOverdueV1,
    MarkUseRegisteredV1,
)
from ocop_events.registry.mark_request import MarkReplyDueV1
from ocop_events.reporting.directive import DirectiveIssuedV1, DirectiveTask
from ocop_events.reporting.office_return import ReturnFacts
from ocop_events.reporting.task import TaskFacts, TaskOverdueV1
from ocop_events.vocabulary import CertificateRef, Ground, ProducerRef, ProductRef
from ocop_events.words import APPEAL_RESULT, BREACH_RESULT, BREACH_STEP, ESCALATION, MARK_ANSWER, MARK_WAITS, MEASURE

from kit.clock import LOCAL, local_date
from kit.messaging.received import Received
from law.agencies import agency
from law.calendar import calendar_held
from law.forms import forms_in_force
from law.kinds import credential_kinds
from law.mark import mark_rules
from law.measures import citizen_reports, measures
from law.periods import NoSuchPeriod, period_of
from law.terms import STEPS, council_terms
from programme import names

Words = dict[str, str]
"""One text by language, as templates take it and messages keep it."""

UNSAID: Words = {"vi": "danh sách đã công bố không ghi", "en": "not said by the published list"}
"""In place of what a list of earlier years left out: its certificate is announced like any other."""

OWN_STEPS: dict[str, Words] = {
    "screening": {"vi": "thẩm tra hồ sơ", "en": "screening"},
    "council": {"vi": "đánh giá tại Hội đồng", "en": "evaluation by the council"},
}
"""What an office's own period is for; a council's steps are a list of the law."""

APPEAL_STEPS = {"acceptance": ("thụ lý", "acceptance"), "settlement": ("giải quyết", "settlement")}
"""What the office of an appeal owed when its day passed."""

PROVISIONAL: Words = {
    "vi": "tạm tính, tính khi lịch nghỉ lễ chưa công bố",
    "en": "provisional: counted before the holidays were announced",
}
"""Beside a last day that was counted over a holiday no decision had fixed."""


def readings(event: Received[EventData]) -> dict[str, Any]:
    """By the name a text's field has. What a noun needs said is written here once, for all of its events."""
    fact = event.data
    found: dict[str, Any] = {}
    if isinstance(of := getattr(fact, "producer", None), ProducerRef):
        found |= {"place": place_words(of), "producer_id": of.id}
        if not of.name:
            found["producer"] = UNSAID
    if getattr(fact, "product_code", None) == "":
        found["product_code"] = UNSAID
    if isinstance(product := getattr(fact, "product", None), ProductRef):
        found |= {"product_id": product.id}
    if isinstance(certificate := getattr(fact, "certificate", None), CertificateRef):
        found |= {"star": certificate.star, "product_code": certificate.product_code or UNSAID}
    if isinstance(fact, ReturnFacts):
        found |= {"form_name": _form(fact), "period_name": _period(fact.period)}
    if lawful := [one for one in getattr(fact, "grounds", ()) if isinstance(one, Ground)]:
        found |= {"grounds": [_ground(one) for one in lawful]}
    if isinstance(fact, CertificateRevokedV1) and not fact.grounds:
        found |= {"grounds": ["–"]}
    if isinstance(fact, BreachFacts):
        found |= {"held_for": (fact.product or fact.producer).name} | breach_words(fact)
    if isinstance(fact, CitizenReportFacts):
        found |= {"reported": reported_words(fact.about)}
    if isinstance(fact, CredentialFacts):
        found |= {"credential": credential_words(fact.kind), "held_for": (fact.product or fact.producer).name}
    if isinstance(fact, AgencyReportFacts):
        found |= {"agency_name": agency_words(fact.agency)}
    if isinstance(fact, (InspectionMatchedV1, LabTestMatchedV1)):
        found |= {"result": words(("đạt", "passed") if fact.passed else ("không đạt", "failed"))}
    if isinstance(fact, InspectionCompletedV1):
        passed = fact.finding == "passed"
        found |= {"result": words(("đạt", "passed") if passed else ("không đạt", "failed"))}
        found |= {
            "held_for": (fact.product or fact.producer).name,
            "found": "; ".join(one.found for one in fact.findings) or "–",
        }
    if isinstance(fact, LabTestMatchedV1):
        found |= {"measured": "; ".join(f"{name}: {value}" for name, value in fact.parameters.items()) or "–"}
    if isinstance(use := getattr(fact, "use", None), MarkUse):
        found |= _use(use)
    if isinstance(fact, MarkUseRegisteredV1) and fact.uses:
        found |= _use(fact.uses[0])
    if isinstance(fact, MarkUseAnsweredV1):
        answered = MARK_ANSWER.meanings.get(fact.answer, (fact.answer, fact.answer))
        found |= {"answer": words(answered), "why": [_ground(one) for one in fact.reasons]}
    if isinstance(fact, MarkUseOverdueV1):
        found |= {"waits": words(MARK_WAITS.meanings.get(fact.waits, (fact.waits, fact.waits)))}
    if isinstance(fact, MarkTakeDownOrderedV1):
        found |= {"where": [f"{medium_words(one.medium)['vi']}: {one.what}" for one in fact.uses]}
    if isinstance(year := getattr(fact, "year", None), int):
        found |= {"year": str(year)}  # a year is no quantity: without a separator of thousands
    if isinstance(dossier := getattr(fact, "dossier", None), DossierContent):
        found |= {
            "kind": words(names.both(names.dossier_kind, dossier.kind)),
            "evidence": len(dossier.evidence),
            "self_total": dossier.self_assessment.total,
            "supplemented_on": local_date(event.time),
        }
    if isinstance(fact, (CaseOpenedV1, CaseReceivedV1)) and _is_provisional(fact):
        found |= {"due_note": PROVISIONAL}
    if isinstance(fact, AppealSettledV1):
        found |= {"result": words(APPEAL_RESULT.meanings.get(fact.result, (fact.result, fact.result)))}
    if isinstance(fact, AppealOverdueV1):
        found |= {"waits": words(APPEAL_STEPS.get(fact.step, (fact.step, fact.step)))}
    if isinstance(fact, CampaignLineAdvancedV1):
        found |= campaign_line_words(fact)
    if isinstance(fact, CampaignRemindedV1):
        found |= {"products": [one.product.name for one in fact.lines]}
    if isinstance(fact, CampaignOpenedV2):
        days = [day for one in fact.lines if (day := one.internal_by or one.closes_on)]
        found |= {"last_day": min(days, default=None)}
    if isinstance(fact, CaseEditionAppliedV1):
        applied = fact.applied
        found |= {"round": applied.round, "reason": applied.reason, "reopened_on": applied.on}
    if isinstance(fact, (MeetingCalledV1, MeetingClosedV1)):
        found |= {"starts": moment_words(fact.starts_at)}
        if fact.agenda:
            found |= {"product": fact.agenda[0].product.name}
    if isinstance(fact, MeetingCalledV1) and fact.was_at:
        found |= {"was": moment_words(fact.was_at)}
    if isinstance(fact, CouncilRemindedV1):
        found |= {"task": step_words(fact.step)}
    if isinstance(fact, CaseEscalatedV1):
        found |= {"task": OWN_STEPS.get(fact.step) or step_words(fact.step), "rung": rung_words(fact.level)}
    if isinstance(fact, DirectiveIssuedV1):
        found |= {"number": fact.paper.number if fact.paper else "–", "tasks": [_task(one) for one in fact.tasks]}
    if isinstance(fact, TaskFacts):
        found |= {"number": fact.directive.number if fact.directive else "–"}
    if isinstance(fact, TaskOverdueV1):
        found |= {"rung": rung_words(fact.level)}
    if isinstance(fact, MarkReplyDueV1):
        found |= {
            "allowed_words": words(("được dùng", "allowed") if fact.allowed else ("không được dùng", "not allowed"))
        }
    if isinstance(fact, DossierPaperChangedV1):
        found |= {"credential": credential_words(fact.kind)}
    if isinstance(fact, RulingIssuedV1) and fact.layers:
        found |= {"below_case_id": fact.layers[-1].case_id}
    if isinstance(fact, RulingWithdrawnV1):
        found |= {"decision_number": fact.decision.number if fact.decision else "–"}
    return found


def _task(one: DirectiveTask) -> str:
    """An order with its last day, as a line of a list."""
    return f"{one.task_no}. {one.what}" + (f" ({one.due_on:%d/%m/%Y})" if one.due_on else "")


def _is_provisional(fact: CaseOpenedV1 | CaseReceivedV1) -> bool:
    calendar = calendar_held(fact.law.calendar if fact.law else ())
    begun = fact.opened_on if isinstance(fact, CaseOpenedV1) else fact.received_on
    return fact.due_on is not None and bool(calendar.provisional_between(begun, fact.due_on))


def office_words(path: str, on: date) -> Words:
    """An office's name on a day, or as it was last called."""
    return words(names.both(names.office, path, on))


def place_words(of: ProducerRef) -> Words:
    """A producer's place as it was called when the event named it; as the event calls it where no list knows it."""
    return words(names.both(names.place, of.place.path, of.place.on, of.place.name))


def moment_words(at: datetime) -> Words:
    """A day and hour by the clock of the land."""
    local = at.astimezone(LOCAL)
    return words((f"{local:%H:%M} ngày {local:%d/%m/%Y}", f"{local:%H:%M} on {local:%d/%m/%Y}"))


def step_words(step: str) -> Words:
    """What a council is to do next; a step of a later release by its code."""
    return words(council_terms().of(step).task.pair if step in STEPS else (step, step))


def rung_words(level: str) -> Words:
    """What a rung a case climbed means; one of a later list by its name."""
    return words(ESCALATION.meanings.get(level, (level, level)))


def agency_words(id: str) -> Words:
    """What another agency is called; one that no list knows by its account."""
    known = agency(id)
    return words(known.label.pair if known else (id, id))


def credential_words(kind: str) -> Words:
    """A standard, paper or right in both languages; one of a later edition by its code."""
    known = credential_kinds().get(kind)
    return words((known.vi, known.en) if known else (kind, kind))


def breach_words(fact: BreachFacts) -> dict[str, Words]:
    """What a breach's event says in codes: what is broken, the measure, what was waited for, the result."""
    law, found = measures(), dict[str, Words]()
    if (code := getattr(fact, "kind", None)) and (kind := law.kind(code)):
        found["broken"] = words(kind.label.pair)
    if code := getattr(fact, "measure", None):
        measure = law.measure(code)
        found["measure"] = words(measure.label.pair if measure else MEASURE.meanings.get(code, (code, code)))
    if code := getattr(fact, "step", None):
        found["step_words"] = words(BREACH_STEP.meanings.get(code, (code, code)))
    if code := getattr(fact, "result", None):
        found["result"] = words(BREACH_RESULT.meanings.get(code, (code, code)))
    return found


def campaign_line_words(fact: CampaignLineAdvancedV1) -> dict[str, Any]:
    """The certificate of a campaign's line, and by when its office wants the dossier."""
    certificate = fact.line.certificate
    return {
        "last_day": fact.line.internal_by or fact.line.closes_on,
        "valid_until": certificate.valid_until,
        "product_code": certificate.product_code or UNSAID,
        "star": certificate.star,
    }


def reported_words(about: str) -> Words:
    """What a citizen reported, in both languages; of another edition by its code."""
    known = citizen_reports().kind(about)
    return words(known.label.pair if known else (about, about))


def medium_words(code: str) -> Words:
    """On what the mark stands; a medium of a later edition by its code."""
    known = mark_rules().medium(code)
    return words(known.label.pair if known else (code, code))


def _use(use: MarkUse) -> dict[str, Any]:
    return {"medium": medium_words(use.medium), "what": use.what, "use_id": use.id}


def _ground(ground: Ground) -> str:
    return f"{ground.words} ({ground.article})" if ground.article else ground.words


def words(pair: tuple[str, str]) -> Words:
    """A pair (Vietnamese, English) as templates take it."""
    return {"vi": pair[0], "en": pair[1]}


def _form(fact: ReturnFacts) -> Words:
    """What the form of a return is called; its code where it is not held here."""
    held = forms_in_force(fact.last) if fact.last else []
    title = next((one.title for one, _hash in held if one.id == fact.form), None)
    return title.model_dump() if title else {"vi": fact.form, "en": fact.form}


def _period(code: str) -> Words:
    """What a reporting period is called; its code where it is of no kind that is known here."""
    try:
        return period_of(code).label.model_dump()
    except NoSuchPeriod:
        return {"vi": code, "en": code}
