"""The health of a certificate's papers, as it was last found."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from kit.aggregate import Aggregate
from services.registry.dossiers.dossier import Subject


class Health(StrEnum):
    """Every paper holds; one ends soon; one ended or was withdrawn."""

    SOUND = "sound"
    ENDING = "ending"
    BROKEN = "broken"


class Leaning(BaseModel):
    """
    A paper that a certificate leans on. `id`: of the credential (`credential`), else of the dossier's evidence; `criteria`
    of its product's sheet that it speaks for.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    kind: str
    credential: bool = False
    number: str | None = None
    ends_on: date | None = None
    criteria: tuple[str, ...] = ()


class PaperHealth(Subject, Aggregate):
    """Of one valid certificate, whose id it has. `ends_on`: the first day on which a paper ends or ended; `weakest` first."""

    model_config = ConfigDict(frozen=True)

    product_code: str
    star: int
    valid_until: date
    health: Health
    ends_on: date | None = None
    weakest: tuple[Leaning, ...] = ()
    papers: int = 0
    changed_on: date
