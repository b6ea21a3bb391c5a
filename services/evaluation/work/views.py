"""What is shown of a person's work: each case with its deadline and the next act on it, and how much there is of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kit.identity import Principal
from kit.language import gettext as _
from kit.storage.turns import MOST_COUNTED
from kit.web.formats import show_number
from kit.web.lists import Choice, Listing
from programme import names
from programme.roles import OFFICERS
from services.evaluation.advisory.advisory import Advisory
from services.evaluation.advisory.views import row as advisory_row
from services.evaluation.cases import access
from services.evaluation.cases import views as cases
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import State
from services.evaluation.substitutes.substitute import Substitute
from services.evaluation.work.store import SOON_DAYS, Due


def row(case: Case, by: Principal, today: date, *, owes_sheet: bool) -> dict[str, Any]:
    """A case as a row of somebody's work; `next`: (text, path, service) of what they may do now, None for nothing."""
    shown = cases.row(case, by, today)
    return {**shown, "left": _left(shown, today), "next": _next(case, by, today, owes_sheet)}


def _left(shown: Mapping[str, Any], today: date) -> str:
    days = (shown["due_on"] - today).days if shown["due_on"] else None
    if days is None:
        return ""
    if days < 0:
        return _("quá {days} ngày", days=-days) if shown["overdue"] else ""
    return _("còn {days} ngày", days=days) if days else _("hôm nay")


def _next(case: Case, by: Principal, today: date, owes_sheet: bool) -> tuple[str, str, str] | None:
    if not access.sees_all(case, by):
        if case.state is not State.RETURNED:
            return None
        return _("Bổ sung hồ sơ"), f"/dossiers/{case.dossier.dossier_id}", "registry"
    sheet = f"/cases/{case.id}/sheet"
    if owes_sheet:
        return _("Chấm phiếu của tôi"), sheet, "evaluation"
    left = [(text, path) for text, path in cases.actions(case, by, today) if path != sheet]
    return (*left[0], "evaluation") if left else None


MOST_ADVISORY = 10
"""So many cases to advise on stand here, what is due first on top; the others stand in their own list."""


def advisory(found: Sequence[Advisory], by: Principal, today: date) -> list[dict[str, Any]]:
    """What somebody is to advise on, by the day the report is due."""
    return [advisory_row(one, by, today) for one in found]


def stands_in(one: Substitute, waiting: Sequence[Case], by: Principal, today: date) -> dict[str, Any]:
    """For whom somebody acts, until when, and what waits for that person by name."""
    return {
        "name": one.name,
        "office": names.office(one.office, today),
        "last": one.last,
        "cases": [row(case, by, today, owes_sheet=False) for case in waiting],
    }


def regulations(asked: Sequence[Case]) -> list[tuple[str, str]]:
    """Which offices are to confirm their council regulation: (office, address of the page)."""
    return [(names.office(case.office, case.opened_on), f"/cases/{case.id}/regulation") for case in asked]


def has_offices_below(by: Principal) -> bool:
    """Whether a person's work may be looked at with that of other offices: who works for one."""
    return by.has(*OFFICERS)


def dues() -> list[tuple[str, str]]:
    """Each way work is due, by its name."""
    names = {
        Due.OVERDUE: _("Quá hạn"),
        Due.SOON: _("Đến hạn trong {days} ngày", days=SOON_DAYS),
        Due.SHEETS: _("Phiếu tôi còn phải chấm"),
        Due.SUPPLEMENT: _("Chờ chủ thể bổ sung"),
    }
    return [(due.value, name) for due, name in names.items()]


def whose(below: bool) -> Choice:
    """The choice between the work of one's own offices and that of those below too."""
    options = [("below", _("Gồm cả đơn vị cấp dưới"))]
    return Choice("whose", _("Của đơn vị nào"), options, "below" if below else "", _("Đơn vị tôi"))


def quick(shown: Listing, counts: Mapping[Due, int]) -> list[tuple[str, str, str, str]]:
    """What there is some of: (value, name, how many, address), after the whole of it."""
    offered = [(value, name) for value, name in dues() if counts[Due(value)]]
    return [(value, name, _many(counts[Due(value)]), shown.narrowed_href("due", value)) for value, name in offered]


def _many(count: int) -> str:
    return f"{show_number(MOST_COUNTED)}+" if count > MOST_COUNTED else show_number(count)
