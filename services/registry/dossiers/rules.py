"""What must hold of a dossier to be opened, scored, submitted, and what it becomes. Pure: time and ids come in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from kit.command import Reason
from kit.history import SYSTEM, Actor
from kit.identity import Principal
from kit.mapped import mapped
from kit.refusal import Refusal, Several
from law import evidence as papers
from law.kinds import dossier_kind
from law.rulebooks import Rulebook
from law.scoring import check_complete, faults, self_assessment
from programme.places import Where
from services.registry.dossiers import refusals
from services.registry.dossiers.allowance import Allowance, Limit
from services.registry.dossiers.commands import (
    EvidenceCommand,
    FilledCommand,
    OpenCommand,
    SubmitCommand,
    TickCommand,
)
from services.registry.dossiers.dossier import (
    Dossier,
    Evidence,
    EvidenceFile,
    Previous,
    Return,
    SelfAssessment,
    Subject,
    Submission,
    SubmitFields,
)
from services.registry.dossiers.lifecycle import LIFECYCLE, Verb
from services.registry.producers.producer import Producer
from services.registry.products.product import Product

MOST_FILES = 100
UNFINISHED = frozenset({"sheet.criterion-unanswered", "sheet.part-unanswered"})
"""Slugs of what is merely not filled in yet: a draft may have them."""


def opened(
    id: str,
    product: Product,
    producer: Producer,
    command: OpenCommand,
    *,
    place: Where,
    before: Dossier | None,
    at: datetime,
    on: date,
) -> Dossier:
    """
    A new draft. `before`: the dossier the product was last recognised by, where it is kept here.

    Raises KindUnknown, CertifiedAlready, NothingToStartFrom.
    """
    previous, asked = _previous(product, before), dossier_kind(command.kind)
    if asked is None:
        raise refusals.KindUnknown(pointer="/kind", kind=command.kind)
    if not asked.while_valid and previous is not None and previous.valid_until >= on:
        raise refusals.CertifiedAlready(pointer="/kind")
    if asked.builds_on and previous is None:
        raise refusals.NothingToStartFrom(pointer="/kind")
    # As the producer is called now: of a product it is kept as it was.
    about = Subject.of(product, place, producer_name=producer.name, producer_kind=producer.kind)
    return Dossier(
        id=id,
        **{**dict(about), **dict(command)},
        opened_on=on,
        opened_at=at,
        previous=previous if asked.builds_on else None,
    )


def started_from(dossier: Dossier, last: Dossier, rulebook: Rulebook, on: date) -> Dossier:
    """
    The draft of an upgrade or re-evaluation with what still holds of the last dossier: papers that have not expired,
    and the self-assessment where it is still the same sheet.
    """
    alive = tuple(paper for paper in last.evidence if not expired(paper, on))
    assessed, same = last.self_assessment, last.set_no == dossier.set_no
    kept = assessed if assessed and same and assessed.rulebook_id == rulebook.id else None
    return dossier.model_copy(update={"evidence": alive, "self_assessment": kept})


def scored(dossier: Dossier, rulebook: Rulebook, command: FilledCommand, *, at: datetime, by: Principal) -> Dossier:
    """
    The dossier with a self-assessment on the rulebook's real sheet. Total and star appear when the sheet is complete.

    Raises what is wrong with the answers, all at once; what is not answered yet is not wrong.
    """
    filled = command.filled()
    wrong = list(faults(rulebook.sheet(dossier.set_no), filled))
    real = [fault for fault in wrong if fault.slug not in UNFINISHED]
    if real:
        raise real[0] if len(real) == 1 else Several(real)
    total = star = None
    if not wrong:
        tally, finding = self_assessment(rulebook, dossier.set_no, filled)
        total, star = tally.total, finding.star
    saved = SelfAssessment(rulebook_id=rulebook.id, filled=filled, total=total, star=star, saved_at=at)
    return filling(dossier, by).model_copy(update={"self_assessment": saved})


def with_evidence(
    dossier: Dossier, command: EvidenceCommand, file: EvidenceFile, *, id: str, at: datetime, by: Principal
) -> Dossier:
    """The dossier with one more paper; raises UnknownEvidenceKind, DatesReversed, TooMany."""
    papers.kind(command.kind)
    paper = Evidence(id=id, **dict(command), **dict(file), added_at=at, added_by=Actor.of(by))
    if len(dossier.evidence) >= MOST_FILES:
        raise refusals.TooMany(most=MOST_FILES)
    if paper.issued_on and paper.expires_on and paper.expires_on < paper.issued_on:
        raise refusals.DatesReversed(pointer="/expires_on")
    return filling(dossier, by).model_copy(update={"evidence": (*dossier.evidence, paper)})


def without_evidence(dossier: Dossier, evidence_id: str, *, by: Principal) -> Dossier:
    """The dossier without one paper; one that is not there is gone already."""
    kept = tuple(paper for paper in dossier.evidence if paper.id != evidence_id)
    return filling(dossier, by).model_copy(update={"evidence": kept})


def ready(dossier: Dossier, rulebook: Rulebook, on: date) -> list[Refusal]:
    """Everything that stands between the dossier and its submission on this day."""
    wrong: list[Refusal] = []
    assessed = dossier.self_assessment
    if assessed is None:
        wrong.append(refusals.SelfAssessmentMissing(pointer="/self_assessment"))
    elif assessed.rulebook_id != rulebook.id:
        wrong.append(refusals.SheetOfOtherRulebook(filled=assessed.rulebook_id, now=rulebook.id))
    else:
        try:
            check_complete(rulebook.sheet(dossier.set_no), assessed.filled)
        except Several as several:
            wrong.extend(several.refusals)
    for wanted in papers.missing(rulebook, {paper.kind for paper in dossier.evidence}):
        wrong.append(refusals.EvidenceMissing(pointer="/evidence", label=papers.kind(wanted.kind).label.pair))
    if not dossier.evidence:
        wrong.append(refusals.NoEvidence(pointer="/evidence"))
    for paper in dossier.evidence:
        if (ends := expired(paper, on)) is not None:
            wrong.append(refusals.EvidenceExpired(pointer="/evidence", name=paper.name, on=f"{ends:%d/%m/%Y}"))
    return wrong


def submitted(
    dossier: Dossier, rulebook: Rulebook, command: SubmitCommand, *, number: str, by: Principal, at: datetime, on: date
) -> Dossier:
    """The dossier handed in; from this day its rulebook is fixed. Raises StepRefused, Several."""
    handed_in = _handed_in(
        dossier,
        Verb.SUBMIT,
        command,
        at=at,
        by=by,
        number=number,
        rulebook_id=rulebook.id,
        rulebook_hash=rulebook.hash,
        submitted_on=on,
        submitted_at=at,
    )
    _require(ready(dossier, rulebook, on))
    return _counted(handed_in, rulebook)


def stamped(dossier: Dossier, lists: dict[str, str]) -> Dossier:
    """With the editions of the lists by which its kind and its papers were found in order. `lists`: name → hash."""
    return dossier.model_copy(update={"lists": lists})


def _counted(dossier: Dossier, rulebook: Rulebook) -> Dossier:
    """With the self-assessment's total and star by the edition that is fixed: it may have been saved under an earlier one."""
    assessed = dossier.self_assessment
    if assessed is None:
        return dossier
    tally, finding = self_assessment(rulebook, dossier.set_no, assessed.filled)
    now = assessed.model_copy(update={"total": tally.total, "star": finding.star})
    return dossier.model_copy(update={"self_assessment": now})


