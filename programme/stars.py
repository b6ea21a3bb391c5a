"""A star as people ask for it: one that some act on the shelf has. Which there are is data: the bands of the rulebooks."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

from law.rulebooks import shelf


class _OfSomeAct:
    """Bounds of a whole number, read from the shelf when a value comes in, not when the module is loaded."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(_within, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(core), "minimum": min(shelf().stars()), "maximum": max(shelf().stars())}


def _within(star: int) -> int:
    least, most = min(shelf().stars()), max(shelf().stars())
    if star < least:
        raise PydanticKnownError("greater_than_equal", {"ge": least})
    if star > most:
        raise PydanticKnownError("less_than_equal", {"le": most})
    return star


KnownStar = Annotated[int, _OfSomeAct()]
