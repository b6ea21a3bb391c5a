"""What is done with rights: filed, noted step by step, granted by a person's or the agency's word; each one transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from kit.identity import Principal
from kit.mapped import mapped
from kit.refusal import Forbidden, NotFound
from kit.web.files import Stored
from kit.work import Due, Unit
from law.kinds import credential_kind
from law.lists import stamp
from law.places import CENTRE, gazetteer
from programme.places import place_now, where_of
from programme.roles import REGISTRARS
from services.registry.credentials import store as credentials
from services.registry.credentials import use_cases as credential_use_cases
from services.registry.credentials.commands import CredentialCommand
from services.registry.credentials.credential import Paper, Report
from services.registry.credentials.rules import midnight
from services.registry.producers.producer import Producer
from services.registry.products.product import Concern, Product
from services.registry.products.use_cases import concerned
from services.registry.rights import announcements, rules, store
from services.registry.rights.commands import (
    AcceptRightCommand,
    FileRightCommand,
    GiveUpRightCommand,
    GrantRightCommand,
    PublishRightCommand,
    RefuseRightCommand,
    RightPaperCommand,
)
from services.registry.rights.refusals import FiledAlready, GrantPaperMissing, RightsFull
from services.registry.rights.right import Grant, Right

STEP_DUE = "right-step"
"""The last day of the step that is waited for."""
LISTS = ("rights",)
Announced = Callable[[Unit, Right], None]


async def file_right(unit: Unit, command: FileRightCommand, *, by: Principal) -> Right:
    """
    Records an application: of a producer by its own person or a registrar of its place, of an office by its registrars.
    Raises NotFound, Forbidden, StepRefused, FiledAlready, RightsFull, and what `rules.filed` raises.
    """
    concern = await applicant(unit, command.producer_id, command.product_id, command.office, by)
    helpers = helpers_of(concern, unit)
    made = rules.filed(unit.new_id(), command, concern=concern, helpers=helpers, on=unit.today, lists=stamp(*LISTS))
    if made.application_number and await store.with_number(unit, made.application_number):
        raise FiledAlready(pointer="/application_number", number=made.application_number)
    if await store.count_of(unit, concern.producer_id, concern.place.path) >= rules.MOST_RIGHTS:
        raise RightsFull(most=rules.MOST_RIGHTS)
    kept = await store.rights.add(unit, made)
    announcements.filed(unit, kept)
    _await_step(unit, kept)
    return kept


async def applicant(
    unit: Unit, producer_id: str | None, product_id: str | None, office: str | None, by: Principal
) -> Concern:
    """Who applies, for who may record it. Raises NotFound, Forbidden, StepRefused, OfAnotherProducer."""
    if producer_id:
        producer, product = await concerned(unit, producer_id, product_id, by)
        place = product.place if product else place_now(producer.place, unit.today)
        return Concern.of(producer, product, place)
    offices = [one for one in by.offices(*REGISTRARS) if one != CENTRE]
    if not offices:
        raise Forbidden()
    named = office or offices[0]
    if named not in offices:
        raise Forbidden()
    return Concern.of(None, None, where_of(gazetteer().at(named, unit.today), unit.today))


def helpers_of(concern: Concern, unit: Unit) -> list[str]:
    """The offices that may have helped: those that serve the place, the nearest first."""
    path = concern.place.path
    places = gazetteer()
    on = unit.today if places.exists(path, unit.today) else concern.place.on
    return [path, *(one.path for one in places.ancestors(path, on))]


async def accept_right(
    unit: Unit, right_id: str, command: AcceptRightCommand, *, by: Principal, expected: int
) -> Right:
    """Notes that an application was formally accepted; raises NotFound, Forbidden, Stale, and what `rules.accepted` raises."""
    right = await right_to_change(unit, right_id, by, expected)
    after = rules.accepted(right, command, at=unit.now, on=unit.today, by=by)
    number = after.application_number
    if number and number != right.application_number and await store.with_number(unit, number):
        raise FiledAlready(pointer="/application_number", number=number)
    return await _kept(unit, after, announcements.accepted)


async def publish_right(
    unit: Unit, right_id: str, command: PublishRightCommand, *, by: Principal, expected: int
) -> Right:
    """Notes that an application was published; raises NotFound, Forbidden, Stale, and what `rules.published` raises."""
    right = await right_to_change(unit, right_id, by, expected)
    after = rules.published(right, command, at=unit.now, on=unit.today, by=by)
    return await _kept(unit, after, announcements.published)


async def grant_right(unit: Unit, right_id: str, command: GrantRightCommand, *, by: Principal, expected: int) -> Right:
    """
    Notes a grant, and records the credential it is from now on; its producer's own person shows the paper first. Raises
    NotFound, Forbidden, Stale, GrantPaperMissing, and what `rules.granted` and recording a credential raise.
    """
    right = await right_to_change(unit, right_id, by, expected)
    rules.granted(right, command, credential_id=None, at=unit.now, on=unit.today, by=by)
    if rules.is_own(right, by) and not right.papers:
        raise GrantPaperMissing()
    credential_id = await _credential(unit, right, command, by)
    after = rules.granted(right, command, credential_id=credential_id, at=unit.now, on=unit.today, by=by)
    return await _kept(unit, after, announcements.granted)


async def right_granted(
    unit: Unit, granted: object, *, producer: Producer, product: Product | None, report: Report
) -> Right | None:
    """
    Closes the procedure an agency's grant is about (`granted`: the event's data); its credential is recorded by
    `credential_granted`. None where none is under way, or two that nothing tells apart. The same report again changes nothing.
    """
    said = Grant.of(granted)
    found = rules.granted_one(await store.of_producer(unit, producer.id), said, product.id if product else None)
    if found is None:
        return None
    held = await credentials.by_number(unit, said.kind, said.number)
    after = rules.granted_by_agency(
        found, said, agency=report.agency, credential_id=held.id if held else None, at=unit.now
    )
    return await _kept(unit, after, announcements.granted)


async def refuse_right(
    unit: Unit, right_id: str, command: RefuseRightCommand, *, by: Principal, expected: int
) -> Right:
    """Notes that an application was refused; raises NotFound, Forbidden, Stale, and what `rules.refused` raises."""
    right = await right_to_change(unit, right_id, by, expected)
    after = rules.refused(right, command, at=unit.now, on=unit.today, by=by)
    return await _kept(unit, after, announcements.refused)


async def give_up_right(
    unit: Unit, right_id: str, command: GiveUpRightCommand, *, by: Principal, expected: int
) -> Right:
    """Notes that an application is given up; raises NotFound, Forbidden, Stale, and what `rules.given_up` raises."""
    right = await right_to_change(unit, right_id, by, expected)
    after = rules.given_up(right, command, at=unit.now, on=unit.today, by=by)
    return await _kept(unit, after, announcements.refused)


async def add_paper(unit: Unit, right_id: str, command: RightPaperCommand, file: Stored, *, by: Principal) -> Right:
    """Adds a paper whose content is in the file store already; raises NotFound, Forbidden, PapersFull."""
    right = await right_to_change(unit, right_id, by)
    paper = Paper(**{**dict(file), "name": command.title or file.name})
    return await store.rights.keep(unit, rules.with_paper(right, paper, id=unit.new_id(), at=unit.now, by=by))


async def must_take_paper(unit: Unit, right_id: str, *, by: Principal) -> Right:
    """What would refuse a paper, asked before its content is kept; raises as `add_paper` does."""
    right = await right_to_change(unit, right_id, by)
    rules.with_paper(right, Paper(name="", size=0, media_type="", sha256="0" * 64), id="–", at=unit.now, by=by)
    return right


async def right_to_change(unit: Unit, right_id: str, by: Principal, expected: int | None = None) -> Right:
    """Loads an application for who may write of it; raises NotFound, Forbidden to those who only see it, Stale."""
    right = await store.seen_by(unit, right_id, by, expected)
    if not rules.may_write(right, by):
        raise Forbidden()
    return right


async def step_is_late(unit: Unit, due: Due) -> None:
    """Announces that a step is later than it may be; one that was taken meanwhile, or has another day, is left alone."""
    right = await store.rights.find(unit, due.subject)
    if right is None or right.due_on is None or right.was_overdue or right.due_on >= unit.today:
        return
    kept = await store.rights.keep(unit, right.model_copy(update={"was_overdue": True}))
    announcements.overdue(unit, kept, right.step or "", right.due_on)


async def overdue_rights(unit: Unit, by: Principal) -> int:
    """How many applications wait longer than the law lets them."""
    return await store.overdue(unit, by, 1000)


async def _credential(unit: Unit, right: Right, command: GrantRightCommand, by: Principal) -> str | None:
    """The credential a grant is: one that has its number already, else recorded now; none of an office's own."""
    if not right.producer_id:
        return None
    kind = rules.known_kind(right.kind).credential
    if held := await credentials.by_number(unit, kind, command.number):
        if held.producer_id != right.producer_id:
            raise NotFound()
        return held.id
    known = credential_kind(kind)
    asked = mapped(
        CredentialCommand,
        command,
        kind=kind,
        issued_on=command.granted_on,
        producer_id=right.producer_id,
        product_id=rules.holds_for(right, known.holders if known else ()),
    )
    paper = right.papers[-1] if right.papers else None
    file = Stored(**{name: getattr(paper, name) for name in Stored.model_fields}) if paper else None
    return (await credential_use_cases.record_credential(unit, asked, file, by=by)).id


async def _kept(unit: Unit, right: Right, announced: Announced) -> Right:
    kept = await store.rights.keep(unit, right)
    announced(unit, kept)
    unit.settle(STEP_DUE, kept.id)
    _await_step(unit, kept)
    return kept


def _await_step(unit: Unit, right: Right) -> None:
    if right.due_on is not None:
        due_at = midnight(right.due_on + timedelta(days=1))
        unit.defer(Due(what=STEP_DUE, subject=right.id, due_at=due_at, place=right.place.path))
