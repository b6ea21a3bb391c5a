"""
Year plans of offices and the advice that supports them: reasons of priority, support, and by when plans are
handed in (`law/data/plans.yaml`, `law/data/advice.yaml`).
"""

from __future__ import annotations

from datetime import date
from functools import cache

from pydantic import Field

from law import lists
from law.rulebooks.values import Part, Period, Text, Verified

_DAY = r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


class PlanWord(Part):
    """A code and what it is called."""

    id: str
    label: Text


@lists.of_form("plans")
class PlanList(Part):
    """
    The file. `submit_by`: month and day of the year before by which a plan is handed in; `close_on`: of the year after, on
    which it is closed by itself. `years_ahead`: for how many years from the present one a plan may be made.
    """

    list: str
    in_force: Period
    source: Text
    verified: Verified
    submit_by: str = Field(pattern=_DAY)
    close_on: str = Field(pattern=_DAY)
    years_ahead: int = Field(ge=0, le=10)
    approval_days: int = Field(ge=1, le=120)
    priorities: tuple[PlanWord, ...] = Field(min_length=1)
    support: tuple[PlanWord, ...] = Field(min_length=1)


@lists.of_form("advice")
class AdviceList(Part):
    """The file. `days_before`: before what is to follow is due on which the office is reminded."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    days_before: tuple[int, ...] = Field(min_length=1)
    topics: tuple[PlanWord, ...] = Field(min_length=1)


@cache
def plan_list() -> PlanList:
    """The newest list of plans."""
    return PlanList.model_validate(lists.content("plans"))


@cache
def advice_list() -> AdviceList:
    """The newest list of advice."""
    return AdviceList.model_validate(lists.content("advice"))


def submit_by(year: int) -> date:
    """The day by which the plan of a year is handed in: in the year before."""
    return date.fromisoformat(f"{year - 1}-{plan_list().submit_by}")


def close_on(year: int) -> date:
    """The day on which the plan of a year is closed by itself: in the year after."""
    return date.fromisoformat(f"{year + 1}-{plan_list().close_on}")
