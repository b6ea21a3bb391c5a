"""What is shown of a scoring: progress to those who lead it, and all sheets once revealed. Whose sheet it is: `sheet_views`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from kit.identity import Principal
from kit.language import current_language
from kit.refusal import NotFound
from kit.web.answers import by_content
from kit.web.labelled import Asked, form
from kit.work import Unit
from law.rulebooks import Sheet, shelf
from law.scoring import points_text, quorum_needed
from services.evaluation.cases import legal
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import MemberSheet
from services.evaluation.cases.lifecycle import Verb as CaseVerb
from services.evaluation.cases.views import Named
from services.evaluation.councils.commands import RecusalCommand
from services.evaluation.councils.council import Council
from services.evaluation.councils.lifecycle import Verb as CouncilVerb
from services.evaluation.councils.views import part_names
from services.evaluation.scoring import store, tally
from services.evaluation.scoring.differences import Difference, Given, differences
from services.evaluation.scoring.lifecycle import LIFECYCLE, Verb
from services.evaluation.scoring.scoring import Result, Round, Scoring
from services.evaluation.scoring.sheet_views import lines_of
from services.evaluation.scoring.use_cases import leads, leads_council, may_form

_TICK = 10
"""Points between two figures of a line."""


class Progress(BaseModel):
    """Who has sealed and who has not; for the chair, the secretary and the office's officers."""

    scorers: int
    sealed: int
    needed: int
    waiting_for: list[str]


class ScoringView(BaseModel):
    """A scoring as the caller may see it."""

    id: str
    version: int
    case_id: str
    state: Named
    round: int
    rounds: tuple[Round, ...]
    rulebook_id: str
    rulebook_hash: str
    set_no: int
    i_score: bool
    i_sealed: bool
    progress: Progress | None
    sheets: list[MemberSheet]
    result: Result | None
    differences: list[Difference] = []
    """Where the sheets of the round that was opened last differ, furthest apart first."""


async def scoring_for(unit: Unit, case_id: str, *, by: Principal) -> ScoringView:
    """A scoring for a person; raises NotFound where they may not see it."""
    case = await case_store.seen_inside(unit, case_id, by)
    scoring = await store.of_case(unit, case_id)
    if scoring is None:
        raise NotFound()
    opened = await store.revealed(unit, case_id)
    sheets = [
        tally.member_sheet(shelf().get(sheet.rulebook_id, sheet.rulebook_hash), scoring.set_no, sheet)
        for sheet in opened
    ]
    if leads(case, by):
        return _view(scoring, by.id, progress=_progress(case, scoring), sheets=sheets)
    return by_content(_view(scoring, by.id, progress=None, sheets=sheets))  # its own version counts the seals


async def whole(unit: Unit, case: Case, council: Council, by: Principal) -> dict[str, Any]:
    """How the scoring goes, as a page: who sits, how far it is, and what this person may do, by the lines of the use cases."""
    scoring = await store.of_case(unit, case.id)
    shown = await scoring_for(unit, case.id, by=by) if scoring else None
    seat, is_chair = council.seat_of(by.id), leads_council(case, council, by)
    may = scoring.may if scoring else []
    enough = shown is not None and shown.progress is not None and shown.progress.sealed >= shown.progress.needed
    return {
        "case": case,
        "council": council,
        "shown": shown,
        "bands": _bands(shown) if shown else {},
        "parts": part_names(),
        "may_open": scoring is None and CaseVerb.OPEN_SCORING in case.may and leads(case, by),
        "in_writing": any(step.verb == CaseVerb.CONCLUDE_IN_WRITING for step in case.steps),
        "may_reveal": is_chair and Verb.REVEAL in may and enough,
        "may_repeat": is_chair and Verb.SCORE_AGAIN in may,
        "may_conclude": is_chair and Verb.CONCLUDE in may,
        "recusing": CouncilVerb.RECUSE in council.may,
        "nobody_leads": council.led_by is None,
        "may_replace": CouncilVerb.REPLACE in council.may and may_form(case, by),
        "may_recuse": leads(case, by),
        "recusal": _recusal(council, by, of_others=leads(case, by)),
        "seated": seat is not None and seat.recusal is None,
        "noted": _labels(_form(scoring)) if scoring else {},
        "lines": lines_of(_form(scoring)) if scoring else [],
        "apart": _apart(shown) if shown else [],
        "apart_round": max((sheet.round for sheet in shown.sheets), default=0) if shown else 0,
    }


def _recusal(council: Council, by: Principal, *, of_others: bool) -> list[Asked]:
    """The fields in which somebody stands aside, `of_others`: or is said to."""
    choices = [(seat.person_id, seat.name) for seat in council.seats if not seat.recusal]
    known = RecusalCommand.model_construct(reason="", person_id=by.id)
    asked = form(RecusalCommand, known, {"person_id": choices})
    return [one for one in asked if of_others or one.key != "person_id"]


