"""What follows of decisions: a ruling issued alone is one of one line; a corrected number goes to every ruling."""

from __future__ import annotations

from contextlib import suppress

from ocop_events.vocabulary import OfficialPaper

from kit.decisions.decision import By, Signed, State
from kit.history import Actor
from kit.identity import Principal
from kit.papers import numbers
from kit.papers import register as papers
from kit.papers.number import Act, NumberUnreadable, Place
from kit.work import Due, Unit
from law import papers as law_papers
from services.evaluation.decisions import announcements, drafting, refusals, store
from services.evaluation.decisions.decision import ON_NUMBERS, CaseDecision, CaseLine, Kind
from services.evaluation.decisions.issuing import CORRECT, ref_of
from services.evaluation.documents.document import Kind as DocumentKind
from services.evaluation.documents.document import called, document_id
from services.evaluation.rulings import store as ruling_store
from services.evaluation.rulings import use_cases as rulings
from services.evaluation.rulings.rules import NEEDS_NUMBER, numbered
from services.evaluation.rulings.ruling import Ruling
from services.evaluation.rulings.use_cases import RulingWithdrawn

POINTER = "/decision_number"
"""Where a number stands that was typed into a ruling."""
AT_A_TIME = 40
"""So many rulings take up a corrected number in one transaction."""


async def follow_ruling(unit: Unit, ruling: Ruling) -> None:
    """
    Keeps the decision of one line that a ruling issued alone is, and announces it; of a ruling that is a line of a decision
    here nothing. A number typed for a notice is taken too. Raises NumberTaken, NumberUnreadable, OneDecisionForSeveral.
    """
    place = None if ruling.is_taken_up else numbered(ruling)  # another office's decision is numbered there
    if place is None:
        return
    if ruling.outcome not in NEEDS_NUMBER:
        await numbers.take(unit, place, _notice(ruling), pointer=POINTER)
        return
    if ruling.decision is None or await store.decisions.find(unit, ruling.decision.id) is not None:
        return
    entered = _of_one_line(unit, ruling, place)
    await _require_single(unit, entered, place)
    kept = await store.register.enter(unit, entered, pointer=POINTER)
    announcements.issued(unit, kept, await papers.papers.find(unit, kept.id))


async def follow_correction(unit: Unit, ruling: Ruling, *, was: str, by: Principal) -> None:
    """
    Corrects the decision of one line of a ruling whose number was put right; of a ruling that has none, which an earlier
    release issued, and of a notice, moves the number alone. Raises LineOfDecision of one of several lines, NumberTaken,
    NumberUnreadable, NothingCorrected.
    """
    cited = ruling.decision
    if cited is not None and cited.of > 1:
        raise refusals.LineOfDecision(line=cited.line, of=cited.of, number=cited.number)
    decision = await store.decisions.find(unit, cited.id) if cited else None
    if decision is None:
        if ruling.signature is None:  # else it is its document's, which moves it itself
            await _move_number(unit, ruling, was)
        return
    said = ruling.corrections[-1]
    why = By(who=by.id, at=unit.now, reason=said.what, paper=decision.id)
    after = await store.register.correct(unit, decision.id, number=said.decision_number, what=said.what, by=why)
    announcements.corrected(unit, after, await papers.papers.find(unit, after.id))


async def follow_withdrawal(unit: Unit, fact: RulingWithdrawn) -> None:
    """
    Takes the line out of its decision whose ruling was withdrawn by a paper of its own (an appeal was granted); a line that
    its decision gave up itself is out already.
    """
    ruling = fact.ruling
    decision = await store.decisions.find(unit, ruling.decision.id) if ruling.decision else None
    line = next((one for one in decision.standing if one.subject_id == ruling.id), None) if decision else None
    if decision is None or line is None or fact.paper is None:  # of an earlier release, or nothing to be done
        return
    why = By(who=fact.by.id, at=unit.now, reason=fact.reason, paper=decision.id)
    after = await store.register.withdraw_line(unit, decision.id, line.no, by=why)
    out = after.line(line.no)
    assert out is not None, "a line that was withdrawn is there"
    paper = OfficialPaper(number=fact.paper.number, signed_on=fact.paper.signed_on, office=ruling.office)
    announcements.line_withdrawn(unit, after, out, await papers.papers.find(unit, after.id), paper)


