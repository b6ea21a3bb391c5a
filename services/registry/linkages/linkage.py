"""A linkage contract: with whom, for which goods, how much of them, how much of the material, from when until when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from kit.command import Fields, Id, Label, Name
from kit.days import Day
from kit.history import Stateful
from services.registry.credentials.credential import Paper
from services.registry.linkages.lifecycle import LIFECYCLE, State
from services.registry.products.product import Concern

Amount = Annotated[Decimal, Field(ge=0, max_digits=15, decimal_places=3)]


class LinkageFields(Fields):
    """What partners agreed on."""

    kind: Annotated[Id, Label("Hình thức liên kết", "Form of linkage", example="supply")]
    partner_kind: Annotated[Id, Label("Loại đối tác", "Kind of partner", example="farm-households")]
    partner_name: (
        Annotated[
            Name,
            Label(
                "Tên đối tác",
                "Partner's name",
                example="Tổ hợp tác nhãn Hồng Nam",
                hint=(
                    "Đối tác là một cá nhân, hộ thì tên không được công bố đi đâu.",
                    "The name of a single person goes nowhere.",
                ),
            ),
        ]
        | None
    ) = None
    goods: Annotated[Name, Label("Hàng hóa, nguyên liệu, dịch vụ", "Goods, material or service", example="Nhãn tươi")]
    volume: Annotated[Amount, Label("Sản lượng mỗi năm", "Volume a year", example="120.5")] | None = None
    volume_unit: Annotated[Id, Label("Đơn vị tính", "Unit", example="tấn")] | None = None
    area_ha: Annotated[Amount, Label("Diện tích (ha)", "Area (ha)", example="18")] | None = None
    households: Annotated[int, Field(ge=0, le=1_000_000), Label("Số hộ tham gia", "Households", example=42)] | None = (
        None
    )
    share_of_material: (
        Annotated[
            Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)],
            Label(
                "Tỷ lệ nguyên liệu từ hợp đồng này (%)",
                "Share of the material (%)",
                example="60",
                hint=(
                    "Trong tổng nguyên liệu của sản phẩm, từ 0 đến 100.",
                    "Of all material of the product, 0 to 100.",
                ),
            ),
        ]
        | None
    ) = None
    from_on: Annotated[Day, Label("Hiệu lực từ ngày", "From", example="2026-01-01")]
    until: (
        Annotated[
            Day,
            Label(
                "Đến hết ngày",
                "Last day",
                example="2028-12-31",
                hint=("Để trống nếu hợp đồng không ghi thời hạn.", "Leave it empty if no term is written."),
            ),
        ]
        | None
    ) = None


class Linkage(LinkageFields, Concern, Stateful, lifecycle=LIFECYCLE):
    """One contract of a producer, for all it makes or for one product."""

    state: State = State.IN_FORCE
    paper: Paper | None = None
    recorded_on: date
    ended_on: date | None = None
    reason: str | None = None
    lists: dict[str, str] = {}
    """List of the law → the hash of the edition by which its kinds were read."""

    def alive_on(self, on: date) -> bool:
        """Whether it is in force on a day; its first and its last day are both."""
        began = self.from_on <= on
        return self.state is State.IN_FORCE and began and (self.until is None or on <= self.until)

    def speaks_for(self, product_id: str) -> bool:
        """Whether it is of a product, or of all its producer makes."""
        return self.product_id in (None, product_id)
