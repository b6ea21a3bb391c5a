"""The rulebooks that ship and those an installation adds: which one holds on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

from kit.refusal import Kind, Refusal
from law.installed import files_in, folder
from law.rulebooks.reading import content_of, read_content, rulebook_of
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


class RulebookFaulty(Refusal):
    slug = "rulebook.faulty"
    vi = "Tệp bộ tiêu chí {name} có lỗi: {faults}. Chạy «ocop rulebook check» để xem từng lỗi, sửa rồi khởi động lại."
    en = "The rulebook file {name} is faulty: {faults}. Run “ocop rulebook check” to see each fault, mend it, start again."


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
            last = last_day(rulebook, self._rulebooks)
            if rulebook.in_force.first <= on and (last is None or on <= last):
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


def last_day(rulebook: Rulebook, others: Iterable[Rulebook]) -> date | None:
    """The last day in force: as written, or the day before the next of the others begins; None: no end in sight."""
    if rulebook.in_force.last is not None:
        return rulebook.in_force.last
    later = [other.in_force.first for other in others if other.in_force.first > rulebook.in_force.first]
    return min(later) - timedelta(days=1) if later else None


@cache
def shipped() -> Shelf:
    """The rulebooks in the package, read once per process."""
    folder = files("law") / "data" / "rulebooks"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".json")), key=lambda f: f.name)
    return Shelf(rulebook_of(content_of(f.read_text(encoding="utf-8"), is_json=True)) for f in found)


@cache
def shelf() -> Shelf:
    """
    The shipped rulebooks and those of the installation (`law.installed`): a new decree is a new file there.

    Read once per process. Raises RulebookFaulty, UnreadableFile.
    """
    return shelf_with(files_in(folder("rulebooks")))


def shelf_with(paths: Iterable[Path]) -> Shelf:
    """
    The shipped rulebooks and these files, each checked beside all the others; a file with a shipped id takes its place.

    Raises RulebookFaulty, UnreadableFile.
    """
    from law.rulebooks.checking import check_content  # the checker reads a shelf: it is asked only when there are files

    contents = {path: read_content(path) for path in paths}
    held = shipped()
    for path, content in contents.items():
        if faults := check_content(content, held):
            said = ("; ".join(f"{f.path}: {f.text.vi}" for f in faults), "; ".join(map(str, faults)))
            raise RulebookFaulty(name=path.name, faults=said)
        added = rulebook_of(content)
        held = Shelf([*(r for r in held.all() if r.id != added.id), added])
    return held
