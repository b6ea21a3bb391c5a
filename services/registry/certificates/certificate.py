"""The certificate: one recognition of one product."""

from __future__ import annotations

from datetime import date

from pydantic import ConfigDict

from kit.aggregate import Kept
from kit.history import Stateful
from services.registry.certificates.lifecycle import LIFECYCLE, State
from services.registry.dossiers.dossier import Subject


class Decided(Kept):
    """The decision a certificate rests on: its number and day, the office that decided, and who signed."""

    model_config = ConfigDict(frozen=True)

    decision_number: str
    decided_on: date
    office: str = ""
    """The office that decided; of what was certified before it was noted, none."""
    signed_as: tuple[str, ...] = ()
    """The lines of authority above the signature of the decision; empty where its signed copy was not on file."""
    signed_by: str = ""
    ruling_id: str = ""


class Certificate(Subject, Decided, Stateful, lifecycle=LIFECYCLE):
    """
    One recognition of one product. The first and the last day are both valid.

    One of earlier years was read in a `source`, has no dossier or ruling here, and no code when none was published.
    """

    product_code: str
    star: int
    authority: str
    rulebook_id: str
    rulebook_hash: str | None = None
    """The edition; of what was certified before editions were noted, none."""
    lists: dict[str, str] = {}
    """List of the law → the hash of the edition it was certified by; of what was certified before, none."""
    valid_from: date
    valid_until: date
    dossier_id: str = ""
    source: str | None = None
    list_sha256: str | None = None
    """The published list it was read in, as it was sent; and who loaded it. Nothing of those the product ships."""
    entered_by: str | None = None
    supersedes: str | None = None
    superseded_by: str | None = None
    state: State = State.VALID

    @property
    def retrospective(self) -> bool:
        """Whether it was read in a published list, not issued here."""
        return self.source is not None
