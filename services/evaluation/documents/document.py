"""An official document of a case: a decision of one or more lines with its paper on file under the same id."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from kit.aggregate import Kept
from kit.command import Fields, Label
from kit.decisions.decision import Decision
from kit.decisions.decision import Line as DecisionLine
from kit.lifecycle import Label as Pair
from kit.papers.number import Act
from kit.papers.signatures import Signing
from kit.text import Line


class Kind(StrEnum):
    """What a document is about."""

    COUNCIL = "council"
    RECOGNITION = "recognition"
    NOTICE = "notice"
    MINUTES = "minutes"


CODES = {Kind.COUNCIL: "QĐ", Kind.RECOGNITION: "QĐ", Kind.NOTICE: "TB", Kind.MINUTES: "BB"}
"""The kind of paper, as in the symbol of its number (Decree 30/2020/NĐ-CP, Annex III)."""
NAMES: dict[Kind, Pair] = {
    Kind.COUNCIL: ("Quyết định thành lập Hội đồng", "Decision forming the council"),
    Kind.RECOGNITION: ("Quyết định phê duyệt kết quả", "Decision on the result"),
    Kind.NOTICE: ("Thông báo kết quả", "Notice of the result"),
    Kind.MINUTES: ("Biên bản họp Hội đồng", "Minutes of the council"),
}
FOR_PARTIES = frozenset({Kind.RECOGNITION, Kind.NOTICE})
"""What the producer gets once it is issued; who sat on the council and who gave what stays the council's."""


Called = Annotated[str, Field(max_length=120), Line]
"""A person's name or post, in one line."""


class SigningFields(Fields):
    """In which right somebody signs, and the own post where that right needs one."""

    signing: Annotated[Signing, Label("Ký với tư cách", "Signs as", example="head")] = Signing.HEAD
    post: Annotated[
        Called,
        Label(
            "Chức vụ của người ký",
            "Post of who signs",
            example="Chánh Văn phòng",
            why=("trừ khi ký thừa lệnh hoặc thừa ủy quyền", "unless by order or by authorisation"),
        ),
    ] = ""


class Signatory(SigningFields, Kept):
    """Who signs, and how."""

    name: str = ""


class DocumentLine(DecisionLine):
    """What is decided or said of one person or product. `words`: the cells of its row in the annex."""

    subject_id: str
    words: tuple[str, ...]


class Document(Decision[DocumentLine]):
    """A document of a case; its id is `<case>-<kind>-<no>`, so that two who draft at once make one."""

    case_id: str
    no: int
    signatory: Signatory = Signatory()


def document_id(case_id: str, kind: Kind, no: int) -> str:
    """The id of a case's document; letters, digits and hyphens, for it stands in the properties of its files."""
    return f"{case_id}-{kind.value}-{no}"


def act(document: Document) -> Act:
    """A document as the register of numbers knows it: of what kind it is, and nothing of whom it is about."""
    return Act(document.id, document.kind, called(Kind(document.kind)))


def called(kind: Kind) -> Pair:
    """What a document is called within a sentence."""
    vi, en = NAMES[kind]
    return f"{vi[:1].lower()}{vi[1:]}", f"the {en[:1].lower()}{en[1:]}"
