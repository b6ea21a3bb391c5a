"""Do points add up: options to criteria, criteria to sections, sections to parts, parts to the scale."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from law.rulebooks.checking import walk
from law.rulebooks.checking.fault import Fault, fault
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.sheet import Group, Section


def sum_faults(rulebook: Rulebook) -> Iterator[Fault]:
    for at, sheet in walk.sheets(rulebook):
        for leaf_at, leaf in walk.criteria(at, sheet):
            best = max(option.points for option in leaf.options)
            if best != leaf.max:
                yield fault(f"{leaf_at}/max", "options-sum", found=best, max=leaf.max)
        holders: list[tuple[str, Group | Section]] = [*walk.groups(at, sheet), *walk.sections(at, sheet)]
        for place, holder in holders:
            found = sum((entry.max for entry in holder.criteria), Decimal(0))
            if found != holder.max:
                yield fault(f"{place}/max", "criteria-sum", found=found, max=holder.max)
        for place, part in walk.parts(at, sheet):
            found = sum((section.max for section in part.sections), Decimal(0))
            if part.sections and found != part.max:
                yield fault(f"{place}/max", "sections-sum", found=found, max=part.max)
        if sheet.max != rulebook.out_of:
            yield fault(f"{at}/parts", "parts-sum", found=sheet.max, max=rulebook.out_of)
    if rulebook.whole_parts is not None:
        found = sum((part.max for part in rulebook.whole_parts.parts), Decimal(0))
        if found != rulebook.out_of:
            yield fault("/whole_parts/parts", "parts-sum", found=found, max=rulebook.out_of)
