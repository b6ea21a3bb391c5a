"""Counts a ruling again from what was recorded, and names every difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict

from law.explanation.explain import explain
from law.explanation.value import Explanation
from law.rulebooks.council import CouncilRegulation, CouncilSettings
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.values import Points, Text
from law.scoring.council import Seats
from law.scoring.filled import Filled
from law.scoring.result import CouncilResult, council_result


class RecordedSheet(Filled):
    """A member's sheet as a ruling carries it."""

    member_id: str
    member_name: str | None = None
    round: int = 1
    total: Points | None = None


class Recorded(BaseModel):
    """The part of a stored ruling that a recount needs. Unknown fields of later editions are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    tier: str
    set_no: int
    outcome: str
    star: int
    total: Points
    rulebook_id: str
    rulebook_hash: str
    regulation: dict[str, str] = {}
    council_size: int = 0
    chair_id: str | None = None
    recused: tuple[str, ...] = ()
    sheets: tuple[RecordedSheet, ...]
    explanation: tuple[dict[str, Any], ...] = ()

    @property
    def round(self) -> int:
        return max(sheet.round for sheet in self.sheets)

    @property
    def counted(self) -> tuple[RecordedSheet, ...]:
        """The sheets of the last round; earlier rounds are kept for the record only."""
        return tuple(sheet for sheet in self.sheets if sheet.round == self.round)

    @property
    def seats(self) -> Seats:
        """The council as recorded: those who scored, and as many silent members as its size says."""
        scored = tuple(sheet.member_id for sheet in self.counted)
        absent = tuple(f"absent-{number}" for number in range(self.council_size - len(scored)))
        return Seats(members=scored + absent, chair=self.chair_id or "", recused=self.recused)


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
    explanation: Explanation
    differences: tuple[Difference, ...]


def recorded_of(ruling: Mapping[str, Any]) -> Recorded:
    """The record in the data of a `ruling.issued` event."""
    return Recorded.model_validate({**ruling, "set_no": ruling["product"]["set_no"]})


def recount(rulebook: Rulebook, recorded: Recorded, regulation: CouncilRegulation | None = None) -> Recount:
    """
    This will compute the ruling again, by the settings recorded with it.

    `regulation`: the office's own, if the explanation cited it. Raises the refusals of council_result.
    """
    settings = CouncilSettings.model_validate(recorded.regulation) if recorded.regulation else rulebook.council
    result = council_result(
        rulebook,
        recorded.tier,
        recorded.set_no,
        {sheet.member_id: sheet for sheet in recorded.counted},
        recorded.seats,
        settings=settings,
        round=recorded.round,
    )
    names = {sheet.member_id: sheet.member_name or sheet.member_id for sheet in recorded.counted}
    explanation = explain(rulebook, result, names, regulation)
    return Recount(result, explanation, tuple(_differences(rulebook, recorded, result, explanation)))


def _differences(
    rulebook: Rulebook, recorded: Recorded, result: CouncilResult, explanation: Explanation
) -> Sequence[Difference]:
    pairs: list[tuple[str, Text, object, object]] = [
        ("/rulebook_hash", Text(vi="Bộ tiêu chí", en="Rulebook"), recorded.rulebook_hash, rulebook.hash),
        ("/total", Text(vi="Tổng điểm", en="Total"), _plain(recorded.total), _plain(result.total)),
        ("/star", Text(vi="Hạng sao", en="Star"), recorded.star, result.star),
        ("/outcome", Text(vi="Kết luận", en="Outcome"), recorded.outcome, result.route.outcome),
    ]
    for number, sheet in enumerate(recorded.sheets):
        if sheet.total is not None and sheet.member_id in result.tallies and sheet.round == recorded.round:
            who = sheet.member_name or sheet.member_id
            what = Text(vi=f"Tổng phiếu của {who}", en=f"Total of {who}'s sheet")
            found = result.tallies[sheet.member_id].total
            pairs.append((f"/sheets/{number}/total", what, _plain(sheet.total), _plain(found)))
    if recorded.explanation:
        pairs += _step_pairs(recorded.explanation, explanation)
    return [Difference(path, what, str(was), str(now)) for path, what, was, now in pairs if was != now]


def _step_pairs(
    recorded: Sequence[Mapping[str, Any]], explanation: Explanation
) -> list[tuple[str, Text, object, object]]:
    now = explanation.as_event()
    pairs: list[tuple[str, Text, object, object]] = []
    for number in range(max(len(recorded), len(now))):
        was_said = recorded[number].get("vi") if number < len(recorded) else "–"
        is_said = now[number]["vi"] if number < len(now) else "–"
        what = Text(vi=f"Bước giải trình {number + 1}", en=f"Step {number + 1} of the explanation")
        pairs.append((f"/explanation/{number}", what, was_said, is_said))
    return pairs


def _plain(points: Decimal) -> str:
    text = format(points, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
