"""A decision of an office: on the results of 1 to 500 cases, or on the councils that judge them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import ConfigDict

from kit.aggregate import Kept
from kit.decisions.decision import Decision
from kit.decisions.decision import Line as DecisionLine
from kit.history import Actor
from kit.lifecycle import Label
from kit.papers.number import Act
from services.evaluation.documents.document import Kind as DocumentKind
from services.evaluation.documents.document import Signatory, called

CODE = "QĐ"
"""The kind of paper, as in the symbol of its number (Decree 30/2020/NĐ-CP, Annex III)."""


class Kind(StrEnum):
    """What is decided, in the contract's words (`DecisionKind`)."""

    RECOGNITION = "recognition"
    FOR_CENTRE = "results-for-centre"
    COUNCIL = "council"
    COUNCIL_COMPLETED = "council-completed"


ON_RESULTS = frozenset({Kind.RECOGNITION, Kind.FOR_CENTRE})
"""Of these each line becomes a ruling."""


ON_NUMBERS: dict[Kind, tuple[str, Label]] = {
    Kind.RECOGNITION: (DocumentKind.RECOGNITION.value, called(DocumentKind.RECOGNITION)),
    Kind.FOR_CENTRE: (
        Kind.FOR_CENTRE.value,
        ("quyết định phê duyệt kết quả trình Trung ương", "the decision on results for the centre"),
    ),
    Kind.COUNCIL: (DocumentKind.COUNCIL.value, called(DocumentKind.COUNCIL)),
    Kind.COUNCIL_COMPLETED: (
        DocumentKind.COUNCIL.value,
        ("quyết định kiện toàn Hội đồng", "the decision completing the council"),
    ),
}
"""As what the register of numbers knows each: of the kind that a document of one case, or a council that cites it, is of."""


class Cited(Kept):
    """A paper that a decision rests on, by number and day."""

    model_config = ConfigDict(frozen=True)

    reference: str
    day: date


class CaseLine(DecisionLine):
    """
    What is decided of one case: its result as the sheets gave it, or who sits on its council (`members`, as written).

    `place` is the path of the producer's place. `subject_id`: the ruling it became, or the council; of a draft none.
    """

    case_id: str
    subject_id: str = ""
    dossier_id: str
    dossier_number: str
    product_id: str
    product_name: str
    producer_id: str
    producer_name: str
    place: str
    place_name: str
    outcome: str = ""
    star: int | None = None
    total: str | None = None
    members: tuple[str, ...] = ()


class CaseDecision(Decision[CaseLine]):
    """
    `authority`: who decides by law, in the words of the act. `aside`: who stood aside from one of its cases and so sees
    nothing of it. `issuing`: who asked for the issue of many lines, until it is done; `not_issued`: which line kept all
    from being issued, and why. `document_id`: the document of one case it was signed on, where it is one's.
    """

    authority: str
    rulebooks: tuple[str, ...] = ()
    drafted_on: date
    drafted_by: Actor
    signatory: Signatory = Signatory()
    submission: Cited | None = None
    aside: tuple[str, ...] = ()
    issuing: Actor | None = None
    not_issued: str = ""
    document_id: str | None = None


def act(decision: CaseDecision) -> Act:
    """A decision as the register of numbers knows it; nobody it is about is named."""
    return Act(decision.id, *ON_NUMBERS[Kind(decision.kind)])
