"""Documents in the database, and who may see which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kit.decisions.decision import State
from kit.decisions.register import Decisions, Known
from kit.identity import Principal
from kit.papers.number import Place
from kit.refusal import NotFound
from kit.storage import Index
from kit.work import Unit
from programme.roles import COUNCIL_STAFF
from services.evaluation.cases import store as case_store
from services.evaluation.cases.access import acts_for, sees_all
from services.evaluation.cases.case import Case
from services.evaluation.documents.document import FOR_PARTIES, Document, Kind, act, called
from services.evaluation.rulings import store as rulings


async def ruled_earlier(unit: Unit, place: Place) -> Known | None:
    """A ruling that has a number typed into an earlier release, as people call it, and its day."""
    ruling = await rulings.of_earlier_release(unit, place)
    return (called(Kind.RECOGNITION), ruling.decided_on) if ruling else None


register: Decisions[Document] = Decisions(
    Document,
    "documents",
    [
        Index("case_id", "id"),
        Index("state", "kind"),  # how many of each wait
        Index("state", "signed.by.at"),  # which waits longest
    ],
    act=act,
    elsewhere=ruled_earlier,
)
documents = register.decisions

MOST = 200
"""Documents of one case that are listed."""


def handles_the_papers(case: Case, by: Principal) -> bool:
    """Whether a person sees drafts: the office's officers and its council's desk, unless they stand aside."""
    return sees_all(case, by) and acts_for(case, by, *COUNCIL_STAFF)


def shows(document: Document, case: Case, by: Principal) -> bool:
    """
    Whether a person may see a document of a case they see: whoever handles the papers sees each one; on the office's side what was issued;
    the producer what was issued to them.
    """
    if handles_the_papers(case, by):
        return True
    return document.state is State.ISSUED and (sees_all(case, by) or document.kind in FOR_PARTIES)


async def waiting(unit: Unit, states: Sequence[State]) -> dict[tuple[str, str], int]:
    """How many documents of each kind are in each of these states; from an index alone."""
    stages: list[dict[str, Any]] = [
        {"$match": {"state": {"$in": [state.value for state in states]}}},
        {"$group": {"_id": {"kind": "$kind", "state": "$state"}, "documents": {"$sum": 1}}},
    ]
    found = documents.raw(unit).aggregate(stages)
    return {(row["_id"]["kind"], row["_id"]["state"]): row["documents"] async for row in found}


async def oldest_signed(unit: Unit) -> datetime | None:
    """Since when the signed copy that waits longest to be issued is on file."""
    found = await documents.first(unit, {"state": State.SIGNED.value}, [("signed.by.at", 1)])
    return found.signed.by.at if found and found.signed else None


async def of_case(unit: Unit, case_id: str) -> list[Document]:
    """The documents of a case, oldest first of each kind."""
    return await documents.select(unit, {"case_id": case_id}, sort=[("id", 1)], limit=MOST)


async def of_case_seen_by(unit: Unit, case_id: str, by: Principal) -> tuple[Case, list[Document]]:
    """A case and those of its documents that a person may see; raises NotFound where they may not see the case."""
    case = await case_store.seen_by(unit, case_id, by)
    return case, [one for one in await of_case(unit, case_id) if shows(one, case, by)]


async def seen_by(unit: Unit, document_id: str, by: Principal) -> tuple[Case, Document]:
    """A document and its case, for a person who may see it; raises NotFound to all others."""
    document = await documents.find(unit, document_id)
    if document is None:
        raise NotFound()
    case = await case_store.seen_by(unit, document.case_id, by)
    if not shows(document, case, by):
        raise NotFound()
    return case, document
