"""Resources as the JSON API and the pages show them: a line with its entries, what an object has, what a year comes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.text import sentence
from kit.web.labelled import Options, form
from law.resources import WHOLE_YEAR, Named, resource_list
from programme import names
from programme.roles import OFFICERS
from services.reporting.resources import rules
from services.reporting.resources.commands import (
    CorrectMoneyCommand,
    ResourceCommand,
)
from services.reporting.resources.resource import ENTRY_KINDS, Entry, EntryKind, Money, Resource, ResourceFields, Scan

AMOUNTS = ("planned", "allocated", "carried_in", "carried_out", "spent", "left")


class EntryView(BaseModel):
    """One entry as it was made."""

    id: str
    kind: EntryKind
    amount: int = Field(description="As it was entered")
    counts: int = Field(
        description="What it counts now; 0 of a correction, whose amount counts in the corrected entry's place"
    )
    on: date
    note: str
    paper_number: str | None
    paper_signed_on: date | None
    scan: Scan | None
    reason: str | None
    corrects: str | None
    other: str | None = Field(description="The line that the money was carried to or from")


class ResourceView(ResourceFields):
    """A line of money with its entries; who made them is the office's own."""

    id: str
    version: int
    object_id: str
    object_name: str
    money: Money
    entries: list[EntryView]


class Share(BaseModel):
    """What one source, office or object comes to."""

    code: str
    vi: str
    en: str
    money: Money


class YearView(BaseModel):
    """A year's money: each division makes up the same total."""

    year: int
    by_source: list[Share]
    by_office: list[Share]
    total: Money


class ObjectView(BaseModel):
    """All the money for one object, over the years. Each amount is counted once, whatever the number of sources."""

    object_kind: str
    object_id: str
    name: str
    by_source: list[Share]
    by_year: list[Share]
    total: Money
    lines: list[ResourceView]


def view(known: Resource) -> ResourceView:
    """A line for machines."""
    entries = [_entry(known, one) for one in known.entries]
    return mapped(ResourceView, known, entries=entries)


def year(of: int, by_source: Mapping[str, Money], by_office: Mapping[str, Money], on: date) -> YearView:
    """A year's money by source in the order of the list, and by office."""
    order = [one.id for one in resource_list().sources]
    sources = sorted(by_source, key=lambda one: (order.index(one) if one in order else len(order), one))
    return YearView(
        year=of,
        by_source=[_share(code, names.both(source_name, code), by_source[code]) for code in sources],
        by_office=[_share(code, names.both(names.office, code, on), by_office[code]) for code in sorted(by_office)],
        total=rules.summed(by_source.values()),
    )


def of_object(lines: Sequence[Resource]) -> ObjectView:
    """What an object has from all its sources; of at least one line."""
    by_source = rules.grouped(lines, lambda one: one.source)
    by_year = rules.grouped(lines, lambda one: one.year)
    return ObjectView(
        object_kind=lines[0].object_kind,
        object_id=lines[0].object_id,
        name=called(lines[0]),
        by_source=[_share(code, names.both(source_name, code), by_source[code]) for code in sorted(by_source)],
        by_year=[_share(str(of), (str(of), str(of)), by_year[of]) for of in sorted(by_year, reverse=True)],
        total=rules.summed(by_source.values()),
        lines=[view(one) for one in lines],
    )


def table(found: YearView) -> list[list[str | int]]:
    """A year by source as a spreadsheet has it, then its total."""
    english = current_language() == "en"
    rows = [[one.code, one.en if english else one.vi, *_amounts(one.money)] for one in found.by_source]
    return [[_("Mã"), _("Nguồn"), *heads()], *rows, ["", _("Tổng"), *_amounts(found.total)]]


def lines_table(lines: Iterable[Resource], on: date) -> list[list[str | int]]:
    """The lines of a year as a spreadsheet has them."""
    head: list[str | int] = [
        _("Cơ quan"),
        _("Năm"),
        _("Nguồn"),
        _("Chương trình, dự án"),
        _("Dùng cho"),
        _("Tên"),
        *heads(),
    ]
    return [
        head,
        *(
            [
                names.office(one.office, on),
                one.year,
                source_name(one.source),
                programme_name(one.programme),
                object_kind_name(one.object_kind),
                called(one),
                *_amounts(one.money),
            ]
            for one in lines
        ),
    ]


