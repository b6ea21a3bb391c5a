"""What may change within a major version, and what is refused: each kind with a document that shows the harm."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from ocop_events.compatibility import Who, breaches

Schema = dict[str, Any]

FROZEN: Schema = {
    "type": "object",
    "required": ["name", "star", "place", "kind", "day"],
    "properties": {
        "name": {"type": "string", "minLength": 2, "maxLength": 20},
        "star": {"type": "integer", "minimum": 1, "maximum": 5},
        "kind": {"type": "string", "enum": ["first", "upgrade"]},
        "code": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "day": {"type": "string", "format": "date"},
        "note": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None},
        "language": {"type": "string", "default": "vi"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "parts": {"type": "object", "additionalProperties": {"type": "string"}},
        "place": {"$ref": "#/$defs/Place"},
        "before": {"anyOf": [{"$ref": "#/$defs/Place"}, {"type": "null"}]},
    },
    "$defs": {
        "Place": {
            "type": "object",
            "required": ["path"],
            "properties": {"path": {"type": "string"}, "above": {"$ref": "#/$defs/Place"}},
        }
    },
    "x-key": "name",
}
GOOD: Schema = {"name": "Miến dong", "star": 4, "kind": "first", "day": "2026-05-01", "place": {"path": "33/11977"}}

Change = Callable[[Schema], Any]


def changed(change: Change) -> Schema:
    made = copy.deepcopy(FROZEN)
    change(made)
    return made


def props(schema: Schema) -> Schema:
    found: Schema = schema["properties"]
    return found


def valid(schema: Schema, document: Schema) -> bool:
    return Draft202012Validator(schema, format_checker=FormatChecker()).is_valid(document)


ALLOWED: list[tuple[str, Change]] = [
    ("nothing", lambda s: None),
    ("an optional field is added", lambda s: props(s).update(extra={"type": "string"})),
    (
        "an optional field that may be null is added",
        lambda s: props(s).update(extra={"anyOf": [{"type": "integer"}, {"type": "null"}], "default": None}),
    ),
    (
        "an optional field is added deep inside",
        lambda s: s["$defs"]["Place"]["properties"].update(x={"type": "string"}),
    ),
    ("words are bettered", lambda s: s.update(description="Better.") or props(s)["name"].update(description="A name.")),
    ("a definition is renamed", lambda s: _rename(s, "Place", "Locality")),
]


def _rename(schema: Schema, old: str, new: str) -> None:
    schema["$defs"][new] = schema["$defs"].pop(old)
    props(schema)["place"] = {"$ref": f"#/$defs/{new}"}
    props(schema)["before"]["anyOf"][0] = {"$ref": f"#/$defs/{new}"}
    schema["$defs"][new]["properties"]["above"] = {"$ref": f"#/$defs/{new}"}


# kind of change, the change, where it is met, who is hurt, a document that one side writes and the other cannot take
BREAKING: list[tuple[str, Change, str, Who, Schema | None]] = [
    ("a required field is removed", lambda s: _drop(s, "kind"), "/kind", Who.OLD_READERS, {"kind": None}),
    ("an optional field is removed", lambda s: props(s).pop("note"), "/note", Who.OLD_READERS, None),
    ("a required field is added", lambda s: _demand(s, "extra"), "/extra", Who.NEW_READERS, {}),
    ("an optional field becomes required", lambda s: s["required"].append("note"), "/note", Who.NEW_READERS, {}),
    ("a required field becomes optional", lambda s: s["required"].remove("star"), "/star", Who.OLD_READERS, {"star": None}),
    ("a type changes", lambda s: _set(s, "name", type="integer"), "/name", Who.BOTH, {}),
    ("a type widens", lambda s: _set(s, "star", type="number"), "/star", Who.OLD_READERS, {"star": 2.5}),
    ("a type narrows", lambda s: None, "/star", Who.NEW_READERS, {"star": 2.5}),
    ("a lower bound rises", lambda s: _set(s, "star", minimum=3), "/star", Who.NEW_READERS, {"star": 1}),
    ("a lower bound falls", lambda s: _set(s, "star", minimum=0), "/star", Who.OLD_READERS, {"star": 0}),
    ("an upper bound falls", lambda s: _set(s, "name", maxLength=3), "/name", Who.NEW_READERS, {}),
    ("an upper bound rises", lambda s: _set(s, "star", maximum=6), "/star", Who.OLD_READERS, {"star": 6}),
    ("a bound appears", lambda s: _set(s, "language", maxLength=1), "/language", Who.NEW_READERS, {"language": "vi"}),
    ("a bound disappears", lambda s: props(s)["star"].pop("maximum"), "/star", Who.OLD_READERS, {"star": 9}),
    ("an enumeration narrows", lambda s: _set(s, "kind", enum=["first"]), "/kind", Who.NEW_READERS, {"kind": "upgrade"}),
    (
        "an enumeration widens",
        lambda s: _set(s, "kind", enum=["first", "upgrade", "third"]),
        "/kind",
        Who.OLD_READERS,
        {"kind": "third"},
    ),
    ("an enumeration is exchanged", lambda s: _set(s, "kind", enum=["first", "x"]), "/kind", Who.BOTH, {"kind": "x"}),
    ("an enumeration appears", lambda s: _set(s, "language", enum=["en"]), "/language", Who.NEW_READERS, {"language": "vi"}),
    ("a pattern changes", lambda s: _set(s, "code", pattern="^[A-Z]{3}$"), "/code", Who.BOTH, {"code": "AB"}),
    ("a pattern appears", lambda s: _set(s, "language", pattern="^e"), "/language", Who.NEW_READERS, {"language": "vi"}),
    ("a format appears", lambda s: _set(s, "language", format="date"), "/language", Who.NEW_READERS, {"language": "vi"}),
    ("a format disappears", lambda s: props(s)["day"].pop("format"), "/day", Who.OLD_READERS, {"day": "soon"}),
    (
        "a field that might be null may no more",
        lambda s: props(s).update(note={"type": "string", "default": None}),
        "/note",
        Who.NEW_READERS,
        {"note": None},
    ),
    (
        "a field may suddenly be null",
        lambda s: props(s).update(language={"anyOf": [{"type": "string"}, {"type": "null"}], "default": "vi"}),
        "/language",
        Who.OLD_READERS,
        {"language": None},
    ),
    (
        "an alternative is added",
        lambda s: props(s)["note"]["anyOf"].append({"type": "integer"}),
        "/note",
        Who.OLD_READERS,
        {"note": 3},
    ),
    ("an alternative changes", lambda s: props(s)["note"]["anyOf"][0].update(type="integer"), "/note", Who.BOTH, {"note": "x"}),
    ("a default changes", lambda s: _set(s, "language", default="en"), "/language", Who.BOTH, None),
    ("the items change", lambda s: props(s)["tags"]["items"].update(type="integer"), "/tags/*", Who.BOTH, {"tags": ["x"]}),
    (
        "the values of a map change",
        lambda s: props(s)["parts"]["additionalProperties"].update(type="integer"),
        "/parts/*",
        Who.BOTH,
        {"parts": {"A": "x"}},
    ),
    ("a map is closed", lambda s: _set(s, "parts", additionalProperties=False), "/parts", Who.BOTH, {"parts": {"A": "x"}}),
    (
        "a nested field changes",
        lambda s: s["$defs"]["Place"]["properties"]["path"].update(type="integer"),
        "/place/path",
        Who.BOTH,
        {},
    ),
    (
        "a nested field becomes required",
        lambda s: s["$defs"]["Place"]["required"].append("above"),
        "/place/above",
        Who.NEW_READERS,
        {},
    ),
    ("the key changes", lambda s: s.update({"x-key": "code"}), "", Who.BOTH, None),
    ("an unknown keyword appears", lambda s: _set(s, "star", multipleOf=2), "/star", Who.BOTH, {"star": 1}),
]  # fmt: skip


def _set(schema: Schema, name: str, **keywords: Any) -> None:
    props(schema)[name].update(keywords)


def _drop(schema: Schema, name: str) -> None:
    props(schema).pop(name)
    schema["required"].remove(name)


def _demand(schema: Schema, name: str) -> None:
    props(schema)[name] = {"type": "string"}
    schema["required"].append(name)


class TestWithinAMajorVersion:
    @pytest.mark.parametrize(("what", "change"), ALLOWED, ids=[a[0] for a in ALLOWED])
    def test_is_allowed_that(self, what: str, change: Change) -> None:
        assert breaches(FROZEN, changed(change)) == []

    @pytest.mark.parametrize(("what", "change", "pointer", "who", "document"), BREAKING, ids=[b[0] for b in BREAKING])
    def test_is_refused_that(self, what: str, change: Change, pointer: str, who: Who, document: Schema | None) -> None:
        frozen, today = FROZEN, changed(change)
        if what == "a type narrows":
            frozen, today = changed(lambda s: _set(s, "star", type="number")), FROZEN
        found = breaches(frozen, today)
        assert (pointer, who) in [(breach.pointer, breach.who) for breach in found], [str(b) for b in found]
        if document is None:
            return
        # The checker's claim against an independent validator: one side takes the document, the other does not.
        whole = {k: v for k, v in {**GOOD, **document}.items() if not (v is None and k in ("kind", "star"))}
        if who is Who.OLD_READERS:
            assert valid(today, whole)
            assert not valid(frozen, whole)
        elif who is Who.NEW_READERS:
            assert valid(frozen, whole)
            assert not valid(today, whole)
        else:
            assert valid(frozen, whole) != valid(today, whole)

    def test_a_field_may_be_called_like_a_keyword(self) -> None:
        odd: Schema = {"type": "object", "properties": {"required": {"type": "string"}, "title": {"type": "string"}}}
        other: Schema = {"type": "object", "properties": {"required": {"type": "string"}, "title": {"type": "integer"}}}
        assert [breach.pointer for breach in breaches(odd, other)] == ["/title"]
