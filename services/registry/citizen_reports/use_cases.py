"""What is done with citizens' reports: received from anybody, answered by an office; each one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from kit.identity import Principal
from kit.mapped import mapped
from kit.refusal import Forbidden
from kit.web.callers import network_of
from kit.web.files import Stored
from kit.work import Due, Unit
from law.lists import stamp
from law.measures import citizen_reports
from law.places import office_above
from programme.roles import REGISTRARS
from services.registry.breaches import store as breaches
from services.registry.breaches.breach import Source
from services.registry.breaches.commands import BreachCommand
from services.registry.breaches.lifecycle import State as BreachState
from services.registry.breaches.use_cases import office_of, take_up
from services.registry.certificates.rules import midnight
from services.registry.citizen_reports import announcements, rules, store
from services.registry.citizen_reports.citizen_report import CitizenReport, Photograph, Tally
from services.registry.citizen_reports.commands import AnswerCommand, ReportCommand
from services.registry.citizen_reports.lifecycle import State
from services.registry.citizen_reports.refusals import BreachUnsaid, NotABreachOfIt, NumberUnknown
from services.registry.products import store as products
from services.registry.products.product import Product

CALENDAR = "citizen-report-calendar"
"""The deadline of the answer to a report."""
FORGET = "citizen-report-tally"
"""When the count of a day is forgotten."""
TALLIES_KEPT = timedelta(days=2)


async def report_product(
    unit: Unit, product_id: str, command: ReportCommand, photographs: Sequence[Stored], host: str
) -> CitizenReport:
    """
    Receives a report on a public product from anybody, within what is taken of a network, on a product, and in all in a day.
    Raises NotFound, NoSuchSubject, NotReportable, TooManyPhotographs, TooManyToday.
    """
    product = await reported(unit, product_id)
    await _count(unit, product, len(photographs), host)
    pictures = tuple(mapped(Photograph, one, id=unit.new_id()) for one in photographs)
    id = unit.new_id()
    report = rules.received(
        id,
        command,
        pictures,
        citizen_reports(),
        product=product,
        number=number_of(unit, id),
        lists=stamp(*rules.LISTS),
        at=unit.now,
        on=unit.today,
    )
    kept = await store.reports.add(unit, report)
    unit.defer(_due(kept))
    announcements.received(unit, kept)
    return kept


async def may_report(unit: Unit, product_id: str, command: ReportCommand, photographs: int, host: str) -> None:
    """Before photographs are opened and kept: raises what `report_product` would."""
    product = await reported(unit, product_id)
    rules.check(command, photographs, citizen_reports(), product=product)
    for tally, of in await _tallies(unit, product, host):
        rules.counted(tally, of, photographs)


async def reported(unit: Unit, product_id: str) -> Product:
    """A product that the public may see, by its id. Raises NotFound."""
    known = await products.led_to(unit, await products.products.find(unit, product_id))
    return await products.seen_by(unit, known.id if known else product_id, None)


def number_of(unit: Unit, report_id: str) -> str:
    """The answer number of a report: made of its id with the deployment's key, so that it need not be kept."""
    return rules.number_from(unit.matched_by(f"citizen report {report_id}"))


async def follow_report(unit: Unit, number: str) -> CitizenReport:
    """The report an answer number is of. Raises NumberUnknown."""
    found = await store.by_number(unit, rules.hashed(number))
    if found is None:
        raise NumberUnknown(pointer="/number")
    return found


async def answer_report(
    unit: Unit, report_id: str, command: AnswerCommand, *, by: Principal, expected: int
) -> CitizenReport:
    """
    Answers a report: a registrar of its office or of one above. Founded, a breach is taken up, or it is added to one that is
    handled. Raises NotFound, Stale, Forbidden, StepRefused, BreachUnsaid, NotABreachOfIt.
    """
    report = await to_answer(unit, report_id, by, expected)
    breach = await _breach_of(unit, report, command, by) if command.founded == "yes" else None
    after = rules.answered(report, command, breach=breach, at=unit.now, on=unit.today, by=by)
    kept = await store.reports.keep(unit, after)
    unit.settle(CALENDAR, kept.id)
    announcements.answered(unit, kept)
    return kept


