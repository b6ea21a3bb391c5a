"""What must hold of an agency's report, and what it becomes. Pure: time, ids and what was found come in as arguments."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from kit.clock import local_date
from kit.command import Reason
from kit.history import SYSTEM
from kit.identity import Principal
from kit.refusal import Refusal
from kit.text import visible
from law.identifiers import is_identity_number
from law.kinds import credential_kind, credential_kinds
from services.registry.agencies.lifecycle import Verb
from services.registry.agencies.matching import ABOUT, Verdict, office_of
from services.registry.agencies.refusals import (
    BeforeItHappened,
    ConcernsNobody,
    EndsBeforeItBegins,
    KindNotKnown,
    NumberMissing,
    PersonsNumber,
    ProductNeeded,
    ReasonMissing,
    TextTooLong,
)
from services.registry.agencies.report import Match, Report, Said, Whom

W = TypeVar("W", bound=Whom)

MOST_OF = {
    "report_id": 200,
    "product_code": 100,
    "tax_code": 100,
    "document_url": 1000,
    "kind": 100,
    "number": 100,
    "place_code": 100,
}
"""Of these fields an agency may write so many characters: they are looked up, shown in lists and sent on."""
MOST_TEXT = 4_000
"""Of any other text."""
MOST_PARTS = 200
"""Of parameters or codes in one report."""
MOST_CONTENT = 60_000
_NO_DIGIT = re.compile(r"[^0-9]")
HIDDEN = "*" * 12
"""What is kept in the place of a person's identity number."""
MOST_SHOWN = 200
"""Of what an agency calls its report, so many characters are kept and answered with."""
HAPPENED = ("inspected_on", "sampled_on", "found_on", "held_on", "withdrawn_on", "granted_on", "issued_on")
"""Fields that say when it happened, which is no later than the report's own day."""


def heard(
    id: str, agency: str, event_id: str, about: str, fields: Mapping[str, Any], *, at: datetime, office: str
) -> Report:
    """
    A report as an agency published it; `fields`: as JSON has them. A person's identity number is not kept, nor is anything
    made of it.
    """
    kept = dict(fields)
    if is_identity_number(_NO_DIGIT.sub("", kept.get("tax_code") or "")):
        kept["tax_code"] = HIDDEN
    content = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    tax_code = kept.get("tax_code")
    return Report(
        id=id,
        agency=agency,
        report_id=kept["report_id"][:MOST_SHOWN],
        event_id=event_id[:MOST_SHOWN],
        about=about,
        content=content,
        digest=hashlib.sha256(f"{about}\n{content}".encode()).hexdigest(),
        product_code=(kept.get("product_code") or "")[:MOST_SHOWN] or None,
        tax_code=(tax_code or "")[:MOST_SHOWN] or None if tax_code != HIDDEN else None,
        reported_on=date.fromisoformat(kept["reported_on"]),
        document_url=kept.get("document_url"),
        received_at=at,
        office=office,
    )


def not_read(
    id: str, agency: str, event_id: str, number: str, about: str, digest: str, said: Said, *, at: datetime, office: str
) -> Report:
    """A record of an agency that cannot be taken: nothing of it is kept here but by what the agency knows it."""
    report = Report(
        id=id,
        agency=agency,
        report_id=visible(number)[:MOST_SHOWN],
        event_id=visible(event_id)[:MOST_SHOWN],
        about=visible(about)[:MOST_SHOWN],
        digest=digest,
        reported_on=local_date(at),
        received_at=at,
        office=office,
    )
    return report.stepped(Verb.REFUSE, at=at, by=SYSTEM, note=said.vi, refused=said, unread=True)


def refusal_of(fields: Mapping[str, Any], content: str) -> Refusal | None:
    """
    Why a report is not taken at all, whomever it concerns; None: it is. The agency is told so. `fields`: as JSON has them;
    `content`: the same as text.
    """
    if fields.get("tax_code") == HIDDEN:
        return PersonsNumber()
    for name, value in fields.items():
        if isinstance(value, str) and len(value) > MOST_OF.get(name, MOST_TEXT):
            return TextTooLong(field=name, most=MOST_OF.get(name, MOST_TEXT))
        if isinstance(value, dict | list) and len(value) > MOST_PARTS:
            return TextTooLong(field=name, most=MOST_PARTS)
    if len(content) > MOST_CONTENT:
        return TextTooLong(field="data", most=MOST_CONTENT)
    if {"kind", "number"} <= fields.keys():
        if credential_kind(fields["kind"]) is None:
            return KindNotKnown(given=fields["kind"][:100], known=", ".join(sorted(credential_kinds())))
        if not fields["number"].strip():
            return NumberMissing()
    for name in HAPPENED:
        if (day := fields.get(name)) and day > fields["reported_on"]:
            reported = date.fromisoformat(fields["reported_on"])
            return BeforeItHappened(field=name, day=date.fromisoformat(day), reported=reported)
    begins = fields.get("issued_on") or fields.get("granted_on")
    if begins and (fields.get("expires_on") or begins) < begins:
        return EndsBeforeItBegins(pointer="/expires_on")
    return None


