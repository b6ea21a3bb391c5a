"""What is shown of a ruling, in JSON and as pages. Its producer sees the result and why; who scored what is the council's."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.labelled import Asked, form
from law.rulebooks import Sheet
from law.scoring import sheet_total, shown
from programme import names
from programme.roles import acts_for as acts_for_producer
from services.evaluation.cases import legal
from services.evaluation.cases import views as case_views
from services.evaluation.cases.access import sees_all
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import Layer, MemberSheet
from services.evaluation.cases.views import Named
from services.evaluation.rulings.commands import AnswerCommand, AppealCommand, CorrectionCommand, RulingCommand
from services.evaluation.rulings.lifecycle import LIFECYCLE, State, Verb
from services.evaluation.rulings.rules import NEEDS_NUMBER
from services.evaluation.rulings.ruling import Decided, ExplanationStep, Outcome, Ruling
from services.evaluation.rulings.use_cases import rules_for
from services.evaluation.rulings.verdict import Proposal

SHEET = "sheet-total"
"""The step of `law.explanation` that says what one member gave."""

MEMBER = ("thành viên thứ {number}", "member {number}")

FINGERPRINTED = ("rulebook", "edition", "edition-reopened")
"""Steps that name an edition of a rulebook by the beginning of its hash."""
_HASH = re.compile(r"(; mã băm nội dung|; content hash)? [0-9a-f]{12}\b")

_INSIDE: dict[str, object] = {"sheets": (), "findings": {}, "note": None}
"""What of a layer is the offices' own, and nothing of it for others."""


class ExplanationView(BaseModel):
    """How a star came about, for anybody who may see the ruling."""

    ruling_id: str
    total: str
    star: int
    outcome: Named
    rulebook_id: str
    rulebook_hash: str
    steps: tuple[ExplanationStep, ...]


class RulingView(Decided, ExplanationView):
    """A ruling, whole."""

    version: int
    state: Named
    sheets: tuple[MemberSheet, ...]
    layers: tuple[Layer, ...]
    """Every office's finding, this one's last."""


def explanation(ruling: Ruling, case: Case, by: Principal) -> ExplanationView:
    """The explanation alone, as the caller may see it."""
    return mapped(ExplanationView, ruling, **_why(ruling, case, by))


def view(ruling: Ruling, case: Case, by: Principal) -> RulingView:
    """A ruling as the caller may see it."""
    inside = sees_all(case, by)
    layers = (*ruling.layers, ruling.layer())
    return mapped(
        RulingView,
        ruling,
        **_why(ruling, case, by),
        state=Named.of(ruling.state, LIFECYCLE.states[ruling.state]),
        sheets=ruling.sheets if inside else (),
        layers=layers if inside else tuple(layer.model_copy(update=_INSIDE) for layer in layers),
    )


def _why(ruling: Ruling, case: Case, by: Principal) -> dict[str, object]:
    return {
        "ruling_id": ruling.id,
        "outcome": Named.of(ruling.outcome, names.both(names.outcome, ruling.outcome.value)),
        "steps": steps_for(ruling, case, by),
    }


def proposed(proposal: Proposal, on: date) -> dict[str, Any]:
    """What would be decided, before it is."""
    rulebook, found = proposal.rulebook, proposal.found
    authority = found.authority if found.recognises else None
    return {
        "case": proposal.case,
        "total": shown(rulebook, found.total),
        "star": found.star,
        "outcome": names.outcome(found.outcome),
        "to": names.office(found.to.office, on) if found.to else None,
        "authority": names.authority(rulebook.id, found.recognises or 0, authority) if authority else None,
        "asked": ruling_form(found.outcome, on),
        "steps": found.explanation,
        "rulebook": rulebook,
    }


def ruling_form(outcome: Outcome, on: date) -> list[Asked]:
    """What is asked of a decision; a letter that forwards a case needs no number."""
    command = RulingCommand.model_construct(decided_on=on)
    number, day = form(RulingCommand, command)
    own = _("Số quyết định") if outcome in NEEDS_NUMBER else _("Số văn bản (không bắt buộc)")
    return [replace(number, label=own), replace(day, label=_("Ngày quyết định"))]


