"""View models of the pages about dossiers."""

from __future__ import annotations

from datetime import date
from typing import Any

from kit.identity import Principal
from kit.web.language import current_language
from law.kinds import dossier_kinds
from law.rulebooks import Rulebook
from services.registry import names
from services.registry.dossiers import checklist
from services.registry.dossiers.dossier import Dossier
from services.registry.dossiers.lifecycle import LIFECYCLE, State, Verb
from services.registry.dossiers.tally import tally_of
from services.registry.roles import acts_for

COLOURS = {
    State.DRAFT: "grey",
    State.SUBMITTED: "blue",
    State.RETURNED: "orange",
    State.RECOGNISED: "green",
    State.NOT_RECOGNISED: "red",
    State.WITHDRAWN: "grey",
}


def line(dossier: Dossier) -> dict[str, Any]:
    """A dossier as a row of a list."""
    return {
        "id": dossier.id,
        "number": dossier.number,
        "kind": names.dossier_kind(dossier.kind),
        "product": dossier.product_name,
        "producer": dossier.producer_name,
        "place": names.place(dossier.place),
        "state": names.said(LIFECYCLE.states[dossier.state]),
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
        "line": line(dossier),
        "rulebook": rulebook.title,
        "set": names.product_set(dossier.set_no),
        "own": own,
        "filling": filling,
        "may_withdraw": own and Verb.WITHDRAW in dossier.may,
        "before_office": dossier.number is not None,
        "tally": tally,
        "unproven": checklist.unproven(dossier, rulebook, tally["star"]) if filling and tally else [],
        "missing": checklist.missing(dossier, rulebook, on) if filling else [],
        "papers": checklist.papers(dossier, on),
        "checklist": checklist.checklist(dossier, rulebook, on),
        "steps": [
            {
                "at": step.at,
                "verb": verb_said(step.verb),
                "by": names.office(step.office, step.at.date()) if step.office and step.by.id is None else step.by.name,
                "note": step.note,
            }
            for step in reversed(dossier.steps)
        ],
    }


def kinds(certified: bool) -> list[tuple[str, str, str]]:
    """What a dossier may ask for: (code, name, when it is the right one)."""
    offered = sorted(
        (kind for kind in dossier_kinds() if certified or not kind.builds_on), key=lambda k: not k.builds_on
    )
    language = current_language()
    return [(kind.id, kind.label.say(language), kind.when.say(language)) for kind in offered]


def verb_said(verb: str) -> str:
    """A step in words; one of another edition as it was kept."""
    return next((names.said(said) for known, said in LIFECYCLE.verbs.items() if known.value == verb), verb)
