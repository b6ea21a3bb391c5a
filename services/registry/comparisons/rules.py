"""How a line of a list is compared with the register. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kit.mapped import mapped
from law.classification import classification
from law.places import plain
from programme.decisions import decision_of
from services.registry.certificates.certificate import Certificate
from services.registry.comparisons.comparison import Difference, Line, Ours, Outcome
from services.registry.products.product import Product
from services.registry.recognitions import rules as recognitions
from services.registry.recognitions.row import Row


def readable(values: Mapping[str, str | None], stages: Mapping[str, Sequence[str]] = {}) -> Row:
    """
    A line as `recognitions.rules.read` reads it; a product set or a source it does not name is no reason not to compare.
    Raises what that raises.
    """
    set_no = None if (values.get("set_no") or "").strip() else classification().sets[0].set_no
    return recognitions.read({**values, "source": values.get("source") or "–"}, set_no, stages=stages)


def counterpart(row: Row, candidates: Iterable[Product]) -> Product | None:
    """
    The product of the register that a line means: of its name the producer's, else the one at its place, else the only
    one; none where several are left, for nobody can say which.
    """
    named = [one for one in candidates if one.sort_key == plain(row.product)]
    by_producer = [one for one in named if row.producer and plain(one.producer_name) == plain(row.producer)]
    by_place = [one for one in named if one.place.path == row.place.path]
    for found in (by_producer, by_place, named):
        if len(found) == 1:
            return found[0]
    return None


def ours(product: Product, certificates: Sequence[Certificate], row: Row | None = None) -> Ours:
    """The register's side: the certificate of the line's decision, else the latest, else what a source published."""
    same = [one for one in certificates if row and row.decision and row.decided_on and recognitions.is_of(one, row)]
    known = {"product_id": product.id, "product": product.name, "producer": product.producer_name}
    if chosen := next(iter([*same, *certificates]), None):
        return mapped(Ours, chosen, **known, decision=chosen.decision_number, certificate_id=chosen.id)
    return mapped(Ours, next(iter(product.published), None), **known)


def compared(number: int, row: Row, known: Ours | None) -> Line:
    """A line beside the register; what the line leaves blank is not compared."""
    if known is None:
        return Line(number, row.product, row.producer, Outcome.MISSING)
    found = tuple(_differences(row, known))
    outcome = Outcome.DIFFERING if found else Outcome.MATCHED
    return Line(number, row.product, row.producer, outcome, known, found)


def only_ours(known: Ours) -> Line:
    """A recognition of the register that no line names."""
    return Line(0, known.product, known.producer, Outcome.ONLY_OURS, known)


def _differences(row: Row, known: Ours) -> Iterable[Difference]:
    if row.producer and plain(row.producer) != plain(known.producer):
        yield Difference("producer", row.producer, known.producer)
    if row.star and row.star != known.star:
        yield Difference("star", str(row.star), str(known.star or ""))
    if row.decided_on and row.decided_on != known.decided_on:
        yield Difference("decided_on", _text(row.decided_on), _text(known.decided_on))
    if row.decision and not _same_decision(row, known):
        yield Difference("decision", row.decision, known.decision or "")


def _same_decision(row: Row, known: Ours) -> bool:
    if not known.decision or not row.decision:
        return False
    on = known.decided_on or row.decided_on
    if on is None:
        return plain(row.decision) == plain(known.decision)
    return decision_of(row.decision, on) == decision_of(known.decision, on)


def _text(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