def _form(scoring: Scoring) -> Sheet:
    """The sheet by the present edition."""
    return shelf().get(scoring.rulebook_id, scoring.rulebook_hash).sheet(scoring.set_no)


def _apart(shown: ScoringView) -> list[dict[str, Any]]:
    """
    Where the sheets of the last round differ, as a council discusses it: of each criterion the sides, in the order of their
    points from most to least, as (points, words, names of members, notes of each).
    """
    last = max((sheet.round for sheet in shown.sheets), default=0)
    members = [sheet.member_name or sheet.member_id for sheet in shown.sheets if sheet.round == last]
    vietnamese = current_language() == "vi"
    rows = []
    for one in shown.differences:
        sides: dict[tuple[str | None, Decimal | None], tuple[list[tuple[str, Given]], str | None]] = {}
        for name, given in zip(members, one.given, strict=True):
            words = given.vi if vietnamese else given.en
            sides.setdefault((given.option, given.points), ([], words))[0].append((name, given))
        found = sorted(sides.items(), key=lambda side: -(side[0][1] if side[0][1] is not None else Decimal(-1)))
        rows.append(
            {
                "label": f"{one.id}. {one.vi if vietnamese else one.en}",
                "spread": one.spread,
                "sides": [
                    (points, words, [name for name, _ in who], [(name, it.note) for name, it in who if it.note])
                    for (_option, points), (who, words) in found
                ],
            }
        )
    return rows


def _labels(sheet: Sheet) -> dict[str, str]:
    """What each criterion and each part scored as a whole is called."""
    language = current_language()
    called = [(leaf.id, leaf.label) for leaf in sheet.leaves] + [(part.id, part.label) for part in sheet.whole_parts]
    return {id: f"{id}. {label.say(language)}" for id, label in called}


def _bands(shown: ScoringView) -> dict[int, dict[str, Any]]:
    """
    By round the totals of its open sheets on a line of points, with the band that they may lie in: from the lowest as
    far as the regulation lets them differ.
    """
    lines: dict[int, dict[str, Any]] = {}
    for one in shown.rounds:
        totals = [
            (sheet.member_name or "–", Decimal(sheet.total))
            for sheet in shown.sheets
            if sheet.round == one.number and sheet.total is not None
        ]
        if totals and one.limit is not None:
            lines[one.number] = band_of(totals, Decimal(one.limit))
    return lines


def band_of(totals: list[tuple[str, Decimal]], limit: Decimal) -> dict[str, Any]:
    """Totals by name on a line of points, with the band of the lowest as far as `limit`, and which lie outside it."""
    lowest, highest = min(total for _, total in totals), max(total for _, total in totals)
    until = lowest + limit
    low = max(0, int(lowest) // _TICK * _TICK - _TICK)
    high = min(100, -(-int(max(highest, until)) // _TICK) * _TICK + _TICK)
    marks = [
        {"at": float(total), "name": name, "points": points_text(total), "outside": total > until}
        for name, total in totals
    ]
    return {
        "low": low,
        "high": high,
        "ticks": list(range(low, high + 1, _TICK)),
        "band": (float(lowest), min(float(until), float(high))),
        "marks": marks,
        "outside": sum(1 for mark in marks if mark["outside"]),
    }


def _view(scoring: Scoring, me: str, *, progress: Progress | None, sheets: list[MemberSheet]) -> ScoringView:
    """A scoring as a person may see it; `progress` only for those who lead it."""
    return ScoringView(
        id=scoring.id,
        version=scoring.version,
        case_id=scoring.case_id,
        state=Named.of(scoring.state, LIFECYCLE.states[scoring.state]),
        round=scoring.round,
        rounds=scoring.rounds,
        rulebook_id=scoring.rulebook_id,
        rulebook_hash=scoring.rulebook_hash,
        set_no=scoring.set_no,
        i_score=scoring.is_scorer(me),
        i_sealed=me in scoring.sealed,
        progress=progress,
        sheets=sheets,
        result=scoring.result,
        differences=_differences(scoring, sheets),
    )


def _differences(scoring: Scoring, sheets: list[MemberSheet]) -> list[Difference]:
    last = max((sheet.round for sheet in sheets), default=0)
    return differences(_form(scoring), [sheet for sheet in sheets if sheet.round == last])


def _progress(case: Case, scoring: Scoring) -> Progress:
    """How far the present round is."""
    settings = legal.council_settings(legal.rulebook_of(case.dossier), scoring.regulation)
    waiting = [scorer.name for scorer in scoring.scorers if scorer.person_id not in scoring.sealed]
    needed = quorum_needed(len(scoring.scorers), settings)
    return Progress(scorers=len(scoring.scorers), sealed=len(scoring.sealed), needed=needed, waiting_for=waiting)
