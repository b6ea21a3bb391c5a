"""Three sides of a field: what a page showed, what its reader wrote, what is kept by now. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, urlencode

from pydantic import BaseModel, ConfigDict

_MARK = 10
"""Hexadecimal digits: enough that two texts of one field are never taken for one."""

IDENTITY = "="
"""Begins the mark of a hidden field that says whom its row is about: it goes along with every change in the row."""


class Change(BaseModel):
    """What was written in a field. `base` marks what the page had shown in it; None where the page did not say."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    values: tuple[str, ...]
    base: str | None = None
    page: str = ""
    """Which opened page it was written in: two windows of one person are two."""
    turn: int = 0
    """The draft's version it came with."""


def plain(values: Iterable[object]) -> tuple[str, ...]:
    """A field's values as they are compared: no empty ones, lines ended alike, no blanks around."""
    texts = ("" if value is None else str(value) for value in values)
    return tuple(text for text in (t.replace("\r\n", "\n").strip() for t in texts) if text)


def mark(values: Iterable[object]) -> str:
    """A short digest of a field's values."""
    said = json.dumps(plain(values), ensure_ascii=False).encode()
    return hashlib.sha256(said).hexdigest()[:_MARK]


def written_marks(shown: Mapping[str, str]) -> str:
    """The marks of what a form showed, as its hidden field carries them."""
    return urlencode(shown)


def read_marks(text: str) -> dict[str, str]:
    """The marks again; what is none of ours is nothing."""
    try:
        return dict(parse_qsl(text, max_num_fields=1_000))
    except ValueError:
        return {}


def changed(written: Mapping[str, list[str]], shown: Mapping[str, str]) -> list[str]:
    """The fields in which something else stands than the page had shown."""
    own = {name: base for name, base in shown.items() if not base.startswith(IDENTITY)}
    return [name for name, base in own.items() if mark(written.get(name, ())) != base]


def with_identities(fields: Iterable[str], shown: Mapping[str, str]) -> list[str]:
    """Some fields, and those that say whom their rows (`seats-3-`) are about."""
    fields = list(fields)
    rows = {field.rpartition("-")[0] for field in fields}
    announced = [name for name, base in shown.items() if base.startswith(IDENTITY) and name.rpartition("-")[0] in rows]
    return list(dict.fromkeys([*fields, *announced]))


def merged(change: Change, kept: Iterable[object]) -> tuple[bool, bool]:
    """
    Whether the change is still one, beside what is kept now, and whether both sides have changed the field.

    Untouched, or kept meanwhile: (False, False). Changed here alone: (True, False). Both: (True, True).
    """
    now, mine = mark(kept), mark(change.values)
    if mine in (change.base, now):
        return False, False
    return True, change.base is not None and now != change.base
