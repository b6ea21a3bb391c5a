"""What a ruling says, in the registry's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import Field, ValidationError

from law.explanation import Recorded, recorded_of
from services.registry.certificates.certificate import Decided
from services.registry.certificates.refusals import RulingUnreadable


@dataclass(frozen=True)
class Basis:
    """What it rests on. The paper and the two persons are those of a decision made elsewhere."""

    kind: str
    paper: str = ""
    paper_sha256: str = ""
    entered_by: str = ""
    confirmed_by: str = ""


class Decision(Decided):
    """One ruling. `ruling`: the whole of it as it was published, as JSON."""

    outcome: str
    dossier_id: str
    product_id: str
    producer_id: str
    basis: Basis
    ruling: Mapping[str, Any] = Field(repr=False)

    @cached_property
    def recorded(self) -> Recorded:
        """Its sheets, and everything else that a recount needs; raises RulingUnreadable."""
        try:
            return recorded_of(self.ruling)
        except (ValidationError, KeyError, TypeError) as wrong:
            fields = wrong.errors(include_input=False) if isinstance(wrong, ValidationError) else []
            detail = ", ".join("/" + "/".join(str(part) for part in error["loc"]) for error in fields) or repr(wrong)
            raise RulingUnreadable(detail=detail) from wrong
