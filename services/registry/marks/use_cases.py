"""What is done with uses of the mark: registered, answered, ended; ordered down when the right to the mark is gone."""

from __future__ import annotations

from datetime import datetime, timedelta

from kit.command import Reason
from kit.identity import Principal, is_within
from kit.refusal import Forbidden, NotFound
from kit.work import Due, Unit
from law.places import office_above
from programme.roles import REGISTRARS, keeps
from services.registry.certificates import rules as certificate_rules
from services.registry.certificates import store as certificates
from services.registry.certificates.certificate import Certificate
from services.registry.certificates.lifecycle import State as CertificateState
from services.registry.marks import announcements, rules, store
from services.registry.marks.commands import AnswerCommand, NewUseCommand, UseCommand
from services.registry.marks.lifecycle import State, Verb
from services.registry.marks.mark_use import MarkUse, Picture, PictureFile, Waits
from services.registry.marks.refusals import NoCertificateInForce, TooManyUses
from services.registry.products import use_cases as product_use_cases
from services.registry.products.product import Product

DEADLINE = "mark-use-due"
"""The day after the last one by which a producer had to correct, confirm or take down a use."""
_WATCHED = (Waits.ANSWER, Waits.CORRECTION, Waits.TAKE_DOWN, Waits.CONFIRMATION)


async def right_of(unit: Unit, product_id: str) -> tuple[Certificate | None, str | None]:
    """A product's latest certificate, and why it may not show the mark today (`rules.no_right`)."""
    latest = await certificates.latest_of(unit, product_id)
    return latest, rules.no_right(latest, unit.today)


async def register_use(unit: Unit, command: NewUseCommand, *, by: Principal, design_id: str | None = None) -> MarkUse:
    """
    Registers a use of the mark by a product, whatever is wrong with it: who may write of the product. Raises NotFound,
    Forbidden, TooManyUses.
    """
    product = await product_use_cases.product_to_change(unit, command.product_id, by)
    latest, why_not = await _right_meeting_others(unit, product)
    made = rules.registered(
        unit.new_id(), command.described(), product, latest, why_not, on=unit.today, design_id=design_id
    )
    kept = await store.uses.add(unit, made)
    _watch(unit, kept)
    announcements.registered(unit, kept)
    return kept


async def start_use(unit: Unit, command: NewUseCommand, *, by: Principal) -> MarkUse:
    """
    Begins the record of a use that is to be expected, because the files of the mark are handed out to its producer. Raises
    NotFound, Forbidden, NoCertificateInForce, TooManyUses.
    """
    product = await product_use_cases.product_to_change(unit, command.product_id, by)
    latest, why_not = await _right_meeting_others(unit, product)
    if latest is None or not rules.allows_mark(latest, why_not):
        raise NoCertificateInForce(pointer="/product_id")
    return await store.uses.add(unit, rules.started(unit.new_id(), command.described(), product, latest, on=unit.today))


async def change_use(unit: Unit, use_id: str, command: UseCommand, *, by: Principal, expected: int) -> MarkUse:
    """Keeps a use as it is now; raises NotFound, Stale, Forbidden, StepRefused."""
    use = await use_to_change(unit, use_id, by, expected)
    latest, why_not = await right_of(unit, use.product_id)
    after = rules.changed(use, command, latest, why_not, at=unit.now, on=unit.today, by=by)
    return await _keep_changed(unit, use, after)


async def must_take_picture(unit: Unit, use_id: str, *, by: Principal) -> MarkUse:
    """What would refuse a picture, asked before its content is kept; raises as `add_picture` does."""
    use = await use_to_change(unit, use_id, by)
    nothing = Picture(id="–", sha256="0" * 64, size=0, media_type="", name="", url="", added_on=unit.today)
    rules.with_picture(use, nothing, None, None, at=unit.now, on=unit.today, by=by)
    return use


