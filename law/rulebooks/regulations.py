"""
Council regulations of offices: dated files that overlay the defaults of a rulebook.

A corrected file stands beside the old one, under the same `id` and office, and says its `correction`: the latest such day is
the edition that governs councils formed from now on. A council goes on under the edition it was stamped with.

    from law.rulebooks.regulations import regulations

    own = regulations().of("33", rulebook.id, on)                  # None: the rulebook's defaults hold
    settings = own.over(rulebook.council) if own else rulebook.council
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kit.refusal import Kind, Refusal
from law.installed import files_in
from law.installed import folder as installed_folder
from law.rulebooks.checking.fault import Fault, fault
from law.rulebooks.checking.shape import shape_faults
from law.rulebooks.council import CouncilRegulation, CouncilSettings
from law.rulebooks.kept import kept_of
from law.rulebooks.reading import read_content, regulation_of
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.shelf import Shelf, shelf


class RegulationFaulty(Refusal):
    slug = "regulation.faulty"
    vi = "Quy chế Hội đồng trong tệp {name} có lỗi: {faults}"
    en = "The council regulation in {name} is faulty: {faults}"


class UnknownRegulation(Refusal):
    slug = "regulation.unknown-edition"
    kind = Kind.CONFLICT
    vi = "Không giữ bản {hash} của quy chế Hội đồng {regulation}. Nạp tệp của bản đó bên cạnh bản hiện có, khởi động lại rồi thử lại."
    en = "Edition {hash} of council regulation {regulation} is not held. Install its file beside the others, restart, try again."


class Regulations:
    """
    Every edition of every regulation of an installation. What a process's database keeps beside them is found by its id and
    hash, and is in force nowhere.
    """

    def __init__(self, regulations: Iterable[CouncilRegulation] = ()) -> None:
        once_each = {(one.office, one.id, one.hash): one for one in regulations}
        self._editions = tuple(sorted(once_each.values(), key=_day_of_correction))
        newest = {(one.office, one.id): one for one in self._editions}
        # Two files of one id, neither a correction, are two regulations; a correction stands for all before it.
        self._regulations = tuple(
            one for one in self._editions if one is (last := newest[one.office, one.id]) or last.correction is None
        )

    def all(self) -> tuple[CouncilRegulation, ...]:
        """Every regulation, of a corrected one the newest edition."""
        return self._regulations

    def in_files(self) -> tuple[CouncilRegulation, ...]:
        """Every edition of the installation's files."""
        return self._editions

    def editions(self, id: str) -> tuple[CouncilRegulation, ...]:
        """All editions with an id: those of the files, and those only kept that today's format can read."""
        held = tuple(one for one in self._editions if one.id == id)
        known = {one.hash for one in held}
        kept = (_readable(content) for hash, content in kept_of("regulation", id).items() if hash not in known)
        return (*(one for one in kept if one is not None), *held)

    def get(self, id: str, hash: str) -> CouncilRegulation:
        """Exactly the edition that was stamped. Raises UnknownRegulation."""
        found = next((one for one in self.editions(id) if one.hash == hash), None)
        if found is None:
            raise UnknownRegulation(regulation=id, hash=hash[:12])
        return found

    def has_had(self, stated: CouncilRegulation) -> bool:
        """Whether an edition held, in the files or kept from them, says exactly what is stated."""
        return any(one.says(stated) for one in self.editions(stated.id))

    def of(self, office: str, rulebook_id: str, on: date) -> CouncilRegulation | None:
        """The newest edition of an office's regulation for cases under a rulebook on a day."""
        return next((one for one in self._regulations if _speaks(one, office, rulebook_id, on)), None)

    def settings(self, office: str, rulebook: Rulebook, on: date) -> CouncilSettings:
        """How the council of an office counts on a day."""
        own = self.of(office, rulebook.id, on)
        return own.over(rulebook.council) if own else rulebook.council


def check_regulation(path: Path, others: Shelf | None = None) -> list[Fault]:
    """Every fault of a regulation file. Raises UnreadableFile."""
    return _faults_of(read_content(path), others or shelf())


@cache
def regulations() -> Regulations:
    """The regulations of the installation (`law.installed`), read once per process. Raises as `regulations_in`."""
    return regulations_in(installed_folder("regulations"))


def regulations_in(folder: Path) -> Regulations:
    """The regulations in a folder, none when it does not exist. Raises RegulationFaulty and UnreadableFile."""
    read: dict[str, CouncilRegulation] = {}
    for path in files_in(folder):
        content = read_content(path)
        if found := _faults_of(content, shelf()):
            raise _faulty(path.name, found)
        read[path.name] = regulation_of(content)
    held = Regulations(read.values())
    # A corrected edition governs nothing any more: only those that do must not meet.
    for later, overlap in _overlaps(held.all()):
        raise _faulty(next(name for name, one in read.items() if one is later), [overlap])
    return held


def _faulty(name: str, found: list[Fault]) -> RegulationFaulty:
    said = ("; ".join(f"{f.path}: {f.text.vi}" for f in found), "; ".join(map(str, found)))
    return RegulationFaulty(name=name, faults=said)


def _faults_of(content: object, known: Shelf) -> list[Fault]:
    try:
        regulation = CouncilRegulation.model_validate(content)
    except ValidationError as invalid:
        return list(shape_faults(invalid))
    faults: list[Fault] = []
    if regulation.hash is not None:  # computed from the file, never written into it
        faults.append(fault("", "unknown-name", name="hash"))
    if all(value is None for _, value in regulation.council):
        faults.append(fault("/council", "regulates-nothing"))
    ids = [rulebook.id for rulebook in known.all()]
    for number, rulebook_id in enumerate(regulation.rulebooks):
        if rulebook_id not in ids:
            faults.append(fault(f"/rulebooks/{number}", "unknown-rulebook", rulebook=rulebook_id, known=", ".join(ids)))
    if regulation.in_force.last is not None and regulation.in_force.last < regulation.in_force.first:
        faults.append(fault("/in_force/last", "period-reversed"))
    return faults


def _overlaps(regulations: Iterable[CouncilRegulation]) -> Iterator[tuple[CouncilRegulation, Fault]]:
    for one, other in combinations(regulations, 2):
        if one.office != other.office or not set(one.rulebooks) & set(other.rulebooks):
            continue
        first = max(one.in_force.first, other.in_force.first)
        last = min(one.in_force.last or date.max, other.in_force.last or date.max)
        if first <= last:
            until = "…" if last == date.max else last.isoformat()
            yield other, fault("/in_force", "period-overlap", other=one.id, first=first.isoformat(), last=until)


def _day_of_correction(one: CouncilRegulation) -> date:
    return one.correction.on if one.correction else date.min


def _readable(content: Any) -> CouncilRegulation | None:
    try:
        return regulation_of(content)
    except ValueError:
        return None


def _speaks(one: CouncilRegulation, office: str, rulebook_id: str, on: date) -> bool:
    return one.office == office and rulebook_id in one.rulebooks and one.in_force.holds(on)
