"""Events about rulings: one mapping from the aggregate to the contract."""

from __future__ import annotations

from datetime import date
from typing import Any

from ocop_events.evaluation.ruling import (
    RulingAppealedV1,
    RulingCorrectedV1,
    RulingFacts,
    RulingIssuedV1,
    RulingWithdrawnV1,
)
from ocop_events.vocabulary import Basis, OfficialPaper, RegulationRef

from kit.mapped import mapped
from kit.work import Unit
from law.rulebooks import CouncilRegulation
from services.evaluation.rulings.ruling import Ruling


def facts(ruling: Ruling) -> dict[str, Any]:
    """What every event of a ruling carries."""
    dossier = ruling.dossier
    own = {"ruling_id": ruling.id, "dossier_id": dossier.dossier_id}
    return dict(mapped(RulingFacts, ruling, **own, product=dossier.product, producer=dossier.producer))


def as_issued(ruling: Ruling) -> RulingIssuedV1:
    """The event by which a ruling was published: everything needed to compute it again."""
    return mapped(
        RulingIssuedV1,
        ruling,
        **facts(ruling),
        outcome=ruling.outcome.value,
        own_regulation=_regulation(ruling.own_regulation),
        council_size=len(ruling.scorers),
        signed_as=ruling.signature.lines if ruling.signature else (),
        signed_by=ruling.signature.name if ruling.signature else None,
        basis=mapped(Basis, ruling.basis),
        opinion_id=ruling.basis.opinion_id,
        meeting_id=ruling.basis.meeting_id,
        editions=ruling.dossier.editions,
    )


def issued(unit: Unit, ruling: Ruling) -> None:
    """Announces a ruling that was issued."""
    unit.announce(as_issued(ruling), place=ruling.place)


def appealed(unit: Unit, ruling: Ruling) -> None:
    """Announces the last appeal against a ruling."""
    unit.announce(mapped(RulingAppealedV1, ruling.appeals[-1], **facts(ruling)), place=ruling.place)


def corrected(unit: Unit, ruling: Ruling) -> None:
    """Announces the last correction of a ruling's number."""
    said = ruling.corrections[-1].model_dump(exclude={"by_id"})
    unit.announce(mapped(RulingCorrectedV1, ruling, **facts(ruling), **said), place=ruling.place)


def withdrawn(unit: Unit, ruling: Ruling, by_paper: tuple[str, date] | None = None) -> None:
    """Announces that a ruling was taken back with its decision's line; `by_paper`: number and day of the paper that says so."""
    paper = OfficialPaper(number=by_paper[0], signed_on=by_paper[1], office=ruling.office) if by_paper else None
    said = {**facts(ruling), "decision": ruling.decision, "withdrawn_by": paper}
    unit.announce(mapped(RulingWithdrawnV1, ruling.withdrawal, **said), place=ruling.place)


def _regulation(own: CouncilRegulation | None) -> RegulationRef | None:
    if own is None:
        return None
    facts = own.model_dump(mode="json", exclude={"council", "correction"})
    return RegulationRef.model_validate({**facts, "council": own.council.as_text()})
