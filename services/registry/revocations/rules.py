"""What must hold of a revocation, and what it becomes. Pure: time, people and the law's editions are arguments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from kit.history import SYSTEM, Actor
from kit.identity import Principal
from kit.mapped import mapped
from law.certificate_life import RevocationLaw, certificate_life
from programme.roles import OFFICERS, acts_for
from services.registry.certificates.certificate import Certificate, DecisionCited, Ground, PaperCited
from services.registry.certificates.commands import CitedFields
from services.registry.certificates.lifecycle import State as CertificateState
from services.registry.certificates.rules import Authority, roles_of
from services.registry.dossiers.dossier import Subject
from services.registry.revocations import refusals
from services.registry.revocations.commands import (
    AppealCommand,
    AskCommand,
    CollectCommand,
    ConcludeCommand,
    ExplainCommand,
    SettleCommand,
)
from services.registry.revocations.lifecycle import State, Verb
from services.registry.revocations.revocation import (
    WAITS,
    Appeal,
    Asked,
    Because,
    Collected,
    Concluded,
    Explained,
    Late,
    Result,
    Revocation,
    Source,
    Submitted,
)

WITHOUT_EXPLANATION = (Source.PRODUCTION_ENDED.value,)
"""What the commune has confirmed already: from there the law's days run (R26, Article 8.4)."""
AUTHORITY_CONCLUDED = "other-authority-conclusion"
"""The ground that is another authority's conclusion: nobody is asked to explain what was concluded elsewhere."""


def proposed(
    id: str,
    certificate: Certificate,
    authority: Authority,
    law: RevocationLaw,
    *,
    because: Because,
    grounds: Sequence[Ground],
    lists: dict[str, str],
) -> Revocation:
    """A proposal over one certificate; nothing of the certificate changes. Raises RevokedAlready, ReasonMissing."""
    if certificate.state is CertificateState.REVOKED or (certificate.revoked and not certificate.revoked.annulled_on):
        raise refusals.RevokedAlready()
    if not because.text:
        raise refusals.ReasonMissing(pointer="/because")
    about = mapped(Subject, certificate)
    return _clocked(
        Revocation(
            id=id,
            **dict(about),
            certificate_id=certificate.id,
            product_code=certificate.product_code,
            star=certificate.star,
            valid_until=certificate.valid_until,
            decision_number=certificate.decision_number,
            decided_on=certificate.decided_on,
            office=authority.office,
            authority=authority.words,
            instead_of=authority.instead_of,
            rulebook_id=law.rulebook.id,
            rulebook_hash=law.rulebook.hash,
            lists=lists,
            proposed_on=because.proposed_on,
            because=(because,),
            grounds=tuple(grounds),
        ),
        because.proposed_on,
    )


def with_reason(
    revocation: Revocation, because: Because, grounds: Iterable[Ground], *, at: datetime, by: Principal | Actor
) -> Revocation:
    """
    The procedure with one more reason to look at the certificate: two proposals on one certificate are one procedure. One
    that says nothing new changes nothing. Raises StepRefused once it was decided.
    """
    said = {(one.source, one.ref, one.text) for one in revocation.because}
    if (because.source, because.ref, because.text) in said:
        return revocation
    known = {one.code for one in revocation.grounds}
    more = tuple(one for one in grounds if one.code not in known)
    reasons, lawful = (*revocation.because, because), (*revocation.grounds, *more)
    return revocation.stepped(Verb.ADD, at=at, by=by, note=because.text, because=reasons, grounds=lawful)


def grounds_of(codes: Iterable[str], law: RevocationLaw) -> tuple[Ground, ...]:
    """Grounds by their codes, as the rulebook in force has them. Raises GroundUnknown."""
    found = []
    for code in dict.fromkeys(codes):
        known = law.ground(code)
        if known is None:
            raise refusals.GroundUnknown(
                pointer="/grounds",
                given=code,
                rulebook=law.rulebook.title.pair,
                known=", ".join(one.id for one in law.grounds),
            )
        found.append(Ground(code=known.id, words=known.text.vi, article=known.article.vi))
    return tuple(found)


def asked(revocation: Revocation, command: AskCommand, *, on: date, at: datetime, by: Principal) -> Revocation:
    """The producer asked to explain. Raises StepRefused, PaperNeeded, AnswerTooEarly."""
    answer_by = command.answer_by or certificate_life(on).period("explanation").last_day(on)
    if answer_by <= on:
        raise refusals.AnswerTooEarly(pointer="/answer_by", given=f"{answer_by:%d/%m/%Y}", today=f"{on:%d/%m/%Y}")
    paper = cited(command, on, needed=True)
    assert paper is not None
    asking = Asked(paper=paper, asked_on=on, answer_by=answer_by)
    after = revocation.stepped(Verb.ASK, at=at, by=by, asked=asking, explained=None)
    return after.model_copy(update={"due_on": answer_by})


