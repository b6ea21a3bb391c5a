"""What must hold of an activity, and what it becomes. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from kit.history import Actor
from kit.identity import Principal
from kit.mapped import mapped
from kit.money import read_dong
from kit.refusal import Refusal, Several
from law.activities import ActivityField, ActivityKind, ActivityList
from law.places import gazetteer
from services.reporting.activities import refusals
from services.reporting.activities.activity import Activity, ActivityFields, Edition, OfOffice, Paper
from services.reporting.activities.commands import (
    ConfirmActivityCommand,
    CorrectActivityCommand,
    RecordActivityCommand,
)
from services.reporting.activities.lifecycle import State, Verb

_COUNT = re.compile(r"\d{1,9}|\d{1,3}(?:[. ]\d{3}){1,3}")
MOST_PAPERS = 50


def kind_of(listed: ActivityList, id: str) -> ActivityKind:
    """A kind by its code. Raises KindUnknown."""
    found = listed.kind(id)
    if found is None:
        known = tuple(", ".join(one.label.pair[half] for one in listed.kinds) for half in (0, 1))
        raise refusals.KindUnknown(pointer="/kind", given=id, known=known)
    return found


def recorded(
    id: str,
    command: RecordActivityCommand,
    listed: ActivityList,
    *,
    lists: Mapping[str, str],
    designs: Collection[str],
    on: date,
    at: datetime,
    by: Principal,
    imported: str | None = None,
) -> Activity:
    """
    A new record. Raises KindUnknown and, all that is wrong at once, what is wrong with its days and figures.

    Source: none of law; the fields are those of the installed list of activities.
    """
    kind = kind_of(listed, command.kind)
    said = checked(command, kind, listed, designs=designs, on=on)
    return Activity(
        id=id,
        **{name: getattr(command, name) for name in OfOffice.model_fields},
        lists=dict(lists),
        imported=imported,
        recorded_at=at,
        recorded_by=Actor.of(by),
        **said,
    )


def checked(
    said: ActivityFields, kind: ActivityKind, listed: ActivityList, *, designs: Collection[str], on: date
) -> dict[str, Any]:
    """What is said, as it is kept: numbers without dots, the last day filled in. Raises all that is wrong at once."""
    wrong: list[Refusal] = []
    last = said.last or said.first
    if last < said.first:
        wrong.append(refusals.DaysReversed(pointer="/last"))
    if said.first > on:
        wrong.append(refusals.NotYetHeld(pointer="/first", day=f"{said.first:%d/%m/%Y}"))
    if said.first < (since := on.replace(year=on.year - listed.years.back, month=1, day=1)):
        wrong.append(refusals.TooLongAgo(pointer="/first", since=f"{since:%d/%m/%Y}"))
    figures = dict(_figures(said.figures, kind, wrong))
    wrong += [refusals.DesignUnknown(pointer="/design_ids", given=one) for one in said.design_ids if one not in designs]
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    own = {name: getattr(said, name) for name in ActivityFields.model_fields}
    return {**own, "last": last, "figures": figures, "design_ids": said.design_ids if kind.designs else ()}


def _figures(given: Mapping[str, str], kind: ActivityKind, wrong: list[Refusal]) -> Iterator[tuple[str, str]]:
    for id in given:
        if kind.field(id) is None and given[id].strip():
            wrong.append(refusals.FieldUnknown(pointer=f"/figures/{id}", given=id))
    found: dict[str, str] = {}
    for field in kind.fields:
        text = " ".join(given.get(field.id, "").split())
        try:
            found |= {field.id: _value(field, text)} if text else {}
        except Refusal as refused:
            wrong.append(refused)
            continue
        if field.required and not text:
            wrong.append(refusals.FieldMissing(pointer=f"/figures/{field.id}", field=field.label.pair))
    for field in kind.fields:
        whole = kind.field(field.within) if field.within else None
        if whole and field.id in found and int(found[field.id]) > int(found.get(whole.id, "0")):
            wrong.append(
                refusals.PartTooLarge(
                    pointer=f"/figures/{field.id}",
                    field=field.label.pair,
                    given=found[field.id],
                    whole=whole.label.pair,
                    most=found.get(whole.id, "0"),
                )
            )
    yield from found.items()


def _value(field: ActivityField, text: str) -> str:
    """What was written in a field, as it is kept. Raises CountUnreadable, AmountUnreadable, ChoiceUnknown."""
    at = f"/figures/{field.id}"
    if field.type == "count":
        if not _COUNT.fullmatch(text):
            raise refusals.CountUnreadable(pointer=at, field=field.label.pair, given=text[:40])
        return str(int(re.sub(r"[. ]", "", text)))
    if field.type == "money":
        try:
            return str(read_dong(text))
        except ValueError as unread:
            raise refusals.AmountUnreadable(pointer=at, field=field.label.pair, given=text[:40]) from unread
    if field.type == "choice":
        known = {one.id: one.id for one in field.choices}
        known |= {said.casefold(): one.id for one in field.choices for said in one.label.pair}
        if (chosen := known.get(text) or known.get(text.casefold())) is None:
            names = tuple(", ".join(one.label.pair[half] for one in field.choices) for half in (0, 1))
            raise refusals.ChoiceUnknown(pointer=at, field=field.label.pair, given=text[:40], known=names)
        return chosen
    return text


def held_by(place_code: str | None, office: str | None, on: date) -> str | None:
    """The path of the office where a promotion was held: the place by its official code that day, else whom the report came to."""
    try:
        return gazetteer().resolve(place_code, on).path if place_code else office
    except Refusal:  # of a province that is not on this platform, or a code nobody gave
        return office


class Reported(BaseModel):
    """What another agency reported: a promotion, with the products it named."""

    model_config = ConfigDict(frozen=True)

    agency: str
    agency_report_id: str
    office: str
    name: str
    first: date
    product_ids: tuple[str, ...]
    kind: str = "promotion"

    @property
    def last(self) -> date:
        """Agencies name one day."""
        return self.first


def reported(id: str, said: Reported, lists: Mapping[str, str], at: datetime) -> Activity:
    """A draft of what another agency reported."""
    counted = {"products": str(len(said.product_ids))} if said.product_ids else {}
    return mapped(
        Activity, said, id=id, last=said.last, figures=counted, state=State.DRAFT, recorded_at=at, lists=dict(lists)
    )


def confirmed(
    known: Activity, command: ConfirmActivityCommand, said: Mapping[str, Any], *, at: datetime, by: Principal
) -> Activity:
    """The draft as its office confirms it. Raises StepRefused."""
    confirmed = known.stepped(Verb.CONFIRM, at=at, by=by)
    return confirmed.model_copy(update={**said, "recorded_at": at, "recorded_by": Actor.of(by)})


def corrected(
    known: Activity, command: CorrectActivityCommand, said: Mapping[str, Any], *, at: datetime, by: Principal
) -> Activity:
    """The record put right, what it said before kept beside it. Raises StepRefused."""
    before = ActivityFields.model_construct(**{name: getattr(known, name) for name in ActivityFields.model_fields})
    earlier = Edition(number=known.edition, said=before, until=at, by=Actor.of(by), why=command.reason)
    corrected = known.stepped(Verb.CORRECT, at=at, by=by, note=command.reason)
    return corrected.model_copy(update={**said, "edition": known.edition + 1, "earlier": (*known.earlier, earlier)})


def with_papers(known: Activity, papers: tuple[Paper, ...]) -> Activity:
    """The activity with more photographs and papers; one that is there already is not there twice. Raises TooManyPapers."""
    have = {one.sha256 for one in known.papers}
    more = {one.sha256: one for one in papers if one.sha256 not in have}
    if len(have) + len(more) > MOST_PAPERS:
        raise refusals.TooManyPapers(pointer="/files", most=MOST_PAPERS)
    return known.model_copy(update={"papers": (*known.papers, *more.values())})
