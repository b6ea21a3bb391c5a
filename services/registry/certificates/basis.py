"""
Whether a ruling bears out what it says, by the dossier, the law and its own basis. Pure.

No star is believed: of sheets it is computed again; of opinions in writing too, where the rulebook allows them; a
decision from outside shows its signed paper and two persons. What does not fit raises a refusal, and nothing is certified.
"""

from __future__ import annotations

from datetime import date

from law.explanation import Recorded, RecordedSheet, recount
from law.kinds import dossier_kind
from law.places import NoOfficeThen, NotThen, UnknownPlace, office_of
from law.rulebooks import Rulebook, Shelf, Tier, UnknownEdition, UnknownRulebook
from law.rulebooks.regulations import Regulations
from law.scoring import Seats, band_of, council_result, faults, points_text
from services.registry.certificates import refusals
from services.registry.certificates.decision import Decision
from services.registry.dossiers.dossier import Dossier

MOST = 3
"""Differences that a refusal names."""


def verify(decision: Decision, dossier: Dossier, *, shelf: Shelf, regulations: Regulations, today: date) -> Rulebook:
    """The rulebook by which the decision holds; raises the refusal that says why it does not."""
    _check_subject(decision, dossier)
    rulebook = _rulebook(decision.recorded, dossier, shelf)
    tier = _check_power(decision, dossier, rulebook)
    _check_paper_work(decision, dossier, rulebook, today)
    match decision.basis.kind:
        case "sheets":
            _check_sheets(decision, rulebook, regulations)
        case "written-opinions":
            if not (rulebook.re_evaluation.council_in_writing and _is_re_evaluation(dossier)):
                raise refusals.NotInWriting(rulebook=rulebook.id)
            _check_sheets(decision, rulebook, regulations)
        case "outside-decision":
            _check_outside(decision, rulebook, tier)
        case unknown:
            raise refusals.UnknownBasis(kind=unknown)
    return rulebook


def _is_re_evaluation(dossier: Dossier) -> bool:
    """Whether the act's rules on re-evaluation bind the dossier's council."""
    kind = dossier_kind(dossier.kind)
    return kind is not None and kind.council_period


def _check_subject(decision: Decision, dossier: Dossier) -> None:
    pairs = (
        (("sản phẩm", "product"), decision.product_id, dossier.product_id),
        (("chủ thể", "producer"), decision.producer_id, dossier.producer_id),
        (("bộ sản phẩm", "product set"), decision.recorded.set_no, dossier.set_no),
        (("bộ tiêu chí", "rulebook"), decision.recorded.rulebook_id, dossier.rulebook_id),
    )
    for what, stated, kept in pairs:
        if stated != kept and stated not in dossier.formerly:  # ruled on before their records were merged
            raise refusals.OtherThanTheDossier(what=what, stated=stated, kept=kept)


def _rulebook(recorded: Recorded, dossier: Dossier, shelf: Shelf) -> Rulebook:
    """The dossier's own, with the content that was stamped into it when it was submitted, or corrections of it applied since."""
    hashes = [dossier.rulebook_hash or "", *(one.to_hash for one in recorded.editions)]
    unbroken = all(one.from_hash == before for one, before in zip(recorded.editions, hashes, strict=False))
    if recorded.rulebook_hash != hashes[-1] or not unbroken:
        what = ("nội dung bộ tiêu chí", "content of the rulebook")
        raise refusals.OtherThanTheDossier(what=what, stated=recorded.rulebook_hash, kept=dossier.rulebook_hash)
    try:
        # Of corrections applied meanwhile, every edition is one that this registry holds too.
        return [shelf.get(recorded.rulebook_id, hash) for hash in hashes][-1]
    except (UnknownRulebook, UnknownEdition) as unknown:
        raise refusals.RulebookNotHere(rulebook=recorded.rulebook_id, hash=recorded.rulebook_hash[:12]) from unknown


def _check_power(decision: Decision, dossier: Dossier, rulebook: Rulebook) -> Tier:
    """The tier that ruled: its office is that of the dossier's place, and it recognises this star under this authority."""
    recorded = decision.recorded
    tier = next((one for one in rulebook.tiers if one.level == recorded.tier), None)
    due = _office_due(tier, decision, dossier) if tier else "–"
    if tier is None or (decision.office != due and not _is_taken_up(decision, dossier, rulebook, tier)):
        label = tier.label.pair if tier else recorded.tier
        raise refusals.NotTheirsToDecide(office=decision.office, tier=label, place=dossier.place.path, due=due)
    if recorded.outcome == "recognised":
        authority = (
            tier.authority_for(recorded.star, recorded.set_no)
            if recorded.star in rulebook.stars_of(tier, recorded.set_no)
            else None
        )
        if authority is None or recorded.authority != authority.vi:
            stated = recorded.authority or "–"
            raise refusals.BeyondTheirPower(
                rulebook=rulebook.id, tier=tier.label.pair, star=recorded.star, authority=stated
            )
    return tier


def _is_taken_up(decision: Decision, dossier: Dossier, rulebook: Rulebook, tier: Tier) -> bool:
    """Whether the office below the tier took up from a signed paper what the tier decided without this platform."""
    below = rulebook.tiers.index(tier) - 1
    if decision.basis.kind != "outside-decision" or below < 0:
        return False
    return decision.office == _office_due(rulebook.tiers[below], decision, dossier)