def whole(ruling: Ruling, case: Case, by: Principal) -> dict[str, Any]:
    """A ruling as a page for one reader, with what they may do, by the lines of the use cases."""
    rulebook = legal.rulebook_of(ruling.dossier)
    inside, acts, own = sees_all(case, by), rules_for(by, case), acts_for_producer(by, ruling.dossier.producer.id)
    may = ruling.may
    own_sheet = ruling.dossier.self_assessment
    return {
        "ruling": ruling,
        "total": shown(rulebook, Decimal(ruling.total)),
        "outcome": names.outcome(ruling.outcome),
        "authority": names.authority(ruling.rulebook_id, ruling.star, ruling.authority) if ruling.authority else None,
        "state": names.state(LIFECYCLE, ruling.state),
        "office": names.office(ruling.decided_at, ruling.decided_on),
        "to": names.office(ruling.to_office, ruling.decided_on) if ruling.to_office else None,
        "rulebook": rulebook.title,
        "layers": case_views.layers((*ruling.layers, ruling.layer()), own_sheet, ruling.decided_on),
        "columns": columns(ruling) if inside else [],
        "comparison": comparison(rulebook.sheet(ruling.dossier.product.set_no), ruling) if inside else [],
        "steps": steps_for(ruling, case, by),
        "inside": inside,
        "may_correct": acts and Verb.CORRECT in may,
        "may_appeal": own and Verb.APPEAL in may,
        "may_answer": acts and ruling.state is State.APPEALED,
        "asks": {
            "appeal": form(AppealCommand),
            "answer": form(AnswerCommand),
            "correction": form(CorrectionCommand),
        },
    }


def columns(ruling: Ruling) -> list[str]:
    """Who filled the sheets that are compared: the producer, then everybody who scored, office by office."""
    return [_("Chủ thể"), *(sheet.member_name or sheet.member_id for sheet in _every_sheet(ruling))]


def comparison(sheet: Sheet, ruling: Ruling) -> list[tuple[str, list[Decimal | None]]]:
    """Points per criterion (per part where the rulebook knows only parts), a column per sheet."""
    filled = [ruling.dossier.self_assessment, *_every_sheet(ruling)]
    counted = [sheet_total(sheet, one.for_law()) for one in filled]
    rows: list[tuple[str, list[Decimal | None]]] = [
        (
            f"{leaf.id}. {leaf.label.say(current_language())}",
            [
                tally.criteria[leaf.id] if leaf.id in one.answers else None
                for one, tally in zip(filled, counted, strict=True)
            ],
        )
        for leaf in sheet.leaves
    ]
    for part in sheet.parts:
        label = _("Phần {part}: {label}", part=part.id, label=part.label.say(current_language()))
        rows.append(
            (
                label,
                [tally.parts[part.id] if one.was_filled else None for one, tally in zip(filled, counted, strict=True)],
            )
        )
    return rows


def _every_sheet(ruling: Ruling) -> list[MemberSheet]:
    return [sheet for layer in (*ruling.layers, ruling.layer()) for sheet in layer.sheets]


def steps_for(ruling: Ruling, case: Case, by: Principal) -> tuple[ExplanationStep, ...]:
    """
    The steps as the caller may read them.

    A producer can count everything again, yet not learn who gave what: that is the council's. The sheets stand in the
    order of what they say, not in that of the members, which would name them too.
    """
    if sees_all(case, by):
        return ruling.explanation
    sheets = sorted(
        (said for step in ruling.explanation if step.code == SHEET for said in _nameless(step, ruling)),
        key=lambda step: step.vi,
        reverse=True,
    )
    known = [_plain(step) for step in ruling.explanation]
    numbered = iter([_called(step, number) for number, step in enumerate(sheets, 1)])
    steps = (next(numbered, None) if step.code == SHEET else step for step in known)
    return tuple(step for step in steps if step is not None)


def _plain(step: ExplanationStep) -> ExplanationStep:
    """The step without the fingerprints of its rulebook, which are for the record and who keeps it."""
    if step.code not in FINGERPRINTED:
        return step
    return step.model_copy(
        update={"vi": _HASH.sub("", step.vi), "en": _HASH.sub("", step.en).replace("place of,", "place of the one")}
    )


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
