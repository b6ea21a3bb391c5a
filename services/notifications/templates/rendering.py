"""Filling a template in: values by kind, written as the reader's language writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import quote

from kit.language import gettext as _
from kit.language import speaking
from kit.refusal import Language, Refusal, Several
from kit.web.formats import show_date, show_number, show_points
from kit.web.site import site
from law.rulebooks import shelf
from services.notifications.templates import refusals
from services.notifications.templates.letter import Letter, Way
from services.notifications.templates.template import FieldKind, Need, Template

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_WANTED = {
    FieldKind.TEXT: ("văn bản", "text"),
    FieldKind.CODE: ("mã", "a code"),
    FieldKind.DATE: ("ngày dạng 2026-08-03", "a date like 2026-08-03"),
    FieldKind.NUMBER: ("số", "a number"),
    FieldKind.POINTS: ("số điểm", "points"),
    FieldKind.STAR: ("số sao từ 1 đến 5", "stars from 1 to 5"),
    FieldKind.LIST: ("danh sách dòng chữ", "a list of lines"),
}


def render(template: Template, values: Mapping[str, Any], *, to: str, language: Language) -> Letter:
    """
    Fills a template in for somebody called `to`.

    A text value may be one text, or one by language. Raises FieldMissing, FieldUnknown or FieldUnreadable, all at once.
    """
    with speaking(language):
        written, lists = _written(template, values, language)
        fill = _Fill(template, written)
        return Letter(
            language=language,
            subject=_one_line(fill(template.subject.say(language))),
            greeting=_("Kính gửi ông/bà {name},", name=_one_line(to)),
            opening=_paragraphs(fill(template.opening.say(language))),
            items=lists.get(template.items or "", ()),
            facts=tuple(
                (fact.label.say(language), fill(fact.value)) for fact in template.facts if fill.can(fact.value)
            ),
            closing=_paragraphs(fill(template.closing.say(language))) if template.closing else (),
            way=Way(
                text=template.action.text.say(language),
                service=template.action.service,
                path=_PLACEHOLDER.sub(lambda m: quote(written[m[1]], safe="/"), template.action.path),
            )
            if template.action
            else None,
            footer=_footer(template, language),
        )


def _footer(template: Template, language: Language) -> tuple[str, ...]:
    why = (
        _("Đây là thông báo theo quy định; không thể từ chối nhận.")
        if template.legal
        else _("Không muốn nhận loại thư này nữa: đổi lựa chọn trong phần Thông báo của hệ thống.")
    )
    automatic = _("Thư này do hệ thống gửi tự động, xin không trả lời.")
    return (site().owner.say(language), f"{automatic} {why}")


class _Fill:
    """Puts written values into a text."""

    def __init__(self, template: Template, written: Mapping[str, str]) -> None:
        self._template, self._written = template, written

    def __call__(self, text: str) -> str:
        return _PLACEHOLDER.sub(lambda found: self._written[found[1]], text)

    def can(self, text: str) -> bool:
        return all(name in self._written for name in _PLACEHOLDER.findall(text))


def _written(
    template: Template, values: Mapping[str, Any], language: Language
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    texts: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    known = ", ".join(template.fields)
    wrong: list[Refusal] = [
        refusals.FieldUnknown(pointer=f"/values/{name}", template=template.id, field=name, known=known)
        for name in values
        if name not in template.fields
    ]
    for name, need in template.fields.items():
        value = values.get(name)
        if value is None or value == "" or value == []:
            if not need.optional:
                wrong.append(refusals.FieldMissing(pointer=f"/values/{name}", template=template.id, field=name))
            continue
        try:
            if need.kind is FieldKind.LIST:
                lists[name] = _lines(value)
                texts[name] = "; ".join(lists[name])  # as a line of facts says it
            else:
                texts[name] = _text(need, value, language)
        except (ValueError, TypeError, InvalidOperation):
            wrong.append(
                refusals.FieldUnreadable(
                    pointer=f"/values/{name}",
                    template=template.id,
                    field=name,
                    wanted=_WANTED[need.kind],
                    given=str(value)[:100],
                )
            )
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise Several(wrong)
    return texts, lists


def _text(need: Need, value: Any, language: Language) -> str:
    if need.kind is FieldKind.DATE:
        return show_date(value if isinstance(value, date) else date.fromisoformat(value))
    if need.kind is FieldKind.NUMBER:
        return show_number(_decimal(value))
    if need.kind is FieldKind.POINTS:
        return show_points(_decimal(value))
    if need.kind is FieldKind.STAR:
        if int(value) not in shelf().stars():
            raise ValueError(value)
        return _("{count} sao", count=int(value))
    said = value[language] if isinstance(value, Mapping) and set(value) == {"vi", "en"} else value
    if not isinstance(said, str):
        raise TypeError(said)
    return said


def _decimal(value: Any) -> Decimal:
    made = Decimal(str(value))
    if not made.is_finite() or abs(made) > 10**12:
        raise ValueError(value)
    return made


def _lines(value: Any) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(line, str) for line in value):
        raise TypeError(value)
    return tuple(_one_line(line) for line in value)


def _one_line(text: str) -> str:
    # A line break in a header would let whoever chose a product's name write headers of their own.
    return " ".join(text.split())


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(_one_line(part) for part in re.split(r"\n\s*\n", text) if part.strip())
