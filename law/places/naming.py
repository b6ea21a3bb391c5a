"""How a place and the office that serves it are called in either language."""

from __future__ import annotations

from functools import cache

import yaml

from law.packaged import read_text
from law.places.place import Language, Place
from law.places.search import plain


def place_name(place: Place, language: Language) -> str:
    """`Xã Tân Hưng` in Vietnamese, `Tân Hưng Commune` in English."""
    if language == "vi":
        return place.name
    kind, own = _kind_and_own(place.name)
    return f"{own} {kind[1]}" if kind else place.name


def committee_name(place: Place, language: Language) -> str:
    """The People's Committee of a unit, its kind in small letters as officials write it."""
    if language == "en":
        return f"People's Committee of {place_name(place, 'en')}"
    kind, own = _kind_and_own(place.name)
    return f"UBND {kind[0].lower()} {own}" if kind else f"UBND {place.name}"


@cache
def kind_words() -> tuple[str, ...]:
    """The words and abbreviations that open the name of a unit, without accents and in small letters, the longest first."""
    rows = yaml.safe_load(read_text("places/kinds.yaml"))
    found = {plain(word) for row in rows for word in (row["vi"], row.get("short")) if word}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def own_name(place: Place) -> str:
    """What a unit is called without its kind, as the head of a paper says where it was signed: `Hưng Yên`."""
    return _kind_and_own(place.name)[1]


def _kind_and_own(name: str) -> tuple[tuple[str, str] | None, str]:
    for vi, en in _kinds():
        if name.startswith(f"{vi} "):
            return (vi, en), name.removeprefix(f"{vi} ")
    return None, name


@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    return tuple((row["vi"], row["en"]) for row in yaml.safe_load(read_text("places/kinds.yaml")))
