"""Reads a rulebook file (JSON, or YAML for people who write by hand) and names its content by a hash."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import rfc8785
import yaml

from law.rulebooks.rulebook import Rulebook


def content_of(text: str, *, is_json: bool) -> Any:
    """The plain content of a file. Numbers with a decimal point stay text, so that no binary float is ever made."""
    if is_json:
        return json.loads(text, parse_float=str)
    return yaml.load(text, Loader=_Exact)


def read_content(path: Path) -> Any:
    return content_of(path.read_text(encoding="utf-8"), is_json=path.suffix == ".json")


def hash_of(content: Any) -> str:
    """SHA-256 over RFC 8785 canonical JSON: the same act gives the same name however its file is indented."""
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def rulebook_of(content: dict[str, Any]) -> Rulebook:
    """Raises pydantic.ValidationError; `law.rulebooks.checking` says the same in plain words."""
    return Rulebook.model_validate({**content, "hash": hash_of(content)})


def read_rulebook(path: Path) -> Rulebook:
    return rulebook_of(read_content(path))


class _Exact(yaml.SafeLoader):
    """YAML without floats and without dates: both stay the text the author wrote."""


_Exact.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":float", ":timestamp"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
