"""What is shown of activities: the JSON view, rows, one activity, the forms of a kind, the month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from pydantic import BaseModel

from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.money import write_dong
from kit.web.formats import show_number
from kit.web.labelled import form, rows
from law.activities import ActivityField, ActivityKind, activity_list
from law.agencies import agency
from law.figures import figure_rules
from law.places import CENTRE, gazetteer
from programme import names
from programme.roles import OFFICERS
from services.reporting.activities import store
from services.reporting.activities.activity import Activity, ActivityFields, Import, OfOffice, Paper
from services.reporting.activities.commands import (
    ConfirmActivityCommand,
    CorrectActivityCommand,
    ImportActivitiesCommand,
    RecordActivityCommand,
)
from services.reporting.activities.lifecycle import LIFECYCLE, State, Verb
from services.reporting.activities.use_cases import records

COLOURS = {State.DRAFT: "yellow", State.RECORDED: "green", State.STRUCK: "red", State.DECLINED: "grey"}
OWN = ("figures", "design_ids")
"""Fields of the forms that the page shows itself, after the kind."""
LAST = ("note", "public", "reason")
"""Fields that stand below those of the kind."""
COUNTED = ("inspections-held", "linkage-contracts", "gift-bag-designs")
"""Figures that are counted from the registry's events and typed nowhere."""
SHOWN = 100
"""Rows that were not taken and are shown on the page; the file has them all."""


class ActivityView(OfOffice, ActivityFields):
    """An activity as its office, and those above it, see it."""

    id: str
    version: int
    state: State
    product_ids: list[str]
    edition: int
    papers: list[Paper]
    agency: str | None
    agency_report_id: str | None


class ImportView(BaseModel):
    """What came of a list."""

    id: str
    office: str
    kind: str
    name: str
    recorded: int
    known: int
    refused: list[RowView]


class RowView(BaseModel):
    """A row that was not taken, and why."""

    number: int
    vi: str
    en: str


class KindView(BaseModel):
    """A kind of activity with its fields."""

    id: str
    vi: str
    en: str
    fields: list[FieldView]


class FieldView(BaseModel):
    """A field of a kind."""

    id: str
    vi: str
    en: str
    type: str
    required: bool
    choices: list[str]


def view(activity: Activity, me: Principal | None) -> ActivityView:
    """An activity for a client; to those who only see what is public, without papers, remark and what agency reported it."""
    inside = store.is_inside(activity, me)
    return mapped(
        ActivityView,
        activity,
        product_ids=list(activity.product_ids),
        papers=list(activity.papers) if inside else [],
        note=activity.note if inside else "",
        agency=activity.agency if inside else None,
        agency_report_id=activity.agency_report_id if inside else None,
    )


def import_view(found: Import) -> ImportView:
    """What came of a list, for a client."""
    return mapped(ImportView, found, refused=[mapped(RowView, one) for one in found.refused])


def kind_view(kind: ActivityKind) -> KindView:
    """A kind for a client."""
    fields = [
        FieldView(
            id=one.id,
            vi=one.label.vi,
            en=one.label.en,
            type=one.type,
            required=one.required,
            choices=[choice.id for choice in one.choices],
        )
        for one in kind.fields
    ]
    return KindView(id=kind.id, vi=kind.label.vi, en=kind.label.en, fields=fields)


def kinds() -> list[tuple[str, str]]:
    """The kinds there are."""
    return [(one.id, one.label.say(current_language())) for one in activity_list().kinds]


def row(activity: Activity) -> dict[str, Any]:
    """An activity as a row of a list."""
    return {
        "id": activity.id,
        "name": activity.name,
        "kind": _kind(activity),
        "office": names.office(activity.office, activity.first),
        "first": activity.first,
        "last": activity.last,
        "state": names.state(LIFECYCLE, activity.state),
        "colour": COLOURS[activity.state],
        "said": "; ".join(f"{label}: {value}" for label, value in figures(activity)[:3]),
        "waits": activity.state is State.DRAFT,
        "agency": _agency(activity.agency) if activity.agency else "",
    }


def figures(activity: Activity) -> list[tuple[str, str]]:
    """What is said of an activity by its kind's fields, in words."""
    kind = activity_list(activity.lists.get("activities")).kind(activity.kind)
    if kind is None:
        return list(activity.figures.items())
    language = current_language()
    return [
        (one.label.say(language), _value(one, activity.figures[one.id]))
        for one in kind.fields
        if one.id in activity.figures
    ]


def whole(activity: Activity, me: Principal | None, designs: Mapping[str, str]) -> dict[str, Any]:
    """One activity: what is said, its papers, what it said before, what may be done."""
    own = me is not None and records(me, activity.office)
    inside = store.is_inside(activity, me)
    return {
        "activity": activity,
        "row": row(activity),
        "figures": figures(activity),
        "designs": [(one, designs.get(one, one)) for one in activity.design_ids],
        "counts": counts(activity) if activity.state is State.RECORDED else [],
        "papers": activity.papers if inside else (),
        "steps": [
            {
                "at": one.at,
                "by": one.by.name,
                "what": names.said(LIFECYCLE.verbs[Verb(one.verb)]),
                "why": one.note or "",
            }
            for one in (reversed(activity.steps) if inside else ())
        ],
        "earlier": [
            {
                "number": one.number,
                "until": one.until,
                "by": one.by.name,
                "why": one.why,
                "rows": [
                    *rows(ActivityFields, one.said, but=OWN),
                    *figures(activity.model_copy(update=dict(one.said))),
                ],
            }
            for one in (reversed(activity.earlier) if inside else ())
        ],
        "inside": inside,
        "may_confirm": own and Verb.CONFIRM in activity.may,
        "may_correct": own and Verb.CORRECT in activity.may,
        "may_strike": own and Verb.STRIKE in activity.may,
        "may_add": own and activity.state is not State.STRUCK,
    }


