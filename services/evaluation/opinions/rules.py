"""What must hold of written opinions, and what follows from them. Pure: time, people, the law and the nonce are arguments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from kit.history import Actor
from kit.identity import Principal
from law.kinds import dossier_kind
from law.rulebooks import CouncilRegulation, CouncilSettings, Rulebook
from law.scoring import Seats, faults, self_assessment
from law.scoring.council import quorum_of
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import FilledSheet
from services.evaluation.cases.legal import rulebook_of
from services.evaluation.cases.lifecycle import Verb as CaseVerb
from services.evaluation.councils.council import Council
from services.evaluation.opinions import refusals
from services.evaluation.opinions.commands import AskCommand, OpinionCommand, SummaryCommand
from services.evaluation.opinions.lifecycle import Verb
from services.evaluation.opinions.opinion import Conclusion, Form, Member, Opinion, Opinions, Result, digest_of

DIFFER, COMPLEX, UNCLEAR, TOO_FEW, STAR_DIFFERS, ASKED_TO_MEET = (
    "differ", "complex", "unclear", "too-few", "star-differs", "asked-to-meet",
)  # fmt: skip
WHY = {
    DIFFER: ("Ý kiến khác nhau", "Opinions differ"),
    COMPLEX: ("Nội dung phức tạp", "The content is complex"),
    UNCLEAR: ("Thay đổi lớn hoặc minh chứng chưa rõ", "Changes are large or evidence is unclear"),
    TOO_FEW: ("Chưa đủ số phiếu, hoặc Chủ tịch chưa có ý kiến", "Too few answered, or the chair did not"),
    STAR_DIFFERS: ("Phiếu điểm được hỏi không cho kết quả đó", "The sheet they were asked about does not give it"),
    ASKED_TO_MEET: ("Có thành viên đề nghị họp", "A member asked to meet"),
}
"""Why the council is to meet, or somebody is to look first."""


def in_writing(case: Case, rulebook: Rulebook) -> bool:
    """Whether the act has the case's council say its opinion in writing."""
    kind = dossier_kind(case.dossier.kind)
    return rulebook.re_evaluation.council_in_writing and kind is not None and kind.council_period


def whole_by(case: Case, rulebook: Rulebook) -> date | None:
    """The last day of the whole: of the office's period, else of the act's days after the case came; None where neither is."""
    if case.period and case.period.due_on:
        return case.period.due_on
    days = rulebook.re_evaluation.done_within_days
    return case.opened_on + timedelta(days=days) if days is not None else None


def proposed_sheet(case: Case) -> tuple[FilledSheet, bool]:
    """The sheet the members are asked about: the advisory team's where it reported one, else the producer's own."""
    if case.advice and case.advice.sheets:
        return FilledSheet.model_validate(case.advice.sheets[0].model_dump()), True
    return case.dossier.self_assessment, False


def asked(
    id: str,
    case: Case,
    council: Council,
    command: AskCommand,
    *,
    rulebook: Rulebook,
    regulation: CouncilRegulation | None,
    settings: CouncilSettings,
    on: date,
    at: datetime,
) -> Opinions:
    """The forms sent. Raises NotInWriting, NoCertificateNamed, NoWholeSheet, DayOutOfRange."""
    if not in_writing(case, rulebook):
        raise refusals.NotInWriting(rulebook=rulebook.id)
    if case.dossier.previous is None:
        raise refusals.NoCertificateNamed()
    set_no = case.dossier.product.set_no
    sheet, of_advisers = proposed_sheet(case)
    if any(True for _ in faults(rulebook.sheet(set_no), sheet.for_law())):
        raise refusals.NoWholeSheet()
    last = whole_by(case, rulebook)
    if command.answer_by <= on or (last and command.answer_by > last):
        raise refusals.DayOutOfRange(pointer="/answer_by", latest=f"{last:%d/%m/%Y}" if last else "–")
    tally, finding = self_assessment(rulebook, set_no, sheet.for_law())
    seats = council.scorers(secretary_scores=settings.secretary_scores)
    return Opinions(
        id=id,
        **dict(command),
        case_id=case.id,
        dossier_id=case.dossier.dossier_id,
        office=case.office,
        place=case.place,
        council_id=council.id,
        product=case.dossier.product,
        producer=case.dossier.producer,
        sheet=sheet,
        of_advisers=of_advisers,
        star=0 if tally.rejected else finding.star,
        star_now=case.dossier.previous.star,
        members=tuple(
            Member(person_id=one.person_id, name=one.name, presides=one.person_id == council.led_by) for one in seats
        ),
        recused=council.recused,
        regulation=regulation,
        whole_by=last,
        asked_at=at,
    )


