"""What follows of decisions: a ruling issued alone is one of one line; a corrected number goes to every ruling."""

from __future__ import annotations

from ocop_events.vocabulary import OfficialPaper

from kit.decisions.decision import By, Signed, State
from kit.history import Actor
from kit.identity import Principal
from kit.papers import register as papers
from kit.papers.number import NumberUnreadable, OfficialNumber, official_number
from kit.work import Due, Unit
from law import papers as law_papers
from services.evaluation.decisions import announcements, drafting, refusals, store
from services.evaluation.decisions.decision import CaseDecision, CaseLine, Kind
from services.evaluation.decisions.issuing import CORRECT, ref_of
from services.evaluation.documents.use_cases import symbol_of
from services.evaluation.rulings import store as ruling_store
from services.evaluation.rulings import use_cases as rulings
from services.evaluation.rulings.rules import ENDS, NEEDS_NUMBER
from services.evaluation.rulings.ruling import Ruling
from services.evaluation.rulings.use_cases import RulingWithdrawn

AT_A_TIME = 40
"""So many rulings take up a corrected number in one transaction."""


async def follow_ruling(unit: Unit, ruling: Ruling) -> None:
    """
    Keeps the decision of one line that a ruling issued alone is, and announces it; of a ruling that is a line of a decision
    here nothing. A number typed for a notice is taken too. Raises NumberTaken.
    """
    if ruling.is_taken_up:
        return  # another office's decision, numbered there
    if ruling.decision is None or ruling.outcome not in NEEDS_NUMBER:
        if ruling.decision is None and ruling.decision_number and ruling.outcome in ENDS:
            number = typed_number(ruling.decision_number, symbol_of(ruling))
            await store.register.hold(unit, ruling.id, ruling.office, number, ruling.decided_on)
        return
    if await store.decisions.find(unit, ruling.decision.id) is not None:
        return
    kept = await store.register.enter(unit, _of_one_line(unit, ruling))
    announcements.issued(unit, kept, await papers.papers.find(unit, kept.id))


async def follow_correction(unit: Unit, ruling: Ruling, *, by: Principal) -> None:
    """
    Corrects the decision of one line of a ruling whose number was put right. Raises LineOfDecision of one of several lines,
    NumberTaken, NothingCorrected.
    """
    if ruling.decision is None:
        return
    if ruling.decision.of > 1:
        cited = ruling.decision
        raise refusals.LineOfDecision(line=cited.line, of=cited.of, number=cited.number)
    decision = await store.decisions.find(unit, ruling.decision.id)
    if decision is None:  # of an earlier release
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


def typed_number(text: str, symbol: str) -> OfficialNumber:
    """A number as somebody typed it; what cannot be read as one stands for itself."""
    try:
        return official_number(text, symbol)
    except NumberUnreadable:  # old clients send what they like
        said = " ".join(text.split())
        return OfficialNumber(key=said.casefold(), text=said)


def _of_one_line(unit: Unit, ruling: Ruling) -> CaseDecision:
    assert ruling.decision is not None, "a ruling that needs a number is a line"
    dossier, by = ruling.dossier, By(who=ruling.issued_by, at=unit.now)
    symbol = drafting.symbol(ruling.office, ruling.decided_on)
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
        symbol=symbol,
        subject=drafting.SUBJECTS[Kind.RECOGNITION],
        lines=(line,),
        state=State.ISSUED,
        signed=Signed(
            number=typed_number(ruling.decision_number or "", symbol),
            on=ruling.decided_on,
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
