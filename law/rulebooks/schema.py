"""The JSON Schema of the file format, for editors and for offices that write a rulebook of their own."""

from __future__ import annotations

import json
from typing import Any

from law.rulebooks.council import CouncilRegulation
from law.rulebooks.rulebook import Rulebook

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def rulebook_schema() -> dict[str, Any]:
    """The form of a rulebook file. What a schema cannot say, such as sums, `ocop rulebook check` says."""
    schema = Rulebook.model_json_schema()
    # The hash is computed from the file, never written into it.
    del schema["properties"]["hash"]
    schema["required"].remove("hash")
    return {"$schema": DIALECT, **schema}


def regulation_schema() -> dict[str, Any]:
    """The form of an office's council regulation."""
    schema = CouncilRegulation.model_json_schema()
    del schema["properties"]["hash"]
    return {"$schema": DIALECT, **schema}


def as_file(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
