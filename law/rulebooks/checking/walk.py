"""Every place of a rulebook with its JSON pointer."""

from __future__ import annotations

from collections.abc import Iterator

from law.rulebooks.rulebook import Rulebook
from law.rulebooks.sheet import Criterion, Group, Section, Sheet, SheetPart


def sheets(rulebook: Rulebook) -> Iterator[tuple[str, Sheet]]:
    for number, sheet in enumerate(rulebook.sheets):
        yield f"/sheets/{number}", sheet


def parts(at: str, sheet: Sheet) -> Iterator[tuple[str, SheetPart]]:
    for number, part in enumerate(sheet.parts):
        yield f"{at}/parts/{number}", part


def sections(at: str, sheet: Sheet) -> Iterator[tuple[str, Section]]:
    for part_at, part in parts(at, sheet):
        for number, section in enumerate(part.sections):
            yield f"{part_at}/sections/{number}", section


def groups(at: str, sheet: Sheet) -> Iterator[tuple[str, Group]]:
    for section_at, section in sections(at, sheet):
        for number, entry in enumerate(section.criteria):
            if isinstance(entry, Group):
                yield f"{section_at}/criteria/{number}", entry


def criteria(at: str, sheet: Sheet) -> Iterator[tuple[str, Criterion]]:
    """The leaves in the order of the sheet, each with its pointer."""
    for section_at, section in sections(at, sheet):
        for number, entry in enumerate(section.criteria):
            entry_at = f"{section_at}/criteria/{number}"
            if isinstance(entry, Group):
                for inner, leaf in enumerate(entry.criteria):
                    yield f"{entry_at}/criteria/{inner}", leaf
            else:
                yield entry_at, entry


def all_criteria(rulebook: Rulebook) -> Iterator[tuple[str, Criterion]]:
    for at, sheet in sheets(rulebook):
        yield from criteria(at, sheet)
