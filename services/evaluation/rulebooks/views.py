"""What is shown of rulebooks: acts, their editions with what each changed, and what in them is only assumed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal

from pydantic import BaseModel

from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.labelled import form
from kit.web.rows import rows, said
from law.rulebooks import Deadline, Rulebook, Text, shelf
from law.rulebooks.assumptions import Assumption, assumptions
from law.rulebooks.difference import Change, changes
from services.evaluation.cases import legal
from services.evaluation.cases.case import Case
from services.evaluation.rulebooks.commands import EditionCommand

Pair = tuple[str, str]
"""A text in Vietnamese and English."""


class RulebookLine(BaseModel):
    """A rulebook in the list. `last` none: until a later one begins."""

    id: str
    vi: str
    en: str
    acts: list[str]
    first: date
    last: date | None
    hash: str
    sets: tuple[int, ...]
    assumptions: int | None
    """How many of its statements nobody has verified; none when they cannot be counted (`amiss` says why)."""
    editions: int
    """How many editions of it are held."""
    amiss: dict[str, str] | None = None


class AssumptionView(BaseModel):
    """A statement to confirm: where it stands in the file, what is assumed, and on whose word. Texts are (vi, en)."""

    path: str
    what: Pair
    value: Pair
    source: Pair
    verified: Literal["no", "partial"]
    note: Pair | None


class ChangeView(BaseModel):
    """One statement that differs from the edition before. Texts are (vi, en)."""

    path: str
    what: Pair
    before: Pair | None
    after: Pair | None
    set_no: int | None
    """The product set whose sheet changed; none for what concerns all."""


class EditionView(BaseModel):
    """An edition of an act, and what it changed."""

    hash: str
    governs: bool
    """Whether dossiers submitted now take this one; the others are read by what they stamped."""
    in_files: bool
    """From a file of the package or the installation; otherwise kept because something was stamped with it elsewhere."""
    corrected_on: date | None
    reason: Pair | None
    changes: list[ChangeView]


@dataclass(frozen=True)
class EditionRead:
    """An edition and its differences from the one before it; none of the first."""

    book: Rulebook
    governs: bool
    in_files: bool
    changes: tuple[Change, ...]


def editions(rulebook_id: str) -> list[EditionRead]:
    """Every edition held, newest first. Raises UnknownRulebook."""
    held = shelf().editions(rulebook_id)
    before = dict[str, Rulebook]((later.hash, former) for former, later in pairwise(held))
    return [
        EditionRead(
            book=book,
            governs=book is held[-1] and shelf().is_in_files(book),
            in_files=shelf().is_in_files(book),
            changes=_changes(before[book.hash].hash, book.hash, book.id) if book.hash in before else (),
        )
        for book in reversed(held)
    ]


def edition_view(one: EditionRead) -> EditionView:
    """An edition for machines."""
    corrected = one.book.correction
    return mapped(
        EditionView,
        one,
        hash=one.book.hash,
        corrected_on=corrected.on if corrected else None,
        reason=_pair(corrected.reason if corrected else None),
        changes=[
            mapped(ChangeView, change, **{name: _pair(getattr(change, name)) for name in ("what", "before", "after")})
            for change in one.changes
        ],
    )


def lines() -> list[RulebookLine]:
    """All rulebooks held, newest first; one whose assumptions cannot be counted takes the list down for nobody."""
    return rows(
        reversed(shelf().all()),
        lambda book: _line(book, assumptions=_unverified(book)),
        lambda book, refusal: _line(book, assumptions=None, amiss=said(refusal)),
    )


def assumption_view(one: Assumption) -> AssumptionView:
    """A statement to confirm, for machines."""
    return mapped(
        AssumptionView, one, **{name: _pair(getattr(one, name)) for name in ("what", "value", "source", "note")}
    )


def listed() -> list[dict[str, Any]]:
    """All rulebooks as rows of the page; of one whose assumptions cannot be counted, why."""
    return rows(
        reversed(shelf().all()),
        lambda book: _row(book, assumed=_unverified(book), editions=len(shelf().editions(book.id))),
        lambda book, refusal: _row(book, acts=refusal.say(current_language())),
    )


def whole(book: Rulebook) -> dict[str, Any]:
    """An act as a page."""
    assumed = _unverified(book)
    return {
        "book": book,
        "bands": _bands(book),
        "deadlines": {tier.level: "; ".join(_days(one) for one in tier.deadlines) for tier in book.tiers},
        "assumed": assumed,
        "partly": len(assumptions(book)) - assumed,
        "sheets": [(no, book.sheet(no)) for no in book.sets],
    }


def assumed(book: Rulebook) -> dict[str, Any]:
    """What nobody has verified of an act, by how little is known of it."""
    found = assumptions(book)
    return {
        "book": book,
        "groups": [
            (_("Chưa có nguồn: lựa chọn mặc định, cần người có thẩm quyền xác nhận"), _of(found, "no")),
            (_("Mới đọc được một phần nguồn, cần đối chiếu văn bản ký"), _of(found, "partial")),
        ],
    }


def choice(case: Case) -> dict[str, Any]:
    """The form that has a case go on under a later edition of its act: which of them, newest first, and why."""
    former = legal.rulebook_of(case.dossier)
    options = [
        (one.hash, one.hash[:12], one.correction.reason.say(current_language()) if one.correction else "")
        for one in reversed(legal.later_editions(former))
    ]
    return {"case": case, "former": former, "options": options, "asked": form(EditionCommand)}


@lru_cache(maxsize=32)
def _changes(former: str, later: str, rulebook_id: str) -> tuple[Change, ...]:
    """Between two editions by their hashes: a million characters are compared once, not at every look."""
    return tuple(changes(shelf().get(rulebook_id, former), shelf().get(rulebook_id, later)))


def _unverified(book: Rulebook) -> int:
    return len(assumptions(book, also_partial=False))


def _pair(text: Text | None) -> Pair | None:
    return text.pair if text else None


def _line(book: Rulebook, **more: Any) -> RulebookLine:
    return mapped(
        RulebookLine,
        book,
        vi=book.title.vi,
        en=book.title.en,
        acts=[act.number for act in book.acts],
        first=book.in_force.first,
        last=book.in_force.last,
        editions=len(shelf().editions(book.id)),
        **more,
    )


def _row(book: Rulebook, **more: Any) -> dict[str, Any]:
    shown = {
        "id": book.id,
        "title": book.title.say(current_language()),
        "acts": ", ".join(act.number for act in book.acts),
        "first": book.in_force.first,
        "last": book.in_force.last,
        "assumed": None,
        "editions": None,
    }
    return {**shown, **more}


def _bands(book: Rulebook) -> list[dict[str, Any]]:
    """Each star with its range and who recognises it; the range ends where the next band begins."""
    in_order = sorted(book.bands, key=lambda band: band.least)
    ends = [band.least for band in in_order[1:]] + [book.sheet(book.sets[0]).max]
    return [
        {
            "star": band.star,
            "least": band.least,
            "end": end,
            "last": band is in_order[-1],
            "recognised": band.recognised,
            "tier": tier.label if (tier := book.recogniser_of(band.star)) else None,
            "authority": tier.authority_for(band.star) if tier else None,
        }
        for band, end in zip(in_order, ends, strict=True)
    ][::-1]


def _days(deadline: Deadline) -> str:
    if deadline.counted == "working":
        return _("{days} ngày làm việc", days=deadline.days)
    return _("{days} ngày", days=deadline.days)


def _of(found: Sequence[Assumption], verified: str) -> list[Assumption]:
    return [one for one in found if one.verified == verified]
