"""
2027, what became of the star: a paper ends and is renewed, a gift bag is put right, a certificate is revoked for what an
agency found, and another lapses, which is no revocation.
"""

from __future__ import annotations

from typing import Any

from estate.demo import journey_2026
from estate.demo.agencies import Agency
from estate.demo.breaching import Offence
from estate.demo.clients import Clients, NotAsExpectedError, until
from estate.demo.lapsing import Lapse
from estate.demo.marking import GiftBag
from estate.demo.moving import move_clock
from estate.demo.notifying import Ended, ended
from estate.demo.renewing import Renewal
from estate.demo.revoking import Revocation
from estate.demo.steps import Journey

DAY, LAST_DAY = "2027-01-12T09:00:00+07:00", "2027-08-06"
PLACE, PRODUCER, COMMUNE = journey_2026.COMMUNE, journey_2026.LONGAN.who, "commune.officer"
PROVINCE, ISSUER, AGENCY = "province.officer", "province.officer.2", "food-safety"


def play(journey: Journey, clients: Clients) -> None:
    """Plays it on the estate behind the endpoints, on the star of 2026 that is in force there, or on one awarded for it."""
    if not _stars(clients):
        journey_2026.play(journey, clients)
    move_clock(journey, clients, DAY)
    certificate, paper, before = _begins(journey, clients)
    agency = Agency(clients, AGENCY)
    renewal = Renewal(clients, certificate, paper, PRODUCER, agency)
    renewal.leans(journey)
    lapse = Lapse(clients, PROVINCE, COMMUNE)
    lapse.enter(journey)
    bag = GiftBag(clients, certificate, PRODUCER, COMMUNE)
    bag.register(journey)

    renewal.warn(journey)
    bag.correct(journey)
    renewal.end(journey)
    renewal.renew(journey)
    lapse.lapse(journey)

    breach = Offence(clients, certificate, PRODUCER, PROVINCE, agency)
    breach.report(journey)
    breach.order_correction(journey)
    breach.miss(journey)
    breach.suspend(journey, bag)
    procedure = breach.propose_revocation(journey)
    revocation = Revocation(clients, procedure, certificate, PRODUCER, PROVINCE, ISSUER, COMMUNE)
    revocation.explain(journey)
    revocation.conclude(journey)
    revocation.decide(journey)
    revocation.public(journey)
    with journey.step("Vi phạm khép lại, túi quà phải gỡ", "The breach is closed, the gift bag has to go") as step:
        step.saw(breach.closed())
        step.saw(bag.to_be_taken_down("suspended", "revoked"))
    revocation.collect(journey)
    _counted(journey, clients, before)


def _stars(clients: Clients) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The certificates of 2026 in force that lean on a paper which ends in 2027, each with it, the newest last."""
    assert journey_2026.LONGAN.holds, "the longan holds a standard"
    own = clients.as_(PRODUCER)
    papers = {
        one["product_id"]: one
        for one in own.get("/registry/api/credentials?kind=vietgap&state=verified&limit=200")["items"]
        if one["ends_on"] == journey_2026.LONGAN.holds.expires_on
    }
    path = f"/registry/api/public/products?q={journey_2026.LONGAN.product}&place={PLACE}&limit=100"
    products = [one for one in clients.nobody().get(path)["items"] if one["id"] in papers]
    at = "/registry/api/certificates/"
    found = [
        (clients.nobody().get(f"{at}{one['certificate']['certificate_id']}"), papers[one["id"]]) for one in products
    ]
    alive = [pair for pair in found if (pair[0]["state"], pair[0]["mark_right"]) == ("valid", "allowed")]
    return sorted(alive, key=lambda pair: str(pair[0]["id"]))


def _begins(journey: Journey, clients: Clients) -> tuple[dict[str, Any], dict[str, Any], Ended]:
    """A step: the star and the paper as they are, and the standings of the story's last day as they are before it."""
    with journey.step("Ngôi sao được công nhận năm 2026", "The star that was awarded in 2026") as step:
        certificate, paper = until(lambda: _stars(clients))[-1]
        before = ended(clients, place=PLACE, on=LAST_DAY)
        step.saw(f"{certificate['product_name']} ({certificate['product_code']}): {certificate['star']}★")
        step.saw(_said(before))
    return certificate, paper, before


def _counted(journey: Journey, clients: Clients, before: Ended) -> None:
    """A step: one was revoked, one lapsed, each counted for itself."""
    with journey.step("Thống kê đếm riêng thu hồi và hết hạn", "Standings count revoked and lapsed apart") as step:
        wanted = Ended(
            before.holding - 1, before.revoked + 1, before.lapsed + 1, before.given_up, before.revoked_after_end
        )

        def counted() -> Ended | None:
            now = ended(clients, place=PLACE, on=LAST_DAY)
            return now if now == wanted else None

        try:
            after = until(counted, within=40)
        except NotAsExpectedError as never:
            raise NotAsExpectedError(f"{_said(ended(clients, place=PLACE, on=LAST_DAY))} ≠ {_said(wanted)}") from never
        step.saw(f"{_said(before)} → {_said(after)}")


def _said(one: Ended) -> str:
    return (
        f"{one.holding} còn hiệu lực · in force, {one.revoked} thu hồi · revoked, {one.lapsed} hết hạn · lapsed, "
        f"{one.revoked_after_end} thu hồi sau khi hết hạn · revoked after the end"
    )
