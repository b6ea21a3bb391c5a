"""How a ruling's explanation is told: whole to those inside, without the members' names to its producer."""

from __future__ import annotations

from kit.identity import Principal
from services.evaluation.cases.case import Case
from services.evaluation.cases.sight import sees_all
from services.evaluation.rulings.ruling import ExplanationStep, Ruling

SHEET = "sheet-total"
"""The step of `law.explanation` that says what one member gave."""

MEMBER = ("ủy viên thứ {number}", "member {number}")


def told(ruling: Ruling, case: Case, by: Principal) -> tuple[ExplanationStep, ...]:
    """
    The steps as the caller may read them.

    A producer can count everything again, yet not learn who gave what: that is the council's. The sheets are told by
    what they say, not in the order of the members, which would name them too.
    """
    if sees_all(case, by):
        return ruling.explanation
    sheets = sorted(
        (said for step in ruling.explanation if step.code == SHEET for said in _nameless(step, ruling)),
        key=lambda step: step.vi,
        reverse=True,
    )
    numbered = iter([_called(step, number) for number, step in enumerate(sheets, 1)])
    steps = (next(numbered, None) if step.code == SHEET else step for step in ruling.explanation)
    return tuple(step for step in steps if step is not None)


def _nameless(step: ExplanationStep, ruling: Ruling) -> list[ExplanationStep]:
    """The step with a gap for the name; nothing when it does not begin as we know it, rather than with the name."""
    for sheet in ruling.sheets:
        vi, en = (f"{of} {sheet.member_name or sheet.member_id}:" for of in ("Phiếu của", "Sheet of"))
        if step.vi.startswith(vi) and step.en.startswith(en):
            return [step.model_copy(update={"vi": step.vi.removeprefix(vi), "en": step.en.removeprefix(en)})]
    return []


def _called(step: ExplanationStep, number: int) -> ExplanationStep:
    vi, en = (name.format(number=number) for name in MEMBER)
    return step.model_copy(update={"vi": f"Phiếu của {vi}:{step.vi}", "en": f"Sheet of {en}:{step.en}"})
