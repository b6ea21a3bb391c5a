"""What is done with the standings: certificates are recorded, a batch in one transaction; questions are answered."""

from __future__ import annotations

from collections.abc import Sequence

from kit.storage import Page, Turn
from kit.work import Unit
from services.reporting.standings import rules, store, views
from services.reporting.standings.question import Question
from services.reporting.standings.recognition import Certificate, History, Recognition


async def record_certificates(unit: Unit, events: Sequence[tuple[str, Certificate | str]]) -> None:
    """
    Adds what events say to each product's history (a certificate, or the product it was merged into), and writes its recognitions and their ledgers anew.

    Harmless to repeat, in any order. The history's own row makes two transactions on one product conflict, so that
    neither misses what the other made of it; the ledger's does the same for a place.
    """
    named = [id for product, said in events for id in ((product, said) if isinstance(said, str) else (product,))]
    known = await store.histories_of(unit, named)
    known |= await store.histories_led_to(unit, known.values())
    after, took_over = dict(known), set[str]()
    for product, said in events:
        at = rules.led_to(after, product)
        if isinstance(said, Certificate):
            after[at] = rules.with_certificate(after[at], said)
        elif at != (into := rules.led_to(after, said)):
            after[at], after[into] = rules.merged(after[at], after[into])
            took_over.add(into)  # also where it knew them all: the rows and ledgers of the other had them too
    changed = [id for id, history in after.items() if history != known[id] or id in took_over]
    await store.histories.put_all(unit, [after[id] for id in changed])
    await store.recognitions.put_all(unit, [one for id in changed for one in rules.recognitions(after[id])])
    await _enter(unit, [known[id] for id in changed], [after[id] for id in changed])


async def answer_question(unit: Unit, asked: Question) -> views.StandingsView:
    """How the programme stands; raises PlaceUnknown, PlaceNotThen, SectorUnknown, KindUnknown."""
    place = rules.place_of(asked)
    lines = [line for line in await store.lines(unit, asked) if rules.asks_for(asked, line.entry)]
    counted = [line for line in lines if rules.holds(line.entry, asked.on)]
    return views.standings(asked, place, counted, ended=[line.entry for line in lines])


async def list_recognitions(unit: Unit, asked: Question, turn: Turn, *, undecided: bool = False) -> Page[Recognition]:
    """The recognitions that are counted, by name; `undecided`: those only that a person must place further down."""
    rules.place_of(asked)
    counted = await store.answering(unit, asked)
    lines = [one for one in counted if not undecided or rules.is_undecided(asked, one.origin)]
    return await store.listed(unit, lines, turn)


async def _enter(unit: Unit, before: Sequence[History], after: Sequence[History]) -> None:
    """Strikes what the histories had in the ledgers, and enters what they have now."""
    struck = {(rules.origin(one), id) for history in before for id, one in history.certificates.items()}
    entered = {
        (rules.origin(one), one.certificate_id): entry for history in after for one, entry in rules.entries(history)
    }
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
