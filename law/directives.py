"""
Letters that give offices tasks, as files to draft from (`law/data/directives/`), and the days on which such tasks are urged
and climb (`law/data/directive-days.yaml`). Each file says where it is from and how far that was verified.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from kit.refusal import Kind, Refusal
from law import lists
from law.calendar import Counted, add_working_days, working_days_between
from law.figures import figure_rules
from law.rulebooks.values import Part, Period, Text, Verified


class NoSuchLetter(Refusal):
    slug = "directive.letter-unknown"
    kind = Kind.NOT_FOUND
    vi = "Không có tệp văn bản chỉ đạo «{code}». Chọn một tệp trong danh sách, hoặc soạn văn bản trên trang."
    en = "There is no file of a directive “{code}”. Choose one of the list, or write the directive on the page."


class TaskOfLetter(Part):
    """One order: its paragraph, what, who does it, by when, and the figures (`law.figures`) or facts that show it done."""

    no: str = Field(min_length=1, max_length=20)
    what: Text
    who: Text | None = None
    due_on: date | None = None
    due_note: Text | None = None
    figures: tuple[str, ...] = ()
    facts: tuple[Text, ...] = ()


class Addressed(Part):
    """To whom: offices by path, or all of a `level` within a place; those that were there on the day of the letter."""

    offices: tuple[str, ...] = ()
    level: str | None = None
    within: str | None = None

    @model_validator(mode="after")
    def _said_once(self) -> Self:
        if bool(self.offices) == bool(self.level and self.within):
            raise ValueError("/to names offices, or a level within a place")
        return self


@lists.of_family("directives")
class Letter(Part):
    """
    The file. `on`: the day by which offices are meant; `since`, `until`: the days its tasks' figures are counted for. `answers_to`: who
    gathers the answers, in words.
    """

    list: str
    in_force: Period
    source: Text
    verified: Verified
    note: Text | None = None
    issued_by: str
    number: str = ""
    on: date
    subject: Text
    signed: str
    grounds: tuple[Text, ...] = ()
    to: Addressed
    copies_to: tuple[str, ...] = ()
    answers_to: Text | None = None
    since: date
    until: date
    tasks: tuple[TaskOfLetter, ...] = Field(min_length=1, max_length=40)

    @property
    def code(self) -> str:
        """The file's own name, without its folder."""
        return self.list.partition("/")[2]

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if wrong := "; ".join(self._wrong()):
            raise ValueError(wrong)
        return self

    def _wrong(self) -> Iterator[str]:
        if self.until < self.since:
            yield "/until lies before /since"
        numbers = [one.no for one in self.tasks]
        yield from (f"the task {no} stands here twice" for no in sorted({n for n in numbers if numbers.count(n) > 1}))
        known = {rule.code for rule in figure_rules().figures}
        for one in self.tasks:
            yield from (
                f"the task {one.no} names {code}, which is no figure" for code in one.figures if code not in known
            )


class DayRung(Part):
    """A rung of a task whose day passed: how many working days after it, and whom it reaches."""

    level: Literal["reminder", "head", "office-above"]
    after: int = Field(ge=1, le=250)
    to: Literal["own", "above"] = "own"


@lists.of_form("directive-days")
class DirectiveDays(Part):
    """The file. `urge_before`: how many days before a task's last day the platform urges it, the most first."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    urge_before: tuple[int, ...] = Field(max_length=5)
    counted: Counted
    rungs: tuple[DayRung, ...] = Field(min_length=1, max_length=10)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if any(one <= other for one, other in pairwise(self.urge_before)) or any(one < 1 for one in self.urge_before):
            raise ValueError("/urge_before goes down, to 1 at least")
        if any(one.after >= other.after for one, other in pairwise(self.rungs)):
            raise ValueError("/rungs are climbed in the order of their days")
        if len({one.level for one in self.rungs}) < len(self.rungs):
            raise ValueError("/rungs have names of their own")
        return self

    def urging_days(self, due_on: date) -> tuple[date, ...]:
        """The days on which a task due on a day is urged by the platform, in their order."""
        return tuple(self._before(due_on, days) for days in self.urge_before)

    def rung_day(self, due_on: date, rung: DayRung) -> date:
        """The day on which a task that was due on a day reaches a rung."""
        if self.counted == "calendar":
            return due_on + timedelta(days=rung.after)
        return add_working_days(due_on, rung.after)

    def _before(self, due_on: date, days: int) -> date:
        day = due_on - timedelta(days=days)
        while self.counted == "working" and working_days_between(day, due_on) < days:
            day -= timedelta(days=1)
        return day


def letter(code: str) -> tuple[Letter, str]:
    """A letter's newest edition by its name, and its hash. Raises NoSuchLetter."""
    name = f"directives/{code}"
    if name not in lists.members("directives"):
        raise NoSuchLetter(code=code)
    edition = lists.editions(name)[-1]
    return Letter.model_validate(edition.content), edition.hash


def letters() -> list[Letter]:
    """The newest edition of every letter, by name."""
    return [letter(name.partition("/")[2])[0] for name in lists.members("directives")]


@cache
def directive_days() -> DirectiveDays:
    """The newest list."""
    return DirectiveDays.model_validate(lists.content("directive-days"))
