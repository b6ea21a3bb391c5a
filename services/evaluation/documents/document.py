"""An official document of a case: a decision of one or more lines with its paper on file under the same id."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from kit.decisions.decision import Decision, Line
from kit.papers.signatures import Signing


class Kind(StrEnum):
    """What a document is about."""

    COUNCIL = "council"
    RECOGNITION = "recognition"
    NOTICE = "notice"
    MINUTES = "minutes"


CODES = {Kind.COUNCIL: "QĐ", Kind.RECOGNITION: "QĐ", Kind.NOTICE: "TB", Kind.MINUTES: "BB"}
"""The kind of paper, as in the symbol of its number (Decree 30/2020/NĐ-CP, Annex III)."""
FOR_PARTIES = frozenset({Kind.RECOGNITION, Kind.NOTICE})
"""What the producer gets once it is issued; who sat on the council and who gave what stays the council's."""


class Signatory(BaseModel):
    """Who signs, in which right, and the own post where that right needs one."""

    model_config = ConfigDict(frozen=True)

    name: str = ""
    signing: Signing = Signing.HEAD
    post: str = ""


class DocumentLine(Line):
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
