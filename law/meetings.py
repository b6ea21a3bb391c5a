"""
How a council's meeting is called and held where its regulation does not say (`law/data/meetings.yaml`): from when members have
the files, who may stand in for one, what is looked at on site first. Each value says where it is from and how far verified.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from pydantic import Field

from law import lists
from law.calendar import Counted, add_working_days, is_working_day
from law.rulebooks.values import Part, Period, Text, Verified


class FilesOpen(Part):
    """How many days before the day of the meeting its members have the files, at least."""

    days: int = Field(ge=0, le=60)
    counted: Counted
    source: Text
    verified: Verified

    def last_day(self, meets_on: date) -> date:
        """The last day on which the files may be opened for a meeting of a day."""
        day, left = meets_on, self.days
        while left:
            day -= timedelta(days=1)
            left -= 1 if self.counted == "calendar" or is_working_day(day) else 0
        return day

    def first_meeting(self, opens_on: date) -> date:
        """The first day on which may be met where the files open on a day."""
        if self.counted == "working":
            return add_working_days(opens_on, self.days)
        return opens_on + timedelta(days=self.days)


class Deputies(Part):
    """Whether somebody may stand in for a member, score for them, and needs a paper that names them."""

    allowed: bool
    scores: bool
    needs_paper: bool
    source: Text
    verified: Verified


class SiteFirst(Part):
    """The product sets that are looked at on site before the council meets."""

    set_ids: tuple[str, ...]
    source: Text
    verified: Verified


@lists.of_form("meetings")
class MeetingRules(Part):
    """The file. `most_cases`: on one agenda; `minutes_each`: reckoned with for a case of which nobody says."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    files_open: FilesOpen
    deputy: Deputies
    site_first: SiteFirst
    most_cases: int = Field(ge=1, le=100)
    minutes_each: int = Field(ge=1, le=480)


@cache
def meeting_rules() -> MeetingRules:
    """The newest list."""
    return MeetingRules.model_validate(lists.content("meetings"))
