"""YAML as text, for documents made of mappings, lists and scalars: the contract depends on pydantic alone."""

from __future__ import annotations

import json
import re
from typing import Any

_PLAIN = re.compile(r"[A-Za-z_$][A-Za-z0-9_.$/{}-]*")
_TAKEN = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


def yaml_text(node: Any) -> str:
    """The document in block style; texts that could be read as anything else are quoted as JSON."""
    return "\n".join(_lines(node, 0)) + "\n"


def _lines(node: Any, depth: int) -> list[str]:
    pad = "  " * depth
    made: list[str] = []
    if isinstance(node, dict):
        for key, value in node.items():
            made += _entry(f"{pad}{_scalar(str(key))}:", value, depth)
    else:
        for value in node:
            if isinstance(value, (dict, list)) and value:
                first, *rest = _lines(value, depth + 1)
                made += [f"{pad}- {first.lstrip()}", *rest]
            else:
                made.append(f"{pad}- {_scalar(value)}")
    return made


def _entry(head: str, value: Any, depth: int) -> list[str]:
    if isinstance(value, (dict, list)) and value:
        return [head, *_lines(value, depth + 1)]
    return [f"{head} {_scalar(value)}"]


def _scalar(value: Any) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _TAKEN and "{" not in value:
        return value
    return json.dumps(value, ensure_ascii=False)