def _office_due(tier: Tier, decision: Decision, dossier: Dossier) -> str:
    """The tier's office for the dossier's place on the day of the decision; none when there was no such office then."""
    try:
        return office_of(tier.level, dossier.place.path, decision.decided_on, since=dossier.place.on)
    except (NoOfficeThen, UnknownPlace, NotThen):
        return "–"


def _check_paper_work(decision: Decision, dossier: Dossier, rulebook: Rulebook, today: date) -> None:
    # Below recognition the law knows no decision: its producer gets a notice, which may have a number.
    if not decision.decision_number.strip() and decision.recorded.outcome == "recognised":
        raise refusals.DecisionNumberMissing()
    submitted = dossier.submitted_on
    if submitted is None or not submitted <= decision.decided_on <= today:
        raise refusals.DecidedOnNoSuchDay(
            given=f"{decision.decided_on:%d/%m/%Y}",
            submitted=f"{submitted:%d/%m/%Y}" if submitted else "–",
            today=f"{today:%d/%m/%Y}",
        )
    due = rulebook.validity_months if decision.recorded.outcome == "recognised" else None
    if decision.recorded.validity_months != due:
        stated = decision.recorded.validity_months
        raise refusals.ValidityDiffers(stated=stated or "–", rulebook=rulebook.id, due=due or "–")


def _check_sheets(decision: Decision, rulebook: Rulebook, regulations: Regulations) -> None:
    recorded = decision.recorded
    if not recorded.sheets:
        raise refusals.NoBasis()
    own = recorded.own_regulation
    if own and (own.office != decision.office or not regulations.has_had(own) or rulebook.id not in own.rulebooks):
        raise refusals.RegulationNotHere(regulation=own.id, office=own.office)
    sheet = rulebook.sheet(recorded.set_no)
    for some in (recorded.counted, _sent_back(recorded)):
        if wrong := [fault for one in some for fault in faults(sheet, one)]:
            raise _does_not_give_it([(one.say("vi"), one.say("en")) for one in wrong])
    _check_sent_back(recorded, rulebook)
    # The words of the explanation may be those of another release: what they say is counted again here.
    found = recount(rulebook, recorded.model_copy(update={"explanation": ()})).differences
    if found:
        differences = [
            (
                f"{one.what.vi} ghi «{one.recorded}», tính lại «{one.recounted}»",
                f"{one.what.en} is stated as “{one.recorded}” and counted as “{one.recounted}”",
            )
            for one in found
        ]
        raise _does_not_give_it(differences)


def _sent_back(recorded: Recorded) -> tuple[RecordedSheet, ...]:
    """The sheets of the higher council whose result decides, when it sent the case back: those of its last round."""
    sheets = recorded.layers[-1].sheets if recorded.back else ()
    last = max((sheet.round for sheet in sheets), default=0)
    return tuple(sheet for sheet in sheets if sheet.round == last)


def _check_sent_back(recorded: Recorded, rulebook: Rulebook) -> None:
    """A higher council's result is not believed either: its layer carries its sheets."""
    back, sheets = recorded.back, _sent_back(recorded)
    if back is None:
        return
    if not sheets or back.tier not in [tier.level for tier in rulebook.tiers]:
        raise refusals.NoBasis()
    seats = Seats(members=tuple(sheet.member_id for sheet in sheets), chair=sheets[0].member_id)
    filled = {sheet.member_id: sheet for sheet in sheets}
    result = council_result(rulebook, back.tier, recorded.set_no, filled, seats)
    if (result.total, result.star) != (back.total, back.star):
        stated, counted = f"{back.total} · {back.star}★", f"{result.total} · {result.star}★"
        raise _does_not_give_it(
            [
                (
                    f"kết quả của Hội đồng cấp trên ghi «{stated}», tính lại «{counted}»",
                    f"the higher council's result is stated as “{stated}” and counted as “{counted}”",
                )
            ]
        )


def _does_not_give_it(differences: list[tuple[str, str]]) -> refusals.SheetsDoNotGiveIt:
    vi, en = zip(*differences[:MOST], strict=True)
    return refusals.SheetsDoNotGiveIt(differences=("; ".join(vi), "; ".join(en)))


def _check_outside(decision: Decision, rulebook: Rulebook, tier: Tier) -> None:
    """What can be known of a paper that evaluation has on file: that it is named by its digest, and that two persons stand for it."""
    basis, recorded = decision.basis, decision.recorded
    if not basis.paper_sha256:
        raise refusals.PaperMissing()
    if recorded.star > band_of(rulebook, recorded.total).star:
        stated, counted = f"{recorded.star}★", f"{band_of(rulebook, recorded.total).star}★"
        raise _does_not_give_it(
            [
                (
                    f"hạng sao ghi «{stated}», khung điểm của {points_text(recorded.total)} điểm chỉ đến «{counted}»",
                    f"the star is stated as “{stated}”, and {points_text(recorded.total)} points reach “{counted}” at most",
                )
            ]
        )
    if not (basis.entered_by and basis.confirmed_by) or basis.entered_by == basis.confirmed_by:
        raise refusals.OnePersonOnly()
    if recorded.outcome != "recognised" and recorded.star in rulebook.stars_of(tier, recorded.set_no):
        raise refusals.BeyondTheirPower(
            rulebook=rulebook.id, tier=tier.label.pair, star=recorded.star, authority=recorded.authority or "–"
        )