def recording(me: Principal, kind: ActivityKind, designs: Mapping[str, str], on: date) -> dict[str, Any]:
    """The form by which an activity of a kind is recorded."""
    offices = [(one, names.office(one, on)) for one in dict.fromkeys(me.offices(*OFFICERS))]
    begun: dict[str, Any] = {"office": offices[0][0] if offices else "", "first": on}
    known = RecordActivityCommand.model_construct(**begun)
    return {
        "asked": form(RecordActivityCommand, known, {"office": offices}, but=(*OWN, "kind")),
        **_of_kind(kind, {}, (), designs),
    }


def correcting(activity: Activity, kind: ActivityKind, designs: Mapping[str, str], *, confirm: bool) -> dict[str, Any]:
    """The form by which a record is put right, or a draft confirmed."""
    command = ConfirmActivityCommand if confirm else CorrectActivityCommand
    return {
        "activity": activity,
        "row": row(activity),
        "asked": form(command, activity, but=OWN),
        **_of_kind(kind, activity.figures, activity.design_ids, designs),
    }


def _of_kind(
    kind: ActivityKind, known: Mapping[str, str], chosen: Sequence[str], designs: Mapping[str, str]
) -> dict[str, Any]:
    language = current_language()
    return {
        "kind": kind.label.say(language),
        "kind_id": kind.id,
        "own": [
            {
                "name": f"figures-{one.id}",
                "label": one.label.say(language)
                if one.required
                else _("{label} (không bắt buộc)", label=one.label.say(language)),
                "type": one.type,
                "unit": one.unit.say(language) if one.unit else None,
                "value": int(known[one.id]) if one.counted and one.id in known else known.get(one.id, ""),
                "choices": [(choice.id, choice.label.say(language)) for choice in one.choices],
            }
            for one in kind.fields
        ],
        "designs": list(designs.items()) if kind.designs else [],
        "chosen": list(chosen),
        "last": LAST,
    }


def month(found: Sequence[Activity], first: date) -> dict[str, Any]:
    """The activities of a month by day, and the months beside it."""
    before, after = first - timedelta(days=1), (first + timedelta(days=32)).replace(day=1)
    days = [(day, [row(one) for one in some]) for day, some in groupby(found, key=lambda one: one.first)]
    return {"begins": first, "before": f"{before:%Y-%m}", "after": f"{after:%Y-%m}", "days": days, "count": len(found)}


def importing(me: Principal, kind: str, on: date) -> dict[str, Any]:
    """The form by which a year's list is sent."""
    offices = [(one, names.office(one, on)) for one in dict.fromkeys(me.offices(*OFFICERS))]
    begun: dict[str, Any] = dict(zip(OfOffice.model_fields, (offices[0][0], kind or kinds()[0][0]), strict=True))
    known = ImportActivitiesCommand.model_construct(**begun)
    return {"asked": form(ImportActivitiesCommand, known, {"office": offices, "kind": kinds()}), "kinds": kinds()}


def places(on: date) -> list[tuple[str, str]]:
    """Where activities are held: provinces and what lies directly below, today and in the years that may be entered."""
    held, back = gazetteer(), on.year - activity_list().years.back
    days = [on, *(day for day in held.first_days() if date(back, 1, 1) <= day < on), date(back, 1, 1)]
    found: dict[str, str] = {}
    for day in days:
        for top in held.children(CENTRE, day):
            found |= {
                one.path: names.place(one.path, day)
                for one in (top, *held.children(top.path, day))
                if one.path not in found
            }
    return list(found.items())


def counted() -> list[tuple[str, str]]:
    """What the platform counts itself: code and name of the figure."""
    return [(one.code, one.label.say(current_language())) for one in figure_rules().figures if one.code in COUNTED]


def counts(activity: Activity) -> list[tuple[str, str]]:
    """The figures an activity is counted in: code and name."""
    return [
        (one.code, one.label.say(current_language())) for one in figure_rules().figures if activity.kind in one.counts
    ]


def imported(found: Import) -> dict[str, Any]:
    """What came of a list: the first of the rows that were not taken, each with its reason."""
    vietnamese = current_language() == "vi"
    return {
        "found": found,
        "office": names.office(found.office, found.at.date()),
        "refused": [
            (one.number, one.cells.get("ten", ""), one.vi if vietnamese else one.en) for one in found.refused[:SHOWN]
        ],
    }


def _agency(code: str) -> str:
    found = agency(code)
    return found.label.say(current_language()) if found else code


def _kind(activity: Activity) -> str:
    found = activity_list(activity.lists.get("activities")).kind(activity.kind)
    return found.label.say(current_language()) if found else activity.kind


def _value(field: ActivityField, value: str) -> str:
    language = current_language()
    if field.type == "choice" and (chosen := field.choice(value)):
        return chosen.label.say(language)
    if field.type == "money":
        return _("{amount} đồng", amount=write_dong(int(value), language))
    if field.type == "count":
        unit = f" {field.unit.say(language)}" if field.unit else ""
        return f"{show_number(int(value))}{unit}"
    return value
