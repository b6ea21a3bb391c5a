"""A command as a form and what is kept as rows, field by field, from the labels of the fields."""

from __future__ import annotations

import types
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kit.command import Label, label_of
from kit.language import current_language
from kit.language import gettext as _
from kit.web.formats import show_date, show_dong, show_number

Options = Sequence[tuple[str, str] | tuple[str, str, str]]
"""What may be chosen: (value, text), where choices need more words (value, text, hint)."""
MONEY = "money"
"""The `type` of a label whose field is an amount in đồng (`kit.money.Dong`)."""
YES, NO = "yes", "no"
"""How a form says whether something is so."""
_MANY = (list, tuple, set, frozenset)
SHORT, LONG = 100, 1000
"""Up to how many characters a text is a code, which gets a narrow field, and from how many it is paragraphs."""


@dataclass(frozen=True)
class Asked:
    """One field of a form as `kit/fields.html` shows it. `parts`: of a value within the command."""

    key: str
    name: str
    label: str
    hint: str | None
    kind: str
    """`text`, `code`, `words`, `number`, `money`, `date`, `choice`, `several` (of the options), `tick` or `part`."""
    value: Any
    type: str
    autocomplete: str | None
    options: Options
    parts: Sequence[Asked]


def form(
    kind: type[BaseModel],
    known: BaseModel | None = None,
    choices: Mapping[str, Options] | None = None,
    at: str = "",
    *,
    but: Collection[str] = (),
) -> list[Asked]:
    """
    The labelled fields of a command in their order, filled with what is known. `choices`: by the field's name in the form;
    `but`: what the page says itself. What the form need not fill in is said to be optional.

    Raises LookupError for a field of certain values without their words: nobody is to type a code.
    """
    return [
        _asked(name, field, label, known, choices or {}, at)
        for name, field in kind.model_fields.items()
        if name not in but and (label := label_of(field))
    ]


def rows(
    kind: type[BaseModel],
    known: BaseModel,
    choices: Mapping[str, Options] | None = None,
    *,
    but: Collection[str] = (),
) -> list[tuple[str, str]]:
    """What is kept in the labelled fields of `kind`, as (label, text) in their order; what is left out as a dash."""
    return [
        (
            label.say(current_language()),
            _said(getattr(known, name), {one[0]: one[1] for one in (choices or {}).get(name, ())}, label),
        )
        for name, field in kind.model_fields.items()
        if name not in but and (label := label_of(field))
    ]


def _asked(
    name: str, field: FieldInfo, label: Label, known: BaseModel | None, choices: Mapping[str, Options], at: str
) -> Asked:
    language = current_language()
    kept = getattr(known, name, None)
    bare, longest = _bare(field.annotation), _longest(field)
    if f"{at}{name}" not in choices and (get_origin(bare) is Literal or _is(bare, Enum)):
        raise LookupError(f"no words for what may be chosen as {name}")
    nested = bare if _is(bare, BaseModel) else None
    said = label.say(language)
    if not field.is_required() and field.default in (None, ""):
        why = f", {label.why[language == 'en']}" if label.why else ""
        said = _("{label} (không bắt buộc{why})", label=said, why=why)
    return Asked(
        key=name,
        name=f"{at}{name}",
        label=said,
        hint=label.hint[language == "en"] if label.hint else None,
        kind=_kind_of(bare, nested, label, longest, f"{at}{name}" in choices),
        value=_value(kept if known is not None else field.get_default()),
        type=label.type,
        autocomplete=label.autocomplete,
        options=choices.get(f"{at}{name}", ()),
        parts=form(nested, kept, choices, f"{at}{name}-") if nested else (),
    )


def _kind_of(bare: Any, nested: Any, label: Label, longest: int, chosen: bool) -> str:
    if nested:
        return "part"
    if label.type == MONEY:
        return MONEY
    return _chosen(bare) if chosen else _kind(bare, longest)


def _is(bare: Any, kind: type) -> bool:
    return isinstance(bare, type) and issubclass(bare, kind)


def _chosen(bare: Any) -> str:
    return "several" if get_origin(bare) in _MANY else "choice"


def _kind(bare: Any, longest: int) -> str:
    if bare is bool:
        return "tick"
    if bare in (int, Decimal):
        return "number"
    if bare is date:
        return "date"
    return "code" if longest <= SHORT else "words" if longest > LONG else "text"


def _value(kept: Any) -> Any:
    if isinstance(kept, bool):
        return YES if kept else NO
    if isinstance(kept, _MANY):
        return [str(one) for one in kept]
    return kept if isinstance(kept, (str, int, Decimal, date)) else ""


def _said(kept: Any, options: Mapping[str, str], label: Label) -> str:
    if kept is None or kept == "":
        return "–"
    if isinstance(kept, bool):
        return options.get(YES if kept else NO) or (_("Có") if kept else _("Không"))
    if isinstance(kept, date):
        return show_date(kept)
    if label.type == MONEY and isinstance(kept, int):
        return _("{amount} đồng", amount=show_dong(kept))
    if isinstance(kept, (int, Decimal)) and label.type != "numeric":
        return options.get(str(kept)) or show_number(Decimal(kept))
    return options.get(str(kept), str(kept))


def _longest(field: FieldInfo) -> int:
    limits = [one.max_length for one in [*field.metadata, *_beside(field.annotation)] if isinstance(one, MaxLen)]
    return min(limits, default=SHORT + 1)


def _beside(annotation: Any) -> list[Any]:
    """What stands beside a type, also within a union; fields bring their own metadata along."""
    found: list[Any] = []
    for one in getattr(annotation, "__metadata__", ()):
        found += one.metadata if isinstance(one, FieldInfo) else [one]
    return found + [more for part in get_args(annotation) if not isinstance(part, str) for more in _beside(part)]


def _bare(annotation: Any) -> Any:
    """A type without what stands beside it and without None."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        return _bare(next(part for part in get_args(annotation) if part is not type(None)))
    return annotation
