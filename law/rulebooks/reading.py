"""Reads a rulebook file (JSON, or YAML for people who write by hand) and names its content by a hash."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import rfc8785
import yaml

from kit.refusal import Refusal
from law.rulebooks.council import CouncilRegulation
from law.rulebooks.rulebook import Rulebook


class UnreadableFile(Refusal):
    slug = "rulebook.unreadable"
    vi = "Không đọc được tệp {name}: {why}. Sửa cú pháp JSON hoặc YAML rồi thử lại."
    en = "The file {name} cannot be read: {why}. Correct its JSON or YAML and try again."


def content_of(text: str, *, is_json: bool) -> Any:
    """
    The plain content of a file. Numbers with a decimal point stay text, so that no binary float is ever made.

    Raises ValueError or yaml.YAMLError, also for a name given twice: one of the two would silently win.
    """
    if is_json:
        return json.loads(text, parse_float=str, object_pairs_hook=_once_each)
    return yaml.load(text, Loader=_Exact)


def read_content(path: Path) -> Any:
    """Raises UnreadableFile."""
    try:
        return content_of(path.read_text(encoding="utf-8"), is_json=path.suffix == ".json")
    except (OSError, ValueError, yaml.YAMLError) as fault:
        raise UnreadableFile(name=path.name, why=str(fault).replace("\n", " ")) from fault


def hash_of(content: Any) -> str:
    """SHA-256 over RFC 8785 canonical JSON: the same act gives the same name however its file is indented."""
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def rulebook_of(content: dict[str, Any]) -> Rulebook:
    """Raises pydantic.ValidationError; `law.rulebooks.checking` says the same in plain words."""
    text = rfc8785.dumps(content)
    rulebook = Rulebook.model_validate({**content, "hash": hashlib.sha256(text).hexdigest()})
    rulebook._text = text
    return rulebook


def regulation_of(content: dict[str, Any]) -> CouncilRegulation:
    """An office's regulation with the hash of its text. Raises pydantic.ValidationError."""
    text = rfc8785.dumps(content)
    regulation = CouncilRegulation.model_validate({**content, "hash": hashlib.sha256(text).hexdigest()})
    regulation._text = text
    return regulation


def read_rulebook(path: Path) -> Rulebook:
    """The rulebook of a file. Raises UnreadableFile, pydantic.ValidationError."""
    return rulebook_of(read_content(path))


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f'"{name}" is given twice in one place')
    return dict(pairs)


class _Exact(yaml.SafeLoader):
    """YAML without floats and without dates: both stay the text the author wrote."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        _once_each([(str(key.value), None) for key, _ in node.value])
        for key, _ in node.value:
            if key.tag.endswith(":bool"):  # a name such as `on`, which YAML 1.1 takes for true
                key.tag = "tag:yaml.org,2002:str"
        return super().construct_mapping(node, deep)


_Exact.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":float", ":timestamp"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
