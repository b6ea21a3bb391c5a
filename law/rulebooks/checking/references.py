"""Things a rulebook names that must exist: options, criteria, cases, sets, evidence, tiers, fields of codes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from string import Formatter, ascii_letters, digits

from law.kinds import dossier_kind, dossier_kinds
from law.levels import place_kinds, smallest
from law.rulebooks.checking import walk
from law.rulebooks.checking.fault import Fault, fault
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.sheet import Criterion, Sheet

IN_AN_ADDRESS = frozenset(ascii_letters + digits + "-._~")
"""The unreserved characters of RFC 3986: a product's page and the QR code on its packaging carry its code as it is."""


def _fields() -> tuple[str, ...]:
    """What a pattern may name: the kinds of place, from the largest down, and the counter."""
    return (*reversed(place_kinds()), "serial", "year")


def reference_faults(rulebook: Rulebook) -> Iterator[Fault]:
    for at, sheet in walk.sheets(rulebook):
        for place, leaf in walk.criteria(at, sheet):
            yield from _condition_faults(place, leaf, sheet)
            yield from _case_faults(place, leaf)
    yield from _code_faults(rulebook)
    for number, producer in enumerate(rulebook.producers):
        for set_no in producer.only_sets:
            if set_no not in rulebook.sets:
                yield fault(f"/producers/{number}/only_sets", "unknown-set", set_no=set_no)
    topics = {leaf.topic for _, leaf in walk.all_criteria(rulebook)}
    for number, evidence in enumerate(rulebook.evidence):
        for topic in evidence.supports:
            if topics and topic not in topics:
                yield fault(f"/evidence/{number}/supports", "unknown-topic", topic=topic)
    levels = [tier.level for tier in rulebook.tiers]
    for number, round_ in enumerate(rulebook.rounds):
        if round_.level not in levels:
            yield fault(f"/rounds/{number}/level", "unknown-tier", level=round_.level)
    for kind in rulebook.transition.pending_days:
        if dossier_kind(kind) is None:
            known = ", ".join(one.id for one in dossier_kinds())
            yield fault(f"/transition/pending_days/{kind}", "unknown-kind", named=kind, known=known)
    if not rulebook.sets:
        yield fault("/sheets", "nothing-to-score")


def catalogue_faults(rulebook: Rulebook, sets: Collection[int], evidence: Collection[str]) -> Iterator[Fault]:
    """Against the classification and the evidence catalogue of the installation."""
    for at, sheet in walk.sheets(rulebook):
        if sheet.set_no not in sets:
            yield fault(f"{at}/set_no", "unknown-set", set_no=sheet.set_no)
    for number, set_no in enumerate(rulebook.whole_parts.sets if rulebook.whole_parts else ()):
        if set_no not in sets:
            yield fault(f"/whole_parts/sets/{number}", "unknown-set", set_no=set_no)
    for number, one in enumerate(rulebook.evidence):
        if one.kind not in evidence:
            yield fault(f"/evidence/{number}/kind", "unknown-evidence", evidence=one.kind)


def _condition_faults(place: str, leaf: Criterion, sheet: Sheet) -> Iterator[Fault]:
    for number, condition in enumerate(leaf.conditions):
        at = f"{place}/conditions/{number}"
        for option in condition.options:
            if option not in leaf.by_option:
                yield fault(f"{at}/options", "missing-option", option=option)
        for criterion in condition.when.criteria if condition.when else ():
            if sheet.position.get(criterion, len(sheet.leaves)) > sheet.position[leaf.id]:
                yield fault(f"{at}/when/criteria", "missing-criterion", criterion=criterion)


def _case_faults(place: str, leaf: Criterion) -> Iterator[Fault]:
    cases = [case.id for case in leaf.cases]
    if (leaf.kind == "case-choice") != (len(cases) >= 2):
        yield fault(f"{place}/cases", "cases-not-expected")
    if leaf.kind == "yes-no" and len(leaf.options) != 2:
        yield fault(f"{place}/options", "yes-no-options")
    for number, option in enumerate(leaf.options):
        if (cases and option.case not in cases) or (not cases and option.case is not None):
            yield fault(f"{place}/options/{number}/case", "missing-case", case=option.case)
    for number, case in enumerate(cases):
        if all(option.case != case for option in leaf.options):
            yield fault(f"{place}/cases/{number}", "case-without-options", case=case)


def _code_faults(rulebook: Rulebook) -> Iterator[Fault]:
    for name, pattern in (("product", rulebook.codes.product), ("receipt", rulebook.codes.receipt)):
        at = f"/codes/{name}"
        try:
            found = [field for _, field, _, _ in Formatter().parse(pattern) if field is not None]
        except ValueError as wrong:
            yield fault(at, "wrong-value", value=repr(pattern), why=str(wrong))
            continue
        for field in found:
            if field not in _fields():
                yield fault(at, "code-field", field=field, known=", ".join(_fields()))
        literal = "".join(text for text, _, _, _ in Formatter().parse(pattern))
        if name == "product" and (bad := sorted({one for one in literal if one not in IN_AN_ADDRESS})):
            yield fault(at, "code-not-in-an-address", found=" ".join(bad))
        for needed in ("serial", smallest(), "year"):
            if needed not in found:
                yield fault(at, "code-without-serial", field="{" + needed + "}")