async def to_answer(unit: Unit, report_id: str, by: Principal, expected: int | None = None) -> CitizenReport:
    """Loads a report for who answers it. Raises NotFound, Stale, Forbidden to those who only see it."""
    report = await store.seen_by(unit, report_id, by, expected)
    if not may_answer(report, by):
        raise Forbidden()
    return report


def may_answer(report: CitizenReport, by: Principal) -> bool:
    """Whether a person answers a report: a registrar of its office or of one above."""
    return by.covers(report.office, *REGISTRARS)


async def be_late(unit: Unit, due: Due) -> None:
    """Notes and announces that the day for an answer passed; it climbs to the office above."""
    report = await store.reports.find(unit, due.subject)
    if report is None or report.state is not State.RECEIVED or report.late_on:
        return
    kept = await store.reports.keep(unit, report.model_copy(update={"late_on": unit.today}))
    announcements.overdue(unit, kept, office_above(kept.office, unit.today))


async def forget_tally(unit: Unit, due: Due) -> None:
    """Removes the count of a day that is over: from which network something came is not kept longer."""
    if tally := await store.tallies.find(unit, due.subject):
        await store.tallies.remove(unit, tally)


async def erase_report(unit: Unit, report_id: str) -> None:
    """Removes what was written and photographed, once its time is over; once is enough."""
    report = await store.reports.find(unit, report_id)
    if report is not None and report.state is State.ANSWERED and report.erased_on is None:
        await store.reports.keep(unit, rules.erased(report, unit.today))


async def follow_product(unit: Unit, product_id: str, product: Product) -> None:
    """Has the reports on a product name it, and its producer, as they are now."""
    for report in await store.all_of_product(unit, product_id):
        moved = report.model_copy(
            update={
                "product_id": product.id,
                "product_name": product.name,
                "producer_id": product.producer_id,
                "producer_name": product.producer_name,
                "producer_kind": product.producer_kind,
            }
        )
        await store.reports.keep(unit, moved)


async def _breach_of(unit: Unit, report: CitizenReport, command: AnswerCommand, by: Principal) -> str:
    if command.breach_id:
        known = await breaches.breaches.find(unit, command.breach_id)
        if known is None or known.product_id != report.product_id or known.state is BreachState.CLOSED:
            raise NotABreachOfIt(pointer="/breach_id")
        await breaches.breaches.touch(unit, known)
        return known.id
    if not command.what:
        raise BreachUnsaid(pointer="/what")
    law = citizen_reports()
    kind = law.kind(report.about) or law.kinds[-1]
    product = await products.products.get(unit, report.product_id)
    opened = await take_up(
        unit,
        BreachCommand(kind=kind.breach, severity=command.severity, what=command.what),
        source=Source.CITIZEN,
        office=office_of(by, report.place),
        product=product,
        found_on=report.received_on,
        by=by,
        citizen_report_id=report.id,
    )
    return opened.id


async def _tallies(unit: Unit, product: Product, host: str) -> list[tuple[Tally, str]]:
    """What has come today, by what it is counted by."""
    subjects = {
        rules.OF_A_NETWORK: unit.matched_by(f"network {network_of(host)}"),
        rules.OF_A_PRODUCT: product.id,
        rules.IN_ALL: "all",
    }
    found = []
    for of, subject in subjects.items():
        id = f"{of}:{subject}:{unit.today.isoformat()}"
        found.append((await store.tallies.find(unit, id) or Tally(id=id), of))
    return found


async def _count(unit: Unit, product: Product, photographs: int, host: str) -> None:
    for tally, of in await _tallies(unit, product, host):
        after = rules.counted(tally, of, photographs)
        await (store.tallies.keep(unit, after) if tally.version else store.tallies.add(unit, after))
        unit.defer(Due(what=FORGET, subject=tally.id, due_at=midnight(unit.today + TALLIES_KEPT)))


def _due(report: CitizenReport) -> Due:
    day = midnight(report.answer_by + timedelta(days=1))
    return Due(what=CALENDAR, subject=report.id, due_at=day, place=report.place.path)
