"""What offices, tiers and results are called in the language of the page."""

from __future__ import annotations

from datetime import date

from kit.refusal import Refusal
from kit.web.language import current_language
from kit.web.language import gettext as _
from law import evidence
from law.kinds import dossier_kind
from law.places import gazetteer
from law.rulebooks import Rulebook
from services.evaluation.cases.dossier import Layer
from services.evaluation.rulings.ruling import Outcome
from services.evaluation.rulings.views import OUTCOMES


def office(path: str, on: date) -> str:
    """An office as it was called on a day; its path where the gazetteer does not know it."""
    try:
        return gazetteer().office_name(path, on, current_language())
    except Refusal:
        return path


def place(path: str, on: date, fallback: str) -> str:
    """A place as it was called on a day."""
    try:
        return gazetteer().name(path, on, current_language())
    except Refusal:
        return fallback


def tier(rulebook: Rulebook, level: str) -> str:
    """A tier of a rulebook."""
    return rulebook.tier(level).label.say(current_language())


def authority(rulebook: Rulebook, level: str, star: int) -> str | None:
    """Who recognises a star at a tier."""
    found = rulebook.tier(level).authority_for(star)
    return found.say(current_language()) if found else None


def product_set(rulebook: Rulebook, set_no: int) -> str:
    """A product set by number and name."""
    return f"{set_no}. {rulebook.sheet(set_no).label.say(current_language())}"


def outcome(layer: Layer) -> str:
    """What an office found; outcomes of other editions are shown as they came."""
    if layer.outcome == "proposed":
        return _("Đề nghị đánh giá")
    if layer.outcome == "declined":
        return _("Không đề nghị")
    try:
        return said(OUTCOMES[Outcome(layer.outcome)])
    except ValueError:
        return layer.outcome


def kind(code: str) -> str:
    """What a dossier asks for."""
    known = dossier_kind(code)
    return known.label.say(current_language()) if known else code


def evidence_kind(code: str) -> str:
    """A kind of evidence; the code for one the list no longer has."""
    try:
        return evidence.kind(code).label.say(current_language())
    except evidence.UnknownEvidenceKind:
        return code


def said(pair: tuple[str, str]) -> str:
    """The half of a pair in the page's language."""
    return pair[0] if current_language() == "vi" else pair[1]
