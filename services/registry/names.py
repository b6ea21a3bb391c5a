"""What places, offices, kinds and sets are called in the language of the page."""

from __future__ import annotations

from datetime import date

from kit.lifecycle import Label
from kit.refusal import Refusal
from kit.web.language import current_language
from law import evidence, kinds
from law.classification import classification
from law.places import gazetteer
from law.rulebooks import shelf
from services.registry.producers.producer import Where


def said(pair: Label) -> str:
    """The half of a pair in the page's language."""
    return pair[0] if current_language() == "vi" else pair[1]


def place(where: Where) -> str:
    """A place as it was called on its day, with the province; what was written down where the lists do not know it."""
    try:
        name = gazetteer().name(where.path, where.on, current_language())
        province = gazetteer().province_of(where.path, where.on)
    except Refusal:
        return ", ".join(filter(None, [where.name, where.province_name]))
    if province is None or province.path == where.path:
        return name
    return f"{name}, {gazetteer().name(province.path, where.on, current_language())}"


def office(path: str, on: date) -> str:
    """An office as it was called on a day; its path where the gazetteer does not know it."""
    try:
        return gazetteer().office_name(path, on, current_language())
    except Refusal:
        return path


def product_set(set_no: int) -> str:
    """A product set by number and name; the number alone where the classification does not have it."""
    try:
        return f"{set_no}. {classification().product_set(set_no).name.say(current_language())}"
    except Refusal:
        return str(set_no)


def producer_kind(code: str, on: date) -> str:
    """A kind of producer as the rulebook of the day calls it; the code for one of another edition."""
    for kind in shelf().in_force(on).producers:
        if kind.id == code:
            return kind.label.say(current_language())
    return code


def evidence_kind(code: str) -> str:
    """A kind of evidence; the code for one the list no longer has."""
    try:
        return evidence.kind(code).label.say(current_language())
    except evidence.UnknownEvidenceKind:
        return code


def authority(rulebook_id: str, star: int, written: str) -> str:
    """Who recognised: in the page's language where the act names exactly this authority, else as it was written."""
    try:
        tier = shelf().get(rulebook_id).recogniser_of(star)
    except Refusal:
        return written
    named = tier.authority_for(star) if tier else None
    return named.say(current_language()) if named and named.vi == written else written


def dossier_kind(code: str) -> str:
    """What a dossier asks for."""
    known = kinds.dossier_kind(code)
    return known.label.say(current_language()) if known else code
