"""What several events speak of: places, producers, products, evidence, filled sheets. Identifiers are opaque text."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Star = Annotated[int, Field(ge=1, le=5)]
Points = Annotated[str, Field(pattern=r"^-?\d{1,4}(\.\d+)?$", description="Decimal number as text, out of 100.")]
Retrospective = Annotated[
    bool,
    Field(
        description="Of earlier years, and entered now from a published list: to be kept and counted like any other, "
        "but no news; nobody is to be notified."
    ),
]
PlacePath = Annotated[str, Field(description="Codes from the province down, e.g. 33/11977; `vn` is the centre.")]


class Part(BaseModel):
    """Something inside an event's data; readers ignore what they do not know."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class PlaceRef(Part):
    """A place as it was on a date: official codes are reused, so the code alone says nothing."""

    code: str
    path: PlacePath
    name: str
    province_name: str | None = None
    on: date


class EditionApplied(Part):
    """A later edition of its rulebook, applied to a pending dossier by a named person: a misprint was corrected."""

    from_hash: str
    to_hash: str
    reason: str
    on: date
    by_id: str
    case_id: Annotated[
        str | None, Field(description="Whose council was re-opened for it; absent where no sheet was sealed yet.")
    ] = None
    round: Annotated[
        int | None, Field(description="The round in which that council scores under the later edition; with `case_id`.")
    ] = None


class Personal(Part):
    """
    Personal data of a producer's representative.

    Filled on the producer topics only, which few may read; on every other topic it is absent.
    """

    representative: str | None = None
    sex: str | None = None
    ethnicity: str | None = None
    email: str | None = None
    phone: str | None = None
    address: str | None = None


class ProducerRef(Part):
    """Who makes the product."""

    id: str
    name: str
    kind: str
    place: PlaceRef
    language: str = "vi"
    personal: Personal | None = None


class ProductRef(Part):
    """The product and the set whose score sheet it is judged by."""

    id: str
    name: str
    set_no: int
    set_name: str | None = None


class EvidenceRef(Part):
    """A paper by claim check: fetched from `url` with the reader's own rights, verified by its digest."""

    id: str
    kind: str
    name: str
    size: int
    media_type: str
    sha256: str
    url: str
    issued_on: date | None = None
    expires_on: date | None = None
    criterion: str | None = None


class FilledSheet(Part):
    """A score sheet as filled: one option per criterion, or points per part where the sheet is known only so far."""

    answers: dict[str, str] = {}
    parts: dict[str, Points] = {}
    case_of: dict[str, str] = {}
    raised: list[str] = Field(
        default=[], description="Lines of the sheet a scorer found to hold: `reject-id` or `criterion/condition`."
    )
    total: Points | None = None
    star: int | None = None


class MemberSheet(FilledSheet):
    """One council member's sealed sheet."""

    member_id: str
    member_name: str | None = None
    round: int = 1
    note: str | None = None
    nonce: str | None = Field(
        default=None, description="Told with the revealed sheet: with it, anybody can compute the digest of the seal."
    )
    digest: str | None = Field(default=None, description="What was announced when the member sealed the sheet.")


class Layer(Part):
    """What one office found of a dossier: kept beside the others, never overwritten."""

    office: PlacePath
    tier: str
    case_id: str
    outcome: str
    total: Points | None = None
    star: int | None = None
    rulebook_id: str
    decided_on: date | None = None
    ruling_id: str | None = None
    sheets: list[MemberSheet] = []
    findings: dict[str, bool] = {}
    note: str | None = None


class SignedPaper(Part):
    """A signed paper, by its name and the SHA-256 of its bytes in lower-case hexadecimal."""

    name: Annotated[str, Field(min_length=1)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Basis(Part):
    """What a ruling rests on: whoever acts on it verifies it by the rule of its kind."""

    kind: Annotated[
        str,
        Field(
            description="`sheets`: the council's sealed sheets, as the ruling carries them. `written-opinions`: sheets "
            "collected in writing, where the rulebook allows it. `outside-decision`: decided elsewhere, by a signed `paper`."
        ),
    ]
    paper: Annotated[SignedPaper | None, Field(description="Of an outside decision only.")] = None
    entered_by: Annotated[str | None, Field(description="Of an outside decision: who entered it, by id.")] = None
    confirmed_by: Annotated[
        str | None, Field(description="Of an outside decision: the other person, who compared it with the paper.")
    ] = None


class BothLanguages(Part):
    """A text in Vietnamese and English."""

    vi: str
    en: str


class Period(Part):
    """First and last day, both counted; no last day: until replaced."""

    first: date
    last: date | None = None


class RegulationRef(Part):
    """An office's own council regulation, where it changed the defaults of the rulebook."""

    id: str
    office: PlacePath
    decision: BothLanguages
    in_force: Period
    rulebooks: list[str]
    council: dict[str, str] = Field(default={}, description="Only the settings it changes, as text.")


class ExplanationStep(Part):
    """One step of how a star came about, with the article it rests on."""

    code: str
    vi: str
    en: str
    article: str | None = None


class Recognition(Part):
    """A recognition a dossier builds on."""

    dossier_id: str | None = None
    certificate_id: str
    product_code: str | None = None
    star: Star
    valid_until: date


Dong = Annotated[int, Field(ge=0, description="Whole đồng.")]
Quantity = Annotated[
    str, Field(pattern=r"^\d{1,15}(\.\d+)?$", description="Decimal number as text, in the unit beside it.")
]


class OfficialPaper(Part):
    """A signed official paper: number, day and kind as written on it; the digest where its signed copy is on file."""

    number: str
    signed_on: date
    kind: Annotated[str, Field(description="As in the symbol of its number: `QĐ`, `TTr`, `TB`, `BB` …")] = "QĐ"
    office: PlacePath | None = None
    name: str | None = None
    sha256: Annotated[str | None, Field(pattern=r"^[0-9a-f]{64}$")] = None


class DecisionRef(Part):
    """A line of an issued decision: which one, and where in it."""

    id: str
    number: str
    decided_on: date
    line: Annotated[int, Field(ge=1, description="The line's own number in the annex.")]
    of: Annotated[int, Field(ge=1, description="How many lines the decision has: whoever needs all waits for so many.")]


class Picture(Part):
    """A photograph by claim check: fetched from `url` with the reader's own rights, verified by its digest."""

    id: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    media_type: str
    url: str
    taken_on: date | None = None


class CertificateRef(Part):
    """A certificate as others speak of it."""

    id: str
    product_code: str
    star: Star
    valid_until: date


class Ground(Part):
    """A ground in law: the code of the rulebook in force, its words, and the article."""

    code: str
    words: str
    article: str | None = None
