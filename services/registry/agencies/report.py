"""An agency's report as it came in, and whom it was found to concern."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from kit.aggregate import Aggregate
from kit.history import Actor, Stateful
from services.registry.agencies.lifecycle import LIFECYCLE, State


class Part(BaseModel):
    """Something inside a report."""

    model_config = ConfigDict(frozen=True)


class Said(Part):
    """A reason in both languages, under a stable slug."""

    slug: str
    vi: str
    en: str


class Whom(Part):
    """A producer, and the product where one is meant; `product_code`: of the certificate it was found by, or its newest."""

    producer_id: str
    producer_name: str
    producer_kind: str
    place_path: str
    product_id: str | None = None
    product_name: str | None = None
    certificate_id: str | None = None
    product_code: str | None = None

    @property
    def key(self) -> str:
        """By which one click says which is meant."""
        return f"product:{self.product_id}" if self.product_id else f"producer:{self.producer_id}"


class Candidate(Whom):
    """Whom a report may concern, and the codes of the reasons for thinking so (`matching.REASONS`), the best first."""

    reasons: tuple[str, ...]


class Match(Whom):
    """Whom it concerns; `matched_by`: a word of the contract's `MatchedBy`."""

    matched_by: str
    matched_on: date


class Report(Stateful, lifecycle=LIFECYCLE):
    """
    One report of one agency. `report_id` is the agency's own number, `event_id` the `ce_id` it came under.

    `about`: its type, as `inspection.reported`. `content`: the event's own fields as JSON, kept as text because names in it
    are the agency's own choice. `digest`: SHA-256 over type and content, by which the same report sent twice is known.
    `office`: at whose matching queue it waits. `unread`: the record could not be read, `refused` says why.
    """

    agency: str
    report_id: str
    event_id: str
    about: str
    content: str = "{}"
    digest: str
    product_code: str | None = None
    tax_code: str | None = None
    reported_on: date
    document_url: str | None = None
    received_at: datetime
    office: str
    state: State = State.WAITING
    waiting_since: datetime | None = None
    candidates: tuple[Candidate, ...] = ()
    match: Match | None = None
    products: tuple[Whom, ...] = ()
    """Of a promotion: the products shown there, as far as they are known."""
    unknown_codes: tuple[str, ...] = ()
    refused: Said | None = None
    unread: bool = False
    because: str | None = None
    """Why it waits, where whom it concerns is not the question (`matching.REASONS`)."""

    @property
    def data(self) -> dict[str, Any]:
        """The event's own fields, as the agency published them."""
        read: dict[str, Any] = json.loads(self.content)
        return read


class Remembered(Aggregate):
    """That an identifier in an agency's reports means a product or producer, as a person said once."""

    agency: str
    what: str
    value: str
    product_id: str | None
    producer_id: str
    by: Actor
    on: date
    report: str
