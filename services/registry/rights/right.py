"""The procedure of a right of industrial property: what is asked for, by whom, and how far it has come."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict

from kit.command import Fields, Id, Label, Name
from kit.days import Day
from kit.history import Actor, Stateful
from law.rights import right_kinds
from services.registry.credentials.credential import Paper
from services.registry.products.product import Concern
from services.registry.rights.lifecycle import LIFECYCLE, State, Verb


class RightFields(Fields):
    """What stands on the application."""

    kind: Annotated[Id, Label("Loại quyền", "Kind of right", example="trademark")]
    name: Annotated[
        Name,
        Label(
            "Tên đăng ký",
            "Name applied for",
            example="Nhãn lồng Hưng Yên",
            hint=("Nhãn hiệu, tên chỉ dẫn, tên kiểu dáng hoặc sáng chế.", "The mark, indication, design or invention."),
        ),
    ]
    filed_on: Annotated[Day, Label("Ngày nộp đơn", "Day of filing", example="2026-04-01")]
    application_number: Annotated[Id, Label("Số đơn", "Application number", example="4-2026-12345")] | None = None
    helped_by: (
        Annotated[
            Id,
            Label(
                "Cơ quan hỗ trợ hoặc nộp thay",
                "Office that helped or filed",
                example="33",
                hint=("Để trống nếu chủ thể tự làm.", "Leave it empty if the producer did it alone."),
            ),
        ]
        | None
    ) = None


class RightPaper(Paper):
    """A paper of a step: what it is called, when it came in and by whom."""

    id: str
    state: str
    """The state in which it was added."""
    added_at: datetime
    added_by: Actor


class Grant(BaseModel):
    """What an agency says of a right it granted."""

    model_config = ConfigDict(frozen=True)

    kind: str
    number: str
    granted_on: date
    expires_on: date | None = None

    @classmethod
    def of(cls, said: object) -> Self:
        """Of the event's data, or its fields. Raises ValidationError."""
        given: Any = dict(said) if isinstance(said, Mapping | BaseModel) else {}
        return cls.model_validate(given)


class Right(RightFields, Concern, Stateful, lifecycle=LIFECYCLE):
    """
    One application. `due_on`: the last day of the step that is waited for; `was_overdue`: it was announced as late.

    Without a producer it is an office's own: a collective or certification mark, a geographical indication.
    """

    state: State = State.FILED
    accepted_on: date | None = None
    published_on: date | None = None
    granted_on: date | None = None
    refused_on: date | None = None
    number: str | None = None
    expires_on: date | None = None
    reason: str | None = None
    credential_id: str | None = None
    papers: tuple[RightPaper, ...] = ()
    due_on: date | None = None
    step: str | None = None
    was_overdue: bool = False
    recorded_on: date
    lists: dict[str, str] = {}
    """List of the law → the hash of the edition by which its steps and terms were read."""

    @property
    def barred(self) -> Collection[Verb]:
        """The steps that its kind does not have."""
        known = right_kinds().get(self.kind)
        has = {one.after for one in known.steps} if known else set()
        return [
            verb
            for verb, reaches in ((Verb.ACCEPT, State.ACCEPTED), (Verb.PUBLISH, State.PUBLISHED))
            if known is not None and reaches.value not in has
        ]

    @property
    def last_moved_on(self) -> date:
        """The day of its last step."""
        return self.published_on or self.accepted_on or self.filed_on
