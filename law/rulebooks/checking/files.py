"""
Checks a rulebook file and says every fault at once, in plain words, with its path.

    from law.rulebooks.checking.files import check_file

    for fault in check_file(Path("R27.json")):
        print(fault.path, fault.text.vi)
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from rfc8785 import CanonicalizationError

from law.classification import classification
from law.evidence import kinds
from law.rulebooks.checking import dates, names, references, shape, sources, stars, sums
from law.rulebooks.checking.fault import Fault, fault
from law.rulebooks.reading import read_content, rulebook_of
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.shelf import Shelf, shelf

CHECKS = (
    sums.sum_faults,
    names.name_faults,
    references.reference_faults,
    stars.band_faults,
    stars.minimum_faults,
    stars.tier_faults,
    dates.date_faults,
)


def check_file(path: Path, others: Shelf | None = None) -> list[Fault]:
    """Every fault of a file. Raises UnreadableFile when it is not even JSON or YAML."""
    return check_content(read_content(path), others)


def check_content(content: Any, others: Shelf | None = None) -> list[Fault]:
    """Faults of form first: while there are any, the meaning cannot be read."""
    if not isinstance(content, dict):
        return [fault("", "wrong-value", value=repr(content)[:60], why="the file holds one rulebook, an object")]
    try:
        rulebook = rulebook_of(content)
    except CanonicalizationError as unwritable:
        return [fault("", "wrong-value", value="", why=str(unwritable))]
    except ValidationError as invalid:
        return list(dict.fromkeys(shape.shape_faults(invalid)))
    return list(faults_of(rulebook, content, others or shelf()))


def faults_of(rulebook: Rulebook, content: Any, others: Shelf) -> Iterator[Fault]:
    sets = {entry.set_no for entry in classification().sets}
    evidence = {kind.id for kind in kinds()}
    for check in CHECKS:
        yield from check(rulebook)
    yield from dates.neighbour_faults(rulebook, others)
    yield from references.catalogue_faults(rulebook, sets, evidence)
    yield from sources.source_faults(rulebook, content)