def supplemented(
    dossier: Dossier, rulebook: Rulebook, command: SubmitCommand, *, by: Principal, at: datetime, on: date
) -> Dossier:
    """
    The returned dossier handed in again, under the rulebook of its first submission. Raises StepRefused, Several, and
    Unchanged unless it is said that nothing was to change.
    """
    handed_in = _handed_in(
        dossier,
        Verb.SUPPLEMENT,
        command,
        at=at,
        by=by,
        supplements=dossier.supplements + 1,
        missing=(),
        done=(),
        handed_in=(*dossier.handed_in[:-1], *(_with_done(one, dossier) for one in dossier.handed_in[-1:])),
        supplement_by=None,
    )
    wrong = ready(dossier, rulebook, on)
    if dossier.unchanged and not command.unchanged:
        wrong.append(refusals.Unchanged(pointer="/unchanged"))
    _require(wrong)
    return handed_in


def _handed_in(
    dossier: Dossier, verb: Verb, command: SubmitCommand, *, at: datetime, by: Principal, **changes: Any
) -> Dossier:
    """The dossier after a step with which something is said; raises StepRefused."""
    after = dossier.stepped(verb, at=at, by=by, note=command.note, **changes)
    return after.model_copy(update=dict(mapped(SubmitFields, command)))


