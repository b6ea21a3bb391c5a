"""What places, offices, tiers, sets and kinds are called: in the page's language, in a given one, or in both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, ParamSpec

from kit.language import current_language
from kit.lifecycle import Label, Lifecycle
from kit.refusal import Language, Refusal
from kit.text import sentence
from law import evidence, kinds
from law.classification import UnknownProductSet, classification
from law.places import CENTRE, gazetteer
from law.rulebooks import Rulebook, shelf
from programme.places import Where

P = ParamSpec("P")

_OUTCOMES: Mapping[str, Label] = {
    "proposed": ("Đề nghị đánh giá", "Proposed for evaluation"),
    "declined": ("Không đề nghị", "Not proposed"),
    "advised": ("Tổ tư vấn đề xuất", "Proposed by the advisory team"),
    "recognised": ("Công nhận", "Recognised"),
    "not-recognised": ("Không công nhận", "Not recognised"),
    "forwarded": ("Chuyển cấp trên", "Forwarded to the higher office"),
    "returned": ("Chuyển về cấp dưới", "Sent back to the lower office"),
    "examined-again": ("Xem xét, đánh giá lại", "Examined again"),
}


def said(pair: Label, language: Language | None = None) -> str:
    """The half of a pair in the page's language, or in the one asked for."""
    return pair[0] if (language or current_language()) == "vi" else pair[1]


def both(name: Callable[P, str], *args: P.args, **kwargs: P.kwargs) -> Label:
    """What one of the functions below says in Vietnamese and in English: `both(names.office, path, on)`."""
    return name(*args, **{**kwargs, "language": "vi"}), name(*args, **{**kwargs, "language": "en"})  # type: ignore[arg-type]


def place(path: str, on: date, fallback: str | None = None, language: Language | None = None) -> str:
    """A place as it was called on a day; `fallback`, else its path, where the code lists do not know it."""
    try:
        return gazetteer().name(path, on, language or current_language())
    except Refusal:
        return path if fallback is None else fallback


def where(known: Where, language: Language | None = None) -> str:
    """A kept place as it was called on its day, with the province; what was written down where no list knows it."""
    language = language or current_language()
    try:
        name = gazetteer().name(known.path, known.on, language)
        province = gazetteer().province_of(known.path, known.on)
    except Refusal:
        return ", ".join(filter(None, [known.name, known.province_name]))
    if province is None or province.path == known.path:
        return name
    return f"{name}, {gazetteer().name(province.path, known.on, language)}"


def office(path: str, on: date, language: Language | None = None) -> str:
    """An office as it was called on a day, or when there last was one; its path where nobody knows it."""
    places, language = gazetteer(), language or current_language()
    began = places.first_days()
    for day in (on, *reversed(began), *(first - timedelta(days=1) for first in began[:1])):
        if path == CENTRE or places.exists(path, day):
            return places.office_name(path, day, language)
    return path


def tier(rulebook: Rulebook, level: str, language: Language | None = None) -> str:
    """A tier of a rulebook."""
    return rulebook.tier(level).label.say(language or current_language())


def product_set(set_no: int, language: Language | None = None) -> str:
    """A product set by number and name; the number alone where the classification does not have it."""
    try:
        return f"{set_no}. {classification().product_set(set_no).name.say(language or current_language())}"
    except UnknownProductSet:
        return str(set_no)


def sector(code: str, language: Language | None = None) -> str:
    """A sector by number and name; the code for one that is not in the classification."""
    for one in classification().sectors:
        if one.code == code:
            return f"{code}. {one.name.say(language or current_language())}"
    return code


@cache
def producer_kinds() -> Mapping[str, Label]:
    """The kinds of producer of every rulebook, each as the latest one calls it."""
    return {kind.id: kind.label.pair for rulebook in shelf().all() for kind in rulebook.producers}


def producer_kind(code: str, on: date | None = None, language: Language | None = None) -> str:
    """A kind of producer as the rulebook of a day calls it, or the latest that knows it; else the code."""
    for kind in shelf().in_force(on).producers if on else ():
        if kind.id == code:
            return kind.label.say(language or current_language())
    known = producer_kinds().get(code)
    return said(known, language) if known else code


def evidence_kind(code: str, language: Language | None = None) -> str:
    """A kind of evidence; the code for one the list no longer has."""
    try:
        return evidence.kind(code).label.say(language or current_language())
    except evidence.UnknownEvidenceKind:
        return code


def credential_kind(code: str, language: Language | None = None) -> str:
    """A kind of credential; the code for one of another edition."""
    known = kinds.credential_kind(code)
    return known.label.say(language or current_language()) if known else code


def outcome(code: str, language: Language | None = None) -> str:
    """What an office found of a dossier, screening or ruling; the code for an outcome of another edition."""
    known = _OUTCOMES.get(code)
    return said(known, language) if known else code


def authority(rulebook_id: str, star: int, written: str) -> str:
    """Who recognised: in the page's language where the act names exactly this authority, else as it was written."""
    try:
        recogniser = shelf().get(rulebook_id).recogniser_of(star)
    except Refusal:
        return written
    named = recogniser.authority_for(star) if recogniser else None
    return named.say(current_language()) if named and named.vi == written else written


def dossier_kind(code: str, language: Language | None = None) -> str:
    """What a dossier asks for; the code for a kind of another edition."""
    known = kinds.dossier_kind(code)
    return known.label.say(language or current_language()) if known else code


def verb(lifecycle: Lifecycle[Any, Any], code: str) -> str:
    """A step of a lifecycle as a line of a log says it; one of another edition as it was kept."""
    return next((sentence(said(words)) for known, words in lifecycle.verbs.items() if known.value == code), code)


def state(lifecycle: Lifecycle[Any, Any], code: StrEnum, language: Language | None = None) -> str:
    """A state of a lifecycle as it stands alone in a tag, a list or a row."""
    return sentence(said(lifecycle.states[code], language))
