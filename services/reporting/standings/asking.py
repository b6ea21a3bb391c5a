"""The question as it stands in an address: one description for the JSON door and for the pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query
from pydantic import BaseModel, Field, ValidationError

from kit.web.days import Day
from kit.web.doors import Here
from kit.web.validation import refusal_of
from law.places import CENTRE
from services.reporting.standings.question import Borders, By, Question


class Asking(BaseModel):
    """The fields of a question."""

    place: str = Field(
        CENTRE, max_length=50, description="Path of a place: `33`, `33/11977`, `33/330/12265`; `vn` is the country"
    )
    on: Day | None = Field(None, description="The day asked about; today unless given")
    borders: Borders = Field(
        Borders.THEN, description="`then`: in the borders of the day asked about. `today`: in those of today"
    )
    by: By = Field(By.PLACE, description="How the answer is divided")
    star: int | None = Field(None, ge=1, le=5, description="Only products of this star")
    year: int | None = Field(None, ge=1, le=9999, description="Only those decided in this year")
    set_no: int | None = Field(None, ge=1, le=999, description="Only those of this product set")
    sector: str | None = Field(None, max_length=10, description="Only those of this sector: I, II, …")
    kind: str | None = Field(None, max_length=50, description="Only those of this kind of producer")

    def on_day(self, today: date) -> Question:
        """The question, asked on a day."""
        return Question(
            self.place,
            self.on or today,
            today,
            self.borders,
            self.by,
            self.star,
            self.year,
            self.set_no,
            self.sector,
            self.kind,
        )


def question(service: Here, asking: Annotated[Asking, Query()]) -> Question:
    """What an address asks."""
    return asking.on_day(service.work.reading().today)


def written(query: Mapping[str, str]) -> Asking:
    """What a page's form asks, fields left empty as if they were not there; raises what is wrong with it."""
    try:
        return Asking.model_validate({name: value.strip() for name, value in query.items() if value.strip()})
    except ValidationError as invalid:
        raise refusal_of(invalid.errors()) from invalid


def address(asked: Question, **changes: object) -> str:
    """The query of a question, with some of it changed; what is as usual is left out."""
    fields = {
        "place": asked.place if asked.place != CENTRE else None,
        "on": asked.on.isoformat() if asked.on != asked.today else None,
        "borders": asked.borders.value if asked.borders is not Borders.THEN else None,
        "by": asked.by.value if asked.by is not By.PLACE else None,
        "star": asked.star,
        "year": asked.year,
        "set_no": asked.set_no,
        "sector": asked.sector,
        "kind": asked.kind,
        **changes,
    }
    return urlencode({name: value for name, value in fields.items() if value is not None})


Asked = Annotated[Question, Depends(question)]
