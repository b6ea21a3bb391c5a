"""What a council's sheets amount to under its rulebook. Computed, never chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from law.rulebooks import CouncilRegulation, CouncilSettings, Rulebook
from law.scoring import CouncilResult, Seats, council_result
from services.evaluation.cases import legal
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import Dossier, FilledSheet, Layer
from services.evaluation.scoring import rules
from services.evaluation.scoring.scoring import Scoring
from services.evaluation.scoring.sheet import Sheet


@dataclass(frozen=True)
class Bench:
    """What a result rests on. `turn`: the round as the regulation counts them. `on`: the day on which it is asked where the case goes. `sheets` and `names` are by member id."""

    tier: str
    dossier: Dossier
    on: date
    set_no: int
    round: int
    turn: int
    seats: Seats
    settings: CouncilSettings
    regulation: CouncilRegulation | None
    sheets: Mapping[str, FilledSheet]
    names: Mapping[str, str]
    layers: Sequence[Layer]


def bench_of(case: Case, scoring: Scoring, shown: Sequence[Sheet], on: date) -> Bench:
    """What the result of a case rests on, asked for on a day: the revealed sheets of its last round."""
    rulebook = legal.rulebook_of(case.dossier)
    return Bench(
        tier=case.tier,
        dossier=case.dossier,
        on=on,
        set_no=scoring.set_no,
        round=scoring.round,
        turn=scoring.turn,
        seats=rules.seats_of(scoring),
        settings=legal.council_settings(rulebook, scoring.regulation),
        regulation=scoring.regulation,
        sheets={sheet.member_id: sheet.filled for sheet in shown},
        names={sheet.member_id: sheet.member_name for sheet in shown},
        layers=case.layers,
    )


def result_of(rulebook: Rulebook, bench: Bench) -> CouncilResult:
    """The council's result as the law computes it; raises what keeps it from having one (quorum, a sheet out of count)."""
    sheets = {member: sheet.for_law() for member, sheet in bench.sheets.items()}
    return council_result(
        rulebook, bench.tier, bench.set_no, sheets, bench.seats, settings=bench.settings, round=bench.turn
    )