def _with_done(last: Submission, dossier: Dossier) -> Submission:
    return last.model_copy(update={"done": tuple(dossier.missing[at] for at in dossier.done)})


def ticked(dossier: Dossier, command: TickCommand, *, by: Principal) -> Dossier:
    """The dossier with what its producer says is supplied of what an office asked for; raises StepRefused, NotAsked."""
    done = tuple(sorted(set(command.done)))
    if done and done[-1] >= len(dossier.missing):
        raise refusals.NotAsked(pointer="/done", count=len(dossier.missing), place=done[-1] + 1)
    return filling(dossier, by).model_copy(update={"done": done})


def must_fit(used: Allowance, size: int, limit: Limit) -> None:
    """Raises AllowanceUsedUp when a file of `size` bytes is more than is left."""
    if used.files + 1 > limit.files or used.size + size > limit.size:
        raise refusals.AllowanceUsedUp(
            pointer="/file",
            files=used.files,
            used=used.size // 1_000_000,
            most_files=limit.files,
            most=limit.size // 1_000_000,
        )


def withdrawn(dossier: Dossier, command: Reason, *, at: datetime, by: Principal) -> Dossier:
    """The dossier taken back; raises ReasonMissing, StepRefused."""
    if not command.reason:
        raise refusals.ReasonMissing(pointer="/reason")
    return dossier.stepped(Verb.WITHDRAW, at=at, by=by, note=command.reason)


def returned(dossier: Dossier, asked: Return, *, at: datetime) -> Dossier:
    """The dossier back with its producer, with what an office asks for, beside how it was then; raises StepRefused."""
    was = Submission(
        at=at,
        office=asked.office,
        asked=asked.missing,
        self_assessment=dossier.self_assessment,
        evidence=dossier.evidence,
    )
    return dossier.stepped(
        Verb.RETURN,
        at=at,
        by=SYSTEM,
        office=asked.office,
        note="; ".join(asked.missing),
        missing=asked.missing,
        done=(),
        handed_in=(*dossier.handed_in, was),
        supplement_by=asked.supplement_by,
        returned_by_case=asked.case_id,
    )


def recognised(dossier: Dossier, *, certificate_id: str, office: str, at: datetime) -> Dossier:
    """The dossier an office recognised, with the certificate it led to; raises StepRefused."""
    return dossier.stepped(Verb.RECOGNISE, at=at, by=SYSTEM, office=office, certificate_id=certificate_id)


def declined(dossier: Dossier, *, star: int, office: str, at: datetime) -> Dossier:
    """The dossier an office did not recognise; raises StepRefused."""
    return dossier.stepped(Verb.DECLINE, at=at, by=SYSTEM, office=office, note=f"{star}★")


def not_proposed(dossier: Dossier, *, office: str, note: str | None, at: datetime) -> Dossier:
    """The dossier that the office which screens did not propose for evaluation; raises StepRefused."""
    return dossier.stepped(Verb.NOT_PROPOSE, at=at, by=SYSTEM, office=office, note=note)


def moved(dossier: Dossier, product: Product) -> Dossier:
    """The dossier as one of the record that its product, or its product's producer, was merged into."""
    now = {"product_id": product.id, "producer_id": product.producer_id, "producer_name": product.producer_name}
    was = [id for id in (dossier.product_id, dossier.producer_id) if id not in now.values()]
    return dossier.model_copy(update={**now, "formerly": tuple(dict.fromkeys((*dossier.formerly, *was)))})


def expired(paper: Evidence, on: date) -> date | None:
    """The last day of a paper that is over, or the one on which it was withdrawn; None while it holds."""
    if paper.ended_on is not None and paper.ended_on <= on:
        return paper.ended_on
    ends = papers.last_day(paper.kind, paper.issued_on, paper.expires_on)
    return ends if ends is not None and ends < on else None


def filling(dossier: Dossier, by: Principal) -> Dossier:
    """The dossier with one more author, if it may be filled in; raises StepRefused."""
    LIFECYCLE.step(dossier.state, Verb.FILL)
    return dossier.written(by)


def _previous(product: Product, before: Dossier | None) -> Previous | None:
    """The recognition the product carries, alive or lapsed; on one that was revoked or given up nothing is built."""
    known = product.certified
    if known is None or known.ended is not None:
        return None
    return mapped(Previous, known, dossier_id=before.id if before else None)


def _require(wrong: list[Refusal]) -> None:
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