async def _require_single(unit: Unit, entered: CaseDecision, place: Place) -> None:
    """Raises OneDecisionForSeveral where another ruling was issued alone under the number of the same day."""
    held = await numbers.held_by(unit, place)
    other = await store.decisions.find(unit, held.act_id) if held and held.act_id else None
    earlier = await ruling_store.of_earlier_release(unit, place)
    day = other.signed.on if other and other.signed and other.kind == entered.kind else None
    if (other is None or other.id != entered.id) and place.on in (day, earlier.decided_on if earlier else None):
        raise refusals.OneDecisionForSeveral(pointer=POINTER, number=place.number.text, on=place.on)


async def _move_number(unit: Unit, ruling: Ruling, was: str) -> None:
    now = numbered(ruling)
    if now is None:
        return
    act = Act(ruling.id, *ON_NUMBERS[Kind.RECOGNITION]) if ruling.outcome in NEEDS_NUMBER else _notice(ruling)
    earlier = await ruling_store.of_earlier_release(unit, now)
    if earlier is not None and earlier.id != ruling.id:
        raise numbers.taken(now, act.called, earlier.decided_on, POINTER)
    await numbers.take(unit, now, act, pointer=POINTER)
    with suppress(NumberUnreadable):  # earlier releases read none
        before = numbered(ruling, was)
        if before is not None and before.id != now.id:
            await numbers.give_up(unit, before, act.id)


def _notice(ruling: Ruling) -> Act:
    """The notice of a ruling: the document of the case that it is, whether it was drafted here or typed from its copy."""
    return Act(
        document_id(ruling.case_id, DocumentKind.NOTICE, 1), DocumentKind.NOTICE.value, called(DocumentKind.NOTICE)
    )


async def correct_rulings(unit: Unit, due: Due) -> None:
    """Has the rulings of a decision take up its corrected number, some at a time until all have."""
    decision = await store.decisions.find(unit, due.subject)
    if decision is None or decision.signed is None or decision.state is not State.ISSUED or not decision.corrections:
        return
    number, on = decision.signed.number.text, decision.signed.on
    last = decision.corrections[-1]
    found = await ruling_store.among(unit, [line.subject_id for line in decision.standing])
    wrong = [one for one in found.values() if (one.decision_number, one.decided_on) != (number, on)]
    for ruling in sorted(wrong, key=lambda one: one.id)[:AT_A_TIME]:
        line = next(line for line in decision.lines if line.subject_id == ruling.id)
        said = Actor(id=last.by.who, name="")
        await rulings.take_up_correction(unit, ruling, ref_of(decision, line), what=last.by.reason, by=said)
    if len(wrong) > AT_A_TIME:
        unit.defer(Due(what=CORRECT, subject=decision.id, due_at=unit.now, place=decision.office))


def _of_one_line(unit: Unit, ruling: Ruling, place: Place) -> CaseDecision:
    assert ruling.decision is not None, "a ruling that needs a number is a line"
    dossier, by = ruling.dossier, By(who=ruling.issued_by, at=unit.now)
    signature = ruling.signature
    line = CaseLine(
        no=ruling.decision.line,
        case_id=ruling.case_id,
        subject_id=ruling.id,
        dossier_id=dossier.dossier_id,
        dossier_number=dossier.number,
        product_id=dossier.product.id,
        product_name=dossier.product.name,
        producer_id=dossier.producer.id,
        producer_name=dossier.producer.name,
        place=dossier.place,
        place_name=dossier.producer.place.name,
        outcome=ruling.outcome.value,
        star=ruling.star,
        total=ruling.total,
    )
    return CaseDecision(
        id=ruling.decision.id,
        office=ruling.office,
        kind=Kind.RECOGNITION.value,
        symbol=drafting.symbol(ruling.office, ruling.decided_on),
        subject=drafting.SUBJECTS[Kind.RECOGNITION],
        lines=(line,),
        state=State.ISSUED,
        signed=Signed(
            number=place.number,
            on=place.on,
            signatory=" / ".join((*signature.lines, signature.name)) if signature else "",
            by=by,
        ),
        issued=by,
        authority=ruling.authority or law_papers.office(ruling.office, ruling.decided_on).whole,
        rulebooks=(ruling.rulebook_id,),
        drafted_on=unit.today,
        drafted_by=Actor(id=ruling.issued_by, name=""),
        aside=ruling.recused,
        document_id=signature.document_id if signature else None,
    )
