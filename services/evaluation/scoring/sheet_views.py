"""What is shown of a member's own score sheet: the JSON view, and parts, sections and criteria as a page groups them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from kit.history import Step
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.web.formats import show_points
from kit.web.labelled import form as asked_in
from kit.work import Unit
from law.rulebooks import Criterion, Group, shelf
from law.rulebooks import Sheet as Form
from law.rulebooks.applied import EditionApplied
from law.rulebooks.values import Text
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import Dossier, FilledSheet, MemberSheet
from services.evaluation.cases.views import Named
from services.evaluation.scoring import store, use_cases
from services.evaluation.scoring.commands import SheetCommand, UnsealingCommand
from services.evaluation.scoring.lifecycle import State as ScoringState
from services.evaluation.scoring.scoring import Scoring
from services.evaluation.scoring.sheet import Sheet, SheetFields
from services.evaluation.scoring.sheet_lifecycle import LIFECYCLE, State
from services.evaluation.scoring.tally import Tally, tally


class SealedBefore(BaseModel):
    """A sheet sealed before the council was re-opened, and the correction for which it was."""

    round: int
    rulebook_hash: str
    digest: str
    sealed_at: datetime
    correction: EditionApplied
    may_confirm: bool
    """Nothing is saved in this round yet, and nothing is lacking on it under the later edition."""


class SheetView(SheetFields):
    """The caller's own sheet, with what the server computes from it so far. `claimed`: the producer's answers, as far as they may be seen."""

    version: int
    case_id: str
    round: int
    state: Named
    rulebook_id: str
    rulebook_hash: str
    tally: Tally
    claimed: FilledSheet
    sealed_at: datetime | None
    digest: str | None
    scoring_open: bool = True
    """Whether sheets may be filled in, sealed and taken back now."""
    unsealed: tuple[Step, ...] = ()
    """When and why its owner took it back after sealing."""
    earlier: tuple[int, ...] = ()
    """The rounds before this one, in which the caller left a sheet."""
    sealed_before: SealedBefore | None = None
    """Of a council that was re-opened: what the caller had sealed in the round before, to be confirmed or scored anew."""


async def sheet_for(unit: Unit, case_id: str, *, by: Principal) -> SheetView:
    """
    The caller's own sheet with what the server computes from it so far.

    In a later round it begins as what they gave in the round before: to be reconsidered, and nothing until it is saved.
    """
    scoring, mine = await use_cases.my_sheet(unit, case_id, by=by)
    rulebook = shelf().get(scoring.rulebook_id, scoring.rulebook_hash)
    earlier = await store.own_sheets_before(unit, case_id, by.id, scoring.round)
    before = earlier[-1] if earlier and earlier[-1].round == scoring.round - 1 else None
    given = mine or _carried(rulebook.sheet(scoring.set_no), before)
    counted = tally(rulebook, scoring.set_no, given.filled)
    shown = _view(scoring, mine, given, counted, await _claim(unit, case_id, by)).model_copy(
        update={"earlier": tuple(sheet.round for sheet in earlier)}
    )
    correction = scoring.rounds[-1].correction
    if correction is None or before is None or before.digest is None or before.sealed_at is None:
        return shown
    sealed = SealedBefore(
        round=before.round,
        rulebook_hash=before.rulebook_hash,
        digest=before.digest,
        sealed_at=before.sealed_at,
        correction=correction,
        may_confirm=mine is None
        and scoring.state is ScoringState.OPEN
        and given.filled == before.filled
        and not shown.tally.unanswered,
    )
    return shown.model_copy(update={"sealed_before": sealed})


async def earlier_sheet_for(unit: Unit, case_id: str, round: int, *, by: Principal) -> SheetView:
    """The caller's own sheet of one round, by the edition it was filled under; raises NotFound where there is none."""
    scoring, sheet = await use_cases.my_earlier_sheet(unit, case_id, round, by=by)
    rulebook = shelf().get(sheet.rulebook_id, sheet.rulebook_hash)
    then = scoring.model_copy(update={"rulebook_hash": sheet.rulebook_hash, "rounds": scoring.rounds[:round]})
    counted = tally(rulebook, scoring.set_no, sheet.filled)
    return _view(then, sheet, sheet, counted, await _claim(unit, case_id, by))


