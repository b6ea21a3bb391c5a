"""That an office confirmed its council regulation, with the whole text."""

from __future__ import annotations

from ocop_events.evaluation.council import RegulationConfirmedV1

from kit.work import Unit
from law.rulebooks.kept import packed
from services.evaluation.regulations.regulation import OfficeRegulation


def confirmed(unit: Unit, own: OfficeRegulation) -> None:
    """Announces the regulation as it holds from now on."""
    assert own.regulation.hash
    fact = RegulationConfirmedV1(
        office=own.office,
        rulebook_id=own.rulebook_id,
        text_id=own.regulation.id,
        text_hash=own.regulation.hash,
        content_gzip=packed(own.regulation.text),
        confirmed_by=own.by_id,
        confirmed_at=own.confirmed_at,
    )
    unit.announce(fact, place=own.office)
