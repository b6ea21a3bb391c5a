"""The producer itself."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from kit.aggregate import Kept
from kit.command import Address, Fields, Id, Label, Name
from kit.history import Stateful
from programme.places import Where
from services.registry.producers.lifecycle import LIFECYCLE, State

STATISTICS = ("dùng cho thống kê", "for statistics")


class PersonFields(Fields):
    """A producer's representative. Everything but the name may be left out."""

    name: Annotated[Name, Label("Họ và tên", "Full name", example="Nguyễn Thị Hương", autocomplete="name")]
    sex: Annotated[Id, Label("Giới tính", "Sex", example="female", why=STATISTICS)] | None = None
    ethnicity: Annotated[Id, Label("Dân tộc", "Ethnicity", example="Kinh", why=STATISTICS)] | None = None
    email: (
        Annotated[
            Address,
            Label(
                "Thư điện tử",
                "E-mail",
                example="ten@htx.vn",
                hint=(
                    "Thông báo về hồ sơ được gửi đến địa chỉ này.",
                    "Notices about dossiers are sent to this address.",
                ),
                type="email",
                autocomplete="email",
            ),
        ]
        | None
    ) = None
    phone: (
        Annotated[Id, Label("Điện thoại", "Telephone", example="0912345678", type="tel", autocomplete="tel")] | None
    ) = None
    address: Annotated[Name, Label("Địa chỉ", "Address", autocomplete="street-address")] | None = None


class Person(PersonFields, Kept):
    """
    The representative as kept: personal data, kept apart and shown to few. `identity_number`: a household's tax code, which
    is a person's own number and therefore not among the producer's particulars; no event carries it.
    """

    identity_number: str | None = None


class ProducerFields(Fields):
    """A producer's particulars, but for its commune and its representative."""

    name: Annotated[
        Name,
        Label(
            "Tên chủ thể",
            "Producer's name",
            example="HTX Nhãn lồng Tân Hưng",
            hint=(
                "Ghi đúng tên trên giấy đăng ký hoặc hợp đồng hợp tác.",
                "As it stands on the registration or the co-operation contract.",
            ),
            autocomplete="organization",
        ),
    ]
    kind: Annotated[Id, Label("Loại chủ thể", "Kind of producer", example="cooperative")]
    tax_code: (
        Annotated[
            Id,
            Label(
                "Mã số thuế",
                "Tax code",
                example="0901234564",
                hint=(
                    "10 chữ số, hoặc 13 chữ số với dấu gạch trước ba số cuối; hộ: 12 chữ số, là số định danh cá nhân, không công khai.",
                    "10 digits, or 13 with a hyphen before the last three; of a household, 12: a person's identity number, which is not made public.",
                ),
                type="numeric",
            ),
        ]
        | None
    ) = None
    language: Annotated[str, Field(pattern="^(vi|en)$"), Label("Nhận thông báo bằng", "Notices in")] = "vi"


class Producer(ProducerFields, Stateful, lifecycle=LIFECYCLE):
    """A co-operative, company, farm, household … (the kinds are the rulebook's)."""

    place: Where
    representative: Person
    state: State = State.ACTIVE
    registered_on: date
    sort_key: str = ""
    identity_key: str | None = None
    """What its identity number is matched by (`kit.secret.Matching`)."""

    likeness: tuple[str, ...] | None = None
    """By which producers of a name like its own are found; None: of an earlier release, not looked at yet."""
    merged_into: str | None = None
    """The record it was merged into: what is asked of it is asked of that."""

    @property
    def tax_number(self) -> str | None:
        """Its tax code, whichever it is: for those who may see its personal data."""
        return self.tax_code or self.representative.identity_number
