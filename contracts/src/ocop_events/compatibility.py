"""
Whether two schemas of one event type can live together: each side must read what the other writes.

General checkers judge all documents a schema admits; ours are open (readers ignore what they do not know), so that they
call even a new optional field a breach, and `jsoncompat` 0.3 on the other hand does not look at `pattern` and `format`.
Here the rule of the contract itself is checked: within a major version optional fields may be added, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

Schema = dict[str, Any]

_WORDS = {"title", "description", "examples", "$schema", "$id", "$defs", "$comment", "deprecated"}
"""Keywords that say nothing about what is valid."""
_LOWER = {"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"}
_UPPER = {"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"}
_STRUCTURE = {"properties", "required", "items", "additionalProperties", "anyOf"}


class Who(Enum):
    """Who cannot read whom."""

    OLD_READERS = "readers of the frozen schema cannot rely on what is written by today's"
    NEW_READERS = "readers of today's schema cannot read what was written by the frozen one"
    BOTH = "neither side can read the other"


@dataclass(frozen=True)
class Breach:
    """One breaking change, with the place in the data (a JSON pointer) where it is met."""

    pointer: str
    what: str
    who: Who

    def __str__(self) -> str:
        return f"{self.pointer or '/'}: {self.what} ({self.who.value})"


def breaches(frozen: Schema, today: Schema) -> list[Breach]:
    """Every breaking change from a frozen schema to today's, both directions considered; empty when they agree."""
    return _Comparison(frozen, today).at("", frozen, today)


class _Comparison:
    def __init__(self, frozen: Schema, today: Schema) -> None:
        self._frozen, self._today = frozen, today
        self._open: set[tuple[str, str]] = set()

    def at(self, pointer: str, old: Schema, new: Schema) -> list[Breach]:
        pair = (str(old.get("$ref", "")), str(new.get("$ref", "")))
        if all(pair):
            if pair in self._open:  # a type that contains itself is compared once
                return []
            self._open.add(pair)
        old, new = _resolved(self._frozen, old), _resolved(self._today, new)
        found = [
            *_types(pointer, old, new),
            *_keywords(pointer, old, new),
            *self._fields(pointer, old, new),
            *self._alternatives(pointer, old, new),
            *self._inside(pointer, old, new, "items", "*"),
            *self._inside(pointer, old, new, "additionalProperties", "*"),
        ]
        self._open.discard(pair)
        return found

    def _fields(self, pointer: str, old: Schema, new: Schema) -> list[Breach]:
        before, after = old.get("properties", {}), new.get("properties", {})
        required, demands = set(old.get("required", ())), set(new.get("required", ()))
        found = [Breach(f"{pointer}/{name}", "removed", Who.OLD_READERS) for name in before if name not in after]
        for name in after:
            here = f"{pointer}/{name}"
            if name not in before:
                if name in demands:
                    found.append(Breach(here, "new, and required", Who.NEW_READERS))
                continue
            if name in demands - required:
                found.append(Breach(here, "optional, now required", Who.NEW_READERS))
            if name in required - demands:
                found.append(Breach(here, "required, now optional", Who.OLD_READERS))
            found += self.at(here, before[name], after[name])
        return found

    def _alternatives(self, pointer: str, old: Schema, new: Schema) -> list[Breach]:
        before, after = old.get("anyOf", []), new.get("anyOf", [])
        nullable = {"type": "null"}
        if (nullable in before) and (nullable not in after):
            return [Breach(pointer, "might be null, now may not", Who.NEW_READERS)]
        if (nullable in after) and (nullable not in before):
            return [Breach(pointer, "might not be null, now may", Who.OLD_READERS)]
        if len(before) != len(after):
            who = Who.OLD_READERS if len(after) > len(before) else Who.NEW_READERS
            return [Breach(pointer, f"{len(before)} alternatives, now {len(after)}", who)]
        pairs = zip(_apart(before, nullable), _apart(after, nullable), strict=True)
        return [breach for one, other in pairs for breach in self.at(pointer, one, other)]

    def _inside(self, pointer: str, old: Schema, new: Schema, keyword: str, step: str) -> list[Breach]:
        before, after = old.get(keyword), new.get(keyword)
        if isinstance(before, dict) and isinstance(after, dict):
            return self.at(f"{pointer}/{step}", before, after)
        if before != after:
            return [Breach(pointer, f"{keyword} was {_said(before)}, now {_said(after)}", Who.BOTH)]
        return []


def _types(pointer: str, old: Schema, new: Schema) -> list[Breach]:
    if "anyOf" in old or "anyOf" in new:
        # A plain type that became one of several, or the reverse, is told by the alternatives.
        return []
    before, after = old.get("type"), new.get("type")
    if before == after:
        return []
    if (before, after) == ("integer", "number"):
        return [Breach(pointer, "type was integer, now number", Who.OLD_READERS)]
    if (before, after) == ("number", "integer"):
        return [Breach(pointer, "type was number, now integer", Who.NEW_READERS)]
    return [Breach(pointer, f"type was {_said(before)}, now {_said(after)}", Who.BOTH)]


def _keywords(pointer: str, old: Schema, new: Schema) -> list[Breach]:
    found = []
    for key in sorted((old.keys() | new.keys()) - _WORDS - _STRUCTURE - {"type"}):
        before, after = old.get(key), new.get(key)
        # 1 == True and 1 == 1.0 for Python; JSON tells the first two apart.
        if before != after or isinstance(before, bool) != isinstance(after, bool):
            found.append(
                Breach(pointer, f"{key} was {_said(before)}, now {_said(after)}", _who_loses(key, before, after))
            )
    return found


def _who_loses(key: str, before: Any, after: Any) -> Who:
    if key == "enum" and before is not None and after is not None:
        gone, come = [v for v in before if v not in after], [v for v in after if v not in before]
        return Who.BOTH if gone and come else Who.NEW_READERS if gone else Who.OLD_READERS
    if key in _LOWER | _UPPER | {"enum", "pattern", "format"}:
        if before is None:
            return Who.NEW_READERS  # a bound where there was none
        if after is None:
            return Who.OLD_READERS
        if key in _LOWER:
            return Who.NEW_READERS if after > before else Who.OLD_READERS
        if key in _UPPER:
            return Who.NEW_READERS if after < before else Who.OLD_READERS
    return Who.BOTH


def _resolved(root: Schema, node: Schema) -> Schema:
    """A reference's target with what stands beside the reference (a default, a description) laid over it."""
    while "$ref" in node:
        target: Schema = root
        for part in str(node["$ref"]).removeprefix("#/").split("/"):
            target = target[part]
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    return node


def _apart(alternatives: list[Schema], nullable: Schema) -> list[Schema]:
    return [one for one in alternatives if one != nullable]


def _said(value: object) -> str:
    return "not there" if value is None else repr(value) if not isinstance(value, dict) else "a schema"
