"""What happens to the standings: facts are taken in, a batch in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from kit.collation import vietnamese_key
from kit.storage import Unit
from services.reporting import territory
from services.reporting.standings import rules, store
from services.reporting.standings.recognition import Heard, History, Recognition


async def take_in(unit: Unit, told: Sequence[tuple[str, Heard]]) -> None:
    """
    This will add what was told to each product's history and write its recognitions anew.

    Harmless to repeat, in any order. The history's own row makes two transactions on one product conflict, so that
    neither misses what the other made of it.
    """
    known = await store.histories_of(unit, [product for product, _ in told])
    after = dict(known)
    for product, heard in told:
        after[product] = rules.heard(after[product], heard)
    changed = [history for id, history in after.items() if history != known[id]]
    await store.histories.put_all(unit, changed)
    await store.recognitions.put_all(unit, [one for history in changed for one in recognitions(history)])


def recognitions(history: History) -> list[Recognition]:
    """A product's recognitions as they are counted and listed."""
    last = rules.last_days(history.certificates.values())
    return [
        Recognition(
            id=heard.certificate_id,
            version=history.version,
            product_id=history.id,
            product_code=heard.product_code,
            product_name=heard.product_name,
            sort_key=vietnamese_key(heard.product_name),
            set_no=heard.set_no,
            producer_name=heard.producer_name,
            kind=heard.producer_kind,
            place_name=heard.place_name,
            origin=territory.origin_of(heard.place, heard.place_on),
            star=heard.star,
            decision_number=heard.decision_number,
            decided_on=heard.decided_on,
            year=heard.decided_on.year,
            valid_from=heard.valid_from,
            valid_until=heard.valid_until,
            last_on=last[heard.certificate_id],
        )
        for heard in history.certificates.values()
    ]
