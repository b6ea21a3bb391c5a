"""A resource: one source's money of one office and year for one object, and the entries that were made of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, computed_field

from kit.aggregate import Aggregate, Kept
from kit.command import Fields, Id, Label, Name, Words
from kit.days import Day
from kit.history import Actor
from kit.money import Dong


class EntryKind(StrEnum):
    PLANNED = "planned"
    ALLOCATED = "allocated"
    SPENT = "spent"
    CARRIED_IN = "carried-in"
    CARRIED_OUT = "carried-out"


ENTRY_KINDS = {
    EntryKind.PLANNED: ("dự kiến", "planned"),
    EntryKind.ALLOCATED: ("phân bổ", "allocated"),
    EntryKind.SPENT: ("sử dụng", "spent"),
    EntryKind.CARRIED_IN: ("năm trước chuyển sang", "carried in from the year before"),
    EntryKind.CARRIED_OUT: ("chuyển sang năm sau", "carried over into the next year"),
}


class ResourceFields(Fields):
    """Whose money of which year, where it comes from, and what it is for."""

    office: Annotated[Id, Label("Cơ quan", "Office", example="33/11977")]
    year: Annotated[int, Field(ge=2000, le=2100), Label("Năm", "Year", example=2027, type="numeric")]
    source: Annotated[Id, Label("Nguồn", "Source", example="province")]
    programme: (
        Annotated[
            Id,
            Label(
                "Chương trình, dự án",
                "Programme",
                example="new-countryside",
                hint=("Chỉ chọn khi nguồn là chương trình lồng ghép.", "Only where the source is another programme."),
            ),
        ]
        | None
    ) = None
    object_kind: Annotated[Id, Label("Dùng cho", "What it is for", example="product")]
    object_id: (
        Annotated[
            Id,
            Label(
                "Mã của sản phẩm, chủ thể, hoạt động",
                "Id of the product, producer or activity",
                example="0198a1b0-0000-7000-8000-0000000000b1",
                hint=("Để trống nếu dùng cho chương trình của năm.", "Leave it empty for the year's programme."),
            ),
        ]
        | None
    ) = None
    object_name: (
        Annotated[
            Name,
            Label(
                "Tên",
                "Its name",
                example="Nhãn lồng Tân Hưng",
                hint=("Không cần ghi nếu là sản phẩm đã được công nhận.", "Not needed for a recognised product."),
            ),
        ]
        | None
    ) = None


class MoneyFields(Fields):
    """One entry: how much, on which day."""

    amount: Annotated[Dong, Label("Số tiền", "Amount", example=350_000_000, type="money")]
    on: Annotated[Day, Label("Ngày", "Day", example="2027-03-01")]
    note: Annotated[Words, Label("Nội dung", "What for", example="Hỗ trợ thiết kế bao bì")] = ""


class PaperFields(Fields):
    """The paper by which money is allocated or carried over."""

    paper_number: Annotated[Id, Label("Số văn bản", "Number of the paper", example="77/QĐ-UBND")] | None = None
    paper_signed_on: Annotated[Day, Label("Ngày ký", "Day of signing", example="2027-02-20")] | None = None


class Scan(BaseModel):
    """The scan of a paper; `sha256` of its bytes, `size` in bytes."""

    model_config = ConfigDict(frozen=True)

    sha256: str
    size: int
    media_type: str
    name: str
    viewable: bool = True


class Entry(MoneyFields, PaperFields, Kept):
    """
    One entry as it was made; it is never changed. `corrects`: the entry in whose place its amount counts. `other`: the
    resource that money was carried to or from, and `twin` the entry there. `reason`: of a correction, or of spending
    more than was allocated.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    kind: EntryKind
    at: datetime
    by: Actor
    scan: Scan | None = None
    reason: str | None = None
    corrects: str | None = None
    other: str | None = None
    twin: str | None = None


class Money(BaseModel):
    """What the entries come to, in đồng. `allocated` is new money; what was carried in or out stands apart."""

    model_config = ConfigDict(frozen=True)

    planned: int = 0
    allocated: int = 0
    carried_in: int = 0
    carried_out: int = 0
    spent: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def available(self) -> int:
        """What may be spent: allocated, with what came from the year before, without what went on into the next."""
        return self.allocated + self.carried_in - self.carried_out

    @computed_field  # type: ignore[prop-decorator]
    @property
    def left(self) -> int:
        """What is not spent; below nothing where more was spent than there was."""
        return self.available - self.spent

    def __add__(self, other: Money) -> Money:
        return Money(**{name: getattr(self, name) + getattr(other, name) for name in Money.model_fields})


class Resource(ResourceFields, Aggregate):
    """`money`: what the entries come to; `lists`: list of the law → hash of the edition its codes are of."""

    object_id: str
    object_name: str
    entries: tuple[Entry, ...] = ()
    money: Money = Money()
    lists: dict[str, str] = {}

    def entry(self, id: str) -> Entry | None:
        """An entry by its id."""
        return next((one for one in self.entries if one.id == id), None)


def counting(entries: Iterable[Entry]) -> list[Entry]:
    """Entries as they count: each first one under its id and day, with the amount of its last correction."""
    found: dict[str, Entry] = {}
    for one in entries:
        if one.corrects is None:
            found[one.id] = one
        elif one.corrects in found:
            found[one.corrects] = found[one.corrects].model_copy(update={"amount": one.amount})
    return list(found.values())


def money_of(entries: Sequence[Entry]) -> Money:
    """What entries come to: of plans the last one made, of everything else the sum."""
    sums = dict.fromkeys(EntryKind, 0)
    for one in counting(entries):
        sums[one.kind] = one.amount if one.kind is EntryKind.PLANNED else sums[one.kind] + one.amount
    return Money(
        planned=sums[EntryKind.PLANNED],
        allocated=sums[EntryKind.ALLOCATED],
        carried_in=sums[EntryKind.CARRIED_IN],
        carried_out=sums[EntryKind.CARRIED_OUT],
        spent=sums[EntryKind.SPENT],
    )
