"""What notifications and reporting make of what happens: who got a letter, and how the count stands."""

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


@dataclass(frozen=True)
class Ended:
    """How many recognised products a place has on a day, and how many recognitions had ended by then, by how."""

    holding: int
    revoked: int
    lapsed: int
    given_up: int
    revoked_after_end: int


def ended(clients: Clients, *, place: str, on: str) -> Ended:
    """The standings of a place, what ended among them."""
    shown = clients.nobody().get(f"/reporting/api/standings?place={place}&on={on}")
    return Ended(holding=shown["total"], **shown["ended"])


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
            address, code = people().person(reader).email, certificate["product_code"]
            letter = until(lambda address=address, code=code: _saying(clients, address, (code,)))  # type: ignore[misc]
            step.saw(f"{letter['recipients'][0]}: “{letter['subject']}”")


def letter_to(clients: Clients, reader: str, subject: str, *words: str) -> str:
    """
    Whom it is for, and the subject of a letter that a person has, by words of its subject and others that it says. Raises
    NotAsExpectedError when none comes. `reader`: by the name they sign in with.
    """
    address = people().person(reader).email
    letter = until(lambda: _saying(clients, address, words, subject), within=40)
    return f"{address}: “{letter['subject']}”"


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


def _saying(clients: Clients, address: str, words: Sequence[str], subject: str = "") -> dict[str, Any] | None:
    for letter in clients.nobody().get("/dev/api/mailbox"):
        said = f"{letter['subject']}\n{letter['text']}"
        if (
            any(address in recipient for recipient in letter["recipients"])
            and subject in letter["subject"]
            and all(word in said for word in words)
        ):
            return dict(letter)
    return None
