"""What is done with agencies' reports: heard, matched, acted upon, answered; each one transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from kit.command import Reason
from kit.facts import Fact, Question
from kit.history import Actor
from kit.identity import EVERYWHERE, Principal
from kit.refusal import Forbidden
from kit.work import Unit
from law.agencies import agency
from law.identifiers import is_identity_number
from law.places import gazetteer
from programme.roles import REGISTRARS
from services.registry.agencies import announcements, matching, rules, store
from services.registry.agencies.commands import MatchCommand
from services.registry.agencies.lifecycle import State
from services.registry.agencies.matching import Clues
from services.registry.agencies.refusals import NumberTaken
from services.registry.agencies.report import Candidate, Remembered, Report, Said, Whom
from services.registry.credentials import store as held
from services.registry.credentials import use_cases as credentials
from services.registry.credentials.lifecycle import Verb as CredentialVerb
from services.registry.producers import store as producers
from services.registry.producers.likeness import ALIKE, alike
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


class CodeHolder(Fact):
    """A certificate, alive or not, that carries a product code; `exact`: the one asked for, else one of the same place."""

    product_id: str
    certificate_id: str
    product_code: str
    exact: bool


class WhoseCode(Question):
    """Which certificates carry a product code, or one like it: each answer is a list of `CodeHolder`."""

    code: str


class DossierInWait(Question):
    """Which dossier of a product is open: each answer is its id, or None."""

    product_id: str


async def hear(unit: Unit, heard: Report) -> Report:
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
    found = matching.verdict(report.about, await _clues(unit, report), its_field=_is_its_field(report))
    report = rules.judged(report, found, on=unit.today, at=unit.now, desk=report.office)
    kept = await _keep_and_answer(unit, report, said_before=said_before)
    if kept.state is State.MATCHED:
        await _act(unit, kept)
    else:
        announcements.waiting(unit, kept)
    return kept


async def hear_published(unit: Unit, agency_id: str, event_id: str, about: str, fields: dict[str, Any]) -> Report:
    """Takes a report as an agency published it; `fields`: as JSON has them. Raises what `hear` raises."""
    return await hear(
        unit, rules.heard(unit.new_id(), agency_id, event_id, about, fields, at=unit.now, desk=_desk(agency_id))
    )


async def answer_set_aside(
    unit: Unit, agency_id: str, *, event_id: str, number: str, about: str, digest: str, said: Said
) -> None:
    """
    Answers an agency whose record was set aside, where by its `ce_id` or its number the agency can know which it is; once,
    however often the record comes.
    """
    if not (event_id or number):
        return
    report = rules.not_read(
        unit.new_id(), agency_id, event_id, number, about, digest, said, at=unit.now, desk=_desk(agency_id)
    )
    known = await store.of_event(unit, agency_id, report.event_id) if report.event_id else None
    if known is None and await store.same(unit, agency_id, report.report_id, digest) is None:
        await _keep_and_answer(unit, report, said_before=False)


async def match_report(unit: Unit, report_id: str, command: MatchCommand, *, by: Principal, expected: int) -> Report:
    """
    Says whom a report concerns: a registrar who may see both. What it leads to happens at once, and the agency is told.
    Raises NotFound, Stale, StepRefused, ProductNeeded, and what those who act on it refuse with.
    """
    report = await store.seen_by(unit, report_id, by, expected)
    if command.product_id:
        whom = _of_product(await products.managed_by(unit, command.product_id, by))
    else:
        whom = _of_producer(await producers.seen_by(unit, command.producer_id or "", by))
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
    await _undo_credential(unit, report, command.reason, by)
    await unit.happens(MatchWithdrawn(report=report))
    announcements.match_withdrawn(
        unit, report, command.reason, await _producer(unit, report), await _product(unit, report)
    )
    return kept


def require_registrar(by: Principal) -> None:
    """Raises Forbidden for who is no registrar anywhere: the desk is theirs."""
    if not by.has(*REGISTRARS):
        raise Forbidden()


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


def _desk(agency_id: str) -> str:
    known = agency(agency_id)
    return known.desk if known else EVERYWHERE


def _is_its_field(report: Report) -> bool:
    known = agency(report.agency)
    return known is not None and report.about in known.reports


async def _clues(unit: Unit, report: Report) -> Clues:
    """What is known here of a report's identifiers."""
    data = report.data
    holders = await _holders(unit, report.product_code)
    by_code = next((whom for whom, exact in holders if exact), None)
    taxed = None
    if report.tax_code and not is_identity_number(report.tax_code):
        taxed = await producers.led_to(unit, await producers.with_number(unit, report.tax_code.replace(" ", ""), None))
    by_tax = _of_producer(taxed) if taxed else None
    its_products: tuple[Whom, ...] = ()
    if taxed and matching.ABOUT[report.about].of_a_product:
        its_products = _all_of_products(await store.products_of(unit, taxed.id, matching.MOST))
    holder = data.get("holder")
    found = [Candidate(**dict(whom), reasons=("code-of-the-place",)) for whom, exact in holders if not exact]
    if holder and not by_code:
        found += await _called_like(unit, holder)
    if data.get("place_code") and not by_code and not taxed:
        found += await _made_at(unit, data["place_code"])
    return Clues(
        by_code=by_code,
        by_tax=by_tax,
        by_number=await _with_number(unit, data),
        remembered=await _remembered(unit, report),
        holder=holder,
        products=its_products,
        alike=tuple(found),
    )


