"""
The public contract of the OCOP platform: envelope, catalogue and every event type.

Needs pydantic only; importing it fills `ocop_events.envelope.catalogue`.
"""

from ocop_events.agencies import reports
from ocop_events.answers import report
from ocop_events.envelope import Envelope, EventData, catalogue, decode, encode
from ocop_events.evaluation import (
    advisory,
    advisory_team,
    appeal,
    campaign,
    case,
    council,
    decision,
    meeting,
    opinion,
    outside_decision,
    round,
    ruling,
    scoring,
    substitute,
)  # fmt: skip
from ocop_events.notifications import message
from ocop_events.reference import place, rulebook
from ocop_events.registry import (
    advice,
    agency_report,
    breach,
    certificate,
    citizen_report,
    credential,
    design,
    dossier,
    health,
    inspection,
    inspection_plan,
    linkage,
    mark,
    mark_request,
    plan,
    producer,
    product,
    profile,
    revocation,
    right,
    yearly_card,
)  # fmt: skip
from ocop_events.registry import decision as certificate_decision
from ocop_events.reporting import activity, directive, office_return, priority_list, resource, task

MODULES = (
    producer, product, credential, dossier, certificate, mark, inspection,
    round, case, council, scoring, ruling, message, office_return, place, rulebook, reports,
    profile, health, revocation, certificate_decision, plan, yearly_card, advice, linkage, right, design, mark_request,
    inspection_plan, breach, citizen_report, agency_report, report,
    decision, campaign, opinion, advisory_team, advisory, meeting, appeal, outside_decision, substitute,
    directive, task, activity, resource, priority_list,
)  # fmt: skip
"""Where the types are defined, one module a topic."""

__all__ = ["MODULES", "Envelope", "EventData", "catalogue", "decode", "encode"]