async def tally_for(unit: Unit, case_id: str, command: SheetCommand, *, by: Principal) -> dict[str, Any]:
    """What stays in sight while a sheet is filled in, of what is not saved yet: nothing is kept, and no claim is shown for it."""
    scoring, _mine = await use_cases.my_sheet(unit, case_id, by=by)
    rulebook = shelf().get(scoring.rulebook_id, scoring.rulebook_hash)
    counted = tally(rulebook, scoring.set_no, command.filled)
    return {"counted": counted, "part_tally": part_tally(rulebook.sheet(scoring.set_no), counted), "saved": False}


def part_tally(form: Form, counted: Tally) -> list[tuple[str, str, str, Decimal]]:
    """The points of every part so far: (id, label, points, most)."""
    language = current_language()
    return [(part.id, part.label.say(language), counted.parts.get(part.id, "0"), part.max) for part in form.parts]


async def _claim(unit: Unit, case_id: str, by: Principal) -> FilledSheet:
    case = await case_store.seen_by(unit, case_id, by)
    seen = await use_cases.claim_seen(unit, case, by)
    claim = case.dossier.self_assessment
    return claim if seen is None else claim.only(seen)


def _carried(form: Form, before: Sheet | None) -> SheetFields:
    """
    What was given before as far as the form still has it: an option that a correction took away is to be chosen anew. What
    was written goes along, to be written on.
    """
    if before is None:
        return SheetFields()
    options = {leaf.id: leaf.by_option for leaf in form.leaves}
    answers = {leaf: option for leaf, option in before.answers.items() if option in options.get(leaf, ())}
    kept = {*options, *(part.id for part in form.whole_parts)}
    notes = {id: note for id, note in before.notes.items() if id in kept}
    return SheetFields.model_construct(**dict(_fields_of(before)) | {"answers": answers, "notes": notes})


def _fields_of(sheet: SheetFields) -> dict[str, Any]:
    return {name: getattr(sheet, name) for name in SheetFields.model_fields}


Said = tuple[str, SheetFields | MemberSheet]
"""What somebody else gave, with what they are called: it stands beside each criterion."""


def advised(case: Case) -> list[Said]:
    """The advisory team's sheet, once its report is sealed: the council reads it beside each criterion."""
    return [(_("Tổ tư vấn"), sheet) for layer in case.advised for sheet in layer.sheets]


def filling(case: Case, mine: SheetView, others: Sequence[Said] | None = None) -> dict[str, Any]:
    """The page on which a sheet is filled in; `others`: what stands beside each criterion, else the advisory team's report."""
    form = _form(case, mine)
    asked = {leaf.id for leaf in form.leaves}
    return {
        "case": case,
        "mine": mine,
        "parts": parts_of(form, mine, case.dossier, advised(case) if others is None else others),
        "part_tally": part_tally(form, mine.tally),
        "counted": mine.tally,
        "claim_withheld": mine.claimed != case.dossier.self_assessment,
        "saved": True,
        "lines": lines_of(form),
        "asked": {one.key: one for one in asked_in(SheetCommand, mine)},
        "unsealing": asked_in(UnsealingCommand),
        "other_papers": [paper for paper in case.dossier.evidence if paper.criterion not in asked],
        "may_unseal": mine.state.code == State.SEALED and mine.scoring_open,
    }


def sealing(case: Case, mine: SheetView) -> dict[str, Any]:
    """The page that asks whether to seal, with what is still missing."""
    return {"case": case, "mine": mine, "missing": missing_of(_form(case, mine), mine)}


def parts_of(form: Form, mine: SheetView, dossier: Dossier, others: Sequence[Said] = ()) -> list[dict[str, Any]]:
    """The sheet as it is filled: every part with its points so far, its sections, and the criteria with what the
    producer claimed and the papers behind it."""
    language = current_language()
    return [
        {
            "id": part.id,
            "label": part.label.say(language),
            "max": part.max,
            "points": mine.tally.parts.get(part.id, "0"),
            "claimed": mine.claimed.parts.get(part.id),
            "given": mine.parts.get(part.id, ""),
            "note": mine.notes.get(part.id, ""),
            "said": [
                (who, "", sheet.parts[part.id], sheet.notes.get(part.id))
                for who, sheet in others
                if part.id in sheet.parts
            ],
            "whole": not part.sections,
            "sections": [
                {
                    "id": section.id,
                    "label": section.label.say(language),
                    "max": section.max,
                    "points": mine.tally.sections.get(section.id, "0"),
                    "criteria": list(_criteria(section.criteria, mine, dossier, others)),
                }
                for section in part.sections
            ],
        }
        for part in form.parts
    ]