def answered(
    opinions: Opinions, command: OpinionCommand, *, nonce: str, by: Principal, on: date, at: datetime
) -> tuple[Opinions, Form]:
    """A member's form, sealed. Raises StepRefused, NotAsked, AnsweredAlready, TooLate, ReasonMissing."""
    after = opinions.moved(Verb.ANSWER, answered=(*opinions.answered, by.id))
    member = opinions.member(by.id)
    if member is None:
        raise refusals.NotAsked()
    if by.id in opinions.answered:
        raise refusals.AnsweredAlready()
    if on > opinions.answer_by:
        raise refusals.TooLate(last=f"{opinions.answer_by:%d/%m/%Y}")
    if not command.reason.strip():
        raise refusals.ReasonMissing(pointer="/reason")
    form = Form(
        id=f"{opinions.id}|{by.id}",
        **dict(command),
        opinions_id=opinions.id,
        member_id=by.id,
        member_name=member.name,
        nonce=nonce,
        digest=digest_of(opinions.id, by.id, command, nonce),
        sealed_at=at,
    )
    return after, form


def left(opinions: Opinions, person_id: str, *, recused: Sequence[str]) -> Opinions:
    """The collection without somebody who stood aside or left the council."""
    return opinions.moved(
        Verb.LEAVE,
        members=tuple(one for one in opinions.members if one.person_id != person_id),
        answered=tuple(one for one in opinions.answered if one != person_id),
        recused=tuple(recused),
    )


def concluded(
    opinions: Opinions,
    forms: Sequence[Form],
    command: SummaryCommand,
    settings: CouncilSettings,
    *,
    by: Principal,
    on: date,
    at: datetime,
) -> Opinions:
    """All forms opened together, with what follows. Raises StepRefused, StillAwaited, ReasonMissing."""
    counted = tuple(sorted((one for one in forms if opinions.member(one.member_id)), key=lambda one: one.member_id))
    result, reasons = result_of(opinions, counted, command, settings)
    conclusion = Conclusion(**dict(command), result=result, reasons=reasons, concluded_at=at)
    after = opinions.stepped(Verb.CONCLUDE, at=at, by=by, note=result.value, conclusion=conclusion, forms=counted)
    missing = len(opinions.members) - len(counted)
    if missing and on <= opinions.answer_by:
        raise refusals.StillAwaited(count=missing, last=f"{opinions.answer_by:%d/%m/%Y}")
    if (command.complex or command.unclear) and not (command.because or "").strip():
        raise refusals.ReasonMissing(pointer="/because")
    return after


def result_of(
    opinions: Opinions, forms: Sequence[Form], command: SummaryCommand, settings: CouncilSettings
) -> tuple[Result, tuple[str, ...]]:
    """
    What follows from the forms, and why where it is no ruling: a visit where evidence is unclear; a meeting where opinions differ,
    a member asks for it, the content is complex, too few answered, or the sheet they were asked about gives another star.
    """
    said = {Opinion(one.opinion) for one in forms}
    quorum = quorum_of(seats_of(opinions), settings, {one.member_id for one in forms})
    agreed = said in ({Opinion.KEEP}, {Opinion.LOWER})
    fits = (
        (said == {Opinion.KEEP} and opinions.star == opinions.star_now)
        or (said == {Opinion.LOWER} and opinions.star < opinions.star_now)
    )  # fmt: skip
    meets = tuple(
        why
        for why, holds in (
            (COMPLEX, command.complex),
            (ASKED_TO_MEET, Opinion.MEET in said),
            (DIFFER, len(said) > 1),
            (TOO_FEW, not quorum.met),
            (STAR_DIFFERS, agreed and not fits),
        )
        if holds
    )
    if command.unclear:
        return Result.VISIT, (UNCLEAR, *meets)
    if meets:
        return Result.MEETING, meets
    return (Result.KEEP if said == {Opinion.KEEP} else Result.LOWER), ()


def seats_of(opinions: Opinions) -> Seats:
    """Those who were asked, as the law counts them."""
    chair = next((one.person_id for one in opinions.members if one.presides), "")
    return Seats(members=tuple(one.person_id for one in opinions.members), chair=chair)


def cancelled(opinions: Opinions, why: str, *, by: Principal | Actor, at: datetime) -> Opinions:
    """The collection given up; what was sealed stays secret. Raises StepRefused, ReasonMissing."""
    after = opinions.stepped(Verb.CANCEL, at=at, by=by, note=why)
    if not why.strip():
        raise refusals.ReasonMissing(pointer="/reason")
    return after


def may_be_asked(case: Case) -> bool:
    """Whether a case's council may be asked in writing: it is formed and does not score yet, on a re-evaluation."""
    return CaseVerb.CONCLUDE_IN_WRITING in case.may and in_writing(case, rulebook_of(case.dossier))
