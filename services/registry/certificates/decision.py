"""What a ruling says, in the registry's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from law.explanation import Recorded

Outcome = Literal["recognised", "not-recognised"]
"""Those that end a dossier; what is sent on or sent back changes nothing here."""


@dataclass(frozen=True)
class Basis:
    """What it rests on. The paper and the two persons are those of a decision made elsewhere."""

    kind: str
    paper: str = ""
    paper_sha256: str = ""
    entered_by: str = ""
    confirmed_by: str = ""


@dataclass(frozen=True)
class Decision:
    """One ruling. `recorded`: its sheets, and everything else that a recount needs."""

    ruling_id: str
    dossier_id: str
    product_id: str
    producer_id: str
    office: str
    decision_number: str
    decided_on: date
    basis: Basis
    recorded: Recorded
