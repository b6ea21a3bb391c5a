"""What several events speak of: places, producers, products, evidence, filled sheets. Identifiers are opaque text."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field

from ocop_events.exemplary import Exemplary

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


class Part(Exemplary):
    """Something inside an event's data; readers ignore what they do not know."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class PlaceRef(
    Part,
    example={
        "code": "11977",
        "path": "33/11977",
        "name": "Xã Tân Hưng",
        "province_name": "Tỉnh Hưng Yên",
        "on": "2026-08-03",
    },
):
    """A place as it was on a date: official codes are reused, so the code alone says nothing."""

    code: str
    path: PlacePath
    name: str
    province_name: str | None = None
    on: date


class EditionApplied(
    Part,
    example={
        "from_hash": "70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d",
        "to_hash": "9f2d1c7a5e3b8f604de01d70f74bc31886e969e8bc0be37d558f94409847f004",
        "reason": "Đính chính mức tối thiểu của tiêu chí 2.3, bộ 19",
        "on": "2026-08-20",
        "by_id": "officer.province",
    },
):
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


class Personal(
    Part,
    example={
        "representative": "Nguyễn Thị Hương",
        "sex": "female",
        "ethnicity": "Kinh",
        "email": "huong@example.vn",
        "phone": "+84 900 000 000",
        "address": "Thôn Viên Tiêu, xã Tân Hưng",
    },
):
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


class ProducerRef(
    Part,
    example={
        "id": "0198a1b0-0000-7000-8000-0000000000a1",
        "name": "Hợp tác xã Nhãn lồng Tân Hưng",
        "kind": "cooperative",
    },
):
    """Who makes the product."""

    id: str
    name: str
    kind: str
    place: PlaceRef
    language: str = "vi"
    personal: Personal | None = None


class ProductRef(
    Part,
    example={
        "id": "0198a1b0-0000-7000-8000-0000000000b1",
        "name": "Nhãn lồng Tân Hưng",
        "set_no": 1,
        "set_name": "Rau, củ, quả, hạt tươi",
    },
):
    """The product and the set whose score sheet it is judged by."""

    id: str
    name: str
    set_no: int
    set_name: str | None = None


class EvidenceRef(
    Part,
    example={
        "id": "0198a1b0-0000-7000-8000-000000000b01",
        "kind": "test-report",
        "name": "Phiếu kiểm nghiệm dư lượng.pdf",
        "size": 184320,
        "media_type": "application/pdf",
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "url": "https://ocop.example.vn/registry/api/evidence/0198a1b0-0000-7000-8000-000000000b01",
        "shown_url": "https://ocop.example.vn/registry/api/evidence/0198a1b0-0000-7000-8000-000000000b01/shown",
        "issued_on": "2026-06-20",
        "expires_on": "2027-06-19",
        "criterion": "1.1",
    },
):
    """A paper by claim check: fetched from `url` with the reader's own rights, verified by its digest; `shown_url`: for browsers."""

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


class FilledSheet(
    Part,
    example={
        "answers": {"1.1": "1.1.c", "1.2": "1.2.b"},
        "parts": {"A": "36", "B": "22", "C": "25"},
        "total": "83",
        "star": 4,
    },
):
    """A score sheet as filled: one option per criterion, or points per part where the sheet is known only so far."""

    answers: dict[str, str] = {}
    parts: dict[str, Points] = {}
    case_of: dict[str, str] = {}
    raised: list[str] = Field(
        default=[], description="Lines of the sheet a scorer found to hold: `reject-id` or `criterion/condition`."
    )
    total: Points | None = None
    star: int | None = None


class MemberSheet(
    FilledSheet,
    example={
        "member_id": "member.1",
        "member_name": "Trần Văn Bình",
        "note": "Bao bì đã có tem truy xuất.",
        "notes": {"1.1": "Đã xem hợp đồng thu mua của 12 hộ."},
        "nonce": "5f2c9d0e8a7b4c1d",
        "digest": "70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d",
    },
):
    """One council member's sealed sheet."""

    member_id: str
    member_name: str | None = None
    round: int = 1
    note: str | None = None
    notes: dict[str, str] = Field(default={}, description="A remark on a criterion, or on a part scored as a whole.")
    nonce: str | None = Field(
        default=None, description="Told with the revealed sheet: with it, anybody can compute the digest of the seal."
    )
    digest: str | None = Field(default=None, description="What was announced when the member sealed the sheet.")


