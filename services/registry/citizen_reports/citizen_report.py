"""What a citizen reported of a product, and how many came from where: no name, no account, no address."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Aggregate
from kit.command import Fields, Id, Label, Words
from kit.history import Stateful
from services.registry.citizen_reports.lifecycle import LIFECYCLE, State
from services.registry.dossiers.dossier import Subject


class ReportFields(Fields):
    """What a citizen says. `about`: a kind of `law.measures.citizen_reports`."""

    about: Annotated[Id, Label("Phản ánh về việc gì", "What is it about", example="mark")]
    words: Annotated[
        Words,
        Field(min_length=1),
        Label(
            "Nội dung",
            "What you saw",
            hint=(
                "Mua ở đâu, ngày nào, thấy gì. Chỉ cơ quan giải quyết đọc được; không cần ghi tên hay số điện thoại.",
                "Where and when you bought it, what you saw. Only the office reads it; neither name nor telephone is needed.",
            ),
        ),
    ]


class Photograph(BaseModel):
    """A photograph, drawn anew: neither where it was taken nor by what is in it."""

    model_config = ConfigDict(frozen=True)

    id: str
    sha256: str
    size: int
    media_type: str


class Answer(BaseModel):
    """What an office answered, and which breach it became, or is part of; nothing until then."""

    founded: bool | None = None
    answer: str | None = None
    breach_id: str | None = None
    answered_on: date | None = None


class CitizenReport(ReportFields, Answer, Subject, Stateful, lifecycle=LIFECYCLE):
    """
    One report on one product. `office`: who answers. `number_hash`: of the answer number, which is kept nowhere; only who
    has it reads the answer. Who reported is not known.
    """

    office: str
    photographs: tuple[Photograph, ...] = ()
    number_hash: str
    received_at: datetime
    received_on: date
    answer_by: date
    late_on: date | None = None
    erased_on: date | None = None
    """When what was written and photographed was removed; what became of it stays."""
    lists: dict[str, str] = {}
    state: State = State.RECEIVED


class Tally(Aggregate):
    """How many reports, and photographs, came on a day: of a network, on a product, in all. The id says of what and when."""

    reports: int = 0
    photographs: int = 0
