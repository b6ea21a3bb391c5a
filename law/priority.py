"""Which products offices put first: criteria with weights, each of lines that give points (`law/data/priority.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from law import lists
from law.rulebooks.values import Part, Period, Text, Verified

CODE = r"^[a-z][a-z0-9-]{1,59}$"
WHOLE = 100
"""What a criterion's lines come to at most, and what the weights come to exactly."""
KnownFact = Literal[
    "star", "recognitions", "revenue", "export", "growth", "local-labour", "linkages", "credentials", "rights", "producer-kind",
    "women-led", "set",
]  # fmt: skip
OF_KINDS = ("credentials", "rights", "producer-kind", "set")
"""Facts that name which ones count (`among`)."""


class PriorityLineRule(Part):
    """One line: `points` where the fact is `at_least` so much; of kinds, those `among` the ones named."""

    id: str = Field(pattern=CODE)
    fact: KnownFact
    at_least: int = Field(1, ge=0)
    among: tuple[str, ...] = ()
    points: int = Field(ge=1, le=WHOLE)
    label: Text

    @property
    def asks(self) -> tuple[str, tuple[str, ...]]:
        """What it is about: of several lines about the same, the highest that holds counts."""
        return self.fact, self.among


class Criterion(Part):
    """One criterion, and its share of 100 points."""

    id: str = Field(pattern=CODE)
    label: Text
    weight: int = Field(ge=1, le=WHOLE)
    source: Text
    verified: Verified
    lines: tuple[PriorityLineRule, ...] = Field(min_length=1)


class Places(Part):
    """How many products a list usually has, and at most."""

    usual: int = Field(ge=1, le=200)
    most: int = Field(ge=1, le=200)


@lists.of_form("priority")
class PriorityRules(Part):
    """
    The file. `cards_back`: how many years ago a yearly card may be to count; `women_led_of`: kinds of producers that are no
    single person.
    """

    list: str
    in_force: Period
    source: Text
    verified: Verified
    women_led_of: tuple[str, ...] = ()
    places: Places
    cards_back: int = Field(ge=0, le=10)
    criteria: tuple[Criterion, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _adds_up(self) -> PriorityRules:
        if wrong := "; ".join(self._wrong()):
            raise ValueError(wrong)
        return self

    def _wrong(self) -> Iterator[str]:
        weights = sum(one.weight for one in self.criteria)
        if weights != WHOLE:
            yield f"the weights come to {weights}, not to {WHOLE}"
        ids = [one.id for one in self.criteria] + [line.id for one in self.criteria for line in one.lines]
        yield from (f"{id} stands here twice" for id in sorted({id for id in ids if ids.count(id) > 1}))
        for one in self.criteria:
            best: dict[tuple[str, tuple[str, ...]], int] = {}
            for line in one.lines:
                best[line.asks] = max(best.get(line.asks, 0), line.points)
                if (line.fact in OF_KINDS) != bool(line.among):
                    yield f"{line.id}: {line.fact} {'names' if line.fact in OF_KINDS else 'does not name'} which ones count"
            if sum(best.values()) > WHOLE:
                yield f"{one.id}: its lines come to {sum(best.values())}, more than {WHOLE}"


@cache
def priority_rules(hash: str | None = None) -> PriorityRules:
    """The newest list, or the edition that stamped something. Raises UnknownListEdition."""
    said = lists.edition_with("priority", hash).content if hash else lists.content("priority")
    return PriorityRules.model_validate(said)
