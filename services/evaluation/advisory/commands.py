"""What may be asked about an advisory team's work on a case."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Id, Label, Words
from services.evaluation.advisory.advisory import (
    AdviserFields,
    AnswerFields,
    AssignmentFields,
    LabTestFields,
    PaperFields,
    QuestionFields,
    SampleFields,
    VisitFields,
)
from services.evaluation.councils.person import PersonId

MOST_ADVISERS = 60


class AdviserCommand(AdviserFields, Command):
    """Who is to work on it, and at what."""


class AssignmentCommand(AssignmentFields, Command):
    """The work given out: to whom, by when. `team_id`: which of the office's teams, where there are several."""

    advisers: Annotated[list[AdviserCommand], Field(max_length=MOST_ADVISERS), Label("Phân công", "Who does what")]
    team_id: Annotated[Id, Label("Tổ tư vấn", "Advisory team")] | None = None


class AsideCommand(Command):
    """Who stands aside from the case, and why. Nobody named: the caller."""

    why_aside: Annotated[
        Words, Field(min_length=1), Label("Lý do không tham gia", "Why", example="Cùng hộ gia đình với chủ thể")
    ]
    person_id: Annotated[PersonId, Label("Người không tham gia", "Who stands aside")] | None = None


class QuestionCommand(QuestionFields, Command):
    """A question to the producer."""


class AnswerCommand(AnswerFields, Command):
    """The producer's answer."""


class VisitCommand(VisitFields, Command):
    """A visit as it was held."""


class SampleCommand(SampleFields, Command):
    """Samples received."""


class LabTestCommand(LabTestFields, Command):
    """A test that is ordered."""


class SealCommand(PaperFields, Command):
    """The sealing of the report, with the number and day of its signed paper where there is one."""
