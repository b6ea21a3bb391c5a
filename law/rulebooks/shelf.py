"""The rulebooks that ship and those an installation adds: which one holds on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

from kit.refusal import Kind, Refusal
from law.rulebooks.reading import content_of, read_rulebook, rulebook_of
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.values import DossierKind


class NoRulebookInForce(Refusal):
    slug = "rulebook.none-in-force"
    vi = "Không có bộ tiêu chí nào có hiệu lực vào ngày {on}. Kiểm tra ngày nộp, hoặc nạp bộ tiêu chí của thời kỳ đó."
    en = "No rulebook is in force on {on}. Check the day of submission, or load the rulebook of that time."


class UnknownRulebook(Refusal):
    slug = "rulebook.unknown"
    kind = Kind.NOT_FOUND
    vi = "Không có bộ tiêu chí mang mã {rulebook}. Các mã hiện có: {known}."
    en = "There is no rulebook {rulebook}. Known: {known}."


class Shelf:
    """Rulebooks in order of their first day. Where two periods meet, the later act governs."""

    def __init__(self, rulebooks: Iterable[Rulebook]) -> None:
        self._rulebooks = tuple(sorted(rulebooks, key=lambda r: r.in_force.first))

    def all(self) -> tuple[Rulebook, ...]:
        return self._rulebooks

    def get(self, rulebook_id: str) -> Rulebook:
        """Raises UnknownRulebook."""
        for rulebook in self._rulebooks:
            if rulebook.id == rulebook_id:
                return rulebook
        raise UnknownRulebook(rulebook=rulebook_id, known=", ".join(r.id for r in self._rulebooks))

    def in_force(self, on: date) -> Rulebook:
        """The rulebook that governs a dossier submitted on this day, to the dossier's end. Raises NoRulebookInForce."""
        for rulebook in reversed(self._rulebooks):
            if rulebook.in_force.holds(on):
                return rulebook
        raise NoRulebookInForce(on=on.isoformat())

    def successor(self, rulebook: Rulebook) -> Rulebook | None:
        later = [r for r in self._rulebooks if r.in_force.first > rulebook.in_force.first]
        return later[0] if later else None

    def finish_by(self, rulebook: Rulebook, kind: DossierKind) -> date | None:
        """The last day to finish a dossier of a replaced rulebook by its own rules; none while nothing replaces it."""
        after = self.successor(rulebook)
        days = after.transition.pending_days.get(kind) if after else None
        return after.in_force.first + timedelta(days=days) if after and days is not None else None


@cache
def shelf() -> Shelf:
    """The rulebooks in the package, read once per process."""
    folder = files("law") / "data" / "rulebooks"
    shipped = sorted((f for f in folder.iterdir() if f.name.endswith(".json")), key=lambda f: f.name)
    return Shelf(rulebook_of(content_of(f.read_text(encoding="utf-8"), is_json=True)) for f in shipped)


def shelf_with(paths: Iterable[Path]) -> Shelf:
    """The shipped rulebooks and these files; a file with a shipped id takes its place."""
    added = [read_rulebook(path) for path in paths]
    names = {rulebook.id for rulebook in added}
    return Shelf([*(r for r in shelf().all() if r.id not in names), *added])
