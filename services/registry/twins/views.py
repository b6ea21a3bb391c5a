"""Likely twins as the pages and the JSON API show them: two records side by side, what differs marked."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel

from kit.language import gettext as _
from kit.telephone import shown
from kit.web.formats import show_date
from law.identifiers import telephone_region
from programme import names
from services.registry.producers import views as producer_views
from services.registry.producers.producer import Producer
from services.registry.products.product import Product
from services.registry.twins.lifecycle import LIFECYCLE, State
from services.registry.twins.pair import Kind, Pair
from services.registry.twins.use_cases import Both


class PairView(BaseModel):
    """A pair for machines: what the two are, their ids, how alike their names are (0 to 100), and what was decided."""

    id: str
    version: int
    kind: Kind
    one: str
    other: str
    how: int
    state: State


def view(pair: Pair) -> PairView:
    """The pair for machines."""
    return PairView.model_validate(pair.model_dump(include=set(PairView.model_fields)))


def row(both: Both) -> dict[str, Any]:
    """A pair as a row of the list."""
    return {
        "id": both.pair.id,
        "kind": _kind(both.pair),
        "one": _named(both.one),
        "other": _named(both.other),
        "how": both.pair.how,
    }


def whole(both: Both, on: date) -> dict[str, Any]:
    """A pair side by side: (label, first, second, whether they differ), and how it may end."""
    return {
        "pair": both.pair,
        "kind": _kind(both.pair),
        "one": both.one,
        "other": both.other,
        "path": "/producers/" if both.pair.kind is Kind.PRODUCER else "/products/",
        "named": {both.one.id: _named(both.one), both.other.id: _named(both.other)},
        "rows": [
            (label, one, other, one != other)
            for (label, one), (_label, other) in zip(_said(both.one, on), _said(both.other, on), strict=True)
        ],
        "open": both.pair.state is State.OPEN,
        "apart": both.pair.state is State.APART,
        "state": names.state(LIFECYCLE, both.pair.state),
        "steps": [
            (step.at, names.verb(LIFECYCLE, step.verb), step.by.name, step.note or "–")
            for step in reversed(both.pair.steps)
        ],
    }


def _kind(pair: Pair) -> str:
    return _("Chủ thể") if pair.kind is Kind.PRODUCER else _("Sản phẩm")


def _named(record: Producer | Product) -> str:
    if isinstance(record, Product):
        return f"{record.name} – {record.producer_name}" if record.producer_name else record.name
    return f"{record.name} – {names.where(record.place)}"


def _said(record: Producer | Product, on: date) -> list[tuple[str, str]]:
    pairs = _of_producer(record, on) if isinstance(record, Producer) else _of_product(record)
    return [(label, value or "–") for label, value in pairs]


def _of_producer(producer: Producer, on: date) -> list[tuple[str, str | None]]:
    person = producer.representative
    return [
        (_("Tên"), producer.name),
        (_("Loại chủ thể"), names.producer_kind(producer.kind, on)),
        (_("Mã số thuế"), producer_views.covered(producer).tax_code),
        (_("Địa bàn"), names.where(producer.place)),
        (_("Người đại diện"), person.name),
        (_("Điện thoại"), shown(person.phone, telephone_region())),
        (_("Thư điện tử"), person.email),
        (_("Địa chỉ"), person.address),
        (_("Đăng ký ngày"), show_date(producer.registered_on)),
    ]


def _of_product(product: Product) -> list[tuple[str, str | None]]:
    known = product.certified
    return [
        (_("Tên"), product.name),
        (_("Bộ sản phẩm"), names.product_set(product.set_no)),
        (_("Chủ thể"), product.producer_name),
        (_("Địa bàn"), names.where(product.place)),
        (_("Mô tả ngắn"), product.description),
        (_("Mã sản phẩm"), known.product_code if known else None),
        (_("Hạng sao"), _("{count} sao", count=product.listed_star) if product.listed_star else None),
        (_("Đăng ký ngày"), show_date(product.registered_on)),
    ]
