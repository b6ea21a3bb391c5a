"""
Is a filled sheet complete? Says everything that is wrong at once.

One option a criterion, as Annex II to Decision 26/2026/QĐ-TTg prints its sheets; parts in points where an act's criteria
were not obtained.
"""

from __future__ import annotations

from collections.abc import Iterator

from kit.refusal import Refusal, Several
from law.rulebooks.sheet import Criterion, Sheet
from law.scoring import refusals
from law.scoring.filled import Filled
from law.scoring.unscored import unscored

# Parts scored as a whole are typed by hand; hundredths are as fine as any published score.
DECIMALS = 2


def check_complete(sheet: Sheet, filled: Filled) -> None:
    """Raises Several, each refusal with a JSON pointer into the filled sheet; returns when nothing is missing."""
    wrong = list(faults(sheet, filled))
    if wrong:
        raise Several(wrong)


def is_complete(sheet: Sheet, filled: Filled) -> bool:
    """Whether nothing is missing and nothing wrong."""
    return next(faults(sheet, filled), None) is None


def faults(sheet: Sheet, filled: Filled) -> Iterator[Refusal]:
    """Everything wrong with the sheet, in the order of the sheet."""
    stopped = unscored(sheet, filled)
    for leaf in sheet.leaves:
        answer = filled.answers.get(leaf.id)
        if answer is None:
            if leaf.id not in stopped:
                yield refusals.CriterionUnanswered(
                    pointer=_at("answers", leaf.id), criterion=leaf.id, label=leaf.label.pair
                )
        elif answer not in leaf.by_option:
            yield refusals.OptionUnknown(
                pointer=_at("answers", leaf.id), criterion=leaf.id, option=answer, options=", ".join(leaf.by_option)
            )
        else:
            # A line found by hand may stop criteria that were ticked before: they just earn nothing. A criterion that
            # contradicts another answer is a slip of the person who filled it in.
            line = stopped.get(leaf.id)
            if line and line.when and line.reach == "criterion" and leaf.by_option[answer].points > 0:
                yield refusals.NotScoredHere(pointer=_at("answers", leaf.id), criterion=leaf.id, reason=line.text.pair)
            yield from _case_faults(leaf, answer, filled)
    yield from _stray_answers(sheet, filled)
    yield from _part_faults(sheet, filled)
    for number, line_name in enumerate(filled.raised):
        if line_name not in sheet.raisable:
            yield refusals.LineUnknown(pointer=f"/raised/{number}", line=line_name)


def _case_faults(leaf: Criterion, answer: str, filled: Filled) -> Iterator[Refusal]:
    case = filled.case_of.get(leaf.id)
    if case is None:
        return
    known = [known.id for known in leaf.cases]
    if case not in known:
        yield refusals.CaseUnknown(
            pointer=_at("case_of", leaf.id), criterion=leaf.id, case=case, cases=", ".join(known) or "–"
        )
    elif leaf.by_option[answer].case != case:
        yield refusals.OptionOfOtherCase(pointer=_at("answers", leaf.id), criterion=leaf.id, option=answer)


def _stray_answers(sheet: Sheet, filled: Filled) -> Iterator[Refusal]:
    for criterion in filled.answers:
        if criterion not in sheet.by_criterion:
            yield refusals.CriterionUnknown(pointer=_at("answers", criterion), criterion=criterion, set_no=sheet.set_no)


def _part_faults(sheet: Sheet, filled: Filled) -> Iterator[Refusal]:
    whole = {part.id: part for part in sheet.whole_parts}
    for part in whole.values():
        points = filled.parts.get(part.id)
        at = _at("parts", part.id)
        if points is None:
            yield refusals.PartUnanswered(pointer=at, part=part.id, label=part.label.pair, most=part.max)
        elif not 0 <= points <= part.max:
            yield refusals.PartOutOfRange(pointer=at, part=part.id, points=points, most=part.max)
        elif points != round(points, DECIMALS):
            yield refusals.PartTooFine(pointer=at, part=part.id, points=points, places=DECIMALS)
    for name in filled.parts:
        if name not in whole:
            yield refusals.PartUnknown(pointer=_at("parts", name), part=name)


def _at(*steps: str) -> str:
    return "/" + "/".join(step.replace("~", "~0").replace("/", "~1") for step in steps)
