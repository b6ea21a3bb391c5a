"""What is done with agencies' reports: heard, matched, acted upon, answered; each one transaction."""

from __future__ import annotations

from kit.facts import Fact
from services.registry.agencies.report import Report
from services.registry.producers.producer import Producer
from services.registry.products.product import Product


class ReportMatched(Fact):
    """
    Whom an agency's report concerns is known: who acts on such reports does. `report.about` says of which type it is,
    `report.data` holds the event's own fields; `product` is None where the whole producer is meant.
    """

    report: Report
    producer: Producer
    product: Product | None


class MatchWithdrawn(Fact):
    """A report was matched to the wrong one: what was made of it is to be undone. `report` still says whom it was matched to."""

    report: Report
