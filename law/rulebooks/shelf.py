"""The repository of rulebook editions (the shelf): those that ship, an installation's, a database's; which holds, which stamped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

from kit.refusal import Kind, Refusal
from law.installed import files_in, folder
from law.rulebooks.kept import KEPT
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


class UnknownEdition(Refusal):
    slug = "rulebook.unknown-edition"
    kind = Kind.NOT_FOUND
    vi = "Không giữ bản {hash} của bộ tiêu chí {rulebook}. Các bản hiện có: {known}. Nạp tệp của bản đó rồi thử lại."
    en = "Edition {hash} of rulebook {rulebook} is not held. Held: {known}. Install the file of that edition, then try again."


Kept = Mapping[tuple[str, str], Callable[[], Rulebook]]
"""(id, hash) → reads the edition: what is kept for reading what it stamped, and is in force nowhere."""


class Shelf:
    """
    Every edition of every rulebook, by (id, hash); the acts in order of their first day.

    `rulebooks`: editions of one id from the oldest to the newest. The newest governs from now on; what an earlier one
    stamped is read by exactly that. Where the periods of two acts meet, the later act governs.
    """

    def __init__(self, rulebooks: Iterable[Rulebook], kept: Kept | None = None) -> None:
        self._editions: dict[str, dict[str, Rulebook]] = {}
        for rulebook in rulebooks:
            of_act = self._editions.setdefault(rulebook.id, {})
            of_act.pop(rulebook.hash, None)
            of_act[rulebook.hash] = rulebook
        newest = (list(of_act.values())[-1] for of_act in self._editions.values())
        self._rulebooks = tuple(sorted(newest, key=lambda r: r.in_force.first))
        self._kept: Kept = {} if kept is None else kept

    def all(self) -> tuple[Rulebook, ...]:
        """The newest edition of every act, in order of their first day."""
        return self._rulebooks

    def editions(self, rulebook_id: str) -> tuple[Rulebook, ...]:
        """
        All editions held of an act: those only kept first, then those of the files, oldest first. The last is the newest.

        Raises UnknownRulebook; leaves out a kept one that today's format cannot read.
        """
        held = self._editions.get(rulebook_id, {})
        kept = [read for (id, hash), read in list(self._kept.items()) if id == rulebook_id and hash not in held]
        if not held and not kept:
            raise self._unknown(rulebook_id)
        return (*(book for read in kept if (book := _readable(read)) is not None), *held.values())

    def latest(self, rulebook_id: str) -> Rulebook:
        """The newest edition of an act. Raises UnknownRulebook."""
        for rulebook in self._rulebooks:
            if rulebook.id == rulebook_id:
                return rulebook
        raise self._unknown(rulebook_id)

    def get(self, rulebook_id: str, hash: str | None = None) -> Rulebook:
        """Exactly the edition that stamped something, or the newest. Raises UnknownRulebook, UnknownEdition."""
        if hash is None:
            return self.latest(rulebook_id)
        held = self._editions.get(rulebook_id, {})
        if hash in held:
            return held[hash]
        read = self._kept.get((rulebook_id, hash))
        if read is not None:
            return read()
        known = [*held, *(one for id, one in list(self._kept) if id == rulebook_id)]
        if not known:
            raise self._unknown(rulebook_id)
        raise UnknownEdition(rulebook=rulebook_id, hash=hash[:12], known=", ".join(one[:12] for one in known))

    def is_in_files(self, rulebook: Rulebook) -> bool:
        """Whether an edition comes from a file of the package or the installation, and is not only kept."""
        return rulebook.hash in self._editions.get(rulebook.id, {})

    def in_force(self, on: date) -> Rulebook:
        """
        The newest edition of the rulebook that governs a dossier submitted on this day, to the dossier's end.

        Raises NoRulebookInForce.
        """
        for rulebook in reversed(self._rulebooks):
            last = last_day(rulebook, self._rulebooks)
            if rulebook.in_force.first <= on and (last is None or on <= last):
                return rulebook
        raise NoRulebookInForce(on=on)

    def stars(self) -> tuple[int, ...]:
        """Every star that some act's bands name, lowest first."""
        return tuple(sorted({band.star for book in self._rulebooks for band in book.bands}))

    def recognised_stars(self) -> tuple[int, ...]:
        """Every star that some act recognises, highest first: what pages offer to look for."""
        found = {band.star for book in self._rulebooks for band in book.bands if band.recognised}
        return tuple(sorted(found, reverse=True))

    def successor(self, rulebook: Rulebook) -> Rulebook | None:
        """The act that follows; another edition of the same act is none."""
        later = [r for r in self._rulebooks if r.id != rulebook.id and r.in_force.first > rulebook.in_force.first]
        return later[0] if later else None

    def finish_by(self, rulebook: Rulebook, kind: DossierKind) -> date | None:
        """The last day to finish a dossier of a replaced rulebook by its own rules; none while nothing replaces it."""
        after = self.successor(rulebook)
        days = after.transition.pending_days.get(kind) if after else None
        return after.in_force.first + timedelta(days=days) if after and days is not None else None

    def _unknown(self, rulebook_id: str) -> UnknownRulebook:
        return UnknownRulebook(rulebook=rulebook_id, known=", ".join(r.id for r in self._rulebooks))


