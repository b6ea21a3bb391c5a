"""What the rulebook gives a sheet: totals and star, for its member as far as it is filled, for others once it is revealed."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel

from kit.mapped import mapped
from law.rulebooks import CouncilSettings, Rulebook
from law.scoring import faults, points_text, self_assessment, sheet_total, shown, spread_of
from law.scoring.council import Spread
from services.evaluation.cases import legal
from services.evaluation.cases.dossier import FilledSheet, MemberSheet
from services.evaluation.scoring.sheet import Sheet


class Tally(BaseModel):
    """What the server makes of a sheet as far as it is filled. Points are decimal text; no star before it is complete."""

    total: str
    maximum: str
    star: int
    parts: dict[str, str]
    sections: dict[str, str]
    unscored: list[str]
    unanswered: list[str]
    """Where something is still missing: criteria, or parts scored as a whole."""


def member_sheet(rulebook: Rulebook, set_no: int, sheet: Sheet) -> MemberSheet:
    """A revealed sheet in the form that travels."""
    tally, finding = self_assessment(rulebook, set_no, sheet.filled.for_law())
    return mapped(
        MemberSheet,
        sheet,
        **sheet.filled.model_dump(exclude={"total", "star"}),
        total=points_text(tally.total),
        star=0 if tally.rejected else finding.star,
    )


def spread(rulebook: Rulebook, set_no: int, sheets: Sequence[Sheet], settings: CouncilSettings) -> Spread:
    """How far the totals of revealed sheets lie apart."""
    form = rulebook.sheet(set_no)
    totals = [sheet_total(form, sheet.filled.for_law()).total for sheet in sheets]
    return spread_of(totals, settings)


def tally(rulebook: Rulebook, set_no: int, sheet: FilledSheet) -> Tally:
    """The running total of a sheet, for the person filling it."""
    form = rulebook.sheet(set_no)
    counted, finding = self_assessment(rulebook, set_no, sheet.for_law())
    missing = [fault.pointer or "" for fault in faults(form, sheet.for_law()) if fault.slug in legal.UNFINISHED]
    return Tally(
        total=points_text(shown(rulebook, counted.total)),
        maximum=points_text(form.max),
        star=0 if counted.rejected or missing else finding.star,
        parts={name: points_text(points) for name, points in counted.parts.items()},
        sections={name: points_text(points) for name, points in counted.sections.items()},
        unscored=list(counted.unscored),
        unanswered=[pointer.rpartition("/")[2] for pointer in missing],
    )
