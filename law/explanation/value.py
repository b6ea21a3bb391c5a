"""The explanation of a star as a value: every step, in both languages, with the article it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from law.rulebooks.values import Text

Mark = Literal["met", "missed", "noted"]


class Step(BaseModel):
    """One step. `mark`: a condition met or missed, or a fact noted. `at`: the criterion or member it speaks of."""

    model_config = ConfigDict(frozen=True)

    code: str
    text: Text
    mark: Mark = "noted"
    article: Text | None = None
    at: str | None = None

    def as_event(self) -> dict[str, str | None]:
        """The shape in which a step travels with a ruling: code, vi, en, article (as the act is cited)."""
        return {
            "code": self.code,
            "vi": self.text.vi,
            "en": self.text.en,
            "article": self.article.vi if self.article else None,
        }


class Explanation(BaseModel):
    """All steps, in the order in which one follows from another. The last step is the conclusion."""

    model_config = ConfigDict(frozen=True)

    title: Text
    steps: tuple[Step, ...]

    def __iter__(self) -> Iterator[Step]:  # type: ignore[override]
        return iter(self.steps)

    def of(self, code: str) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.code == code)

    def as_event(self) -> list[dict[str, str | None]]:
        return [step.as_event() for step in self.steps]