def explained(revocation: Revocation, command: ExplainCommand, *, on: date, at: datetime, by: Principal) -> Revocation:
    """The producer's explanation; an officer names its letter. Raises StepRefused, ReasonMissing, PaperNeeded."""
    if not command.text:
        raise refusals.ReasonMissing(pointer="/text")
    letter = cited(command, on, needed=not acts_for(by, revocation.producer_id))
    said = Explained(text=command.text, letter=letter, explained_on=on)
    return _clocked(revocation.stepped(Verb.EXPLAIN, at=at, by=by, explained=said), on)


def passed_by(revocation: Revocation, *, on: date, at: datetime) -> Revocation:
    """The day to answer by is past and nobody explained: what comes next is the office's. Raises StepRefused."""
    said = Explained(silent=True, explained_on=on)
    return _clocked(revocation.stepped(Verb.PASS_BY, at=at, by=SYSTEM, explained=said), on)


def concluded(
    revocation: Revocation, command: ConcludeCommand, law: RevocationLaw, *, on: date, at: datetime, by: Principal
) -> Revocation:
    """
    The conclusion; the law's days for the decision run from here. Raises StepRefused, ReasonMissing, ExplanationFirst,
    PaperNeeded.
    """
    revoke = command.conclusion == "revoke"
    verb = Verb.CONCLUDE if revoke else Verb.KEEP
    revocation.lifecycle.step(revocation.state, verb)
    if revoke and revocation.state is State.PROPOSED and not _needs_no_explanation(revocation):
        raise refusals.ExplanationFirst()
    if not command.reason:
        raise refusals.ReasonMissing(pointer="/reason")
    paper = cited(command, on, needed=revoke)
    decide_by = law.decision.last_day(on) if revoke else None
    said = mapped(Concluded, command, revoke=revoke, paper=paper, concluded_on=on, decide_by=decide_by)
    more = {} if revoke else {"dropped_because": command.reason}
    after = revocation.stepped(verb, at=at, by=by, note=command.reason, concluded=said, **more)
    return after.model_copy(update={"due_on": decide_by})


def submitted(revocation: Revocation, command: CitedFields, *, on: date, at: datetime, by: Principal) -> Revocation:
    """The submission with the authority that decides; its day is as it was. Raises StepRefused, PaperNeeded."""
    said = Submitted(to_office=revocation.office, paper=cited(command, on, needed=True), submitted_on=on)
    return revocation.stepped(Verb.SUBMIT, at=at, by=by, submitted=said)


def decided(
    revocation: Revocation,
    cited: DecisionCited,
    *,
    grounds: tuple[Ground, ...],
    collector: str | None,
    after_end: bool,
    on: date,
    at: datetime,
    by: Principal | Actor,
) -> Revocation:
    """The procedure ended by an issued decision; the paper is to be collected. Raises StepRefused."""
    after = revocation.stepped(Verb.DECIDE, at=at, by=by, note=cited.number, decision=cited, grounds=grounds)
    return _clocked(after.model_copy(update={"collector": collector, "after_end": after_end}), on)


def collected(
    revocation: Revocation, command: CollectCommand, *, office: str, on: date, at: datetime, by: Principal
) -> Revocation:
    """The paper collected, or said to be lost, which asks a word. Raises StepRefused, ReasonMissing."""
    if command.lost and not command.note:
        raise refusals.ReasonMissing(pointer="/note")
    said = mapped(Collected, command, collected_by=office, collected_on=on)
    after = revocation.stepped(Verb.COLLECT, at=at, by=by, note=command.note or None, office=office, collected=said)
    return after if after.appeal and after.appeal.open else after.model_copy(update={"due_on": None})


def appealed(revocation: Revocation, command: AppealCommand, *, on: date, at: datetime, by: Principal) -> Revocation:
    """
    The decision contested; the appeal's clock runs. Raises StepRefused, AppealOpen, AppealLate, ReasonMissing, PaperNeeded.
    """
    revocation.lifecycle.step(revocation.state, Verb.APPEAL)
    life = certificate_life(on)
    if revocation.appeal and revocation.appeal.open:
        raise refusals.AppealOpen()
    if not command.why:
        raise refusals.ReasonMissing(pointer="/why")
    assert revocation.decision is not None, "what was decided has its decision"
    until = life.period("appeal").last_day(revocation.decision.decided_on)
    if on > until:
        raise refusals.AppealLate(until=f"{until:%d/%m/%Y}", source=life.period("appeal").source.pair)
    letter = cited(command, on, needed=not acts_for(by, revocation.producer_id))
    settle_by = life.period("appeal-settled").last_day(on)
    said = mapped(Appeal, command, letter=letter, appealed_on=on, settle_by=settle_by)
    after = revocation.stepped(Verb.APPEAL, at=at, by=by, note=command.why, appeals=(*revocation.appeals, said))
    return after.model_copy(update={"due_on": settle_by})


