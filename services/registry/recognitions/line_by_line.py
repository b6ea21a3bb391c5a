"""The work on lists that were sent: checks, enters and takes back line by line, and goes on after a stop where it was."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from kit.refusal import Refusal, Stale, Taken
from kit.service import Service
from kit.web.files import FileStore
from kit.web.sent_lists import kept_list
from kit.work import Unit, Work
from services.registry.recognitions import rules, store, use_cases
from services.registry.recognitions.lifecycle import State, Verb
from services.registry.recognitions.published_list import columns_of, words_of_lists
from services.registry.recognitions.refusals import ListNotWhole
from services.registry.recognitions.row import Row
from services.registry.recognitions.sent_list import Became, Line, Phase, SentList

T = TypeVar("T")

AT_ONCE = 100
"""Lines that are worked on while the person waits; of a longer list the rest is left to the service's own task."""
KEPT_AT_ONCE = 500
"""Lines that are kept in one transaction."""


class _Tried(Exception):
    """Ends a transaction that is to leave nothing behind."""

    def __init__(self, loaded: use_cases.Loaded) -> None:
        self.loaded = loaded


async def work_on(service: Service, list_id: str, *, most: int | None = None) -> SentList:
    """
    Does what a list's state asks for, at most `most` lines of it. Every line is a transaction of its own which notes what became of
    it: stopped anywhere, or done by two at once, each line is entered once.
    """
    work = service.work
    found = await store.lists.get(work.reading(), list_id)
    steps: dict[State, tuple[Callable[..., Awaitable[bool]], Verb]] = {
        State.CHECKING: (_check, Verb.SHOW),
        State.ENTERING: (_enter, Verb.FINISH),
        State.UNDOING: (_undo, Verb.FINISH_UNDOING),
    }
    if found.state in steps:
        do, verb = steps[found.state]
        if await do(service, found, most):
            found = await _ended(work, found, verb)
            if found.state is State.UNDOING:
                return await work_on(service, list_id, most=most)
    return found


def stages() -> dict[str, list[str]]:
    """What lists call each stage."""
    return words_of_lists()["stages"]


async def _check(service: Service, found: SentList, most: int | None) -> bool:
    """Keeps the lines of the file, then tries each; answers whether all are done."""
    work = service.work
    if await store.read_so_far(work.reading(), found) < found.total:
        await _keep_lines(service, found)
    done, after = 0, 0
    while some := await store.lines_of(work.reading(), found, after=after):
        for line in some:
            if line.check is None:
                if most is not None and done >= most:
                    return False
                await _note(work, line, "check", await _tried(work, line, found))
                done += 1
        after = some[-1].number
    return True


async def _keep_lines(service: Service, found: SentList) -> None:
    rows = columns_of(await kept_list(FileStore.of(service), found.sha256, found.writing)).rows
    lines = [
        Line(
            id=f"{found.id}.{found.reading}.{number}",
            list_id=found.id,
            reading=found.reading,
            number=number,
            product=rules.shown(cells.get("product", "")),
            cells={name: cell[: rules.LONGEST_SOURCE + 1] for name, cell in cells.items()},
        )
        for number, cells in rows
    ]
    for at in range(0, len(lines), KEPT_AT_ONCE):
        await service.work.run(_keep_some, lines[at : at + KEPT_AT_ONCE])


async def _keep_some(unit: Unit, some: list[Line]) -> None:
    there = await store.lines.among(unit, [line.id for line in some])
    await store.lines.add_all(unit, [line for line in some if line.id not in there])


async def _tried(work: Work, line: Line, found: SentList) -> Became:
    """What would become of a line: it is entered, and the transaction is given up."""
    try:
        row = rules.read(line.cells, stages=stages(), on=work.reading().today)
        loaded = await _insist(lambda: _try(work, row, found))
    except Refusal as refused:
        return rules.became("refused", why=rules.why(refused))
    tried = rules.became(says=rules.says(row), **vars(loaded))
    earlier = await store.earlier_of(work.reading(), line, loaded.product_id)
    return rules.within_list(tried, [one.check for one in earlier if one.check])


async def _try(work: Work, row: Row, found: SentList) -> use_cases.Loaded:
    async def attempt(unit: Unit) -> None:
        raise _Tried(await use_cases.load_row(unit, row, by=found.by, paper=found.sha256))

    try:
        await work.run(attempt)
    except _Tried as tried:
        return tried.loaded
    raise AssertionError("a trial is always given up")


async def _enter(service: Service, found: SentList, most: int | None) -> bool:
    work, done, after = service.work, 0, 0
    while some := await store.lines_of(work.reading(), found, after=after):
        for line in some:
            if line.entry is None:
                if most is not None and done >= most:
                    return False
                refused = await _entered(work, line, found)
                done += 1
                if refused and found.whole:
                    return True
        after = some[-1].number
    return True


async def _entered(work: Work, line: Line, found: SentList) -> Refusal | None:
    try:
        row = rules.read(line.cells, stages=stages(), on=work.reading().today)
        await _insist(lambda: work.run(use_cases.enter_line, line.id, row, found))
    except Refusal as refused:
        await _note(work, line, "entry", rules.became("refused", why=rules.why(refused)))
        return refused
    return None


async def _undo(service: Service, found: SentList, most: int | None) -> bool:
    work, done = service.work, 0
    reason = found.steps[-1].note or ""
    before = 1_000_000_000
    while some := await store.lines_to_undo(work.reading(), found, before=before):
        for line in some:
            if line.undo is None:
                if most is not None and done >= most:
                    return False
                await _struck(work, line, reason)
                done += 1
        before = some[-1].number
    return True


async def _struck(work: Work, line: Line, reason: str) -> None:
    try:
        await _insist(lambda: work.run(use_cases.strike_line, line.id, reason))
    except Refusal as refused:
        await _note(work, line, "undo", rules.became("stays", why=rules.why(refused)))


async def _insist(do: Callable[[], Awaitable[T]]) -> T:
    """Does something again that met another list's work; raises Stale or Taken when that goes on."""
    for _ in range(use_cases.TRIES - 1):
        try:
            return await do()
        except (Stale, Taken):
            continue
    return await do()


async def _note(work: Work, line: Line, phase: Phase, became: Became) -> None:
    await work.run(_keep_note, line.id, phase, became)


async def _keep_note(unit: Unit, line_id: str, phase: Phase, became: Became) -> None:
    line = await store.lines.get(unit, line_id)
    if getattr(line, phase) is None:
        await store.lines.keep(unit, line.model_copy(update={phase: became}))


async def _ended(work: Work, found: SentList, verb: Verb) -> SentList:
    """The list in its next state. One that was to be entered whole, and was not, is taken back."""
    try:
        return await work.run(_step, found, verb)
    except Stale:  # another did the same
        return await store.lists.get(work.reading(), found.id)


async def _step(unit: Unit, found: SentList, verb: Verb) -> SentList:
    note = None
    refused = (await store.tally(unit, found, "entry"))["refused"] if verb is Verb.FINISH and found.whole else 0
    if refused:
        verb, note = Verb.UNDO, ListNotWhole(count=refused).say("vi")
    after = found.stepped(verb, at=unit.now, by=found.by, note=note)
    return await store.lists.keep(unit, after)
