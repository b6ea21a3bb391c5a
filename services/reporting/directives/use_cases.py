"""What is done with directives: drafted, written, signed, issued, opened, closed; each one transaction."""

from __future__ import annotations

from datetime import date

from kit.command import Id
from kit.identity import Principal
from kit.refusal import Forbidden, NotFound
from kit.work import Unit
from law.directives import Letter, letter
from law.figures import UnknownFigure, figure_rules
from law.levels import level
from law.places import gazetteer
from programme.roles import OFFICERS
from services.reporting.directives import announcements, giving, refusals, rules, store, task_store
from services.reporting.directives.commands import (
    CloseDirectiveCommand,
    DirectiveCommand,
    LetterCommand,
    NewDirectiveCommand,
    OrderCommand,
)
from services.reporting.directives.directive import Directive, KeptFile
from services.reporting.directives.lifecycle import Verb
from services.reporting.directives.task_lifecycle import OPEN, TaskState


async def write_directive(unit: Unit, command: NewDirectiveCommand, *, by: Principal) -> Directive:
    """Begins a draft of the caller's office. Raises Forbidden, PeriodTurned, NotBelow."""
    _must_be_ones_own(unit, command.office, by)
    draft = rules.written(unit.new_id(), command, on=unit.today)
    _must_lie_below(draft)
    return await store.directives.add(unit, draft)


async def draft_from_letter(unit: Unit, command: LetterCommand, *, by: Principal) -> Directive:
    """Begins a draft of the caller's office from a file. Raises NoSuchLetter, Forbidden."""
    said, hash = letter(command.letter)
    _must_be_ones_own(unit, said.issued_by, by)
    ids = [unit.new_id() for _ in said.tasks]
    draft = rules.drafted(unit.new_id(), said, hash, addressed(said), ids, on=unit.today)
    _must_lie_below(draft)
    return await store.directives.add(unit, draft)


async def rewrite_directive(
    unit: Unit, directive_id: str, command: DirectiveCommand, *, by: Principal, expected: int
) -> Directive:
    """Writes a draft anew, its orders apart. Raises NotFound, Stale, Forbidden, StepRefused, PeriodTurned, NotBelow."""
    draft = await store.own(unit, directive_id, by, expected)
    after = rules.rewritten(draft, command)
    _must_lie_below(after)
    return await store.directives.keep(unit, after)


async def add_order(unit: Unit, directive_id: str, command: OrderCommand, *, by: Principal, expected: int) -> Directive:
    """Adds an order. Raises NotFound, Stale, Forbidden, StepRefused, OrderTwice, TooManyOrders, NoFigure."""
    draft = await store.own(unit, directive_id, by, expected)
    must_be_figures(command)
    return await store.directives.keep(unit, rules.with_order(draft, unit.new_id(), command))


async def change_order(
    unit: Unit, directive_id: str, order_id: Id, command: OrderCommand, *, by: Principal, expected: int
) -> Directive:
    """Changes an order. Raises NotFound, Stale, Forbidden, StepRefused, OrderTwice, NoFigure."""
    draft = await store.own(unit, directive_id, by, expected)
    must_be_figures(command)
    if draft.order(order_id) is None:
        raise NotFound()
    return await store.directives.keep(unit, rules.with_order(draft, order_id, command))


async def drop_order(unit: Unit, directive_id: str, order_id: Id, *, by: Principal, expected: int) -> Directive:
    """Takes an order out. Raises NotFound, Stale, Forbidden, StepRefused."""
    draft = await store.own(unit, directive_id, by, expected)
    if draft.order(order_id) is None:
        raise NotFound()
    return await store.directives.keep(unit, rules.without_order(draft, order_id))


async def sign_directive(unit: Unit, directive_id: str, paper: KeptFile, *, by: Principal, expected: int) -> Directive:
    """Puts the signed copy to a draft. Raises NotFound, Stale, Forbidden, StepRefused."""
    draft = await store.own(unit, directive_id, by, expected)
    return await store.directives.keep(unit, rules.with_paper(draft, paper))