def settled(revocation: Revocation, command: SettleCommand, *, on: date, at: datetime, by: Principal) -> Revocation:
    """The appeal settled; a decision that is annulled ends the procedure. Raises StepRefused, NoAppeal, ReasonMissing, PaperNeeded."""
    result = Result(command.result)
    verb = Verb.ANNUL if result is Result.ANNULLED else Verb.SETTLE
    revocation.lifecycle.step(revocation.state, verb)
    if revocation.appeal is None or not revocation.appeal.open:
        raise refusals.NoAppeal()
    if not command.answer:
        raise refusals.ReasonMissing(pointer="/answer")
    paper = cited(command, on, needed=result is not Result.WITHDRAWN)
    told = {"result": result, "answer": command.answer, "paper": paper, "settled_on": on}
    appeals = (*revocation.appeals[:-1], revocation.appeal.model_copy(update=told))
    more = {"dropped_because": command.answer} if verb is Verb.ANNUL else {}
    after = revocation.stepped(verb, at=at, by=by, note=command.answer, appeals=appeals, **more)
    return _clocked(after, on)


def dropped(revocation: Revocation, reason: str, *, at: datetime, by: Principal | Actor) -> Revocation:
    """The procedure ended without a decision. Raises StepRefused, ReasonMissing."""
    if not reason:
        raise refusals.ReasonMissing(pointer="/reason")
    after = revocation.stepped(Verb.DROP, at=at, by=by, note=reason, dropped_because=reason)
    return after.model_copy(update={"due_on": None})


def overdue(revocation: Revocation, on: date) -> Revocation | None:
    """The procedure with its step noted as late; None where nothing is waited for, or still in time, or noted before."""
    step, due = revocation.waits, revocation.due_on
    if step is None or due is None or due >= on:
        return None
    late = Late(step=step, was_due_on=due)
    return None if late in revocation.late else revocation.model_copy(update={"late": (*revocation.late, late)})


def may_handle(by: Principal, revocation: Revocation, on: date) -> bool:
    """Whether a person carries the procedure: an officer of the levels the list names, of its place, and not the producer."""
    roles = roles_of(certificate_life(on).revocation.levels)
    return by.covers(revocation.place.path, *roles) and not acts_for(by, revocation.producer_id)


def may_decide(by: Principal, office: str) -> bool:
    """Whether a person is an officer of exactly the office that decides."""
    return any(by.holds(role, office) for role in OFFICERS)


def may_settle(by: Principal, revocation: Revocation) -> bool:
    """Whether a person settles an appeal: an officer of exactly the office that decided, and not the producer."""
    return may_decide(by, revocation.office) and not acts_for(by, revocation.producer_id)


def must_not_be_own(by: Principal, certificates: Iterable[Certificate]) -> None:
    """Raises OwnCertificate where a person acts for a producer whose certificate is decided on."""
    if any(acts_for(by, one.producer_id) for one in certificates):
        raise refusals.OwnCertificate()


def may_collect(by: Principal, revocation: Revocation, on: date) -> bool:
    """Whether a person notes the paper: an officer of the office ordered to collect it, or who carries the procedure."""
    collector = revocation.collector
    ordered = collector is not None and may_decide(by, collector)
    return (ordered or may_handle(by, revocation, on)) and not acts_for(by, revocation.producer_id)


def cited(command: CitedFields, on: date, *, needed: bool) -> PaperCited | None:
    """The paper a command cites. Raises PaperNeeded for half of one, one of a day to come, and where one is `needed`."""
    number, signed_on = command.paper_number, command.paper_signed_on
    if not number and signed_on is None and not needed:
        return None
    if not number or signed_on is None or signed_on > on:
        raise refusals.PaperNeeded(pointer="/paper_signed_on" if number else "/paper_number")
    return PaperCited(number=number, signed_on=signed_on)


def _needs_no_explanation(revocation: Revocation) -> bool:
    confirmed = any(one.source in WITHOUT_EXPLANATION for one in revocation.because)
    return confirmed or any(one.code == AUTHORITY_CONCLUDED for one in revocation.grounds)


def _clocked(revocation: Revocation, on: date) -> Revocation:
    """With the last day of what is waited for now, counted from a day."""
    step = WAITS.get(revocation.state)
    due = certificate_life(on).period(step).last_day(on) if step else None
    return revocation.model_copy(update={"due_on": due})
