"""What a case knows of the dossier it is about: a copy of what was submitted, so that no office has to call back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from law.rulebooks.applied import EditionApplied
from law.scoring import Filled


class Known(BaseModel):
    """A value as another office or service published it; what we do not know of it we leave."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Place(Known):
    """A place on a date."""

    code: str
    path: str
    name: str
    province_name: str | None = None
    on: date


class Producer(Known):
    """Who makes the product."""

    id: str
    name: str
    kind: str
    place: Place
    language: str = "vi"


class Product(Known):
    """What is judged, and by which product set's sheet."""

    id: str
    name: str
    set_no: int
    set_name: str | None = None


class Moved(Known):
    """Of which records a dossier is now: those of its product or its producer were merged into others."""

    product: Product
    producer: Producer


class Evidence(Known):
    """A paper by claim check."""

    id: str
    kind: str
    name: str
    size: int
    media_type: str
    sha256: str
    url: str
    shown_url: str | None = None
    issued_on: date | None = None
    expires_on: date | None = None
    criterion: str | None = None


class FilledSheet(Known):
    """A score sheet as somebody filled it. Points are decimal numbers as text, out of 100."""

    answers: dict[str, str] = {}
    parts: dict[str, str] = {}
    case_of: dict[str, str] = {}
    raised: tuple[str, ...] = ()
    total: str | None = None
    star: int | None = None

    def for_law(self) -> Filled:
        """The sheet as the law reads it: what was judged, without what came of it."""
        return Filled.model_validate(self.model_dump(include={"answers", "parts", "case_of", "raised"}))

    def only(self, judged: Collection[str]) -> FilledSheet:
        """What is said of some criteria or parts, without what it all comes to."""
        return FilledSheet(
            answers={id: option for id, option in self.answers.items() if id in judged},
            parts={id: points for id, points in self.parts.items() if id in judged},
            case_of={id: case for id, case in self.case_of.items() if id in judged},
        )

    @property
    def was_filled(self) -> bool:
        """Whether anything was judged on it."""
        return bool(self.answers or self.parts)


class MemberSheet(FilledSheet):
    """The sheet of one council member, after it was revealed."""

    member_id: str
    member_name: str | None = None
    round: int = 1
    note: str | None = None
    notes: dict[str, str] = {}
    """By criterion, or by part where only parts are scored."""
    nonce: str | None = None
    digest: str | None = None


ADVISED = "advised"
"""The outcome of a layer that is an advisory team's report, not an office's finding."""


EXAMINED_AGAIN = "examined-again"
"""The outcome of a layer that says an office takes up again what a higher one sent back: its own council scores once more."""


class Layer(Known):
    """What one office found of the dossier; kept beside the others, never overwritten."""

    office: str
    tier: str
    case_id: str
    outcome: str
    total: str | None = None
    star: int | None = None
    rulebook_id: str
    decided_on: date | None = None
    ruling_id: str | None = None
    sheets: tuple[MemberSheet, ...] = ()
    findings: dict[str, bool] = {}
    """What a screening office found, by the names of the rulebook; empty where a council scored."""
    note: str | None = None

    @property
    def is_advice(self) -> bool:
        """Whether it is the report of an office's advisory team, which decides nothing."""
        return self.outcome == ADVISED

    @property
    def sends_down(self) -> bool:
        """Whether the office scored below what was forwarded to it, and sent the case back down."""
        return self.outcome == "returned"


class Recognition(Known):
    """The recognition an upgrade or re-evaluation builds on."""

    dossier_id: str | None = None
    certificate_id: str
    product_code: str | None = None
    star: int
    valid_until: date


class Dossier(Known):
    """The whole dossier as submitted."""

    dossier_id: str
    number: str
    kind: str
    product: Product
    producer: Producer
    submitted_on: date
    submitted_at: datetime
    rulebook_id: str
    rulebook_hash: str
    self_assessment: FilledSheet
    evidence: tuple[Evidence, ...] = ()
    previous: Recognition | None = None
    note: str | None = None
    supplement: int = 0
    written_by: tuple[str, ...] = ()
    """The ids of everybody who wrote in it: they do not judge it."""
    former_producers: tuple[str, ...] = ()
    """Whose it was before their record was merged into its producer's: nor do their people."""
    editions: tuple[EditionApplied, ...] = ()
    """Later editions of its rulebook applied since it was submitted; `rulebook_hash` is the last one's."""
    lists: dict[str, str] = {}
    """List → the edition by which the registry found it in order."""

    @property
    def place(self) -> str:
        """The path of the place the dossier belongs to."""
        return self.producer.place.path