class Layer(
    Part,
    example={
        "office": "33",
        "tier": "province",
        "case_id": "0198a1b0-0000-7000-8000-0000000000e1",
        "outcome": "recognised",
        "total": "83",
        "star": 4,
        "rulebook_id": "R26",
        "decided_on": "2026-09-10",
        "ruling_id": "0198a1b0-0000-7000-8000-0000000000f1",
        "sheets": [{}],
    },
):
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


class SignedPaper(
    Part,
    example={
        "name": "Quyết định 512.pdf",
        "sha256": "70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d",
    },
):
    """A signed paper, by its name and the SHA-256 of its bytes in lower-case hexadecimal."""

    name: Annotated[str, Field(min_length=1)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Basis(Part, example={"kind": "sheets"}):
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


class BothLanguages(
    Part, example={"vi": "Quy chế Hội đồng OCOP tỉnh, Điều 9", "en": "Provincial OCOP council regulation, Article 9"}
):
    """A text in Vietnamese and English."""

    vi: str
    en: str


class Period(Part, example={"first": "2026-06-01"}):
    """First and last day, both counted; no last day: until replaced."""

    first: date
    last: date | None = None


class RegulationRef(
    Part, example={"id": "33-2026", "office": "33", "rulebooks": ["R26"], "council": {"spread_limit": "5"}}
):
    """An office's own council regulation, where it changed the defaults of the rulebook."""

    id: str
    office: PlacePath
    decision: BothLanguages
    in_force: Period
    rulebooks: list[str]
    council: dict[str, str] = Field(default={}, description="Only the settings it changes, as text.")
    hash: Annotated[
        str | None, Field(description="SHA-256 of the edition's RFC 8785 text; absent of what had none when recorded.")
    ] = None


class ExplanationStep(
    Part, example={"code": "market", "vi": "Có hợp đồng tiêu thụ: 20 điểm.", "en": "Has sales contracts: 20 points."}
):
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


class OfficialPaper(
    Part,
    example={
        "number": "77/QĐ-UBND",
        "signed_on": "2028-02-01",
        "office": "33",
        "name": "Quyết định 77.pdf",
        "sha256": "70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d",
    },
):
    """A signed official paper: number, day and kind as written on it; the digest where its signed copy is on file."""

    number: str
    signed_on: date
    kind: Annotated[str, Field(description="As in the symbol of its number: `QĐ`, `TTr`, `TB`, `BB` …")] = "QĐ"
    office: PlacePath | None = None
    name: str | None = None
    sha256: Annotated[str | None, Field(pattern=r"^[0-9a-f]{64}$")] = None


class DecisionRef(
    Part,
    example={
        "id": "0198a1b0-0000-7000-8000-000000000dc3",
        "number": "301/QĐ-UBND",
        "decided_on": "2029-11-02",
        "line": 12,
        "of": 41,
    },
):
    """A line of an issued decision: which one, and where in it."""

    id: str
    number: str
    decided_on: date
    line: Annotated[int, Field(ge=1, description="The line's own number in the annex.")]
    of: Annotated[int, Field(ge=1, description="How many lines the decision has: whoever needs all waits for so many.")]


class CertificateRef(
    Part,
    example={
        "id": "0198a1b0-0000-7000-8000-0000000000c1",
        "product_code": "33-11977-1-2026",
        "star": 4,
        "valid_until": "2029-09-09",
    },
):
    """A certificate as others speak of it."""

    id: str
    product_code: str
    star: Star
    valid_until: date


class Ground(
    Part, example={"code": "mark-misuse", "words": "Vi phạm quy chế sử dụng nhãn hiệu", "article": "Điều 8.1.d"}
):
    """A ground in law: the code of the rulebook in force, its words, and the article."""

    code: str
    words: str
    article: str | None = None