async def add_picture(unit: Unit, use_id: str, kept: PictureFile, *, by: Principal, address: str) -> MarkUse:
    """
    Adds a picture that was kept; `address`: below which it is fetched by its id. Raises NotFound, Forbidden, StepRefused,
    TooManyPictures.
    """
    use = await use_to_change(unit, use_id, by)
    latest, why_not = await right_of(unit, use.product_id)
    id = unit.new_id()
    picture = Picture(id=id, **dict(kept), url=f"{address}/{id}", added_on=unit.today)
    after = rules.with_picture(use, picture, latest, why_not, at=unit.now, on=unit.today, by=by)
    if use.state is State.STARTED:
        return await store.uses.keep(unit, after)
    return await _keep_changed(unit, use, after)


async def remove_picture(unit: Unit, use_id: str, picture_id: str, *, by: Principal, expected: int) -> MarkUse:
    """Takes a picture off a use; raises NotFound, Stale, Forbidden, StepRefused."""
    use = await use_to_change(unit, use_id, by, expected)
    latest, why_not = await right_of(unit, use.product_id)
    after = rules.without_picture(use, picture_id, latest, why_not, at=unit.now, by=by)
    if after.pictures == use.pictures:
        raise NotFound()
    kept = await store.uses.keep(unit, after)
    if use.state is not State.STARTED:
        announcements.changed(unit, kept)
    return kept


async def answer_use(unit: Unit, use_id: str, command: AnswerCommand, *, by: Principal, expected: int) -> MarkUse:
    """
    Answers a use: a registrar of its place who does not act for its producer. Raises NotFound, Stale, Forbidden,
    StepRefused, OwnUse, ReasonsMissing, CorrectByMisplaced.
    """
    use = await use_to_answer(unit, use_id, by, expected)
    office = next(one for one in by.offices(*REGISTRARS) if is_within(use.place.path, one))
    after = rules.answered(use, command, at=unit.now, on=unit.today, by=by, office=office)
    kept = await store.uses.keep(unit, after)
    _watch(unit, kept)
    announcements.answered(unit, kept)
    return kept


async def keep_use(unit: Unit, use_id: str, *, by: Principal, expected: int) -> MarkUse:
    """Keeps a use under the new certificate; raises NotFound, Stale, Forbidden, StepRefused, NothingAsked."""
    use = await use_to_change(unit, use_id, by, expected)
    latest, why_not = await right_of(unit, use.product_id)
    after = rules.kept(use, latest, why_not, at=unit.now, on=unit.today, by=by)
    kept = await store.uses.keep(unit, after)
    _watch(unit, kept)
    announcements.changed(unit, kept)
    return kept


async def end_use(unit: Unit, use_id: str, command: Reason, *, by: Principal, expected: int) -> MarkUse:
    """Ends a use: taken down, used up, not kept; raises NotFound, Stale, Forbidden, StepRefused."""
    use = await use_to_change(unit, use_id, by, expected)
    kept = await store.uses.keep(unit, rules.ended(use, command.reason, at=unit.now, on=unit.today, by=by))
    _watch(unit, kept)
    announcements.ended(unit, kept, command.reason)
    return kept


async def order_take_down(unit: Unit, certificate: Certificate) -> None:
    """
    Has every use of a product disappear by a day, once the right to the mark is gone: its certificate ended without a
    successor, or the use of the mark was suspended.
    """
    _, because = await right_of(unit, certificate.product_id)
    if because is None or because == CertificateState.SUPERSEDED.value:
        return
    before = await store.alive_of(unit, certificate.product_id)
    kept = [await store.uses.keep(unit, rules.to_take_down(use, because, at=unit.now, on=unit.today)) for use in before]
    for use in kept:
        _watch(unit, use)
    if kept:
        announcements.take_down_ordered(unit, kept, because)


async def lift_take_down(unit: Unit, certificate: Certificate) -> None:
    """Lifts what was ordered down, once the mark may be shown again: a suspension is over, a revocation was annulled."""
    _, why_not = await right_of(unit, certificate.product_id)
    for use in await store.alive_of(unit, certificate.product_id) if why_not is None else ():
        if use.take_down and not rules.is_refused(use):
            kept = await store.uses.keep(unit, rules.lifted(use, certificate, at=unit.now))
            _watch(unit, kept)
            announcements.changed(unit, kept)


