"""Rulings that hold: sheets are filled until the law gives the outcome and the star that a test asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.vocabulary import Basis, MemberSheet, PlaceRef, ProducerRef, ProductRef

from law.places import office_of
from law.rulebooks import Rulebook, Sheet, shelf
from law.scoring import CouncilResult, Filled, Seats, council_result

SCORERS = ("m-1", "m-2", "m-3", "m-4", "m-5")


def of_case(dossier: dict[str, Any]) -> dict[str, Any]:
    """What every event of the dossier's case carries."""
    place = PlaceRef.model_validate(dossier["place"])
    return {
        "case_id": f"case-{dossier['id']}",
        "dossier_id": dossier["id"],
        "product": ProductRef(id=dossier["product_id"], name=dossier["product_name"], set_no=dossier["set_no"]),
        "producer": ProducerRef(
            id=dossier["producer_id"], name=dossier["producer_name"], kind="cooperative", place=place
        ),
        "office": "33",
        "tier": "province",
    }


def ruled(
    dossier: dict[str, Any],
    *,
    on: date,
    id: str = "ruling-1",
    outcome: str = "recognised",
    star: int = 4,
    decision: str = "12/QĐ-UBND",
    **altered: Any,
) -> RulingIssuedV1:
    """A ruling on a dossier as evaluation publishes it, with sheets that give its star; `altered`: what a forger writes over."""
    rulebook = shelf().get(dossier["rulebook_id"])
    tier = next(t for t in rulebook.tiers if (t.recognises if outcome == "not-recognised" else star in t.stars))
    result, sheets = sheets_giving(rulebook, tier.level, dossier["set_no"], outcome, star)
    facts = of_case(dossier) | {
        "office": office_of(tier.level, dossier["place"]["path"], on, since=date.fromisoformat(dossier["place"]["on"])),
        "tier": tier.level,
    }
    facts |= {
        "ruling_id": id,
        "outcome": outcome,
        "star": result.star,
        "total": format(result.total, "f"),
        "rulebook_id": rulebook.id,
        "rulebook_hash": rulebook.hash,
        "regulation": result.settings.as_text(),
        "council_size": len(SCORERS),
        "chair_id": SCORERS[0],
        "sheets": [MemberSheet(member_id=who, **sheets.model_dump(exclude={"total", "star"})) for who in SCORERS],
        "authority": result.route.authority.vi if result.route.authority else None,
        "decision_number": decision,
        "decided_on": on,
        "validity_months": rulebook.validity_months if outcome == "recognised" else None,
        "basis": Basis(kind="sheets"),
    }
    return RulingIssuedV1(**facts | altered)


def sheets_giving(rulebook: Rulebook, tier: str, set_no: int, outcome: str, star: int) -> tuple[CouncilResult, Filled]:
    """The best sheet that, filled alike by every member, leads to an outcome, and to a star where one is recognised."""
    for sheet in _worse_and_worse(rulebook.sheet(set_no)):
        seats = Seats(members=SCORERS, chair=SCORERS[0])
        result = council_result(rulebook, tier, set_no, dict.fromkeys(SCORERS, sheet), seats)
        if result.route.outcome == outcome and (outcome == "not-recognised" or result.star == star):
            return result, sheet
    raise AssertionError(f"no sheet of {rulebook.id} is {outcome} with {star} stars at the {tier}")


def _worse_and_worse(sheet: Sheet) -> Iterator[Filled]:
    if sheet.whole_parts:
        for share in range(100, -1, -1):
            yield Filled(
                parts={part.id: (part.max * share / 100).quantize(Decimal("0.1")) for part in sheet.whole_parts}
            )
        return
    by_points = {leaf.id: sorted(leaf.options, key=lambda option: option.points) for leaf in sheet.leaves}
    answers = {id: options[-1].id for id, options in by_points.items()}
    yield Filled(answers=answers)
    for id, options in by_points.items():
        for option in reversed(options[:-1]):
            answers = answers | {id: option.id}
            yield Filled(answers=answers)
