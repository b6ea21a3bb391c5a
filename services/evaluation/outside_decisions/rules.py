"""
What must hold of a decision that is entered from a higher office's paper, and what it becomes. Pure.

Which stars are whose, and where the bands lie, is read from the rulebook of the dossier.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from kit.command import Reason
from kit.history import Actor
from kit.identity import Principal
from kit.mapped import mapped
from kit.refusal import Refusal, Several
from law.rulebooks import Rulebook
from law.scoring import band_of, points_text
from services.evaluation.cases.case import Case, PaperElsewhere
from services.evaluation.cases.dossier import Layer
from services.evaluation.cases.legal import TierOffice
from services.evaluation.cases.refusals import ReasonMissing
from services.evaluation.outside_decisions import refusals
from services.evaluation.outside_decisions.commands import ConfirmCommand, EnterCommand
from services.evaluation.outside_decisions.lifecycle import Verb
from services.evaluation.outside_decisions.outside_decision import Outcome, OutsideDecision, StoredFile
from services.evaluation.rulings.elsewhere import Elsewhere
from services.evaluation.rulings.ruling import Outcome as RulingOutcome


def entered(
    id: str,
    case: Case,
    command: EnterCommand,
    paper: StoredFile,
    *,
    above: TierOffice,
    sent_on: date,
    rulebook: Rulebook,
    by: Principal,
    on: date,
) -> OutsideDecision:
    """What one person read in the paper of the office `above`; raises what cannot be so, all of it at once."""
    wrong = [*_wrong_day(command, sent_on, on), *_wrong_star(command, case, above, rulebook)]
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    dossier = case.dossier
    return OutsideDecision(
        id=id,
        **dict(command),
        case_id=case.id,
        dossier_number=dossier.number,
        office=case.office,
        above=above.office,
        tier=above.tier,
        product_name=dossier.product.name,
        producer_name=dossier.producer.name,
        dossier_id=dossier.dossier_id,
        product=dossier.product,
        producer_id=dossier.producer.id,
        paper=paper,
        entered_on=on,
        entered_by=Actor.of(by),
    )


def confirmed(
    one: OutsideDecision, command: ConfirmCommand, *, by: Principal, on: date, at: datetime
) -> OutsideDecision:
    """The decision as another person read it too. Raises StepRefused, SamePerson, DiffersFromEntry."""
    after = one.stepped(Verb.CONFIRM, at=at, by=by, settled_on=on, settled_by=Actor.of(by))
    require_another(one, by)
    if (_plain(command.number), command.decided_on) != (_plain(one.number), one.decided_on):
        raise refusals.DiffersFromEntry(pointer="/number")
    return after


def rejected(one: OutsideDecision, command: Reason, *, by: Principal, on: date, at: datetime) -> OutsideDecision:
    """The entry found not to be what the paper says; whoever made it may take it back so, too."""
    changed: dict[str, Any] = {"settled_on": on, "settled_by": Actor.of(by), "reason": command.reason}
    after = one.stepped(Verb.REJECT, at=at, by=by, note=command.reason, **changed)
    if not command.reason:
        raise ReasonMissing(pointer="/reason")
    return after


def require_another(one: OutsideDecision, by: Principal) -> None:
    """Raises SamePerson for whoever entered it."""
    if one.entered_by.id == by.id:
        raise refusals.SamePerson()


def paper_of(one: OutsideDecision) -> PaperElsewhere:
    """The signed paper, with the two persons who stand for it."""
    assert one.settled_by is not None, "asked of a confirmed one"
    return PaperElsewhere(
        outside_decision_id=one.id,
        name=one.paper.name,
        sha256=one.paper.sha256,
        entered_by=one.entered_by.id or "",
        confirmed_by=one.settled_by.id or "",
    )


def said_of(one: OutsideDecision) -> Elsewhere:
    """What the ruling that follows is made of."""
    return Elsewhere(
        office=one.above,
        tier=one.tier,
        outcome=RulingOutcome(one.outcome.value),
        star=one.star or 0,
        points=one.total,
        decided_by=one.decided_by,
        number=one.number,
        on=one.decided_on,
        paper=paper_of(one),
    )


def layer_of(one: OutsideDecision, rulebook_id: str) -> Layer:
    """What the higher office found, as the office below keeps it: without sheets, for none came."""
    own = {"office": one.above, "total": points_text(one.total), "note": one.number}
    return mapped(Layer, one, **own, rulebook_id=rulebook_id)


def _wrong_day(command: EnterCommand, sent_on: date, today: date) -> list[Refusal]:
    given = f"{command.decided_on:%d/%m/%Y}"
    if command.decided_on > today:
        return [refusals.NotYetSigned(pointer="/decided_on", given=given, today=f"{today:%d/%m/%Y}")]
    if command.decided_on < sent_on:
        return [refusals.BeforeItWasSent(pointer="/decided_on", given=given, sent=f"{sent_on:%d/%m/%Y}")]
    return []


def _wrong_star(command: EnterCommand, case: Case, above: TierOffice, rulebook: Rulebook) -> list[Refusal]:
    star, outcome = command.star, command.outcome
    if outcome is Outcome.NOT_RECOGNISED:
        return [refusals.StarUnneeded(pointer="/star")] if star else []
    if star is None:
        return [refusals.StarMissing(pointer="/star")]
    tier = rulebook.tier(above.tier)
    theirs = rulebook.stars_of(tier, case.dossier.product.set_no)
    wrong: list[Refusal] = []
    if outcome is Outcome.RECOGNISED and star not in theirs:
        known = ", ".join(map(str, theirs)) or "–"
        wrong.append(refusals.StarBeyondPower(pointer="/star", tier=tier.label.pair, known=known, star=star))
    if outcome is Outcome.RETURNED and star in theirs:
        wrong.append(refusals.StarIsTheirs(pointer="/star", tier=tier.label.pair, star=star))
    band = band_of(rulebook, command.total).star
    if star > band:
        total = points_text(command.total)
        wrong.append(refusals.TotalTooLow(pointer="/total", total=total, band=band, star=star))
    return wrong


def _plain(number: str) -> str:
    return "".join(number.split()).casefold()
