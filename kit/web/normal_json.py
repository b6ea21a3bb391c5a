"""A JSON text in the one form, measured before it is parsed."""

from __future__ import annotations

import json
import re

from kit.text import as_sent, formed
from kit.web.refusals import NestedTooDeep, TextUnreadable, TooManyParts

DEPTH_LIMIT = 32
MEMBERS_LIMIT = 20_000
"""Members of objects and elements of arrays, all levels together."""
_LARGEST = 2**63
# Possessive, and an unfinished string ends with the text: no part of it is looked at twice.
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_NO_STRUCTURE = bytes(set(range(256)) - set(b"[]{},"))


def normal_json(body: bytes) -> bytes:
    """
    A JSON text in the one form; one that is not JSON is left for its endpoint to refuse.

    Raises TooManyParts, NestedTooDeep, TextUnreadable, MarksPiled (with the pointer of the text).
    """
    measure(body)
    try:
        value = json.loads(body.decode(), parse_constant=_no_number, parse_int=_int, parse_float=_float)
        return json.dumps(formed(value, as_sent), ensure_ascii=False).encode()
    except json.JSONDecodeError:
        return body
    except UnicodeError as unreadable:
        raise TextUnreadable(why=("không phải văn bản UTF-8", "it is not UTF-8 text")) from unreadable


def measure(body: bytes) -> None:
    """One linear scan of a text that may be JSON. Raises TooManyParts, NestedTooDeep."""
    structure = _STRING.sub(b"", body).translate(None, _NO_STRUCTURE)
    depth = 0
    for sign in structure.replace(b",", b""):
        depth += 1 if sign in b"[{" else -1
        if depth > DEPTH_LIMIT:
            raise NestedTooDeep(limit=DEPTH_LIMIT)
    if structure.count(b",") + structure.count(b"[") + structure.count(b"{") > MEMBERS_LIMIT:
        raise TooManyParts(limit=MEMBERS_LIMIT, what=("giá trị JSON", "JSON values"))


def _int(text: str) -> int:
    if len(text) > 20 or not -_LARGEST <= (value := int(text)) < _LARGEST:
        _no_number(text)
    return value


def _float(text: str) -> float:
    value = float(text)
    if value in {float("inf"), float("-inf")}:
        _no_number(text)
    return value


def _no_number(text: str) -> None:
    shown = text[:30]
    raise TextUnreadable(why=(f"số «{shown}» nằm ngoài giới hạn", f"the number “{shown}” is out of range"))
