"""What is shown of written opinions, in JSON and as pages. Before they are opened: how many forms are back, and one's own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ocop_events.words import OPINION, OPINION_RESULT
from pydantic import BaseModel

from kit.command import Reason
from kit.identity import Principal
from kit.language import current_language
from kit.mapped import mapped
from kit.web.labelled import form
from programme import names
from services.evaluation.cases.case import Case
from services.evaluation.opinions import rules, use_cases
from services.evaluation.opinions.commands import AskCommand, OpinionCommand, SummaryCommand
from services.evaluation.opinions.lifecycle import LIFECYCLE, State
from services.evaluation.opinions.opinion import Form, Opinions

COLOURS = {State.ASKED: "yellow", State.CONCLUDED: "green", State.CANCELLED: "grey"}


class OpinionSaid(BaseModel):
    """One member's opinion, once all were opened."""

    member_id: str
    opinion: str
    reason: str | None = None
    digest: str | None = None


class OpinionsView(BaseModel):
    """A collection for machines; `mine`: what the caller's own form says."""

    id: str
    version: int
    case_id: str
    state: State
    answer_by: date
    whole_by: date | None
    words: str | None
    star: int
    star_now: int
    asked: int
    returned: int
    mine: OpinionSaid | None = None
    result: str | None = None
    reasons: tuple[str, ...] = ()
    because: str | None = None
    concluded_at: datetime | None = None
    said: tuple[OpinionSaid, ...] = ()


def view(opinions: Opinions, mine: Form | None) -> OpinionsView:
    """A collection as a person on the office's side sees it."""
    done = opinions.conclusion
    came = (
        {"result": done.result.value, **done.model_dump(include={"reasons", "because", "concluded_at"})} if done else {}
    )
    return mapped(
        OpinionsView,
        opinions,
        asked=len(opinions.members),
        returned=len(opinions.answered),
        mine=mapped(OpinionSaid, mine) if mine else None,
        said=_said(opinions) if done else (),
        **came,
    )


def _said(opinions: Opinions) -> tuple[OpinionSaid, ...]:
    forms = {one.member_id: one for one in opinions.forms}
    return tuple(
        mapped(OpinionSaid, forms[one.person_id])
        if one.person_id in forms
        else OpinionSaid(member_id=one.person_id, opinion=opinions.said_by(one.person_id).value)
        for one in opinions.members
    )


def whole(
    case: Case, opinions: Opinions | None, mine: Form | None, me: Principal, on: date, *, may_answer: bool
) -> dict[str, Any]:
    """The page of a case's opinions for one reader, with what they may do."""
    leads, asked = use_cases.leads(case, me), opinions is not None and opinions.state is State.ASKED
    choices = {"opinion": [(code, opinion(code)) for code in ("keep", "lower", "meet")]}
    return {
        "case": case,
        "opinions": opinions,
        "line": line(opinions, on) if opinions else None,
        "mine": (opinion(mine.opinion), mine.reason) if mine else None,
        "rows": _rows(opinions) if opinions and opinions.conclusion else [],
        "reasons": [names.said(rules.WHY[code]) for code in opinions.conclusion.reasons]
        if opinions and opinions.conclusion
        else [],
        "may_ask": leads and not asked and rules.may_be_asked(case),
        "may_answer": may_answer and asked and mine is None,
        "may_conclude": leads and asked,
        "asks": {
            "asking": form(AskCommand),
            "answer": form(OpinionCommand, choices=choices),
            "summary": form(SummaryCommand),
            "cancelling": form(Reason),
        },
    }


def line(opinions: Opinions, on: date) -> dict[str, Any]:
    """A collection in a line."""
    done = opinions.conclusion
    return {
        "state": names.state(LIFECYCLE, opinions.state),
        "colour": COLOURS[opinions.state],
        "asked": len(opinions.members),
        "returned": len(opinions.answered),
        "back_by": opinions.answer_by,
        "over": opinions.state is State.ASKED and opinions.answer_by < on,
        "result": _word(OPINION_RESULT.meanings, done.result.value) if done else None,
    }


def opinion(code: str) -> str:
    """What a member said; a word of a later release by its code."""
    return _word(OPINION.meanings, code)


def _rows(opinions: Opinions) -> list[tuple[str, str, str]]:
    forms = {one.member_id: one for one in opinions.forms}
    return [
        (
            one.name,
            opinion(opinions.said_by(one.person_id)),
            forms[one.person_id].reason if one.person_id in forms else "–",
        )
        for one in opinions.members
    ]


def _word(meanings: Any, code: str) -> str:
    pair: tuple[str, str] = meanings.get(code, (code, code))
    return pair[current_language() == "en"]
