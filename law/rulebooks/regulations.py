"""
Council regulations of offices: dated files that overlay the defaults of a rulebook.

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

from pydantic import ValidationError

from kit.refusal import Refusal
from law.installed import files_in
from law.installed import folder as installed_folder
from law.rulebooks.checking.fault import Fault, fault
from law.rulebooks.checking.shape import shape_faults
from law.rulebooks.council import CouncilRegulation, CouncilSettings
from law.rulebooks.reading import read_content
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.shelf import Shelf, shelf


class RegulationFaulty(Refusal):
    slug = "regulation.faulty"
    vi = "Quy chế Hội đồng trong tệp {name} có lỗi: {faults}"
    en = "The council regulation in {name} is faulty: {faults}"


class Regulations:
    """All regulations of an installation."""

    def __init__(self, regulations: Iterable[CouncilRegulation] = ()) -> None:
        self._regulations = tuple(regulations)

    def all(self) -> tuple[CouncilRegulation, ...]:
        return self._regulations

    def of(self, office: str, rulebook_id: str, on: date) -> CouncilRegulation | None:
        """The regulation of an office for cases under a rulebook on a day."""
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
    read: list[CouncilRegulation] = []
    for path in files_in(folder):
        content = read_content(path)
        found = _faults_of(content, shelf())
        regulation = None if found else CouncilRegulation.model_validate(content)
        found += [] if regulation is None else list(_overlaps([*read, regulation]))
        if found or regulation is None:
            said = ("; ".join(f"{f.path}: {f.text.vi}" for f in found), "; ".join(map(str, found)))
            raise RegulationFaulty(name=path.name, faults=said)
        read.append(regulation)
    return Regulations(read)


def _faults_of(content: object, known: Shelf) -> list[Fault]:
    try:
        regulation = CouncilRegulation.model_validate(content)
    except ValidationError as invalid:
        return list(shape_faults(invalid))
    faults: list[Fault] = []
    if all(value is None for _, value in regulation.council):
        faults.append(fault("/council", "regulates-nothing"))
    ids = [rulebook.id for rulebook in known.all()]
    for number, rulebook_id in enumerate(regulation.rulebooks):
        if rulebook_id not in ids:
            faults.append(fault(f"/rulebooks/{number}", "unknown-rulebook", rulebook=rulebook_id, known=", ".join(ids)))
    if regulation.in_force.last is not None and regulation.in_force.last < regulation.in_force.first:
        faults.append(fault("/in_force/last", "period-reversed"))
    return faults


def _overlaps(regulations: list[CouncilRegulation]) -> Iterator[Fault]:
    for one, other in combinations(regulations, 2):
        if one.office != other.office or not set(one.rulebooks) & set(other.rulebooks):
            continue
        first = max(one.in_force.first, other.in_force.first)
        last = min(one.in_force.last or date.max, other.in_force.last or date.max)
        if first <= last:
            until = "…" if last == date.max else last.isoformat()
            yield fault("/in_force", "period-overlap", other=one.id, first=first.isoformat(), last=until)


def _speaks(one: CouncilRegulation, office: str, rulebook_id: str, on: date) -> bool:
    return one.office == office and rulebook_id in one.rulebooks and one.in_force.holds(on)