async def to_sign(unit: Unit, directive_id: str, by: Principal) -> Directive:
    """A draft, before the bytes of its signed copy are kept. Raises NotFound, Forbidden, StepRefused."""
    draft = await store.own(unit, directive_id, by)
    draft.moved(Verb.WRITE)
    return draft


async def issue_directive(unit: Unit, directive_id: str, *, by: Principal, expected: int) -> Directive:
    """
    Issues a directive: each of its offices has a copy, and each order as a task of its own (of many
    offices some at a time). Raises NotFound, Stale, Forbidden,
    StepRefused, NotYetComplete, SignedToCome, TooManyTasks, NotBelow.
    """
    draft = await store.own(unit, directive_id, by, expected)
    _must_lie_below(draft)
    kept = await store.directives.keep(unit, rules.issued(draft, on=unit.today, at=unit.now, by=by))
    announcements.issued(unit, kept)
    await store.copies.add_all(
        unit, [giving.copy_for(unit, kept, office, kept.issued_by) for office in kept.recipients]
    )
    await giving.give_some(unit, kept)
    return kept


async def read_directive(unit: Unit, directive_id: str, *, by: Principal) -> Directive:
    """
    Opens a directive. For the offices the caller acts for that were sent it, the first opening is noted. Raises NotFound,
    Forbidden.
    """
    found = await store.seen_by(unit, directive_id, by)
    for copy in await store.copies_of(unit, directive_id, by):
        if copy.read_on is None and task_store.acts_at(copy.office, by, unit.today):
            kept = await store.copies.keep(unit, rules.read(copy, on=unit.today, by=by))
            announcements.read(unit, found, kept)
    return found


async def is_news_to(unit: Unit, directive_id: str, by: Principal) -> bool:
    """Whether an office the caller acts for has not opened a directive yet."""
    copies = await store.copies_of(unit, directive_id, by)
    return any(one.read_on is None and task_store.acts_at(one.office, by, unit.today) for one in copies)


async def close_directive(
    unit: Unit, directive_id: str, command: CloseDirectiveCommand, *, by: Principal, expected: int
) -> Directive:
    """Closes a directive; what was not accepted of it ends. Raises NotFound, Stale, Forbidden, StepRefused."""
    found = await store.own(unit, directive_id, by, expected)
    after = rules.closed(found, command, on=unit.today, at=unit.now, by=by)
    answered = await task_store.count_of(unit, directive_id, (TaskState.ACCEPTED, TaskState.ANSWERED))
    unanswered = await task_store.count_of(unit, directive_id, OPEN)
    kept = await store.directives.keep(unit, after)
    announcements.closed(unit, kept, answered, unanswered)
    await giving.end_some(unit, kept)
    return kept


def addressed(said: Letter) -> list[str]:
    """The offices a file names, or all of its level within a place, on the day of the letter."""
    if said.to.offices:
        return list(said.to.offices)
    known = level(said.to.level or "")
    if known is None or said.to.within is None:
        return []
    found = gazetteer().descendants(said.to.within, said.on)
    return [one.path for one in found if one.level == known.place]


def offices_below(office: str, on: date) -> list[str]:
    """The offices right below one on a day."""
    return [one.path for one in gazetteer().children(office, on)]


def must_be_figures(command: OrderCommand) -> None:
    """Raises NoFigure for a code that is none."""
    for code in command.figures:
        try:
            figure_rules().figure(code)
        except UnknownFigure:
            raise refusals.NoFigure(pointer="/figures", code=code) from None


def _must_lie_below(draft: Directive) -> None:
    for office in draft.recipients:
        giving.must_lie_below(office, draft.issued_by, draft.on)


def _must_be_ones_own(unit: Unit, office: str, by: Principal) -> None:
    if office not in by.offices(*OFFICERS) or not unit.serves(office):
        raise Forbidden()
