"""Commands read out of a page's form, under the limits of the JSON API."""

from __future__ import annotations

import re
import types
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from inspect import Parameter, Signature
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from fastapi import Depends, Form
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from kit.command import Command, Label, label_of
from kit.days import DateUnreadable, read_day
from kit.refusal import Refusal, Several
from kit.web.fields import OWN, form_of
from kit.web.uploads import FileAbsent
from kit.web.validation import FieldInvalid, asked_for, refusal_of

C = TypeVar("C", bound=BaseModel)
_ROW = re.compile(r"0|[1-9][0-9]{0,3}")
"""The number of a row as our pages write it; `²` or a thousand nines would be digits too."""


def from_form(kind: type[Command]) -> Any:
    """A dependency that gives the form's command: `command: Annotated[ProductCommand, from_form(ProductCommand)]`."""

    async def command(request: Request) -> Command:
        return read(kind, await form_of(request))

    return Depends(command)


def from_multipart(kind: type[Command]) -> Any:
    """A dependency that gives a multipart request's command, beside whose fields a file comes as a parameter of its own."""

    async def command(**given: Any) -> Command:
        try:
            return kind.model_validate(given)
        except ValidationError as invalid:
            raise refusal_of(invalid.errors(), kind) from None

    asked = [
        Parameter(
            name,
            Parameter.KEYWORD_ONLY,
            default=Parameter.empty if field.is_required() else field.default,
            annotation=Annotated[(field.annotation, *field.metadata, Form())],
        )
        for name, field in kind.model_fields.items()
    ]
    vars(command)["__signature__"] = Signature(asked)
    return Depends(command)


def read(kind: type[C], sent: FormData, /, *, also: Iterable[Refusal] = (), **known: Any) -> C:
    """
    A command from a form's fields; `known` are fields the page itself says.

    The names follow the command: `name`; `representative-name` of a part; `findings-1` of a mapping; `missing` several
    times for a list of texts; `seats-0-person_id` of a list of parts. An empty field is a missing one. `also`: what is
    wrong beside the fields, such as a file that did not come. Raises all that is wrong at once, each at its field.
    """
    wrong: list[Refusal] = [*also]
    values = {**_fields(kind, "", sent, wrong), **known}
    try:
        command = kind.model_validate(values)
    except ValidationError as invalid:
        refused = {one.pointer for one in wrong}
        found = refusal_of(invalid.errors(), kind)
        wrong += [one for one in _parts(found) if one.pointer not in refused]
    else:
        if not wrong:
            return command
    announced = {one.pointer for one in wrong}
    wrong += [one for one in _empty(kind, "", values) if one.pointer not in announced]
    raise wrong[0] if len(wrong) == 1 else Several(_in_order(kind, wrong))


def read_with_file(kind: type[C], sent: FormData, name: str = "file") -> tuple[C, UploadFile]:
    """A command and the file beside it; raises all that is wrong at once, FileAbsent among it."""
    file = sent.get(name)
    if isinstance(file, UploadFile) and file.filename:
        return read(kind, sent), file
    absent = FileAbsent(pointer=f"/{name}")
    read(kind, sent, also=[absent])
    raise absent


def read_query(kind: type[C], query: Mapping[str, str]) -> C:
    """
    What a page's address asks, days as people or addresses write them; fields left empty are as if they were not there.
    Raises all that is wrong at once.
    """
    given: dict[str, Any] = {name: value.strip() for name, value in query.items() if value.strip()}
    wrong: list[Refusal] = []
    for name, field in kind.model_fields.items():
        if name in given and _bare(field.annotation) is date:
            given[name] = _day(given[name], name, label_of(field), wrong)
    try:
        asked = kind.model_validate(given)
    except ValidationError as invalid:
        wrong += _parts(refusal_of(invalid.errors(), kind))
    else:
        if not wrong:
            return asked
    raise wrong[0] if len(wrong) == 1 else Several(wrong)


