"""A ruling as it was recorded: the part of its event that a recount needs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from kit.mapped import mapped
from law.rulebooks.applied import EditionApplied, rounds_reopened
from law.rulebooks.council import CouncilRegulation, CouncilSettings
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.values import Points
from law.scoring.council import Seats
from law.scoring.decision import SentBack
from law.scoring.filled import Filled
from law.scoring.seal import Sealed, seal_of


class RecordedSheet(Filled):
    """A member's sheet as a ruling carries it. `digest` and `nonce`: of its seal, where the record has them."""

    member_id: str
    member_name: str | None = None
    round: int = 1
    note: str | None = None
    notes: dict[str, str] = {}
    total: Points | None = None
    star: int | None = None
    nonce: str | None = None
    digest: str | None = None

    @property
    def who(self) -> str:
        return self.member_name or self.member_id


class RecordedLayer(BaseModel):
    """What another office had found before."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    tier: str
    outcome: str
    total: Points | None = None
    star: int | None = None
    sheets: tuple[RecordedSheet, ...] = ()


class Recorded(BaseModel):
    """The part of a stored ruling that a recount needs. Unknown fields of later editions are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    case_id: str = ""
    tier: str
    set_no: int
    outcome: str
    star: int
    total: Points
    authority: str | None = None
    validity_months: int | None = None
    rulebook_id: str
    rulebook_hash: str
    regulation: dict[str, str] = {}
    own_regulation: CouncilRegulation | None = None
    council_size: int = 0
    chair_id: str | None = None
    recused: tuple[str, ...] = ()
    sheets: tuple[RecordedSheet, ...]
    layers: tuple[RecordedLayer, ...] = ()
    explanation: tuple[dict[str, Any], ...] = ()
    editions: tuple[EditionApplied, ...] = ()
    """Later editions of the rulebook applied since submission; `rulebook_hash` is the last one's."""

    @model_validator(mode="after")
    def _settings_can_be_read(self) -> Recorded:
        if self.regulation:
            CouncilSettings.model_validate(self.regulation)
        return self

    @property
    def round(self) -> int:
        """The last round with a sheet; 0 of a ruling that carries none."""
        return max((sheet.round for sheet in self.sheets), default=0)

    @property
    def turn(self) -> int:
        """Which round it is as the regulation counts them: one that a correction had scored again is not counted twice."""
        return self.round - rounds_reopened(self.editions, self.case_id)

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

    @property
    def back(self) -> SentBack | None:
        """The higher council's finding, when it was the last word and sent the case back here."""
        last = self.layers[-1] if self.layers else None
        if last is None or last.outcome != "returned":
            return None
        return SentBack(last.tier, last.total or Decimal(0), last.star or 0)

    def settings(self, rulebook: Rulebook) -> CouncilSettings:
        """The council's settings as recorded; the rulebook's where the record has none."""
        return CouncilSettings.model_validate(self.regulation) if self.regulation else rulebook.council

    def seal(self, sheet: RecordedSheet) -> str:
        """The digest that the sheet would have had, as recorded, when it was sealed."""
        by = {"case_id": self.case_id, "rulebook_id": self.rulebook_id, "rulebook_hash": self.rulebook_hash}
        return seal_of(sheet, mapped(Sealed, sheet, **by))


def recorded_of(ruling: Mapping[str, Any]) -> Recorded:
    """The record in the data of a `ruling.issued` event. Raises pydantic.ValidationError, KeyError, TypeError."""
    return Recorded.model_validate({**ruling, "set_no": ruling["product"]["set_no"]})
