"""A list is compared with the register: who may is who loads such lists; nothing is entered."""

from __future__ import annotations

from collections.abc import Mapping

from kit.identity import Principal
from kit.lists import List
from kit.refusal import Refusal
from kit.web.refusals import TooManyParts
from kit.work import Unit
from law.places import plain
from services.registry.comparisons import rules, store
from services.registry.comparisons.comparison import Comparison, Line, Outcome
from services.registry.products.product import Product
from services.registry.recognitions.published_list import columns_of, words_of_lists
from services.registry.recognitions.row import Row
from services.registry.recognitions.store import require_recogniser

LINES = 5_000
"""Lines compared at once."""


async def compare_list(unit: Unit, found: List, *, by: Principal) -> Comparison:
    """
    Every line of a list beside the register of the person's territory, then what the register alone has.

    Raises Forbidden, ColumnsMissing, ColumnTwice, TooManyParts.
    """
    require_recogniser(by)
    values = columns_of(found).rows
    if len(values) > LINES:
        raise TooManyParts(pointer="/file", limit=LINES, what=("dòng", "lines"))
    read = [(number, said, _read(said)) for number, said in values]
    rows = [row for _, _, row in read if isinstance(row, Row)]
    candidates: dict[str, list[Product]] = {}
    for product in await store.named(unit, by, {plain(row.product) for row in rows}):
        candidates.setdefault(product.sort_key, []).append(product)
    alive = await store.recognised(unit, by)
    ids = {one.id for some in candidates.values() for one in some} | {one.id for one in alive}
    certificates = await store.certificates_of(unit, ids)
    lines: list[Line] = []
    matched: set[str] = set()
    for number, said, row in read:
        if isinstance(row, Refusal):
            lines.append(Line(number, said.get("product") or "", said.get("producer") or "", Outcome.UNREAD, why=row))
            continue
        meant = rules.counterpart(row, candidates.get(plain(row.product), []))
        known = rules.ours(meant, certificates.get(meant.id, []), row) if meant else None
        matched |= {meant.id} if meant else set()
        lines.append(rules.compared(number, row, known))
    left = (one for one in alive[: store.MOST_OURS] if one.id not in matched)
    ours = (rules.only_ours(rules.ours(one, certificates.get(one.id, []))) for one in left)
    return Comparison((*lines, *ours), whole=len(alive) <= store.MOST_OURS)


def _read(values: Mapping[str, str]) -> Row | Refusal:
    try:
        return rules.readable(values, words_of_lists()["stages"])
    except Refusal as refused:
        return refused