async def ask_which_stay(unit: Unit, certificate: Certificate, before: Certificate | None) -> None:
    """
    Asks a producer whose product was recognised again which uses of the mark stay; its answer is each use's own. Nothing
    where the certificate is the product's first, or not its latest (one of earlier years entered now).
    """
    latest, _ = await right_of(unit, certificate.product_id)
    if before is None or latest is None or latest.id != certificate.id:
        return
    for use in await store.alive_of(unit, certificate.product_id):
        if Verb.ASK_WHETHER_IT_STAYS in use.may:
            asked = rules.asked_whether_it_stays(use, at=unit.now, on=unit.today)
            kept = await store.uses.keep(unit, asked)
            _watch(unit, kept)
            announcements.changed(unit, kept)


async def look_again(unit: Unit, certificate: Certificate) -> None:
    """Has the uses of a product rest on its certificate as it is now, whose last day is another."""
    latest, why_not = await right_of(unit, certificate.product_id)
    for use in await store.alive_of(unit, certificate.product_id):
        await store.uses.keep(unit, rules.checked(use, latest, why_not))


async def note_overdue(unit: Unit, due: Due) -> None:
    """Announces that a use's day passed; one that was answered, taken down or changed meanwhile has another day, or none."""
    use = await store.uses.find(unit, due.subject)
    if use is not None and use.waits in _WATCHED and rules.is_overdue(use, unit.today):
        if use.waits is Waits.ANSWER:
            announcements.unanswered(unit, use, office_above(use.place.path, unit.today))
        else:
            announcements.overdue(unit, use)


async def move_uses(unit: Unit, product_id: str, product: Product) -> None:
    """Has the uses of a product that was merged or moved name the record that is kept."""
    for use in await store.of_product(unit, product_id):
        kept = await store.uses.keep(unit, rules.of_product(use, product))
        if kept.state is not State.ENDED:
            announcements.changed(unit, kept)


async def use_to_change(unit: Unit, use_id: str, by: Principal, expected: int | None = None) -> MarkUse:
    """Loads a use for who may write of its product; raises NotFound, Stale, Forbidden to those who only see it."""
    use = await store.seen_by(unit, use_id, by, expected)
    if not keeps(by, use.producer_id, use.place.path):
        raise Forbidden()
    return use


async def use_to_answer(unit: Unit, use_id: str, by: Principal, expected: int | None = None) -> MarkUse:
    """Loads a use for a registrar of its place; raises NotFound, Stale, Forbidden."""
    use = await store.seen_by(unit, use_id, by, expected)
    by.must_cover(use.place.path, *REGISTRARS)
    return use


async def _right_meeting_others(unit: Unit, product: Product) -> tuple[Certificate | None, str | None]:
    """The right of a product, read so that its end and a new use meet. Raises TooManyUses."""
    latest, why_not = await right_of(unit, product.id)
    if latest is not None:
        await certificates.certificates.touch(unit, latest)
    if await store.count_alive(unit, product.id) >= rules.MOST_ALIVE:
        raise TooManyUses(most=rules.MOST_ALIVE)
    return latest, why_not


async def _keep_changed(unit: Unit, before: MarkUse, after: MarkUse) -> MarkUse:
    kept = await store.uses.keep(unit, after)
    _watch(unit, kept)
    announce = announcements.registered if before.state is State.STARTED else announcements.changed
    announce(unit, kept)
    return kept


def _watch(unit: Unit, use: MarkUse) -> None:
    """Sets the deadline of what a producer owes, or its office, or strikes it."""
    if use.waits in _WATCHED and use.due_on is not None:
        unit.defer(Due(what=DEADLINE, subject=use.id, due_at=_after(use), place=use.place.path))
    else:
        unit.settle(DEADLINE, use.id)


def _after(use: MarkUse) -> datetime:
    assert use.due_on
    return certificate_rules.midnight(use.due_on + timedelta(days=1))
