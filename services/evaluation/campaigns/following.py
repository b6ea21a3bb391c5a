"""What campaigns make of what happens: dossiers, cases, rulings, certificates. Nobody ticks a stage; each is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from kit.work import Unit
from programme.places import Where
from services.evaluation.campaigns import announcements, line_store, rules, store
from services.evaluation.campaigns.line import Line
from services.evaluation.campaigns.line_lifecycle import Step

After = Callable[[Line], Line]


async def open_dossier(unit: Unit, product_id: str, dossier_id: str) -> None:
    """The producer began a dossier."""
    found = await line_store.of_product(unit, product_id)
    await _follow(unit, found, lambda line: rules.dossier_opened(line, dossier_id, at=unit.now))


async def submit(unit: Unit, product_id: str, dossier_id: str, received_on: date) -> None:
    """The dossier was handed in."""
    found = await line_store.of_product(unit, product_id)
    await _follow(unit, found, lambda line: rules.submitted(line, dossier_id, received_on=received_on, at=unit.now))


async def evaluate(unit: Unit, product_id: str, dossier_id: str, office: str) -> None:
    """An office has the dossier before it."""
    found = await line_store.of_product(unit, product_id)
    await _follow(unit, found, lambda line: rules.evaluated(line, dossier_id, at_office=office, at=unit.now))


async def take_back(unit: Unit, product_id: str, dossier_id: str, because: str) -> None:
    """The dossier was withdrawn, or not proposed."""
    found = await line_store.of_product(unit, product_id)
    await _follow(
        unit, found, lambda line: rules.taken_back(line, dossier_id, because=because, on=unit.today, at=unit.now)
    )


async def rule(unit: Unit, product_id: str, dossier_id: str, *, outcome: str, star: int, office: str) -> None:
    """An office ruled on the line's dossier: recognised again, or not; one that goes up or back is no end."""
    found = [line for line in await line_store.of_product(unit, product_id) if line.dossier_id in (None, dossier_id)]
    if outcome == "recognised":
        await _follow(unit, found, lambda line: rules.recognised(line, star, at=unit.now, at_office=office))
    elif outcome == "not-recognised":
        await _follow(unit, found, lambda line: rules.not_recognised(line, at=unit.now, at_office=office))


async def certify(unit: Unit, product_id: str, *, star: int, valid_from: date) -> None:
    """A newer certificate was issued, whatever led to it."""
    found = [line for line in await line_store.of_product(unit, product_id) if valid_from > line.valid_from]
    await _follow(unit, found, lambda line: rules.recognised(line, star, at=unit.now))


async def expire(unit: Unit, certificate_id: str, on: date) -> None:
    """The certificate's last day is past."""
    found = await line_store.of_certificate(unit, certificate_id)
    await _follow(unit, found, lambda line: rules.expired(line, on=on, at=unit.now))


async def end(unit: Unit, certificate_id: str, step: Step, *, on: date, because: str = "") -> None:
    """The certificate was given up, revoked, or struck with its list."""
    found = await line_store.of_certificate(unit, certificate_id)
    await _follow(unit, found, lambda line: rules.ended(line, step, on=on, at=unit.now, because=because))


async def restore(unit: Unit, certificate_id: str) -> None:
    """The certificate is in force again."""
    found = await line_store.of_certificate(unit, certificate_id)
    await _follow(unit, found, lambda line: rules.restored(line, at=unit.now))


async def extend(unit: Unit, certificate_id: str, valid_until: date) -> None:
    """The certificate's last day is a later one."""
    found = await line_store.of_certificate(unit, certificate_id)
    await _follow(unit, found, lambda line: rules.extended(line, valid_until))


async def move(
    unit: Unit, certificate_id: str, product: tuple[str, str], producer: tuple[str, str], place: Where
) -> None:
    """The certificate belongs to another record of the same product or producer: (id, name) of each, and its place now."""
    now = {
        "product_id": product[0],
        "product_name": product[1],
        "producer_id": producer[0],
        "producer_name": producer[1],
        "place_now": place,
    }
    found = await line_store.of_certificate(unit, certificate_id)
    await _follow(unit, found, lambda line: line.model_copy(update=now))
    for line in found:
        campaign = await store.campaigns.get(unit, line.campaign_id)
        producers = {producer[0], *campaign.producers}
        if producers != set(campaign.producers):
            await store.campaigns.keep(unit, campaign.model_copy(update={"producers": tuple(sorted(producers))}))


async def _follow(unit: Unit, lines: Sequence[Line], after: After) -> None:
    for line in lines:
        now = after(line)
        if now == line or not unit.serves(line.office):
            continue
        kept = await line_store.lines.keep(unit, now)
        if kept.state is not line.state:
            campaign = await store.campaigns.get(unit, line.campaign_id)
            announcements.advanced(unit, campaign, kept, line.state.value)
