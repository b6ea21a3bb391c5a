"""The decision that set a council or a team up, as the register of numbers has it from those that cite it by its number."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from kit.lifecycle import Label
from kit.papers import numbers
from kit.papers.number import Place, day_written, official_number
from kit.work import Unit
from law import papers
from services.evaluation.councils.council import Council
from services.evaluation.councils.standing_council import StandingCouncil

DECISION = "council"
"""The kind of act in the register of numbers, of a number typed as of the document that forms a council."""
CALLED: Label = ("quyết định thành lập Hội đồng hoặc Tổ tư vấn", "the decision that set up a council or a team")
LOOKED_BACK = 5
"""Years in which the decision is looked for of which the number alone was typed: a standing council sits for its term."""
C = TypeVar("C", Council, StandingCouncil)


async def citing(unit: Unit, council: C, before: C | None, *, on: date | None = None) -> C:
    """
    A council that cites the decision which set it up; one sets up the councils of many cases, and is nothing else's number.
    `on`: its day, where that is known otherwise than from what was typed. Raises NumberTaken, NumberUnreadable.
    """
    if on is None and before is not None and before.decision_number == council.decision_number:
        return council
    if before is not None and before.cites:
        await numbers.cite_no_more(unit, before.cites)
    if not council.decision_number:
        return council.model_copy(update={"cites": None})
    day = on or day_written(council.decision_number)
    key = await cite(unit, council.office, council.decision_number, day, pointer="/decision_number")
    return council.model_copy(update={"cites": key})


async def cite(unit: Unit, office: str, number: str, on: date | None, *, pointer: str) -> str:
    """Cites a decision that set something up, of an unknown day as one of this year unless an earlier one has the number."""
    day = on or unit.today
    place = Place(office, official_number(number, papers.symbol(office, unit.today), pointer=pointer), day)
    return await numbers.cite(unit, place, DECISION, CALLED, years=0 if on else LOOKED_BACK, pointer=pointer)
