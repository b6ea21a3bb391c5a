"""What is done with agencies' reports: taken, matched, acted upon, answered; each one transaction."""

from __future__ import annotations

from typing import Any

from kit.command import Reason
from kit.facts import Fact
from kit.history import Actor
from kit.identity import EVERYWHERE, Principal
from kit.refusal import Forbidden
from kit.work import Unit
from law.agencies import agency
from programme.roles import REGISTRARS, acts_for
from services.registry.agencies import announcements, matching, rules, store
from services.registry.agencies.clues import clues_in, holders_of, whom_of_producer, whom_of_product
from services.registry.agencies.commands import MatchCommand
from services.registry.agencies.effects import act_on, producer_of, product_of, undo_credential
from services.registry.agencies.lifecycle import State
from services.registry.agencies.refusals import NumberTaken, OwnReport
from services.registry.agencies.report import Remembered, Report, Said, Whom
from services.registry.producers import store as producers
from services.registry.producers.producer import Producer
from services.registry.products import store as products
from services.registry.products.product import Product
from services.registry.seats.store import records_closed_to

FOUND = 10
"""So many are offered of what a person searches for."""


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


async def take_report(unit: Unit, heard: Report) -> Report:
    """
    Takes a report: the same one sent again is known; whom it concerns is found or left to a person; its agency is answered.
    Raises what those who act on it refuse with: its record is then set aside, and the agency told why.
    """
    known = await store.same(unit, heard.agency, heard.report_id, heard.digest)
    if known is not None and not known.unread:
        return known
    before = await store.of_event(unit, heard.agency, heard.event_id)
    report = rules.corrected(before, heard, at=unit.now) if before and before.unread else heard
    said_before = report is not heard
    refusal = rules.refusal_of(report.data, report.content)
    if refusal is None and await store.number_in_use(unit, report.agency, report.report_id):
        refusal = NumberTaken()
    if refusal is not None:
        report = rules.refused(report, refusal, at=unit.now)
        return await _keep_and_answer(unit, report, said_before=said_before)
    if report.about == "promotion.held":
        return await _accept(unit, report, said_before=said_before)
    found = matching.verdict(report.about, await clues_in(unit, report), its_field=_is_its_field(report))
    report = rules.judged(report, found, on=unit.today, at=unit.now, office=report.office)
    kept = await _keep_and_answer(unit, report, said_before=said_before)
    if kept.state is State.MATCHED:
        await _act(unit, kept)
    else:
        announcements.waiting(unit, kept)
    return kept


async def take_published(
    unit: Unit, agency_id: str, event_id: str, about: str, fields: dict[str, Any]
) -> Report | None:
    """
    Takes a report as an agency published it; `fields`: as JSON has them. None where another deployment serves the office
    that its agency reports to: one alone answers. Raises what `take_report` raises.
    """
    if not unit.serves(_office_of(agency_id)):
        return None
    return await take_report(
        unit, rules.heard(unit.new_id(), agency_id, event_id, about, fields, at=unit.now, office=_office_of(agency_id))
    )


async def answer_set_aside(
    unit: Unit, agency_id: str, *, event_id: str, number: str, about: str, digest: str, said: Said
) -> None:
    """
    Answers an agency whose record was set aside, where by its `ce_id` or its number the agency can know which it is; once,
    however often the record comes.
    """
    if not (event_id or number) or not unit.serves(_office_of(agency_id)):
        return
    report = rules.not_read(
        unit.new_id(), agency_id, event_id, number, about, digest, said, at=unit.now, office=_office_of(agency_id)
    )
    known = await store.of_event(unit, agency_id, report.event_id) if report.event_id else None
    if known is None and await store.same(unit, agency_id, report.report_id, digest) is None:
        await _keep_and_answer(unit, report, said_before=False)


async def match_report(unit: Unit, report_id: str, command: MatchCommand, *, by: Principal, expected: int) -> Report:
    """
    Says whom a report concerns: a registrar who may see both, and acts for neither. What it leads to happens at once, and the
    agency is told. Raises NotFound, Stale, OwnReport, StepRefused, ProductNeeded, and what those who act on it refuse with.
    """
    report = await store.seen_by(unit, report_id, by, expected)
    if command.product_id:
        meant = await products.led_to(unit, await products.products.find(unit, command.product_id))
        whom = whom_of_product(await products.managed_by(unit, meant.id if meant else command.product_id, by))
    else:
        whom = whom_of_producer(await producers.seen_by(unit, command.producer_id or "", by))
    if acts_for(by, whom.producer_id):
        raise OwnReport()
    matched = rules.matched(report, whom, "person", on=unit.today, at=unit.now, who=by)
    kept = await store.reports.keep(unit, matched)
    if command.remember:
        await _remember(unit, kept, by)
    await _act(unit, kept)
    announcements.settled(unit, kept)
    return kept


async def set_report_aside(unit: Unit, report_id: str, command: Reason, *, by: Principal, expected: int) -> Report:
    """Says that a report concerns nobody of the programme, and tells the agency. Raises NotFound, Stale, StepRefused, ReasonMissing."""
    report = await store.seen_by(unit, report_id, by, expected)
    kept = await store.reports.keep(unit, rules.set_aside(report, command, at=unit.now, by=by))
    announcements.settled(unit, kept)
    return kept


