"""What places, offices, sets and kinds of producer are called, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from kit.refusal import Refusal
from kit.web.language import current_language
from law.classification import UnknownProductSet, classification
from law.places import CENTRE, gazetteer
from law.rulebooks import shelf

Label = tuple[str, str]
"""(Vietnamese, English)."""


def place(path: str, on: date) -> Label:
    """A place as it was called on a day; its path where the code lists do not know it."""
    try:
        return gazetteer().name(path, on, "vi"), gazetteer().name(path, on, "en")
    except Refusal:
        return path, path


def office(path: str, on: date) -> Label:
    """The office that serves a place, as it was called on a day or when there last was one; its path where nobody knows."""
    places = gazetteer()
    began = places.first_days()
    for day in (on, *reversed(began), *(first - timedelta(days=1) for first in began[:1])):
        if path == CENTRE or places.exists(path, day):
            return places.office_name(path, day, "vi"), places.office_name(path, day, "en")
    return path, path


def product_set(set_no: int) -> Label:
    """A product set by number and name."""
    try:
        name = classification().product_set(set_no).name
    except UnknownProductSet:
        return str(set_no), str(set_no)
    return f"{set_no}. {name.vi}", f"{set_no}. {name.en}"


def sector_of(set_no: int) -> str | None:
    """The sector a set belongs to; None for a set that is not in the classification."""
    try:
        return classification().product_set(set_no).sector.code
    except UnknownProductSet:
        return None


def sector(code: str) -> Label:
    """A sector by number and name."""
    for one in classification().sectors:
        if one.code == code:
            return f"{code}. {one.name.vi}", f"{code}. {one.name.en}"
    return code, code


@cache
def kinds() -> Mapping[str, Label]:
    """The kinds of producer of every rulebook, each as the latest one calls it."""
    return {kind.id: kind.label.pair for rulebook in shelf().all() for kind in rulebook.producers}


def said(label: Label) -> str:
    """The half of a label in the language of the page."""
    return label[0] if current_language() == "vi" else label[1]
