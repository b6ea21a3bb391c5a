"""Dossiers as the JSON API and the pages show them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from kit.history import Step
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from law.kinds import dossier_kinds, usual_kind
from law.rulebooks import Rulebook
from programme import names
from programme.places import Where
from programme.roles import acts_for
from services.registry.dossiers import evidence_views
from services.registry.dossiers.dossier import Dossier, Evidence, Previous, SelfAssessment, Submission
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


class DossierLine(BaseModel):
    """One line of a list."""

    id: str
    number: str | None
    kind: str
    product_id: str
    product_name: str
    producer_name: str
    place: str
    state: State
    opened_on: date
    submitted_on: date | None


class DossierView(BaseModel):
    """The whole dossier."""

    id: str
    version: int
    number: str | None
    kind: str
    product_id: str
    product_name: str
    set_no: int
    producer_id: str
    producer_name: str
    place: Where
    state: State
    may: list[str]
    opened_on: date
    submitted_on: date | None
    submitted_at: datetime | None
    rulebook_id: str | None
    rulebook_hash: str | None
    lists: dict[str, str]
    self_assessment: SelfAssessment | None
    total: Decimal | None
    star: int | None
    evidence: tuple[Evidence, ...]
    previous: Previous | None
    missing: tuple[str, ...]
    done: tuple[int, ...]
    note: str | None
    handed_in: tuple[Submission, ...]
    supplement_by: date | None
    certificate_id: str | None
    steps: tuple[Step, ...]


def line(dossier: Dossier) -> DossierLine:
    """The dossier as one line."""
    return DossierLine(
        id=dossier.id,
        number=dossier.number,
        kind=dossier.kind,
        product_id=dossier.product_id,
        product_name=dossier.product_name,
        producer_name=dossier.producer_name,
        place=dossier.place.name,
        state=dossier.state,
        opened_on=dossier.opened_on,
        submitted_on=dossier.submitted_on,
    )


def view(dossier: Dossier, by: Principal) -> DossierView:
    """The dossier as its own people and offices read it; `may` is what the reader may do with it now."""
    assessed = dossier.self_assessment
    return DossierView(
        **{name: getattr(dossier, name) for name in DossierView.model_fields if name not in ("may", "total", "star")},
        may=[verb.value for verb in dossier.may if acts_for(by, dossier.producer_id) and verb in BY_HAND],
        total=assessed.total if assessed else None,
        star=assessed.star if assessed else None,
    )


def row(dossier: Dossier) -> dict[str, Any]:
    """A dossier as a row of a list."""
    return {
        "id": dossier.id,
        "number": dossier.number,
        "kind": names.dossier_kind(dossier.kind),
        "product": dossier.product_name,
        "producer": dossier.producer_name,
        "place": names.where(dossier.place),
        "state": names.state(LIFECYCLE, dossier.state),
        "colour": COLOURS[dossier.state],
        "opened_on": dossier.opened_on,
        "submitted_on": dossier.submitted_on,
        "supplement_by": dossier.supplement_by if dossier.state is State.RETURNED else None,
    }


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
        "asked": list(enumerate(dossier.missing)),
        "unticked": [text for at, text in enumerate(dossier.missing) if at not in dossier.done],
        "unchanged": filling and dossier.unchanged,
        "ended": _ended(dossier) if own else None,
        "may_withdraw": own and Verb.WITHDRAW in dossier.may,
        "tally": tally,
        "unproven": evidence_views.unproven(dossier, rulebook, tally["star"], on) if filling and tally else [],
        "missing": evidence_views.missing(dossier, rulebook, on) if filling else [],
        "papers": evidence_views.papers(dossier, on),
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
    known = product.certified
    alive = known is not None and known.valid_until >= on
    return {"product": product, "kinds": _kinds(known is not None), "kind": usual_kind(while_valid=alive).id}


def _kinds(certified: bool) -> list[tuple[str, str, str]]:
    """What a dossier may ask for: (code, name, when it is the right one)."""
    offered = sorted(
        (kind for kind in dossier_kinds() if certified or not kind.builds_on), key=lambda kind: not kind.builds_on
    )
    language = current_language()
    return [(kind.id, kind.label.say(language), kind.when.say(language)) for kind in offered]
