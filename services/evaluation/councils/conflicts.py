"""
Conflicts of interest that the platform finds by itself: it proposes, a person decides who stands aside.

What is a conflict for certain (whoever acts for the producer, wrote the dossier or stood aside from it) keeps somebody from a
seat (`cases.access.conflict`). Here is what may be one: the same tax code, telephone, e-mail or representative, an officer of
the producer's own commune, whoever wrote an earlier dossier of the producer or another one of the same consultant.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kit.work import Unit
from programme.recognising import KINDS, known_by
from services.evaluation.cases import access
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.councils import store
from services.evaluation.councils.found import (
    ACTS_FOR,
    COMMUNE,
    CONSULTANT,
    EARLIER,
    SAYS,
    STOOD_ASIDE,
    WROTE,
    Found,
)
from services.evaluation.councils.person import Person
from services.evaluation.councils.recognisable import Recognisable
from services.recusals.store import aside_from


async def conflicts_found(unit: Unit, case: Case, person_ids: Collection[str]) -> list[Found]:
    """What speaks against some people judging a case, by what this service knows of them: by person, the surest first."""
    dossier, wanted = case.dossier, sorted(set(person_ids))
    rows = await store.rows_of(unit, wanted)
    elsewhere = await aside_from(unit, dossier.dossier_id)
    behind = await store.recognisable.find(unit, dossier.dossier_id)
    earlier = await case_store.written_together(unit, dossier, wanted)
    of_producer = {person for one in earlier if one.producer.id == dossier.producer.id for person in one.written_by}
    together = {
        person for one in earlier for person in one.written_by if not {*dossier.written_by}.isdisjoint(one.written_by)
    }
    found = []
    for person in wanted:
        known = rows.get(person, [])
        certain = access.conflict(dossier, person, {producer for row in known for producer in row.producers})
        kinds = {
            ACTS_FOR: certain == access.OF_THE_PRODUCER,
            WROTE: certain == access.WROTE_IT,
            STOOD_ASIDE: person in elsewhere,
            **dict.fromkeys(_alike(unit, known, behind), True),
            COMMUNE: any(dossier.producer.place.path in row.works_for for row in known),
            EARLIER: person in of_producer,
            CONSULTANT: person in together,
        }
        found += [Found(person_id=person, kind=kind) for kind in SAYS if kinds.get(kind)]
    return found


def _alike(unit: Unit, known: Sequence[Person], behind: Recognisable | None) -> list[str]:
    """By which kinds somebody's rows and whoever stands behind a dossier are the same."""
    if behind is None:
        return []
    names = [known_by(unit.recognised_by, name=row.name) for row in known]
    marks = [*(row.known_by for row in known), *names]
    return [kind for kind in KINDS if kind in behind.known_by and _has(marks, kind, behind.known_by[kind])]


def _has(marks: Sequence[Mapping[str, str]], kind: str, hash: str) -> bool:
    return any(one.get(kind) == hash for one in marks)
