"""Yearly cards as the JSON API, the pages and the CSV show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field

from kit.history import Step
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.formats import show_date, show_number
from kit.web.labelled import Asked, form, rows
from law.cards import yearly_card
from programme import names
from services.registry.cards.card import Card, CardFields
from services.registry.cards.commands import CardCommand
from services.registry.cards.lifecycle import LIFECYCLE, State
from services.registry.products.product import Product

COLOURS = {State.ASKED: "yellow", State.FILED: "green"}


class CardView(Card):
    """A card for machines; who took its steps is the register's own."""

    steps: tuple[Step, ...] = Field((), exclude=True)


def view(card: Card) -> CardView:
    """The card for machines."""
    return mapped(CardView, card)


def line(card: Card, on: date) -> dict[str, Any]:
    """A card as a row of a list."""
    late = card.state is State.ASKED and card.due_on < on
    return {
        "product_id": card.product_id,
        "year": card.year,
        "product": card.product_name,
        "producer": card.producer_name,
        "place": names.where(card.place),
        "output": f"{show_number(card.output)} {card.output_unit or ''}".strip() if card.output is not None else "–",
        "revenue": card.revenue,
        "export": card.export_value,
        "labour": card.labour,
        "state": names.state(LIFECYCLE, card.state),
        "colour": "red" if late else COLOURS[card.state],
        "filed_on": card.filed_on,
        "due_on": card.due_on,
        "late": late,
    }


def filing(product: Product, year: int, card: Card | None, before: Card | None, on: date) -> dict[str, Any]:
    """The form, each field with what was told of the year before beside it."""
    units = [("", _("Chọn")), *((one, one) for one in yearly_card().units)]
    known = card if card and card.state is State.FILED else None
    first = known or (mapped(CardCommand, before, **_figures_left_out()) if before else None)
    asked = form(CardCommand, first, {"output_unit": units})
    told = (
        dict(zip([one.key for one in asked], [text for _name, text in rows(CardFields, before)], strict=True))
        if before
        else {}
    )
    return {
        "product": product,
        "year": year,
        "version": card.version if card else 0,
        "due_on": yearly_card().due(year),
        "late": on > yearly_card().due(year),
        "filed": known,
        "of_twins": [rows(CardFields, one) for one in card.of_twins] if card else [],
        "asked": [_beside(one, told.get(one.key), year - 1) for one in asked],
    }


def panel(product: Product, cards: Iterable[Card], on: date, *, writes: bool) -> dict[str, Any]:
    """The cards of a product on its page."""
    found = list(cards)
    last = on.year - 1
    open_ = writes and not any(one.year == last and one.state is State.FILED for one in found)
    return {
        "cards": [line(one, on) for one in found],
        "product": product,
        "file_year": last if open_ else None,
        "writes": writes,
    }


def table(found: Iterable[Card]) -> list[list[str | int]]:
    """The list as a spreadsheet has it, its first row the names of the columns."""
    head: list[str | int] = [
        _("Sản phẩm"), _("Chủ thể"), _("Địa bàn"), _("Năm"), _("Sản lượng"), _("Đơn vị tính"), _("Doanh thu (đồng)"),
        _("Xuất khẩu (đồng)"), _("Thị trường xuất khẩu"), _("Lao động"), _("Lao động địa phương"), _("Lao động nữ"), _("Ngày khai"),
    ]  # fmt: skip
    return [head, *(_cells(one) for one in found)]


def _cells(card: Card) -> list[str | int]:
    def cell(value: Decimal | int | str | None) -> str | int:
        if value is None:
            return ""
        return format(value.normalize(), "f") if isinstance(value, Decimal) else value

    figures = [card.output, card.output_unit, card.revenue, card.export_value, card.export_markets]
    people = [card.labour, card.labour_local, card.labour_women]
    filed = show_date(card.filed_on) if card.filed_on else ""
    return [
        card.product_name or "", card.producer_name, names.where(card.place), card.year, *map(cell, figures), *map(cell, people),
        filed,
    ]  # fmt: skip


def _figures_left_out() -> dict[str, None]:
    """Of the year before only the unit is taken over: a figure that is already there is not looked at."""
    return {name: None for name in CardFields.model_fields if name not in ("output_unit", "export_markets")}


def _beside(one: Asked, told: str | None, year: int) -> Asked:
    if not told or told == "–":
        return one
    said = _("Năm {year}: {told}.", year=year, told=told)
    return replace(one, hint=f"{said} {one.hint}" if one.hint else said)