def _empty(kind: type[BaseModel], at: str, values: Mapping[str, Any]) -> Iterable[Refusal]:
    """Texts that must be there and were left empty: said together with what else is wrong, not after it is mended."""
    for name, field in kind.model_fields.items():
        inner = _bare(field.annotation)
        if isinstance(values.get(name), Mapping) and isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _empty(inner, f"{at}/{name}", values[name])
        elif field.is_required() and values.get(name) == "":
            yield FieldInvalid(pointer=f"{at}/{name}", why=asked_for(field, label_of(field)))


def _in_order(kind: type[BaseModel], wrong: Iterable[Refusal]) -> list[Refusal]:
    """What is wrong in the order of the fields, as the page has them; what points at none stands last."""
    order = {name: at for at, name in enumerate(kind.model_fields)}
    return sorted(wrong, key=lambda one: order.get((one.pointer or "").strip("/").split("/")[0], len(order)))


def _fields(kind: type[BaseModel], prefix: str, sent: FormData, wrong: list[Refusal]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        value = _value(field.annotation, f"{prefix}{name}", sent, wrong, label_of(field))
        if value is not None:
            values[name] = value
        elif field.is_required() and _bare(field.annotation) is str:
            values[name] = ""  # what the command says of an empty text is clearer than that a field is missing
    return values


def _value(annotation: Any, name: str, sent: FormData, wrong: list[Refusal], label: Label | None = None) -> Any:
    """What the form says of one field; None when it says nothing."""
    kind = _bare(annotation)
    origin, inner = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _fields(kind, f"{name}-", sent, wrong) if _any(sent, f"{name}-") else None
    if origin is dict:
        given = {key: _value(inner[1], f"{name}-{key}", sent, wrong) for key in _keys(sent, f"{name}-")}
        return {key: value for key, value in given.items() if value is not None}
    if origin in (list, tuple, set, frozenset):
        return _several(inner[0], name, sent, wrong)
    return _text(kind, name, str(sent.get(name, "")).replace("\r\n", "\n").strip(), wrong, label)


def _several(item: Any, name: str, sent: FormData, wrong: list[Refusal]) -> list[Any]:
    kind = _bare(item)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        written = {key.partition("-")[0] for key in _keys(sent, f"{name}-")}
        rows = sorted(int(row) for row in written if _ROW.fullmatch(row))
        filled = [
            at for at in rows if any(str(v).strip() for n, v in sent.multi_items() if n.startswith(f"{name}-{at}-"))
        ]
        return [_fields(kind, f"{name}-{at}-", sent, wrong) for at in filled]
    texts = [str(value).strip() for value in sent.getlist(name)]
    return [_text(kind, f"{name}/{at}", text, wrong) for at, text in enumerate(texts) if text]


def _text(kind: Any, name: str, text: str, wrong: list[Refusal], label: Label | None = None) -> Any:
    if not text:
        return None
    if kind is date:
        return _day(text, name, label, wrong)
    if kind is Decimal:
        return text.replace(",", ".")  # Vietnamese writes a comma
    return text


def _day(text: str, name: str, label: Label | None, wrong: list[Refusal]) -> date | None:
    try:
        return read_day(text, "/" + name.replace("-", "/"), label)
    except DateUnreadable as unreadable:
        wrong.append(unreadable)
        return None


def _keys(sent: FormData, prefix: str) -> Iterable[str]:
    return dict.fromkeys(n.removeprefix(prefix) for n in sent if n.startswith(prefix) and not n.startswith(OWN))


def _any(sent: FormData, prefix: str) -> bool:
    return any(name.startswith(prefix) for name in sent)


def _bare(annotation: Any) -> Any:
    """An annotation without its metadata and without None."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        some = [part for part in get_args(annotation) if part is not type(None)]
        return _bare(some[0])
    return annotation


def _parts(refusal: Refusal) -> tuple[Refusal, ...]:
    return refusal.refusals if isinstance(refusal, Several) else (refusal,)
