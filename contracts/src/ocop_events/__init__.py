"""
The public treaty of the OCOP platform: envelope, catalogue and every event type.

Needs pydantic only; importing it fills `ocop_events.envelope.catalogue`.
"""

from ocop_events.agencies import reports
from ocop_events.envelope import Envelope, EventData, catalogue, decode, encode
from ocop_events.evaluation import case, council, round, ruling, scoring
from ocop_events.notifications import message
from ocop_events.reference import place, rulebook
from ocop_events.registry import certificate, credential, dossier, inspection, mark, producer, product
from ocop_events.reporting import office_return

MODULES = (
    producer, product, credential, dossier, certificate, mark, inspection,
    round, case, council, scoring, ruling, message, office_return, place, rulebook, reports,
)  # fmt: skip
"""Where the types are defined, one module a topic."""

__all__ = ["MODULES", "Envelope", "EventData", "catalogue", "decode", "encode"]
