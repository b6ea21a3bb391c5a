"""Aggregates: what is loaded, decided on and kept as a whole, with the version that guards it."""

from __future__ import annotations

import types
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict

from kit.command import Label


class Kept(BaseModel):
    """
    What is kept of what was asked. Of the fields it shares with a command the limits are the command's alone: a limit that
    became narrower makes nothing unreadable that was kept before.
    """

    @classmethod
    def __pydantic_init_subclass__(cls, **keywords: Any) -> None:
        """Takes the limits off fields with a label."""
        super().__pydantic_init_subclass__(**keywords)
        for field in cls.model_fields.values():
            field.annotation = _unlimited(field.annotation)
            if any(isinstance(one, Label) for one in field.metadata):
                field.annotation = _bare(field.annotation)
                field.metadata = [one for one in field.metadata if isinstance(one, Label)]
        cls.model_rebuild(force=True)


def _unlimited(annotation: Any) -> Any:
    """A type without the limits that stand beside a label in it: `Annotated[str, MaxLen(9), Label(…)] | None`."""
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        labels = [one for one in inner[1:] if isinstance(one, Label)]
        return Annotated[_bare(inner[0]), *labels] if labels else annotation
    if get_origin(annotation) in (Union, types.UnionType):
        return Union[tuple(_unlimited(one) for one in inner)]  # noqa: UP007 – of as many as there are
    return annotation


def _bare(annotation: Any) -> Any:
    """A labelled type without the limits of what is in it: of `tuple[Annotated[str, MaxLen(9)], ...]` the items'."""
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        return _bare(inner[0])
    if get_origin(annotation) in (list, tuple, dict, set, frozenset):
        return get_origin(annotation)[tuple(one if one is ... else _bare(one) for one in inner)]
    return annotation


class Aggregate(Kept):
    """What is loaded, decided on and kept as a whole. `version` counts its keepings, from 1."""

    # A kept document that no longer fits is logged; whose phone number it holds is nothing for a log.
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    id: str
    version: int = 0
