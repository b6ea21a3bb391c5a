"""What notifications and reporting make of a recognition: who got a letter, and how the count stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from estate.demo.clients import Clients, NotAsExpectedError, until
from estate.demo.steps import Journey
from estate.people import people


@dataclass(frozen=True)
class Count:
    """How many recognised products a commune has on a day, in all and of one star."""

    total: int
    of_star: int


def count(clients: Clients, *, commune: str, star: int, on: str) -> Count:
    """The standings of a commune, as its line in those of the place above shows them."""
    above = commune.rpartition("/")[0]
    shown = clients.nobody().get(f"/reporting/api/standings?place={above}&on={on}&by=place")
    line: dict[str, Any] = next(group for group in shown["groups"] if group["code"] == commune)
    return Count(line["total"], line["stars"].get(str(star), 0))


def counted_before(journey: Journey, clients: Clients, *, commune: str, star: int, on: str) -> Count:
    """A step: how the standings are before anything happens."""
    with journey.step("Thống kê trước khi có sản phẩm", "The standings beforehand") as step:
        before = count(clients, commune=commune, star=star, on=on)
        step.saw(f"{commune}: {before.total}, {star}★: {before.of_star}")
    return before


def mailed(journey: Journey, clients: Clients, *, readers: Sequence[str], certificate: Mapping[str, Any]) -> None:
    """Everybody named has a letter that tells the product code. `readers`: people by the names they sign in with."""
    with journey.step("Thư đến chủ thể và cán bộ xã", "Mail to the producer and the commune officer") as step:
        for reader in readers:
            letter = until(lambda reader=reader: _letter(clients, people().person(reader).email, certificate))  # type: ignore[misc]
            step.saw(f"{letter['recipients'][0]}: “{letter['subject']}”")


def counted(journey: Journey, clients: Clients, *, before: Count, certificate: Mapping[str, Any]) -> None:
    """The standings by commune and star have grown by this one, at their endpoint and on their page."""
    commune, star, on = certificate["place"]["path"], certificate["star"], certificate["valid_from"]
    with journey.step("Thống kê theo xã và hạng sao thay đổi", "Standings by commune and star change") as step:
        wanted = Count(before.total + 1, before.of_star + 1)

        def grown() -> Count | None:
            now = count(clients, commune=commune, star=star, on=on)
            return now if now == wanted else None

        after = until(grown)
        page = clients.nobody().page(f"/reporting/standings/products?place={commune}&on={on}")
        if certificate["product_name"] not in page:
            raise NotAsExpectedError(f"/reporting/standings/products?place={commune}: {certificate['product_name']}?")
        name = certificate["place"]["name"]
        step.saw(f"{name}: {before.total} → {after.total}, {star}★: {before.of_star} → {after.of_star}")


def _letter(clients: Clients, address: str, certificate: Mapping[str, Any]) -> dict[str, Any] | None:
    for letter in clients.nobody().get("/dev/api/mailbox"):
        if (
            any(address in recipient for recipient in letter["recipients"])
            and certificate["product_code"] in letter["text"]
        ):
            return dict(letter)
    return None