def refused(report: Report, refusal: Refusal, *, at: datetime) -> Report:
    """The report that is not taken, with what its agency is told."""
    said = Said(slug=refusal.slug, vi=refusal.say("vi"), en=refusal.say("en"))
    return report.stepped(Verb.REFUSE, at=at, by=SYSTEM, note=said.vi, refused=said, waiting_since=None)


def judged(report: Report, found: Verdict, *, on: date, at: datetime, office: str) -> Report:
    """The report matched where whom it concerns is certain, else waiting with its candidates at their office."""
    if found.whom is not None:
        return matched(report, found.whom, found.by, on=on, at=at)
    waits = {"candidates": found.candidates, "because": found.because or None, "waiting_since": at}
    return report.model_copy(update={**waits, "office": office_of(found.candidates, office)})


def matched(
    report: Report,
    whom: Whom,
    by: str,
    *,
    on: date,
    at: datetime,
    who: Principal | None = None,
    note: str | None = None,
) -> Report:
    """The report as one about somebody; `who`: the person who said so. Raises StepRefused, ProductNeeded."""
    if ABOUT[report.about].of_a_product and whom.product_id is None:
        raise ProductNeeded(pointer="/whom")
    match = Match(**{name: getattr(whom, name) for name in Whom.model_fields}, matched_by=by, matched_on=on)
    after = report.stepped(
        Verb.MATCH, at=at, by=who or SYSTEM, note=note, match=match, waiting_since=None, because=None
    )
    return after.model_copy(update={"office": whom.place_path})


def accepted(report: Report, products: tuple[Whom, ...], unknown: tuple[str, ...], *, at: datetime) -> Report:
    """The promotion with the products shown there; codes that nobody knows are kept as the agency wrote them."""
    return report.stepped(Verb.ACCEPT, at=at, by=SYSTEM, products=products, unknown_codes=unknown)


def set_aside(report: Report, command: Reason, *, at: datetime, by: Principal) -> Report:
    """The report that concerns nobody of the programme, as a person says. Raises ReasonMissing, StepRefused."""
    _require(command)
    refusal = ConcernsNobody(reason=command.reason)
    said = Said(slug=refusal.slug, vi=refusal.say("vi"), en=refusal.say("en"))
    return report.stepped(Verb.REFUSE, at=at, by=by, note=command.reason, refused=said, waiting_since=None)


def withdrawn(report: Report, command: Reason, *, at: datetime, by: Principal) -> Report:
    """The report that was matched to the wrong one, waiting again. Raises ReasonMissing, StepRefused."""
    _require(command)
    return report.stepped(Verb.WITHDRAW, at=at, by=by, note=command.reason, match=None, waiting_since=at)


def corrected(report: Report, heard: Report, *, at: datetime) -> Report:
    """A record that could not be read, as it was sent again in order (or repaired); it is judged like any other."""
    taken = ("report_id", "about", "content", "digest", "product_code", "tax_code", "reported_on", "document_url")
    changes = {name: getattr(heard, name) for name in taken}
    return report.stepped(Verb.CORRECT, at=at, by=SYSTEM, unread=False, refused=None, received_at=at, **changes)


def following(report: Report, was: str, whom: Whom) -> Report:
    """
    The report with the record of an id, a product's or a producer's, named as the one it was merged into: of its match, of
    whom it may concern, of what a promotion showed. Where a producer was merged, its products stay.
    """
    products = tuple(_following(one, was, whom) for one in report.products)
    may_be = {one.key: one for one in (_following(one, was, whom) for one in report.candidates)}
    after = report.model_copy(update={"products": products, "candidates": tuple(may_be.values())})
    if report.match is None or (match := _following(report.match, was, whom)) == report.match:
        return after
    return after.model_copy(update={"match": match, "office": match.place_path})


def _following(known: W, was: str, whom: Whom) -> W:
    if was != (known.product_id if whom.product_id else known.producer_id):
        return known
    stays = {"certificate_id", "product_code"}
    if whom.product_id is None:
        stays |= {"product_id", "product_name"} | ({"place_path"} if known.product_id else set())
    return known.model_copy(update={name: value for name, value in dict(whom).items() if name not in stays})


def identifiers(report: Report) -> list[tuple[str, str]]:
    """By what a later report of the same agency is known to mean the same: (which field, what it said)."""
    data = report.data
    said = [("product-code", report.product_code), ("tax-code", report.tax_code), ("holder", data.get("holder"))]
    return [
        (what, " ".join(value.split()).casefold()) for what, value in said if isinstance(value, str) and value.strip()
    ]


def _require(command: Reason) -> None:
    if not command.reason:
        raise ReasonMissing(pointer="/reason")
