"""
By which keys names like one are found: accents, legal forms, punctuation, `y` and `i`, the order of words aside. Pure.

Candidates are found by keys and not by looking at every name: each name has a few (its words, and its words but for one), and
two that are alike share one. How alike two are says `similarity.py`. The words set aside are data (`data/likeness.yaml`).
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from law.places import plain

MOST_KEYS = 10
_FEW_WORDS = 2
_SIGNS = re.compile(r"[^0-9a-z]+")


@cache
def _rules() -> tuple[re.Pattern[str], dict[str, str]]:
    data: dict[str, Any] = yaml.safe_load((files("services.registry") / "data" / "likeness.yaml").read_text("utf-8"))
    aside = sorted({_SIGNS.sub(" ", plain(one)) for one in data["aside"]}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(aside)})\b"), data["either"]


def core(name: str) -> str:
    """What is left of a name to compare, its words in order: `Hợp tác xã Nhãn lồng Tân Hưng` → `hung long nhan tan`."""
    words, (aside, either) = _SIGNS.sub(" ", plain(name)).strip(), _rules()
    left = " ".join(aside.sub(" ", words).split()) or words
    for one, other in either.items():
        left = left.replace(one, other)
    return " ".join(sorted(left.split()))


def keys(name: str) -> tuple[str, ...]:
    """
    By which names like this one are found: all its words together; of three and more, all but one; of fewer, all letters
    but one. At most MOST_KEYS.
    """
    words = core(name).split()
    whole = "".join(words)
    if len(words) > _FEW_WORDS:
        less = ["".join(words[:at] + words[at + 1 :]) for at in range(len(words))]
    else:
        less = [whole[:at] + whole[at + 1 :] for at in range(len(whole))] if len(whole) > 4 else []
    return (
        tuple(dict.fromkeys([whole, *less]))[: MOST_KEYS if len(words) > _FEW_WORDS else 2 * MOST_KEYS] if whole else ()
    )
