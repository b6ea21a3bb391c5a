"""The fields and codes of a rulebook in words: read from the models themselves (`values.Named`), nowhere listed again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from law.rulebooks.council import CouncilSettings
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.values import Named, Text

YES_NO = {"True": Text(vi="có", en="yes"), "False": Text(vi="không", en="no")}
KEYS = ("id", "set_no", "kind", "level", "star", "path", "number", "act")
"""Fields by which an entry of a list is known from the others, wherever it stands."""


def named(field: FieldInfo) -> Named | None:
    """What a field is called; None where the model does not say."""
    return next((one for one in field.metadata if isinstance(one, Named)), None)


def setting_name(name: str) -> Text:
    """What a setting of councils is called."""
    known = named(CouncilSettings.model_fields[name])
    return known.text if known else Text(vi=name, en=name)


def path_in_words(model: type[BaseModel], path: str) -> list[Text]:
    """A JSON pointer as the names of the fields it goes through; numbers and keys of dictionaries are left out."""
    found: list[Text] = []
    models: list[type[BaseModel]] = [model]
    for step in path.split("/")[1:]:
        field = next((one.model_fields[step] for one in models if step in one.model_fields), None)
        if field is None:
            continue
        name = named(field)
        found.append(name.text if name else Text(vi=step, en=step))
        models = list(dict.fromkeys(_models_in(field.annotation)))
    return found


@cache
def models_of(model: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """A model and every model within it, each once."""
    found: list[type[BaseModel]] = [model]
    for one in found:
        for field in one.model_fields.values():
            found += [inner for inner in dict.fromkeys(_models_in(field.annotation)) if inner not in found]
    return tuple(found)


@cache
def codes() -> dict[str, Text]:
    """Every code of the format in words; a code that several fields share means the same in all of them."""
    found: dict[str, Text] = {}
    for model in models_of(Rulebook):
        for field in model.model_fields.values():
            name = named(field)
            for code, vi, en in name.values if name else ():
                found[code] = Text(vi=vi, en=en)
    return found


def value_name(value: object, field: FieldInfo | None = None) -> Text:
    """A value in words; numbers, dates and patterns as they are. `field`: whose code it is, where that is known."""
    text = str(value)
    decimal = text.replace(".", ",") if re.fullmatch(r"\d+\.\d+", text) else text
    own = named(field) if field is not None else None
    for code, vi, en in own.values if own else ():
        if code == text:
            return Text(vi=vi, en=en)
    return YES_NO.get(text) or codes().get(text) or Text(vi=decimal, en=text)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation is not Text:
            yield annotation
        return
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _models_in(get_args(annotation)[0])
    elif origin in (Union, UnionType, tuple, dict, list):
        for inner in get_args(annotation):
            yield from _models_in(inner)
