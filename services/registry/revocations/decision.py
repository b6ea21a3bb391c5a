"""A decision over certificates: one act of an authority that revokes 1 to 500 of them, all or none."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from kit.aggregate import Kept
from kit.command import Fields, Label
from kit.decisions.decision import Decision
from kit.decisions.decision import Line as DecisionLine
from kit.history import Actor
from kit.papers.number import Act
from kit.papers.signatures import Signing
from kit.text import Line
from law.papers import DECISION
from services.registry.certificates.certificate import Ground

KIND = "revocation"
"""The word of the contract for what is decided (`DecisionKind`)."""
CODE = DECISION
"""The kind of paper, as in the symbol of its number."""

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


class CertificateLine(DecisionLine):
    """
    One certificate that is revoked. `revocation_id`: by which procedure; none of one that had ended, which needs none.

    It cites the decision that recognised the product and, where it is known, its line there; `recognised_by` is the office of
    then. `place`: the path of the producer's commune; `collected_by`: the office ordered to collect the paper.
    """

    certificate_id: str
    revocation_id: str | None = None
    product_id: str
    product_name: str
    product_code: str
    producer_name: str
    place: str
    star: int
    recognition_number: str
    recognition_on: date
    recognition_line: int | None = None
    recognised_by: str = ""
    grounds: tuple[Ground, ...]
    collected_by: str
    ended: bool = False
    """It had ended when the draft was written: the revocation is a later fact."""


class CertificateDecision(Decision[CertificateLine]):
    """
    A decision to revoke. `authority`: who decides by law, in the words of the act. `issuing`: who asked for the issue of many
    lines, until it is done; `not_issued`: which line kept all from being issued, and why.
    """

    authority: str
    rulebook_id: str
    drafted_on: date
    drafted_by: Actor
    signatory: Signatory = Signatory()
    issuing: Actor | None = None
    not_issued: str = ""


def act(decision: CertificateDecision) -> Act:
    """A decision as the register of numbers knows it; nobody it is about is named."""
    return Act(decision.id, KIND, ("quyết định thu hồi giấy chứng nhận", "the decision to revoke certificates"))
