"""
Conflicts of interest that the platform finds by itself: it proposes, a person decides who stands aside.

What is a conflict for certain (whoever acts for the producer, wrote the dossier or stood aside from it) keeps somebody from a
seat (`cases.access.conflict`). Here is what may be one: the same tax code, telephone, e-mail or representative, an officer of
the producer's own commune, whoever wrote an earlier dossier of the producer or another one of the same consultant.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from kit.language import current_language
from kit.lifecycle import Label
from kit.work import Unit
from programme.recognising import KINDS, known_by
from services.evaluation.cases import access
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.councils import store
from services.evaluation.councils.person import Person
from services.evaluation.councils.recognisable import Recognisable
from services.recusals.store import aside_from

ACTS_FOR, WROTE, STOOD_ASIDE = "acts-for", "wrote", "stood-aside"
COMMUNE, EARLIER, CONSULTANT = "commune-office", "earlier-dossier", "same-consultant"
SAYS: dict[str, Label] = {
    ACTS_FOR: access.OF_THE_PRODUCER,
    WROTE: access.WROTE_IT,
    STOOD_ASIDE: access.STOOD_ASIDE,
    "tax-code": ("có cùng mã số thuế với chủ thể", "has the producer's tax code"),
    "telephone": ("có cùng số điện thoại với người đại diện chủ thể", "has the telephone number of the producer's representative"),
    "email": ("có cùng thư điện tử với người đại diện chủ thể", "has the e-mail address of the producer's representative"),
    "representative": ("trùng họ tên với người đại diện chủ thể", "has the same name as the producer's representative"),
    COMMUNE: ("làm việc tại cơ quan cấp xã của chủ thể", "works for the producer's own commune"),
    EARLIER: ("đã tham gia lập một hồ sơ trước của chủ thể", "helped write an earlier dossier of the producer"),
    CONSULTANT: (
        "đã cùng người lập hồ sơ này làm một hồ sơ khác",
        "wrote another dossier together with who wrote this one",
    ),
}  # fmt: skip
"""Each sign in words, the surest first."""
CERTAIN = frozenset({ACTS_FOR, WROTE, STOOD_ASIDE})
"""What is a conflict by itself, whoever decides."""


class Found(BaseModel):
    """A sign that somebody may be in conflict with a dossier. `kind`: of `SAYS`."""

    model_config = ConfigDict(frozen=True)

    person_id: str
    kind: str

    @property
    def is_certain(self) -> bool:
        """Whether nobody needs to decide: it is a conflict."""
        return self.kind in CERTAIN

    @property
    def words(self) -> Label:
        """What it says of the person, in both languages."""
        return SAYS.get(self.kind, (self.kind, self.kind))

    def say(self) -> str:
        """In the page's language."""
        return self.words[0] if current_language() == "vi" else self.words[1]


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
