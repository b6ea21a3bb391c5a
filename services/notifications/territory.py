"""What notifications asks of territory: which office serves a place on a day, and what it is called in both languages."""

from __future__ import annotations

from datetime import date

from kit.refusal import Language, Refusal
from law.places import CENTRE, gazetteer, today

Words = dict[str, str]
"""One text by language."""


def office_serving(path: str, known_on: date, on: date) -> str:
    """
    The office that serves, on a day, what a place was when it was last named.

    Where a place was divided, nobody but a person can say which part is meant: the province's office is told instead.
    """
    try:
        return today(gazetteer(), path, known_on, on).path
    except Refusal:
        return path.partition("/")[0]


def is_office(path: str) -> bool:
    """Whether there is, or ever was, an administrative unit whose office this can be."""
    return path == CENTRE or any(unit.path == path for unit in gazetteer().units)


def office_words(path: str, on: date) -> Words:
    """An office's name on a day, or as it was last called; its path where nobody knows it."""
    return {"vi": _office(path, on, "vi"), "en": _office(path, on, "en")}


def place_words(path: str, on: date, fallback: str) -> Words:
    """A place's name on a day; the fallback where the gazetteer does not know it."""
    try:
        return {"vi": gazetteer().name(path, on, "vi"), "en": gazetteer().name(path, on, "en")}
    except Refusal:
        return {"vi": fallback, "en": fallback}


def _office(path: str, on: date, language: Language) -> str:
    try:
        return gazetteer().office_name(path, on, language)
    except Refusal:
        held = [unit.valid_to for unit in gazetteer().units if unit.path == path and unit.valid_to]
        return gazetteer().office_name(path, max(held), language) if held else path
