"""
What other agencies publish. Each writes to `ocop.agencies.<agency>` with its own credentials and nowhere else.

`product_code` is the code on the certificate; `tax_code` identifies a producer where no product is meant. One of the
two is needed for us to find whom it concerns.
"""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData

TOPIC = "ocop.agencies.{agency}"


class AgencyReport(EventData, key_facts=("agency",)):
    """What every report carries; `report_id` is the agency's own number."""

    report_id: str
    agency: str
    product_code: str | None = None
    tax_code: str | None = None
    reported_on: date
    document_url: str | None = None


class InspectionReportedV1(
    AgencyReport,
    type="vn.ocop.agencies.inspection.reported.v1",
    topic=TOPIC,
    key="report_id",
    key_facts=("inspected_on", "passed"),
):
    """An agency inspected a producer."""

    inspected_on: date
    passed: bool
    finding: str


class LabTestReportedV1(
    AgencyReport,
    type="vn.ocop.agencies.lab-test.reported.v1",
    topic=TOPIC,
    key="report_id",
    key_facts=("sampled_on", "passed", "parameters"),
):
    """A laboratory tested a sample."""

    sampled_on: date
    passed: bool
    parameters: dict[str, str] = {}


class MarkBreachReportedByAgencyV1(
    AgencyReport, type="vn.ocop.agencies.mark-breach.reported.v1", topic=TOPIC, key="report_id"
):
    """An agency found the mark misused."""

    found_on: date
    place_code: str | None = None
    what: str


class CredentialGrantedV1(
    AgencyReport,
    type="vn.ocop.agencies.credential.granted.v1",
    topic=TOPIC,
    key="report_id",
    key_facts=("kind", "number"),
):
    """An agency granted a credential."""

    kind: str
    number: str
    issued_on: date
    expires_on: date | None = None


class CredentialWithdrawnV1(
    AgencyReport,
    type="vn.ocop.agencies.credential.withdrawn.v1",
    topic=TOPIC,
    key="report_id",
    key_facts=("kind", "number"),
):
    """An agency withdrew a credential."""

    kind: str
    number: str
    withdrawn_on: date
    reason: str | None = None


class IpRightGrantedV1(
    AgencyReport,
    type="vn.ocop.agencies.ip-right.granted.v1",
    topic=TOPIC,
    key="report_id",
    key_facts=("kind", "number", "holder"),
):
    """An intellectual property right was granted."""

    kind: str
    number: str
    holder: str
    granted_on: date
    expires_on: date | None = None


class PromotionHeldV1(AgencyReport, type="vn.ocop.agencies.promotion.held.v1", topic=TOPIC, key="report_id"):
    """A fair or other promotion took place."""

    name: str
    held_on: date
    place_code: str | None = None
    product_codes: list[str] = []
