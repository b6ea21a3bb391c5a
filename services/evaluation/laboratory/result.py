"""A laboratory's result of a product."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from kit.aggregate import Aggregate


class Parameter(BaseModel):
    """One thing that was measured, in the laboratory's own words."""

    model_config = ConfigDict(frozen=True)

    name: str
    value: str


class LabResult(Aggregate):
    """
    A result; its id is that of the report in the registry. `report_id`: how the laboratory calls it. `dossier_id`: the
    dossier that waited for it, if one did.
    """

    product_id: str
    agency: str
    report_id: str
    dossier_id: str | None = None
    sampled_on: date
    reported_on: date
    passed: bool
    parameters: tuple[Parameter, ...] = ()
    document_url: str | None = None
