"""Designs as the JSON API and the pages show them: in the gallery without designer and consent."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel

from kit.identity import Principal
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.labelled import Asked, form
from programme import names
from programme.roles import OFFICERS, REGISTRARS, acts_for, keeps
from services.registry.designs.commands import DesignCommand
from services.registry.designs.design import KINDS, Design
from services.registry.designs.lifecycle import LIFECYCLE, State, Verb
from services.registry.marks.mark_use import Picture

COLOURS = {State.DRAFT: "grey", State.OFFERED: "blue", State.PUBLISHED: "green", State.WITHDRAWN: "grey"}


class DesignView(BaseModel):
    """One design for machines. `designer`, `consented_on`: to its producer and its offices only."""

    id: str
    version: int
    state: State
    name: str
    kind: str
    description: str
    producer_id: str
    producer_name: str
    supported_by: str | None
    pictures: tuple[Picture, ...]
    office: str | None
    entered_on: date
    taken_up: int
    designer: str | None = None
    consented_on: date | None = None
    has_consent: bool


def view(design: Design, by: Principal) -> DesignView:
    """A design for those who may see it."""
    hidden = {} if manages(design, by) else {"designer": None, "consented_on": None}
    return mapped(DesignView, design, has_consent=design.consent is not None, **hidden)


def manages(design: Design, by: Principal) -> bool:
    """Whether a person sees more of a design than the gallery does."""
    return acts_for(by, design.producer_id) or by.covers(design.place.path, *OFFICERS)


def line(design: Design) -> dict[str, Any]:
    """A design as a card of the gallery."""
    return {
        "id": design.id,
        "name": design.name,
        "kind_words": kind(design.kind),
        "producer": design.producer_name,
        "place": names.where(design.place),
        "state": names.state(LIFECYCLE, design.state),
        "colour": COLOURS[design.state],
        "picture": design.pictures[0].id if design.pictures else None,
        "taken_up": design.taken_up,
    }


def whole(design: Design, by: Principal) -> dict[str, Any]:
    """A design as a page."""
    own, may = manages(design, by), design.may
    writes = keeps(by, design.producer_id, design.place.path)
    officer = by.covers(design.place.path, *REGISTRARS) and not acts_for(by, design.producer_id)
    steps = design.steps if own else ()
    return {
        "design": design,
        "line": line(design),
        "manages": own,
        "pictures": [{"id": one.id, "name": one.name} for one in design.pictures],
        "office": names.office(design.office, design.entered_on) if design.office else None,
        "supported_by": names.office(design.supported_by, design.entered_on) if design.supported_by else None,
        "may_change": writes and Verb.CHANGE in may,
        "may_offer": writes and Verb.OFFER in may,
        "may_publish": officer and Verb.PUBLISH in may,
        "may_withdraw": writes and Verb.WITHDRAW in may,
        "in_gallery": design.state is State.PUBLISHED,
        "steps": [
            {"at": step.at, "verb": names.verb(LIFECYCLE, step.verb), "by": step.by.name, "note": step.note}
            for step in reversed(steps)
        ],
    }


def design_form(known: Design | None = None) -> list[Asked]:
    """The form of a design."""
    return form(DesignCommand, known, {"kind": [(one, kind(one)) for one in KINDS]})


def kind(code: str) -> str:
    """What a kind of design is called."""
    return {"gift-bag": _("Túi, hộp quà"), "label": _("Nhãn")}.get(code, code)
