"""The JSON Schema of each event type, as it is published: draft 2020-12, one document a type."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ocop_events import catalogue
from ocop_events.envelope import schema_uri
from ocop_events.examples import example, types

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = Path(__file__).resolve().parents[2] / "schemas"
"""Where the published schemas lie, in the source tree."""

Schema = dict[str, Any]


def schema_of(type_: str) -> Schema:
    """What may be written as this type today. Readers ignore fields that are not in it."""
    event = catalogue[type_]
    more = {"examples": [example(type_)]} if type_ in types() else {}
    # Where it is written and what orders it is promised like its fields.
    promised = {"x-topic": event.event_topic, "x-key": event.event_key}
    return {"$schema": DIALECT, "$id": schema_uri(type_), **promised, **untitled(event.model_json_schema()), **more}


def text_of(schema: Schema) -> str:
    """The one way a schema is written to a file, so that only what changed is seen to change."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def untitled(node: Any) -> Any:
    """Drops what pydantic adds without saying anything. It repeats each field's name as a title; only the types' own names say something."""
    if isinstance(node, list):
        return [untitled(one) for one in node]
    if not isinstance(node, dict):
        return node
    named = "properties" in node or node.get("type") == "object"
    kept = {key: value for key, value in node.items() if key != "title" or named}
    return {
        key: {name: untitled(part) for name, part in value.items()}
        if key in ("properties", "$defs")
        else untitled(value)
        for key, value in kept.items()
    }