async def _with_number(unit: Unit, data: dict[str, Any]) -> Whom | None:
    """Who holds the credential of a kind and number, as far as one is on file."""
    if not (data.get("kind") and data.get("number")):
        return None
    known = await held.by_number(unit, data["kind"], data["number"])
    if known is None:
        return None
    product = await products.products.find(unit, known.product_id) if known.product_id else None
    if found := await products.led_to(unit, product):
        return _of_product(found)
    producer = await producers.led_to(unit, await producers.producers.find(unit, known.producer_id))
    return _of_producer(producer) if producer else None


async def _undo_credential(unit: Unit, report: Report, reason: str, by: Principal) -> None:
    """Takes back what was entered by the agency's word alone; a paper the producer had handed in stays on file."""
    data = report.data
    if report.about in ("credential.granted", "ip-right.granted"):
        known = await held.by_number(unit, data["kind"], data["number"])
        made = (
            known and known.recorded_by is None and (known.agency, known.report_id) == (report.agency, report.report_id)
        )
        if known and made and CredentialVerb.WITHDRAW in known.may:
            await credentials.withdraw_credential(unit, known.id, Reason(reason=reason), by=by, expected=known.version)


async def _holders(unit: Unit, code: str | None) -> list[tuple[Whom, bool]]:
    if not code:
        return []
    found: list[CodeHolder] = [one for some in await unit.asks(WhoseCode(code=code)) for one in some]
    known = await products.products.among(unit, {one.product_id for one in found})
    whom: list[tuple[Whom, bool]] = []
    for one in found:
        product = await products.led_to(unit, known.get(one.product_id))
        if product is not None:
            named = {"certificate_id": one.certificate_id, "product_code": one.product_code}
            whom.append((_of_product(product).model_copy(update=named), one.exact))
    return whom