def _readable(read: Callable[[], Rulebook]) -> Rulebook | None:
    try:
        return read()
    except ValueError:
        return None


def last_day(rulebook: Rulebook, others: Iterable[Rulebook]) -> date | None:
    """The last day in force: as written, or the day before the next of the others begins; None: no end in sight."""
    if rulebook.in_force.last is not None:
        return rulebook.in_force.last
    later = [other.in_force.first for other in others if other.in_force.first > rulebook.in_force.first]
    return min(later) - timedelta(days=1) if later else None


@cache
def shipped() -> Shelf:
    """
    The rulebooks in the package, read once per process.

    `R26.json` is the newest edition of an act; an earlier one stays beside it as `R26-<first 12 of its hash>.json`.
    """
    return Shelf(one for _, one in _in_order(_shipped()))


@cache
def shelf() -> Shelf:
    """
    The shipped rulebooks and those of the installation (`law.installed`): a new decree is a new file there.

    Read once per process; what the process's database keeps is found by (id, hash). Raises RulebookFaulty, UnreadableFile.
    """
    return shelf_with(files_in(folder("rulebooks")), KEPT)


def _check(path: Path, content: object, held: Shelf) -> None:
    # The checker reads a shelf, and loads every list of the law with the calendar: only where there is a file to check.
    from law.rulebooks.checking.files import check_content

    if faults := [one for one in check_content(content, held) if not one.only_pointed_out]:
        said = ("; ".join(f"{f.path}: {f.text.vi}" for f in faults), "; ".join(map(str, faults)))
        raise RulebookFaulty(name=path.name, faults=said)


def shelf_with(paths: Iterable[Path], kept: Kept | None = None) -> Shelf:
    """
    The shipped rulebooks and these files, each checked beside all the others; a file with a shipped id is a new edition
    beside the shipped one.

    Raises RulebookFaulty, UnreadableFile.
    """
    contents = {path: read_content(path) for path in paths}
    editions = _shipped()
    held = shipped()
    for path, content in contents.items():
        _check(path, content, held)
        editions.append((_INSTALLED, rulebook_of(content)))
        held = Shelf(one for _, one in _in_order(editions))
    return Shelf((one for _, one in _in_order(editions)), kept)


_EARLIER, _CURRENT, _INSTALLED = 0, 1, 2


@cache
def _read_shipped() -> tuple[tuple[int, Rulebook], ...]:
    folder = files("law") / "data" / "rulebooks"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".json")), key=lambda f: f.name)
    books = [(f.name, rulebook_of(content_of(f.read_text(encoding="utf-8"), is_json=True))) for f in found]
    return tuple((_CURRENT if name == f"{book.id}.json" else _EARLIER, book) for name, book in books)


def _shipped() -> list[tuple[int, Rulebook]]:
    return list(_read_shipped())


def _in_order(editions: Iterable[tuple[int, Rulebook]]) -> list[tuple[int, Rulebook]]:
    """Editions by the day of their correction; of the same day, the installed one is newer than the shipped."""
    return sorted(editions, key=lambda one: (one[1].correction.on if one[1].correction else date.min, one[0]))
