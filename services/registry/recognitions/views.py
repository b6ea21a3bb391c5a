"""Lists that were sent and their lines, as the JSON API and the pages show them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from kit.language import current_language
from kit.language import gettext as _
from kit.lists import List
from kit.lists.writings import Writing
from kit.mapped import mapped
from kit.web.labelled import form
from kit.web.sent_lists import ACCEPTED, LIMIT, Sent
from kit.work import Unit
from programme import names
from services.registry.recognitions import store
from services.registry.recognitions.commands import EnterCommand, ReadCommand
from services.registry.recognitions.lifecycle import LIFECYCLE, State, Verb
from services.registry.recognitions.published_list import columns_of, headings
from services.registry.recognitions.row import COLUMNS
from services.registry.recognitions.sent_list import EnterFields, Line, NewList, Outcome, Reading, SentList, Why

ROWS = 100
"""Lines of a page."""


class ListView(EnterFields, NewList):
    """
    A list and how far it has come. `check`, `entry`, `undo`: how many lines had each outcome so far, of `total`. `may`: what may be
    done now. `samples`: cells as the file has them and as they are read.
    """

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    id: str
    version: int
    state: State
    done: int
    check: dict[str, int]
    entry: dict[str, int]
    undo: dict[str, int]
    sent_by: str
    sent_at: datetime
    may: list[Verb]


class LineView(BaseModel):
    """A line of the file and what becomes of it; `outcome` is empty while nobody has looked at it."""

    line: int
    product: str
    outcome: Outcome | None = None
    product_id: str | None = None
    certificate_id: str | None = None
    why: Why | None = None


class LinesView(BaseModel):
    """Some lines; `next` is the `after` of those that follow."""

    lines: list[LineView]
    next: int | None


def new_list(sent: Sent) -> NewList:
    """A file that was sent, as a list to be checked. Raises ColumnsMissing, ColumnTwice."""
    return NewList(name=sent.name, sha256=sent.sha256, **dict(reading_of(sent.found)))


def reading_of(found: List) -> Reading:
    """How a file was read. Raises ColumnsMissing, ColumnTwice."""
    lines = columns_of(found).rows
    return mapped(Reading, found, total=len(lines))


async def shown(unit: Unit, found: SentList) -> ListView:
    """A list for machines."""
    counts = {phase: await store.tally(unit, found, phase) for phase in ("check", "entry", "undo")}
    return mapped(
        ListView,
        found,
        **counts,
        done=sum(counts[found.phase].values()),
        sent_by=found.by.name,
        may=[verb for verb in found.may if verb in (Verb.READ_OTHERWISE, Verb.ENTER, Verb.UNDO)],
    )


def line_of_lists(found: SentList) -> dict[str, Any]:
    """A list among others."""
    return {
        **found.model_dump(include={"id", "version", "name", "state", "total", "sent_at", "sha256"}),
        "sent_by": found.by.name,
    }


def lines(found: SentList, some: list[Line], limit: int) -> LinesView:
    """Some lines of a list for machines."""
    return LinesView(
        lines=[line_view(found, line) for line in some], next=some[-1].number if len(some) == limit else None
    )


def line_view(found: SentList, line: Line) -> LineView:
    """A line with what becomes of it now."""
    became = line.undo or line.entry if found.phase == "undo" else getattr(line, found.phase)
    said = became.model_dump(include={"outcome", "product_id", "certificate_id"}) if became else {}
    if found.phase != "entry" and said:
        entered = line.entry if found.phase == "undo" and said["outcome"] == "stays" else None
        said |= {
            "product_id": entered.product_id if entered else said["product_id"] if said["outcome"] in _THERE else None,
            "certificate_id": entered.certificate_id if entered else None,
        }
    return LineView(line=line.number, product=line.product, why=became.why if became else None, **said)


_THERE = ("joined", "known")
"""Of a line that is only checked: the product is there already, and can be looked at."""


async def refused(unit: Unit, found: SentList) -> AsyncIterator[list[str]]:
    """The lines that are not entered as rows: their own columns, so that they can be corrected and sent again, then line and reason."""
    columns = [*COLUMNS, "set_no"]
    yield [*columns, _("Dòng"), _("Lý do")]
    async for line in store.all_lines(unit, found, only="stays" if found.phase == "undo" else "refused"):
        became = getattr(line, found.phase)
        why = (became.why.vi if current_language() == "vi" else became.why.en) if became.why else ""
        yield [*(line.cells.get(name, "").replace("\u2028", "\n") for name in columns), str(line.number), why]


def sending(recent: list[SentList]) -> dict[str, Any]:
    """The page by which lists are sent, and those that were."""
    return {
        "columns": headings(),
        "limit": LIMIT,
        "accept": ACCEPTED,
        "recent": [line_of_lists(one) | {"state": names.state(LIFECYCLE, one.state)} for one in recent],
    }


async def whole(unit: Unit, found: SentList, *, only: Outcome | None, after: int) -> dict[str, Any]:
    """The page of one list."""
    some = await store.lines_of(unit, found, only=only, after=after, limit=ROWS)
    shown_now = await shown(unit, found)
    counts = getattr(shown_now, found.phase)
    return {
        "list": shown_now,
        "state": names.state(LIFECYCLE, found.state),
        "under_way": found.state in store.UNDER_WAY,
        "counts": [(one, outcome_name(one, found.phase), number) for one, number in counts.items() if number],
        "refused": counts.get("refused", 0) or counts.get("stays", 0),
        "nothing_to_enter": found.phase == "check"
        and not any(many for one, many in counts.items() if one != "refused"),
        "written": writing_name(found.writing),
        "reading": form(ReadCommand, found, {"writing": [(one, writing_name(one)) for one in found.writings]}),
        "entry": form(EnterCommand),
        "rows": [_row(found, line) for line in some],
        "only": only,
        "next": some[-1].number if len(some) == ROWS else None,
        "steps": [
            {"at": one.at, "verb": names.verb(LIFECYCLE, one.verb), "by": one.by.name, "note": one.note}
            for one in reversed(found.steps)
        ],
    }


def outcome_name(outcome: str, phase: str) -> str:
    """What an outcome is called: of a check, what would be; afterwards, what became."""
    if phase == "check":
        return {
            "added": _("Sẽ thêm sản phẩm mới"),
            "joined": _("Sẽ ghi thêm vào sản phẩm đã có"),
            "known": _("Đã có, không nhập lại"),
            "refused": _("Không nhập được"),
        }[outcome]
    return {
        "added": _("Đã thêm sản phẩm"),
        "joined": _("Đã ghi thêm vào sản phẩm đã có"),
        "known": _("Đã có từ trước"),
        "refused": _("Không nhập được"),
        "undone": _("Đã rút lại"),
        "stays": _("Giữ lại"),
    }[outcome]


def writing_name(writing: Writing) -> str:
    """What a way to write letters is called."""
    return {
        "unicode": _("Unicode, giữ nguyên chữ trong tệp"),
        "windows-1258": _("Windows-1258 (tiếng Việt)"),
        "tcvn3": _("TCVN3 (ABC, phông .VnTime)"),
        "vni": _("VNI (phông VNI-Times)"),
    }[writing]


def _row(found: SentList, line: Line) -> dict[str, Any]:
    view = line_view(found, line)
    why = view.why
    return {
        "line": view,
        "outcome": outcome_name(view.outcome, found.phase) if view.outcome else "…",
        "refused": view.outcome in ("refused", "stays"),
        "why": (why.vi if current_language() == "vi" else why.en) if why else "",
    }
