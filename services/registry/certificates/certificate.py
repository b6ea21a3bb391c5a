"""The certificate: one recognition of one product."""

from __future__ import annotations

from datetime import date

from kit.history import Stateful
from programme.places import Where
from services.registry.certificates.lifecycle import LIFECYCLE, State


class Certificate(Stateful, lifecycle=LIFECYCLE):
    """
    One recognition of one product. The first and the last day are both valid.

    One of earlier years was read in a `source`, has no dossier or ruling here, and no code when none was published.
    """

    product_id: str
    product_name: str
    set_no: int
    producer_id: str
    producer_name: str
    producer_kind: str
    place: Where
    product_code: str
    star: int
    decision_number: str
    decided_on: date
    authority: str
    office: str = ""
    """The office that decided; of what was certified before it was noted, none."""
    signed_as: tuple[str, ...] = ()
    """The lines of authority above the signature of the decision; empty where its signed copy was not on file."""
    signed_by: str = ""
    rulebook_id: str
    rulebook_hash: str | None = None
    """The edition; of what was certified before editions were noted, none."""
    lists: dict[str, str] = {}
    """List of the law → the hash of the edition it was certified by; of what was certified before, none."""
    valid_from: date
    valid_until: date
    dossier_id: str = ""
    ruling_id: str = ""
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
