"""Events about returns: one mapping from the aggregate to the contract. Figures travel as text, by cell."""

from __future__ import annotations

from typing import TypeVar

from ocop_events.reporting.office_return import (
    CellNote,
    ReturnApprovedV1,
    ReturnCorrectedV1,
    ReturnDueV1,
    ReturnFacts,
    ReturnLockedV1,
    ReturnOverdueV1,
    ReturnSentBackV1,
    ReturnSubmittedV1,
)

from kit.mapped import mapped
from kit.work import Unit
from services.reporting.returns.office_return import OfficeReturn
from services.reporting.returns.rules import changed

F = TypeVar("F", bound=ReturnFacts)


def of(kind: type[F], one: OfficeReturn, **own: object) -> F:
    """An event of a return: fields of the same name are its own."""
    return mapped(kind, one, return_id=one.id, first=one.since, last=one.until, **own)


def figures(one: OfficeReturn) -> dict[str, str]:
    """Its numbers by cell."""
    return {cell.code: str(cell.value) for cell in one.cells if cell.value is not None}


def due(unit: Unit, one: OfficeReturn, *, reminder: bool = False) -> None:
    """Announces that an office owes a return; again, when it is reminded."""
    unit.announce(of(ReturnDueV1, one, reminder=reminder), place=one.office)


def submitted(unit: Unit, one: OfficeReturn) -> None:
    """Announces a return as it was handed in, with what differs from the platform's count and why."""
    notes = [
        CellNote(cell=cell.code, note=cell.why or "", counted=None if cell.counted is None else str(cell.counted))
        for cell in one.cells
        if cell.why or cell.differs
    ]
    unit.announce(of(ReturnSubmittedV1, one, figures=figures(one), notes=notes), place=one.office)


def approved(unit: Unit, one: OfficeReturn) -> None:
    """Announces that the office above accepted it."""
    unit.announce(of(ReturnApprovedV1, one), place=one.office)


def sent_back(unit: Unit, one: OfficeReturn) -> None:
    """Announces that it was sent back, with the reasons by cell."""
    cells = [CellNote(cell=code, note=why) for code, why in sorted(one.cell_reasons.items())]
    unit.announce(
        of(ReturnSentBackV1, one, reason=one.sent_back_for or "", sent_back_on=unit.today, cells=cells),
        place=one.office,
    )


def overdue(unit: Unit, one: OfficeReturn) -> None:
    """Announces that its day passed."""
    unit.announce(of(ReturnOverdueV1, one, was_due_on=one.due_on), place=one.office)


def locked(unit: Unit, one: OfficeReturn) -> None:
    """Announces that its figures are fixed."""
    unit.announce(of(ReturnLockedV1, one, figures=figures(one)), place=one.office)


def corrected(unit: Unit, before: OfficeReturn, one: OfficeReturn, reason: str) -> None:
    """Announces another edition, with what its figures were."""
    found = changed(before, one)
    fact = of(
        ReturnCorrectedV1,
        one,
        figures={code: str(now) for code, (_, now) in found.items()},
        was={code: str(was) for code, (was, _) in found.items()},
        reason=reason,
        corrected_on=unit.today,
    )
    unit.announce(fact, place=one.office)
