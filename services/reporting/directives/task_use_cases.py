"""What is done with tasks of directives: given, read, passed down, answered, reviewed, urged; each one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kit.identity import Principal
from kit.mapped import mapped
from kit.work import Due, Unit
from law.directives import directive_days
from law.places import last_day_of, office_above
from programme import names
from services.reporting.directives import announcements, giving, refusals, store, task_rules, task_store, use_cases
from services.reporting.directives.commands import (
    AnswerTaskCommand,
    PassDownCommand,
    ReviewTaskCommand,
    UrgeTaskCommand,
)
from services.reporting.directives.directive import Directive, KeptFile
from services.reporting.directives.lifecycle import State
from services.reporting.directives.task import Proof, Task, TaskFigure
from services.reporting.directives.task_lifecycle import TaskVerb
from services.reporting.figures import counting

AT_ONCE = 4
"""Files of one answer."""


async def read_task(unit: Unit, directive_id: str, task_id: str, *, by: Principal) -> Task:
    """Opens a task; where the caller acts for its office, the first opening is noted. Raises NotFound, Forbidden."""
    task = await task_store.seen_by(unit, directive_id, task_id, by)
    if not task_store.acts_at(task.office, by, unit.today):
        return task
    await use_cases.read_directive(unit, directive_id, by=by)
    after = task_rules.read(task, on=unit.today, at=unit.now, by=by)
    if after is task:
        return task
    kept = await task_store.tasks.keep(unit, after)
    announcements.task_read(unit, kept)
    return kept


async def pass_down(
    unit: Unit, directive_id: str, task_id: str, command: PassDownCommand, *, by: Principal, expected: int
) -> Task:
    """
    Passes a task down to offices below, each with a task of its own. Raises NotFound, Stale, Forbidden, StepRefused, NobodyChosen,
    LaterThanAbove, DayPassed, NotBelow, PassedDownAlready, DirectiveOver.
    """
    task = await task_store.doing(unit, directive_id, task_id, by, expected)
    after = task_rules.passed_down(task, command, on=unit.today, at=unit.now, by=by)
    day = day_of(task.office, unit.today)
    there = {one.office for one in await task_store.below(unit, task.id)}
    for office in command.recipients:
        giving.must_lie_below(office, task.office, day)
        if office in there:
            raise refusals.PassedDownAlready(pointer="/recipients", office=names.both(names.office, office, day))
    directive = await _under_way(unit, directive_id)
    kept = await task_store.tasks.keep(unit, after)
    await giving.send_copies(unit, directive, task.office, command.recipients)
    await giving.give(
        unit,
        [
            task_rules.task_below(unit.new_id(), task, command, office, day, on=unit.today)
            for office in dict.fromkeys(command.recipients)
        ],
    )
    return kept


async def answer_task(
    unit: Unit,
    directive_id: str,
    task_id: str,
    command: AnswerTaskCommand,
    files: Sequence[KeptFile],
    *,
    by: Principal,
    expected: int,
) -> Task:
    """
    Answers a task; its figures are what the platform has counted. Raises NotFound, Stale, Forbidden, StepRefused,
    DirectiveOver.
    """
    task = await task_store.doing(unit, directive_id, task_id, by, expected)
    await _under_way(unit, directive_id)
    proofs = [mapped(Proof, one, id=unit.new_id()) for one in files]
    figures = await counted(unit, task)
    kept = await task_store.tasks.keep(
        unit, task_rules.answered(task, command, figures, proofs, on=unit.today, at=unit.now, by=by)
    )
    unit.settle(giving.TASK_DAY, kept.id)
    announcements.answered(unit, kept)
    return kept


async def to_answer(unit: Unit, directive_id: str, task_id: str, by: Principal) -> Task:
    """A task before the bytes of its proof are kept. Raises NotFound, Forbidden, StepRefused."""
    task = await task_store.doing(unit, directive_id, task_id, by)
    task.moved(TaskVerb.ANSWER)
    return task


async def review_task(
    unit: Unit, directive_id: str, task_id: str, command: ReviewTaskCommand, *, by: Principal, expected: int
) -> Task:
    """
    Accepts an answer or sends it back: the office that gave the task. Raises NotFound, Stale, Forbidden, StepRefused, OwnAnswer,
    ReasonMissing, DayPassed.
    """
    task = await task_store.giving(unit, directive_id, task_id, by, expected)
    kept = await task_store.tasks.keep(unit, task_rules.reviewed(task, command, on=unit.today, at=unit.now, by=by))
    announcements.reviewed(unit, kept)
    giving.await_next_day(unit, kept)
    return kept


async def urge_task(
    unit: Unit, directive_id: str, task_id: str, command: UrgeTaskCommand, *, by: Principal, expected: int
) -> Task:
    """Urges a task: the office that gave it. Raises NotFound, Stale, Forbidden, StepRefused, UrgedToday."""
    task = await task_store.giving(unit, directive_id, task_id, by, expected)
    kept = await task_store.tasks.keep(unit, task_rules.urged(task, command, on=unit.today, at=unit.now, by=by))
    announcements.urged(unit, kept, kept.urgings[-1].words)
    return kept


async def meet_a_day(unit: Unit, due: Due) -> None:
    """What a task's days bring since they were last looked at: the platform urges it, or it climbs; the next day is awaited."""
    task = await task_store.tasks.find(unit, due.subject)
    if task is None or not unit.serves(task.office):
        return
    await task_store.tasks.touch(unit, task)
    since = date.fromisoformat(due.data["since"])
    urges, rungs = task_rules.met(task, directive_days(), since, unit.today)
    if urges:
        announcements.urged(unit, task, None)
    for rung in rungs:
        above = office_above(task.office, unit.today) if rung.to == "above" else None
        announcements.overdue(unit, task, rung.level, above)
    giving.await_next_day(unit, task)


async def _under_way(unit: Unit, directive_id: str) -> Directive:
    """The directive of a task, which is not closed at the same moment. Its tasks end some at a time. Raises DirectiveOver."""
    found = await store.directives.get(unit, directive_id)
    if found.state is not State.ISSUED:
        raise refusals.DirectiveOver(number=found.number)
    await store.directives.touch(unit, found)
    return found


async def counted(unit: Unit, task: Task) -> list[TaskFigure]:
    """The figures that show a task done, for its office, as far as the days they are counted for have come."""
    if not task.figures:
        return []
    until = min(task.until, day_of(task.office, unit.today))
    since = min(task.since, until)
    found = await counting.figures(unit, task.figures, [task.office], since, until)
    return [
        TaskFigure(code=code, value=found[task.office, code].value, since=since, until=until) for code in task.figures
    ]


def day_of(office: str, today: date) -> date:
    """Today; of an office that ended, its last day."""
    return last_day_of(office, today) or today


def must_be_so_many(files: int) -> None:
    """Raises TooManyProofs beyond what one answer may bring."""
    if files > AT_ONCE:
        raise refusals.TooManyProofs(pointer="/file", most=AT_ONCE)