async def _called_like(unit: Unit, name: str) -> list[Candidate]:
    found = [(alike(name, one.name), one) for one in await store.named_like(unit, name) if one.merged_into is None]
    likely = sorted((pair for pair in found if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [Candidate(**dict(_of_producer(one)), reasons=("holder",)) for _, one in likely]


async def _made_at(unit: Unit, code: str) -> list[Candidate]:
    places = [one.path for one in gazetteer().units if one.code == code and one.holds(unit.today)]
    made = [one for path in places[:2] for one in await store.recognised_at(unit, path, matching.MOST)]
    return [Candidate(**dict(whom), reasons=("place",)) for whom in _all_of_products(made)]


async def _remembered(unit: Unit, report: Report) -> Whom | None:
    for one in await store.remembered_of(unit, report.agency, rules.identifiers(report)):
        if one.product_id and (
            product := await products.led_to(unit, await products.products.find(unit, one.product_id))
        ):
            return _of_product(product)
        if not one.product_id and not matching.ABOUT[report.about].of_a_product:
            producer = await producers.led_to(unit, await producers.producers.find(unit, one.producer_id))
            if producer is not None:
                return _of_producer(producer)
    return None


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
        whom = next((whom for whom, exact in await _holders(unit, code) if exact), None)
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
    """Does what a matched report leads to, and publishes whom it concerns."""
    producer, product = await _producer(unit, report), await _product(unit, report)
    await unit.happens(ReportMatched(report=report, producer=producer, product=product))
    await _ACTS[report.about](unit, report, producer, product)


async def _inspected(unit: Unit, report: Report, producer: Producer, product: Product | None) -> None:
    announcements.inspection_matched(unit, report, producer, product)


async def _tested(unit: Unit, report: Report, producer: Producer, product: Product | None) -> None:
    waiting = await unit.asks(DossierInWait(product_id=product.id)) if product else []
    dossier_id = next((one for one in waiting if one), None)
    announcements.lab_test_matched(unit, report, producer, product, dossier_id)


async def _misused(unit: Unit, report: Report, producer: Producer, product: Product | None) -> None:
    announcements.mark_breach_matched(unit, report, producer, product)


async def _granted(unit: Unit, report: Report, producer: Producer, product: Product | None) -> None:
    credential = await credentials.credential_granted(
        unit, report.data, producer=producer, product=product, report=report
    )
    announcements.credential_matched(unit, report, producer, product, credential.id, granted=True)


async def _withdrawn(unit: Unit, report: Report, producer: Producer, product: Product | None) -> None:
    credential = await credentials.credential_withdrawn_by_agency(
        unit, report.data, producer=producer, product=product, report=report
    )
    if credential is not None:
        announcements.credential_matched(unit, report, producer, product, credential.id, granted=False)


async def _right(unit: Unit, report: Report, producer: Producer, product: Product | None) -> None:
    await credentials.credential_granted(unit, report.data, producer=producer, product=product, report=report)
    announcements.right_matched(unit, report, producer, product, None)


_ACTS: dict[str, Callable[[Unit, Report, Producer, Product | None], Awaitable[None]]] = {
    "inspection.reported": _inspected,
    "lab-test.reported": _tested,
    "mark-breach.reported": _misused,
    "credential.granted": _granted,
    "credential.withdrawn": _withdrawn,
    "ip-right.granted": _right,
}


async def _producer(unit: Unit, report: Report) -> Producer:
    assert report.match is not None  # only of a matched one
    return await producers.producers.get(unit, report.match.producer_id)


async def _product(unit: Unit, report: Report) -> Product | None:
    assert report.match is not None  # only of a matched one
    return await products.products.get(unit, report.match.product_id) if report.match.product_id else None


def _of_product(product: Product) -> Whom:
    certified = product.certified
    return Whom(
        producer_id=product.producer_id,
        producer_name=product.producer_name,
        producer_kind=product.producer_kind,
        place_path=product.place.path,
        product_id=product.id,
        product_name=product.name,
        certificate_id=certified.certificate_id if certified else None,
        product_code=certified.product_code if certified else None,
    )


def _all_of_products(some: Iterable[Product]) -> tuple[Whom, ...]:
    return tuple(_of_product(one) for one in some if one.merged_into is None)


def _of_producer(producer: Producer) -> Whom:
    return Whom(
        producer_id=producer.id,
        producer_name=producer.name,
        producer_kind=producer.kind,
        place_path=producer.place.path,
    )
