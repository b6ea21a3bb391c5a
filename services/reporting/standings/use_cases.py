"""What happens to the standings: facts are taken in, a batch in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from kit.collation import vietnamese_key
from kit.storage import Unit
from programme import borders as territory
from services.reporting.standings import rules, store
from services.reporting.standings.recognition import Entry, Heard, History, Recognition


async def take_in(unit: Unit, told: Sequence[tuple[str, Heard]]) -> None:
    """
    This will add what was told to each product's history, and write its recognitions and their ledgers anew.

    Harmless to repeat, in any order. The history's own row makes two transactions on one product conflict, so that
    neither misses what the other made of it; the ledger's does the same for a place.
    """
    known = await store.histories_of(unit, [product for product, _ in told])
    after = dict(known)
    for product, heard in told:
        after[product] = rules.heard(after[product], heard)
    changed = [id for id, history in after.items() if history != known[id]]
    await store.histories.put_all(unit, [after[id] for id in changed])
    await store.recognitions.put_all(unit, [_recognition(after[id], one) for id in changed for one in _all(after[id])])
    await _enter(unit, [known[id] for id in changed], [after[id] for id in changed])


async def _enter(unit: Unit, before: Sequence[History], after: Sequence[History]) -> None:
    """This will strike what the histories had in the ledgers, and enter what they have now."""
    struck = {(origin(one), one.certificate_id) for history in before for one in _all(history)}
    entered = {(origin(one), one.certificate_id): entry for h in after for one, entry in entries(h)}
    ledgers = await store.ledgers_of(unit, [at for at, _ in (*struck, *entered)])
    lines = {at: dict(ledger.entries) for at, ledger in ledgers.items()}
    for at, certificate in struck - set(entered):
        lines[at].pop(certificate, None)
    for (at, certificate), entry in entered.items():
        lines[at][certificate] = entry
    kept = [
        ledger.model_copy(update={"version": ledger.version + 1, "entries": lines[at]})
        for at, ledger in ledgers.items()
        if lines[at] != ledger.entries
    ]
    await store.ledgers.put_all(unit, kept)


def entries(history: History) -> list[tuple[Heard, Entry]]:
    """A product's recognitions as they are counted."""
    last = rules.last_days(_all(history))
    return [
        (
            one,
            Entry(
                star=one.star,
                set_no=one.set_no,
                year=one.decided_on.year,
                kind=one.producer_kind,
                valid_from=one.valid_from,
                last_on=last[one.certificate_id],
                sort_key=vietnamese_key(one.product_name),
            ),
        )
        for one in _all(history)
    ]


def origin(one: Heard) -> str:
    """The place a certificate names, in its period."""
    return territory.origin_of(one.place, one.place_on)


def _all(history: History) -> list[Heard]:
    return list(history.certificates.values())


def _recognition(history: History, one: Heard) -> Recognition:
    return Recognition(
        id=one.certificate_id,
        version=history.version,
        product_id=history.id,
        product_code=one.product_code,
        product_name=one.product_name,
        set_no=one.set_no,
        producer_name=one.producer_name,
        kind=one.producer_kind,
        place_name=one.place_name,
        origin=origin(one),
        star=one.star,
        decision_number=one.decision_number,
        decided_on=one.decided_on,
        valid_from=one.valid_from,
        valid_until=one.valid_until,
    )
