"""Ids used twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from law.rulebooks.checking import walk
from law.rulebooks.checking.fault import Fault, fault
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.sheet import Sheet

Named = Iterable[tuple[str, str]]


def name_faults(rulebook: Rulebook) -> Iterator[Fault]:
    for at, sheet in walk.sheets(rulebook):
        yield from _names_of(at, sheet)
    yield from _twice((f"/screening/{n}", finding.id) for n, finding in enumerate(rulebook.screening))
    yield from _twice((f"/evidence/{n}", one.kind) for n, one in enumerate(rulebook.evidence))
    yield from _twice((f"/producers/{n}", kind.id) for n, kind in enumerate(rulebook.producers))
    yield from _twice((f"/revocation/grounds/{n}", one.id) for n, one in enumerate(rulebook.revocation.grounds))
    yield from _twice((f"/grounds/{n}", ground.path) for n, ground in enumerate(rulebook.grounds))
    seen: set[int] = set()
    for at, sheet in walk.sheets(rulebook):
        if sheet.set_no in seen:
            yield fault(at, "set-twice", set_no=sheet.set_no)
        seen.add(sheet.set_no)
    for number, set_no in enumerate(rulebook.whole_parts.sets if rulebook.whole_parts else ()):
        if set_no in seen:
            yield fault(f"/whole_parts/sets/{number}", "set-twice", set_no=set_no)
        seen.add(set_no)


def _names_of(at: str, sheet: Sheet) -> Iterator[Fault]:
    yield from _twice((place, part.id) for place, part in walk.parts(at, sheet))
    yield from _twice((place, section.id) for place, section in walk.sections(at, sheet))
    yield from _twice((place, leaf.id) for place, leaf in walk.criteria(at, sheet))
    yield from _twice((f"{at}/reject/{n}", line.id) for n, line in enumerate(sheet.reject))
    for place, leaf in walk.criteria(at, sheet):
        yield from _twice((f"{place}/options/{n}", option.id) for n, option in enumerate(leaf.options))
        yield from _twice((f"{place}/conditions/{n}", one.id) for n, one in enumerate(leaf.conditions))
        yield from _twice((f"{place}/cases/{n}", case.id) for n, case in enumerate(leaf.cases))


def _twice(named: Named) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for path, name in named:
        if name in first:
            yield fault(path, "duplicate-id", id=name, first=first[name])
        first.setdefault(name, path)
