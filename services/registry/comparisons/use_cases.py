"""A list is compared with the register: who may is who loads such lists; nothing is entered."""

from __future__ import annotations

from kit.identity import Principal
from kit.refusal import Refusal
from kit.text import one_form
from kit.web.refusals import TooManyParts
from kit.work import Unit
from law.places import plain
from services.registry.comparisons import rules, store
from services.registry.comparisons.comparison import Line, Outcome
from services.registry.products.product import Product
from services.registry.recognitions.published_list import rows_of
from services.registry.recognitions.row import Row
from services.registry.recognitions.use_cases import require_recogniser

LINES = 5_000
"""Lines compared at once."""


async def compare_list(unit: Unit, text: str, *, by: Principal) -> list[Line]:
    """
    Every line of a CSV list beside the register of the person's territory, then what the register alone has.

    Raises Forbidden, ColumnsMissing, ListBroken, TooManyParts.
    """
    require_recogniser(by)
    values = list(rows_of(text))
    if len(values) > LINES:
        raise TooManyParts(pointer="/file", limit=LINES, what=("dòng", "lines"))
    read = [(number, said, _read(said)) for number, said in enumerate(values, start=2) if any(said.values())]
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
        found = rules.counterpart(row, candidates.get(plain(row.product), []))
        known = rules.ours(found, certificates.get(found.id, []), row) if found else None
        matched |= {found.id} if found else set()
        lines.append(rules.compared(number, row, known))
    left = (one for one in alive if one.id not in matched)
    return [*lines, *(rules.only_ours(rules.ours(one, certificates.get(one.id, []))) for one in left)]


def _read(values: dict[str, str | None]) -> Row | Refusal:
    try:
        return rules.readable({name: value and one_form(value) for name, value in values.items()})
    except Refusal as refused:
        return refused
