"""Linkage contracts as the JSON API and the pages show them, and added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, Field

from kit.command import Command
from kit.history import Step
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.formats import show_number
from kit.web.labelled import Options, form, rows
from law.linkages import linkage_kinds, linkage_list, partner_kinds
from programme import names
from services.registry.linkages import rules, store
from services.registry.linkages.commands import EndLinkageCommand, LinkageCommand, NewLinkageCommand
from services.registry.linkages.lifecycle import LIFECYCLE, State, Verb
from services.registry.linkages.linkage import Linkage, LinkageFields
from services.registry.products.product import Concern, Product

COLOURS = {State.IN_FORCE: "green", State.EXPIRED: "orange", State.ENDED: "grey"}


class LinkageView(Linkage):
    """A contract for machines; who took its steps is the register's own."""

    steps: tuple[Step, ...] = Field((), exclude=True)


class LinkageSums(BaseModel):
    """The contracts in force that a person may see, added up. `volumes`: unit → volume a year; `whole`: none was left out."""

    contracts: int
    producers: int
    by_kind: dict[str, int]
    volumes: dict[str, Decimal]
    area_ha: Decimal
    households: int
    whole: bool


def view(linkage: Linkage) -> LinkageView:
    """The contract for machines."""
    return mapped(LinkageView, linkage)


def sums(found: Sequence[Linkage]) -> LinkageSums:
    """Contracts added up."""
    volumes: dict[str, Decimal] = {}
    for one in found:
        if one.volume is not None and one.volume_unit:
            volumes[one.volume_unit] = volumes.get(one.volume_unit, Decimal(0)) + one.volume
    return LinkageSums(
        contracts=len(found),
        producers=len({one.producer_id for one in found}),
        by_kind=dict(Counter(one.kind for one in found)),
        volumes=volumes,
        area_ha=sum((one.area_ha or Decimal(0) for one in found), Decimal(0)),
        households=sum(one.households or 0 for one in found),
        whole=len(found) < store.MOST_COUNTED,
    )


def sum_rows(added: LinkageSums) -> list[tuple[str, str]]:
    """The sums as (what, how much)."""
    said = [(_("Hợp đồng còn hiệu lực"), show_number(Decimal(added.contracts)))]
    said.append((_("Chủ thể có hợp đồng"), show_number(Decimal(added.producers))))
    said += [
        (_("Sản lượng mỗi năm ({unit})", unit=unit), show_number(one)) for unit, one in sorted(added.volumes.items())
    ]
    said.append((_("Diện tích (ha)"), show_number(added.area_ha)))
    said.append((_("Số hộ tham gia"), show_number(Decimal(added.households))))
    return said


def line(linkage: Linkage, on: date) -> dict[str, Any]:
    """A contract as a row of a list."""
    over = linkage.state is State.IN_FORCE and linkage.until is not None and linkage.until < on
    state = State.EXPIRED if over else linkage.state
    return {
        "id": linkage.id,
        "goods": linkage.goods,
        "kind": word(linkage.kind, kinds()),
        "partner": linkage.partner_name or word(linkage.partner_kind, partners()),
        "holder": linkage.named,
        "producer": linkage.producer_name,
        "whole": linkage.product_id is None,
        "volume": f"{show_number(linkage.volume)} {linkage.volume_unit or ''}".strip()
        if linkage.volume is not None
        else None,
        "share": f"{show_number(linkage.share_of_material)} %" if linkage.share_of_material is not None else None,
        "from_on": linkage.from_on,
        "until": linkage.until,
        "state": names.state(LIFECYCLE, state),
        "colour": COLOURS[state],
        "alive": linkage.alive_on(on),
        "paper": linkage.paper,
    }


def whole(linkage: Linkage, by: Principal, on: date) -> dict[str, Any]:
    """A contract as a page, with what may be done about it."""
    writes = rules.may_write(linkage, by)
    known: dict[str, Options] = {"kind": kinds(), "partner_kind": partners()}
    return {
        "linkage": linkage,
        "line": line(linkage, on),
        "place": names.where(linkage.place),
        "facts": rows(LinkageFields, linkage, known),
        "may_change": writes and Verb.CHANGE in linkage.may,
        "may_end": writes and Verb.END in linkage.may,
        "steps": [
            {"at": one.at, "verb": names.verb(LIFECYCLE, one.verb), "by": one.by.name, "note": one.note}
            for one in reversed(linkage.steps)
        ],
    }


def blank(concern: Concern, products: Sequence[Product]) -> dict[str, Any]:
    """The form by which a contract is recorded."""
    held_for = [("", _("Cả chủ thể: {name}", name=concern.producer_name)), *((one.id, one.name) for one in products)]
    asked = form(NewLinkageCommand, concern, {**_choices(), "product_id": held_for}, but=("producer_id",))
    return {"concern": concern, "asked": asked, "linkage": None}


def filled(linkage: Linkage) -> dict[str, Any]:
    """The same form about a contract there is."""
    return {"concern": linkage, "asked": form(LinkageCommand, linkage, _choices()), "linkage": linkage}


def ending(linkage: Linkage, on: date, command: type[Command] = EndLinkageCommand) -> dict[str, Any]:
    """The form by which a contract is ended."""
    return {"linkage": linkage, "line": line(linkage, on), "asked": form(command)}


def kinds() -> list[tuple[str, str]]:
    """Every form of linkage: (code, name)."""
    return [(code, one.say(current_language())) for code, one in linkage_kinds().items()]


def partners() -> list[tuple[str, str]]:
    """Every kind of partner: (code, name)."""
    return [(code, one.say(current_language())) for code, one in partner_kinds().items()]


def word(code: str, known: Iterable[tuple[str, str]]) -> str:
    """What a code is called; itself where no list has it."""
    return dict(known).get(code, code)


def _choices() -> dict[str, Options]:
    choose = [("", _("Chọn"))]
    return {
        "kind": [*choose, *kinds()],
        "partner_kind": [*choose, *partners()],
        "volume_unit": [*choose, *((one, one) for one in linkage_list().units)],
    }
