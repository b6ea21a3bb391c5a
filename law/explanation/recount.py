"""Counts a ruling again from what was recorded, and names every difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from law.explanation.explain import explain
from law.explanation.recorded import Recorded
from law.explanation.steps import UNREAD, UNSETTLED
from law.explanation.value import Explanation
from law.explanation.wording import reworded
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.values import Text
from law.scoring.completeness import faults
from law.scoring.decision import Decision, decision_of
from law.scoring.points import points_text
from law.scoring.result import CouncilResult, council_result, self_assessment

Pair = tuple[str, Text, object, object]
"""Where, what, as recorded, as counted again."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something recorded that the recount does not bear out. `path`: where in the record."""

    path: str
    what: Text
    recorded: str
    recounted: str


@dataclass(frozen=True, slots=True)
class Recount:
    """A ruling counted again. No differences: the record follows from its sheets and its rulebook."""

    result: CouncilResult
    decision: Decision
    explanation: Explanation
    differences: tuple[Difference, ...]


BESIDE = ("written-opinions",)
"""Steps that say what a ruling rests on beside its sheets: they cannot be counted from them."""


def recount(rulebook: Rulebook, recorded: Recorded, seals: Mapping[tuple[str, int], str] | None = None) -> Recount:
    """
    Computes the ruling again, by the settings recorded with it.

    `seals`: (member, round) → the digest announced when the sheet was sealed, where those facts are at hand.
    Raises the refusals of council_result.
    """
    result = council_result(
        rulebook,
        recorded.tier,
        recorded.set_no,
        {sheet.member_id: sheet for sheet in recorded.counted},
        recorded.seats,
        settings=recorded.settings(rulebook),
        round=recorded.turn,
    )
    names = {sheet.member_id: sheet.who for sheet in recorded.counted}
    explanation = explain(rulebook, result, names, recorded.own_regulation, recorded.back, recorded.editions)
    decided = decision_of(rulebook, result, recorded.back)
    pairs = [
        *_result_pairs(rulebook, recorded, decided),
        *_setting_pairs(rulebook, recorded),
        *_sheet_pairs(rulebook, recorded),
        *_fault_pairs(rulebook, recorded),
        *_seal_pairs(recorded, seals or {}),
        *_step_pairs([one for one in recorded.explanation if one.get("code") not in BESIDE], explanation),
    ]
    differences = tuple(Difference(path, what, str(was), str(now)) for path, what, was, now in pairs if was != now)
    return Recount(result, decided, explanation, differences)


def _result_pairs(rulebook: Rulebook, recorded: Recorded, decided: Decision) -> Iterator[Pair]:
    route = decided.route
    months = rulebook.validity_months if route.outcome == "recognised" else None
    authority = route.authority.vi if route.authority else None
    yield "/rulebook_hash", Text(vi="Bộ tiêu chí", en="Rulebook"), recorded.rulebook_hash, rulebook.hash
    yield "/total", Text(vi="Tổng điểm", en="Total"), points_text(recorded.total), points_text(decided.total)
    yield "/star", Text(vi="Hạng sao", en="Star"), recorded.star, decided.star
    yield "/outcome", Text(vi="Kết luận", en="Outcome"), recorded.outcome, route.outcome
    yield "/authority", Text(vi="Thẩm quyền", en="Authority"), recorded.authority, authority
    yield "/validity_months", Text(vi="Thời hạn (tháng)", en="Validity (months)"), recorded.validity_months, months


def _setting_pairs(rulebook: Rulebook, recorded: Recorded) -> Iterator[Pair]:
    own = recorded.own_regulation
    due = (own.over(rulebook.council) if own else rulebook.council).as_text()
    for name, value in recorded.settings(rulebook).as_text().items():
        yield f"/regulation/{name}", Text(vi=f"Quy chế: {name}", en=f"Regulation: {name}"), value, due[name]


def _sheet_pairs(rulebook: Rulebook, recorded: Recorded) -> Iterator[Pair]:
    for number, sheet in enumerate(recorded.sheets):
        tally, finding = self_assessment(rulebook, recorded.set_no, sheet)
        if sheet.total is not None:
            what = Text(vi=f"Tổng phiếu của {sheet.who}", en=f"Total of {sheet.who}'s sheet")
            yield f"/sheets/{number}/total", what, points_text(sheet.total), points_text(tally.total)
        if sheet.star is not None:
            what = Text(vi=f"Hạng sao theo phiếu của {sheet.who}", en=f"Star of {sheet.who}'s sheet")
            yield f"/sheets/{number}/star", what, sheet.star, 0 if tally.rejected else finding.star


def _fault_pairs(rulebook: Rulebook, recorded: Recorded) -> Iterator[Pair]:
    """What could not stand on a sheet that was complete when it was sealed."""
    for number, sheet in enumerate(recorded.sheets):
        if sheet.round == recorded.round:
            for fault in faults(rulebook.sheet(recorded.set_no), sheet):
                what = Text(vi=f"{sheet.who}: {fault.say('vi')}", en=f"{sheet.who}: {fault.say('en')}")
                yield f"/sheets/{number}{fault.pointer}", what, "✗", "✓"


def _seal_pairs(recorded: Recorded, seals: Mapping[tuple[str, int], str]) -> Iterator[Pair]:
    for number, sheet in enumerate(recorded.sheets):
        what = Text(vi=f"Niêm phong phiếu của {sheet.who}", en=f"Seal of {sheet.who}'s sheet")
        if sheet.digest is not None:
            yield f"/sheets/{number}/digest", what, sheet.digest, recorded.seal(sheet)
        announced = seals.get((sheet.member_id, sheet.round))
        if announced is not None:
            yield f"/sheets/{number}/digest", what, sheet.digest, announced


def _step_pairs(recorded: Sequence[Mapping[str, Any]], explanation: Explanation) -> Iterator[Pair]:
    now = explanation.as_event()
    for number in range(max(len(recorded), len(now)) if recorded else 0):
        what = Text(vi=f"Bước giải trình {number + 1}", en=f"Step {number + 1} of the explanation")
        was_said, is_said = _at(recorded, number), _at(now, number)
        was_said = {**was_said, "vi": reworded(was_said.get("code"), was_said.get("vi"))}
        if _assumed(is_said.get("article")) and str(was_said.get("article")).endswith(_FORMERLY_ASSUMED):
            was_said["article"] = is_said["article"]
        for field in ("code", "vi", "en", "article"):
            yield f"/explanation/{number}", what, was_said.get(field), is_said.get(field)


_FORMERLY_ASSUMED = "(cần xác nhận)"
"""How earlier releases marked what they cited without having read it in the act."""


def _assumed(cited: str | None) -> bool:
    return cited is not None and (cited == UNSETTLED.vi or cited.endswith(UNREAD.vi))


def _at(steps: Sequence[Mapping[str, Any]], number: int) -> Mapping[str, Any]:
    return steps[number] if number < len(steps) else {}