def heads() -> list[str]:
    """What the amounts are called, in their order."""
    return [
        _("Dự kiến"),
        _("Phân bổ"),
        _("Năm trước chuyển sang"),
        _("Chuyển sang năm sau"),
        _("Đã sử dụng"),
        _("Còn lại"),
    ]


def row(known: Resource, on: date) -> dict[str, Any]:
    """A line as a row of a list."""
    return {
        "id": known.id,
        "year": known.year,
        "of_office": names.office(known.office, on),
        "source": source_name(known.source),
        "programme": programme_name(known.programme),
        "kind": object_kind_name(known.object_kind),
        "name": called(known),
        "money": known.money,
        "object": f"/resource-objects/{known.object_kind}/{known.object_id}",
    }


def whole(known: Resource, by: Principal, on: date) -> dict[str, Any]:
    """A line as a page, with what may be done about it."""
    return {
        "resource": known,
        "line": row(known, on),
        "entries": [_entry_row(known, one) for one in reversed(known.entries)],
        "may_write": known.office in by.offices(*OFFICERS),
        "may_carry": known.money.left > 0,
    }


def correction(known: Resource, entry: Entry) -> dict[str, Any]:
    """The form that puts an entry right."""
    return {
        "resource": known,
        "entry": _entry_row(known, entry),
        "asked": form(CorrectMoneyCommand, None),
    }


def blank(
    by: Principal, on: date, *, object_kind: str = "", object_id: str = "", object_name: str = ""
) -> dict[str, Any]:
    """The form by which a line is begun."""
    listed = resource_list()
    span = range(on.year + listed.years.after, on.year - listed.years.before - 1, -1)
    choices: dict[str, Options] = {
        "office": [(one, names.office(one, on)) for one in by.offices(*OFFICERS)],
        "year": [(str(one), str(one)) for one in span],
        "source": [_option(one) for one in listed.sources],
        "programme": [("", _("Không phải chương trình lồng ghép")), *map(_option, listed.programmes)],
        "object_kind": [_option(one) for one in listed.objects],
    }
    known = ResourceCommand.model_construct(
        office=choices["office"][0][0] if choices["office"] else "",
        year=on.year,
        source=listed.sources[0].id,
        object_kind=object_kind or WHOLE_YEAR,
        object_id=object_id or None,
        object_name=object_name or None,
    )
    return {"asked": form(ResourceCommand, known, choices), "unverified": listed.verified != "yes"}


def share(one: Share) -> dict[str, Any]:
    """What one source, office or year comes to, as a row."""
    return {"code": one.code, "name": names.said((one.vi, one.en)), "money": one.money}


def called(known: Resource) -> str:
    """What the money of a line is for."""
    if known.object_kind == WHOLE_YEAR:
        return _("Chương trình năm {year}", year=known.year)
    return known.object_name


def source_name(code: str, language: Any = None) -> str:
    """A source as people call it; a code that no list has stays one."""
    return _named(resource_list().source_of(code), code, language)


def programme_name(code: str | None) -> str:
    """A programme as people call it; empty where there is none."""
    return _named(resource_list().programme_of(code), code) if code else ""


def object_kind_name(code: str) -> str:
    """A kind of object as people call it."""
    return _named(resource_list().object_of(code), code)


def _named(found: Named | None, code: str, language: Any = None) -> str:
    return found.label.say(language or current_language()) if found else code


def _option(one: Named) -> tuple[str, str]:
    return one.id, one.label.say(current_language())


def _share(code: str, called: tuple[str, str], known: Money) -> Share:
    return Share(code=code, vi=called[0], en=called[1], money=known)


def _amounts(known: Money) -> list[str | int]:
    return [getattr(known, name) for name in AMOUNTS]


def _entry(known: Resource, one: Entry) -> EntryView:
    return mapped(EntryView, one, counts=0 if one.corrects else rules.amount_now(known, one))


def _entry_row(known: Resource, one: Entry) -> dict[str, Any]:
    now = rules.amount_now(known, one)
    first = known.entry(one.corrects) if one.corrects else None
    kind = sentence(names.said(ENTRY_KINDS[one.kind]))
    return {
        **dict(one),
        "by": one.by.name,
        "kind": _("Sửa: {what}", what=names.said(ENTRY_KINDS[one.kind])) if first else kind,
        "now": None if first or now == one.amount else now,
        "of_day": first.on if first else None,
        "may_correct": first is None and one.kind is not EntryKind.CARRIED_IN,
    }
