"""Written opinions in the database. Forms lie apart from what is shown: until they are opened only their own member asks for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kit.identity import Principal
from kit.storage import Collection, Index
from kit.work import Unit
from programme.roles import COUNCIL, MAY, OFFICERS
from services.evaluation.opinions.lifecycle import State
from services.evaluation.opinions.opinion import RULED_ON, Form, Opinions

opinions: Collection[Opinions] = Collection(
    Opinions,
    "opinions",
    indexes=[
        Index("case_id", "asked_at"),
        Index("case_id", unique=True, where={"state": State.ASKED.value}),
        Index("state", "answer_by"),
        Index("office", "state"),
        Index("dossier_id"),
    ],
)
forms: Collection[Form] = Collection(Form, "opinion_forms", indexes=[Index("opinions_id")])


async def latest_of(unit: Unit, case_id: str) -> Opinions | None:
    """The last collection of a case."""
    return await opinions.first(unit, {"case_id": case_id}, sort=[("asked_at", -1)])


async def asked_of(unit: Unit, case_id: str) -> Opinions | None:
    """The collection of a case that is under way."""
    return await opinions.first(unit, {"case_id": case_id, "state": State.ASKED.value}, sort=[("asked_at", -1)])


async def ruled_on(unit: Unit, case_ids: Sequence[str]) -> dict[str, Opinions]:
    """Of some cases those whose last collection came to what a ruling may rest on, by the case's id."""
    found: dict[str, Opinions] = {}
    for at in range(0, len(case_ids), 50):
        wanted = {"case_id": {"$in": list(case_ids[at : at + 50])}, "state": State.CONCLUDED.value}
        for one in await opinions.select(unit, wanted, sort=[("asked_at", 1)], limit=0):
            found[one.case_id] = one
    return {id: one for id, one in found.items() if one.conclusion and one.conclusion.result in RULED_ON}


async def forms_of(unit: Unit, opinions_id: str) -> list[Form]:
    """All forms of a collection; only who opens them asks."""
    return await forms.select(unit, {"opinions_id": opinions_id}, limit=0)


async def own_form(unit: Unit, opinions_id: str, person_id: str) -> Form | None:
    """A member's own form."""
    return await forms.find(unit, f"{opinions_id}|{person_id}")


async def waiting_for(unit: Unit, by: Principal) -> int:
    """How many collections of a person's own offices are under way; a member's own count only while they owe a form."""
    offices = by.offices(*OFFICERS, *MAY.lead_scoring)
    wanted: dict[str, Any] = {"state": State.ASKED.value, "office": {"$in": offices}}
    led = await opinions.count(unit, wanted, most=1000)
    owed = {
        "state": State.ASKED.value,
        "office": {"$in": [one for one in by.offices(*COUNCIL) if one not in offices]},
        "members.person_id": by.id,
        "answered": {"$ne": by.id},
    }
    return led + await opinions.count(unit, owed, most=1000)


async def waiting(unit: Unit) -> tuple[int, date | None]:
    """How many collections are under way, and the earliest day by which forms are due; from an index alone."""
    asked = {"state": State.ASKED.value}
    first = await opinions.first(unit, asked, sort=[("answer_by", 1)])
    return await opinions.count(unit, asked), first.answer_by if first else None