async def withdraw_match(unit: Unit, report_id: str, command: Reason, *, by: Principal, expected: int) -> Report:
    """
    Withdraws a wrong match: what was made of the report is undone, what was remembered of its codes forgotten, and it waits
    again. Raises NotFound, Stale, StepRefused, ReasonMissing, and what those who undo it refuse with.
    """
    report = await store.seen_by(unit, report_id, by, expected)
    kept = await store.reports.keep(unit, rules.withdrawn(report, command, at=unit.now, by=by))
    for one in await store.remembered_of(unit, report.agency, rules.identifiers(report)):
        await store.remembered.remove(unit, one)
    await undo_credential(unit, report, command.reason, by)
    await unit.happens(MatchWithdrawn(report=report))
    announcements.match_withdrawn(
        unit, report, command.reason, await producer_of(unit, report), await product_of(unit, report)
    )
    return kept


def require_registrar(by: Principal) -> None:
    """Raises Forbidden for who is no registrar anywhere: the matching queue is theirs."""
    if not by.has(*REGISTRARS):
        raise Forbidden()


async def follow_product(unit: Unit, product: Product, into: Product) -> None:
    """Has what agencies reported of a merged record belong to the one that is kept."""
    for report in await store.naming(unit, "product_id", product.id):
        await store.reports.keep(unit, rules.following(report, product.id, whom_of_product(into)))


async def follow_producer(unit: Unit, producer: Producer, into: Producer) -> None:
    """Has what agencies reported of a merged producer belong to the record that is kept."""
    for report in await store.naming(unit, "producer_id", producer.id):
        await store.reports.keep(unit, rules.following(report, producer.id, whom_of_producer(into)))


async def reports_waiting(unit: Unit, by: Principal) -> int:
    """How many reports wait for a person."""
    return await store.waiting_for(unit, by)


async def whom_it_may_be(unit: Unit, report: Report, text: str, *, by: Principal) -> list[Product | Producer]:
    """The products, and where the whole producer may be meant the producers, that a registrar may see and searches for."""
    if not text.strip() or report.state is not State.WAITING:
        return []
    found = await products.known_to(unit, by, text=text, limit=FOUND)
    whom: list[Product | Producer] = list(found.items)
    known = matching.ABOUT.get(report.about)
    if known and not known.of_a_product:
        whom += (await producers.known_to(unit, by, text=text, limit=FOUND)).items
    return whom


async def reports_about_product(unit: Unit, product: Product, by: Principal | None) -> list[Report]:
    """What agencies reported of a product, for those who manage it."""
    return await store.about_product(unit, product.id) if await products.may_manage(unit, product, by) else []


async def reports_about_producer(unit: Unit, producer: Producer, by: Principal | None) -> list[Report]:
    """What agencies reported of a producer and of its products, for those who may see its record."""
    if by is None or not producers.may_see(producer, by, await records_closed_to(unit, by)):
        return []
    return await store.about_producer(unit, producer.id)


async def _keep_and_answer(unit: Unit, report: Report, *, said_before: bool) -> Report:
    if said_before:
        kept = await store.reports.keep(unit, report)
        announcements.settled(unit, kept)
    else:
        kept = await store.reports.add(unit, report)
        announcements.answered(unit, kept)
    return kept


def _office_of(agency_id: str) -> str:
    known = agency(agency_id)
    return known.office if known else EVERYWHERE


def _is_its_field(report: Report) -> bool:
    known = agency(report.agency)
    return known is not None and report.about in known.reports


async def _remember(unit: Unit, report: Report, by: Principal) -> None:
    match = report.match
    assert match is not None  # just matched
    for what, value in rules.identifiers(report):
        if await store.remembered_of(unit, report.agency, [(what, value)]):
            continue
        one = Remembered(
            id=unit.new_id(),
            agency=report.agency,
            what=what,
            value=value,
            product_id=match.product_id,
            producer_id=match.producer_id,
            by=Actor.of(by),
            on=unit.today,
            report=report.id,
        )
        await store.remembered.add(unit, one)


async def _accept(unit: Unit, report: Report, *, said_before: bool) -> Report:
    """A promotion is taken as it is: the products known by their codes, and the codes nobody knows."""
    data = report.data
    known: dict[str, Whom] = {}
    unknown: list[str] = []
    for code in dict.fromkeys(one for one in [report.product_code, *data.get("product_codes", [])] if one):
        whom = next((whom for whom, exact in await holders_of(unit, code) if exact), None)
        if whom is None or whom.product_id is None:
            unknown.append(code)
        else:
            known[whom.product_id] = whom
    accepted = rules.accepted(report, tuple(known.values()), tuple(unknown), at=unit.now)
    kept = await _keep_and_answer(unit, accepted, said_before=said_before)
    shown = await products.products.among(unit, known)
    announcements.promotion_matched(unit, kept, list(shown.values()))
    return kept


async def _act(unit: Unit, report: Report) -> None:
    """Lets the other slices react to a matched report, and does what is done here."""
    producer, product = await producer_of(unit, report), await product_of(unit, report)
    await unit.happens(ReportMatched(report=report, producer=producer, product=product))
    await act_on(unit, report, producer, product)
