"""A search by words in stored texts: accents, case and đ aside, whatever form they were kept in."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from kit.normalization import nfd
from kit.storage.filters import NOTHING

MOST_WORDS = 8
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")
"""Grave, acute, circumflex, tilde, breve, hook above, horn, dot below: the marks of Vietnamese."""


def words_in(text: str, *fields: str) -> dict[str, Any]:
    """
    A filter: every word of `text` is in one of the fields. Nothing for no text; NOTHING for one without a letter or digit.

    What parts words (blanks, dashes, slashes) may be written otherwise: `33-11977` finds `1/PĐK-33-11977-2026`. The
    pattern says which letters a letter stands for, so that texts are searched as they are kept, without a copy for it.
    """
    words = _words(text)
    if not words:
        return dict(NOTHING) if text.strip() else {}
    patterns = [{"$regex": _pattern(word)} for word in words[:MOST_WORDS]]
    return {"$and": [_in_one(fields, pattern) for pattern in patterns]}


def _in_one(fields: tuple[str, ...], pattern: dict[str, str]) -> dict[str, Any]:
    return {fields[0]: pattern} if len(fields) == 1 else {"$or": [{name: pattern} for name in fields]}


def _words(text: str) -> list[str]:
    folded = "".join(sign for sign in nfd(text.casefold()) if sign not in _MARKS).replace("đ", "d")
    return re.findall(r"[^\W_]+", folded)


def _pattern(word: str) -> str:
    return "".join(_CLASSES.get(letter) or re.escape(letter) for letter in word)


def _classes() -> dict[str, str]:
    """For each letter without marks, the class of all that Vietnamese writes with it, in both cases."""
    found: dict[str, str] = defaultdict(str)
    for code in [*range(0x41, 0x250), *range(0x1EA0, 0x1EFA)]:
        sign = chr(code)
        decomposed = nfd(sign.lower())
        base, marks = decomposed[0], decomposed[1:]
        base = "d" if base == "đ" else base
        if base in _LETTERS and _MARKS.issuperset(marks):
            found[base] += sign
    return {letter: f"[{signs}]" for letter, signs in found.items()}


_CLASSES = _classes()
