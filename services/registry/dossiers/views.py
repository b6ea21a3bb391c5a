"""Dossiers as the JSON API and the pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ConfigDict, Field

from kit.aggregate import Kept
from kit.history import Step
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.formats import show_number
from kit.web.labelled import form, rows
from kit.web.lists import Listing
from law.kinds import dossier_kinds, usual_kind
from law.rulebooks import Rulebook
from programme import names
from programme.roles import acts_for
from services.registry.dossiers import evidence_views
from services.registry.dossiers.commands import OpenCommand, SubmitCommand, TickCommand
from services.registry.dossiers.dossier import Dossier, DossierFacts, OpenFields, SubmitFields
from services.registry.dossiers.lifecycle import BY_HAND, LIFECYCLE, State, Verb
from services.registry.dossiers.sheet_views import tally_of
from services.registry.products.product import Product

COLOURS = {
    State.DRAFT: "grey",
    State.SUBMITTED: "blue",
    State.RETURNED: "orange",
    State.RECOGNISED: "green",
    State.NOT_RECOGNISED: "red",
    State.NOT_PROPOSED: "red",
    State.WITHDRAWN: "grey",
}


class DossierLine(OpenFields, Kept):
    """One line of a list. `place`: its name."""

    id: str
    number: str | None
    product_name: str
    producer_name: str
    place: str
    state: State
    opened_on: date
    submitted_on: date | None


class DossierView(DossierFacts):
    """The whole dossier. `may`: what the reader may do with it now."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    id: str
    version: int
    may: list[str]
    total: Decimal | None
    star: int | None
    steps: tuple[Step, ...]
    producer_kind: str = Field("", exclude=True)


def line(dossier: Dossier) -> DossierLine:
    """The dossier as one line."""
    return mapped(DossierLine, dossier, place=dossier.place.name)


def view(dossier: Dossier, by: Principal) -> DossierView:
    """The dossier as its own people and offices read it."""
    assessed = dossier.self_assessment
    return mapped(
        DossierView,
        dossier,
        may=[verb.value for verb in dossier.may if acts_for(by, dossier.producer_id) and verb in BY_HAND],
        total=assessed.total if assessed else None,
        star=assessed.star if assessed else None,
    )


def row(dossier: Dossier) -> dict[str, Any]:
    """A dossier as a row of a list: itself, and what is said of it in words."""
    return {
        "dossier": dossier,
        "kind": names.dossier_kind(dossier.kind),
        "place": names.where(dossier.place),
        "state": names.state(LIFECYCLE, dossier.state),
        "colour": COLOURS[dossier.state],
        "due_on": dossier.supplement_by if dossier.state is State.RETURNED else None,
    }


def quick(shown: Listing, waiting: Mapping[State, int]) -> list[tuple[str, str, str]]:
    """What waits for a producer, if anything does: (name of the state, how many, the address that shows them)."""
    there = [(one, count) for one, count in waiting.items() if count]
    return [
        (names.state(LIFECYCLE, one), show_number(count), shown.narrowed_href("state", one.value))
        for one, count in there
    ]


def whole(dossier: Dossier, rulebook: Rulebook, by: Principal, on: date) -> dict[str, Any]:
    """A dossier as a page: the tasks left for its producer, the papers, and the way it has gone."""
    own = acts_for(by, dossier.producer_id)
    filling = own and Verb.FILL in dossier.may
    assessed = dossier.self_assessment
    tally = tally_of(rulebook, dossier.set_no, assessed.filled) if assessed else None
    return {
        "dossier": dossier,
        "line": row(dossier),
        "rulebook": rulebook.title,
        "set": names.product_set(dossier.set_no),
        "own": own,
        "filling": filling,
        "asked": [(text, at in dossier.done) for at, text in enumerate(dossier.missing)],
        "ticks": form(TickCommand, dossier, {"done": [(str(at), text) for at, text in enumerate(dossier.missing)]}),
        "said": rows(SubmitFields, dossier) if dossier.note else [],
        "word": form(SubmitCommand, but=() if filling and dossier.unchanged else ("unchanged",)),
        "ended": _ended(dossier) if own else None,
        "may_withdraw": own and Verb.WITHDRAW in dossier.may,
        "tally": tally,
        "unproven": evidence_views.unproven(dossier, rulebook, tally["star"], on) if filling and tally else [],
        "missing": evidence_views.missing(dossier, rulebook, on) if filling else [],
        "papers": evidence_views.papers(dossier, on),
        "meanwhile": evidence_views.meanwhile(dossier),
        "checklist": evidence_views.checklist(dossier, rulebook, on),
        "steps": [
            {
                "at": step.at,
                "verb": names.verb(LIFECYCLE, step.verb),
                "by": names.office(step.office, step.at.date()) if step.office and step.by.id is None else step.by.name,
                "note": step.note,
            }
            for step in reversed(dossier.steps)
        ],
    }


def _ended(dossier: Dossier) -> dict[str, Any] | None:
    """What its producer does next where it ended without a certificate, and why it did."""
    if dossier.state not in (State.NOT_PROPOSED, State.NOT_RECOGNISED):
        return None
    last = dossier.steps[-1]
    office = names.office(last.office, last.at.date()) if last.office else ""
    if dossier.state is State.NOT_PROPOSED:
        said = _("{office} không đề nghị đánh giá sản phẩm này.", office=office)
        return {"said": said, "note": last.note}
    return {"said": _("{office} không công nhận sản phẩm lần này.", office=office), "note": None}


def opening(product: Product, on: date) -> dict[str, Any]:
    """The form by which a dossier is opened: what it may ask for, and what it asks for unless somebody says else."""
    known = product.certified if product.certified and product.certified.ended is None else None
    usual = usual_kind(while_valid=known is not None and known.valid_until >= on).id
    asked = OpenFields(product_id=product.id, kind=usual)
    choices = {"kind": _kinds(known is not None)}
    return {"product": product, "asked": form(OpenCommand, asked, choices, but=("product_id",))}


def _kinds(certified: bool) -> list[tuple[str, str, str]]:
    """What a dossier may ask for: (code, name, when it is the right one)."""
    offered = sorted(
        (kind for kind in dossier_kinds() if certified or not kind.builds_on), key=lambda kind: not kind.builds_on
    )
    language = current_language()
    return [(kind.id, kind.label.say(language), kind.when.say(language)) for kind in offered]
