"""The credential: one paper of a standard or a right, of one producer or one of its products."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Protocol, Self

from pydantic import BaseModel, ConfigDict

from kit.command import Fields, Id, Label, Name
from kit.days import Day
from kit.history import Stateful
from law.kinds import credential_kind
from programme.places import Where
from services.registry.credentials.lifecycle import ALIVE, LIFECYCLE, State


class CredentialFields(Fields):
    """What stands on the paper."""

    kind: Annotated[Id, Label("Loại chứng nhận", "Kind of credential", example="vietgap")]
    number: Annotated[Id, Label("Số giấy", "Number", example="VietGAP-TT-12-33-0007")]
    issuer: (
        Annotated[
            Name,
            Label(
                "Cơ quan, tổ chức cấp",
                "Issued by",
                example="Trung tâm chứng nhận phù hợp",
                hint=("Ghi như trên giấy.", "As written on the paper."),
            ),
        ]
        | None
    ) = None
    issued_on: Annotated[Day, Label("Ngày cấp", "Day of issue", example="2025-12-01")]
    expires_on: (
        Annotated[
            Day,
            Label(
                "Ngày hết hạn",
                "Last day",
                example="2027-11-30",
                hint=(
                    "Ghi theo giấy. Để trống nếu giấy không ghi: khi đó tính theo thời hạn của loại giấy, nếu có.",
                    "As written on the paper. Leave it empty if none is written: then the life of its kind counts, if it has one.",
                ),
            ),
        ]
        | None
    ) = None


class Paper(BaseModel):
    """A file by its content's digest; `size` in bytes; `viewable`: whether a browser can be shown something of it."""

    model_config = ConfigDict(frozen=True)

    name: str
    size: int
    media_type: str
    sha256: str
    viewable: bool = True


class Report(Protocol):
    """An agency's report as it was received: whose, its own number of it, on which day, and where its document lies."""

    @property
    def agency(self) -> str: ...

    @property
    def report_id(self) -> str: ...

    @property
    def reported_on(self) -> date: ...

    @property
    def document_url(self) -> str | None: ...


class Granted(BaseModel):
    """What an agency says it granted, a standard or a right of industrial property."""

    model_config = ConfigDict(frozen=True)

    kind: str
    number: str
    issued_on: date
    expires_on: date | None = None

    @classmethod
    def of(cls, said: object) -> Self:
        """Of the event's data, or its fields: rights name the day `granted_on`. Raises ValidationError."""
        given = dict(said) if isinstance(said, Mapping | BaseModel) else {}
        return cls.model_validate({**given, "issued_on": given.get("issued_on") or given.get("granted_on")})


class Credential(CredentialFields, Stateful, lifecycle=LIFECYCLE):
    """
    One credential. Without a product it is held for all of its producer. `number_key`: by which its number is found,
    however it is typed. `ends_on`: its last day, written or by the life of its kind.
    """

    issued_on: date | None = None
    producer_id: str
    producer_name: str
    producer_kind: str
    product_id: str | None = None
    product_name: str | None = None
    set_no: int | None = None
    place: Where
    state: State = State.RECORDED
    file: Paper | None = None
    word: str | None = None
    """Its issuer's own word, where no paper was handed in."""
    number_key: str = ""
    ends_on: date | None = None
    recorded_on: date
    recorded_by: str | None = None
    verified_on: date | None = None
    verified_by: str | None = None
    """`officer` or `issuer`."""
    office: str | None = None
    agency: str | None = None
    report_id: str | None = None
    document_url: str | None = None
    renews: str | None = None
    renewed_by: str | None = None
    withdrawn_on: date | None = None
    withdrawn_by: str | None = None
    reason: str | None = None
    lists: dict[str, str] = {}
    """List of the law → the hash of the edition by which its kind and its last day were read."""

    @property
    def paper(self) -> Paper | None:
        """The paper that proves it: the file handed in, else its issuer's word as a text; None where there is neither."""
        if self.file is not None or self.word is None:
            return self.file
        content = self.word.encode()
        digest = hashlib.sha256(content).hexdigest()
        name = f"{self.kind}-{self.number}.txt".replace("/", "-")
        return Paper(name=name, size=len(content), media_type="text/plain", sha256=digest, viewable=False)

    def alive_on(self, on: date) -> bool:
        """Whether it is held on a day; its last day is one."""
        return self.state in ALIVE and (self.ends_on is None or self.ends_on >= on)

    def answers(self, evidence_kind: str) -> bool:
        """Whether it is evidence of a kind (`law/data/evidence.yaml`)."""
        known = credential_kind(self.kind)
        return known is not None and evidence_kind in known.evidence