def lines_of(form: Form) -> list[tuple[str, str]]:
    """The lines a member may raise by hand."""
    return [
        (name, _said("reject" if name in form.reject_names else "not-scored", text))
        for name, text in form.raisable.items()
    ]


def missing_of(form: Form, mine: SheetView) -> list[tuple[str, str]]:
    """What is not filled in yet: (field, label)."""
    language = current_language()
    labels = {leaf.id: f"{leaf.id}. {leaf.label.say(language)}" for leaf in form.leaves}
    named = [(f"answers-{id}", labels[id]) for id in mine.tally.unanswered if id in labels]
    parts = {part.id: part.label.say(language) for part in form.whole_parts}
    return named + [(f"parts-{id}", parts[id]) for id in mine.tally.unanswered if id in parts]


def _criteria(
    entries: tuple[Criterion | Group, ...], mine: SheetView, dossier: Dossier, others: Sequence[Said]
) -> Iterator[dict[str, Any]]:
    for entry in entries:
        if isinstance(entry, Group):
            for leaf in entry.criteria:
                yield _criterion(leaf, mine, dossier, entry.label.say(current_language()), others)
        else:
            yield _criterion(entry, mine, dossier, None, others)


def _criterion(
    leaf: Criterion, mine: SheetView, dossier: Dossier, group: str | None, others: Sequence[Said]
) -> dict[str, Any]:
    language = current_language()
    cases = {case.id: case.label.say(language) for case in leaf.cases}
    claimed = leaf.by_option.get(mine.claimed.answers.get(leaf.id, ""))
    return {
        "id": leaf.id,
        "claimed": claimed.label.say(language) if claimed else None,
        "claimed_points": claimed.points if claimed else None,
        "papers": [paper for paper in dossier.evidence if paper.criterion == leaf.id],
        "label": leaf.label.say(language),
        "group": group,
        "max": leaf.max,
        "chosen": mine.answers.get(leaf.id, ""),
        "note": mine.notes.get(leaf.id, ""),
        "said": [
            (who, option.label.say(language), option.points, sheet.notes.get(leaf.id))
            for who, sheet in others
            if (option := leaf.by_option.get(sheet.answers.get(leaf.id, "")))
        ],
        "unscored": leaf.id in mine.tally.unscored,
        "notes": [_said(condition.kind, condition.text) for condition in leaf.conditions],
        "options": [
            {
                "id": option.id,
                "label": option.label.say(language),
                "points": option.points,
                "case": cases.get(option.case or ""),
                "hint": _hint(option.points, option.star, cases.get(option.case or "")),
            }
            for option in leaf.options
        ],
    }


def _said(kind: str, text: Text) -> str:
    """A line of the act with what it is: one that rejects the dossier must not read like a description."""
    said = text.say(current_language())
    after_a_colon = said[:1].lower() + said[1:]
    match kind:
        case "reject":
            return _("Hồ sơ bị loại nếu: {text}.", text=after_a_colon)
        case "requirement":
            return _("Yêu cầu: {text}.", text=after_a_colon)
        case "not-scored":
            return _("Không chấm điểm nếu: {text}.", text=after_a_colon)
        case _:
            return f"{said}."


def _hint(points: Any, star: int | None, case: str | None) -> str:
    said = [_("{points} điểm", points=show_points(points))]
    if star is not None:
        said.append(_("mức tối thiểu cho {star} sao", star=star))
    if case:
        said.append(case)
    return " · ".join(said)


def _form(case: Case, mine: SheetView) -> Form:
    return shelf().get(mine.rulebook_id, mine.rulebook_hash).sheet(case.dossier.product.set_no)


def _view(scoring: Scoring, sheet: Sheet | None, given: SheetFields, counted: Tally, claimed: FilledSheet) -> SheetView:
    """A member's own sheet; of version 0, and as far as it is `given`, when nothing was saved in this round yet."""
    state = sheet.state if sheet else LIFECYCLE.initial
    return SheetView(
        **_fields_of(given),
        version=sheet.version if sheet else 0,
        case_id=scoring.case_id,
        round=scoring.round,
        state=Named.of(state, LIFECYCLE.states[state]),
        rulebook_id=scoring.rulebook_id,
        rulebook_hash=scoring.rulebook_hash,
        tally=counted,
        claimed=claimed,
        sealed_at=sheet.sealed_at if sheet else None,
        digest=sheet.digest if sheet else None,
        scoring_open=scoring.state is ScoringState.OPEN,
        unsealed=sheet.steps if sheet else (),
    )
