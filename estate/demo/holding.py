"""A paper's part of a journey: recorded once, compared by an officer, warned about, ended, renewed by its issuer's word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from estate.demo.clients import Clients, NotAsExpectedError, until
from estate.demo.papers import paper
from estate.demo.reporting_agency import publish
from estate.demo.steps import Journey
from estate.people import people


@dataclass(frozen=True)
class Held:
    """What stands on a producer's paper, and which officer compares it. Days as `YYYY-MM-DD`."""

    kind: str
    number: str
    issued_on: str
    expires_on: str
    officer: str


def hold(journey: Journey, clients: Clients, held: Held, *, who: str, product: Mapping[str, Any]) -> dict[str, Any]:
    """A producer records a paper of its product, an officer compares it. Answers the credential."""
    with journey.step("Ghi giấy một lần, cán bộ đối chiếu", "A paper is recorded once, an officer compares it") as step:
        data = {name: getattr(held, name) for name in ("kind", "number", "issued_on", "expires_on")}
        made = clients.as_(who).send(
            "POST",
            "/registry/api/credentials",
            files={"file": (f"{held.kind}.pdf", paper(held.number), "application/pdf")},
            data=data | {"producer_id": product["producer_id"], "product_id": product["id"]},
        )
        at = f"/registry/api/credentials/{made['id']}/verification"
        seen: dict[str, Any] = clients.as_(held.officer).send("POST", at, version=made["version"])
        if (seen["state"], seen["verified_by"]) != ("verified", "officer"):
            raise NotAsExpectedError(f"{seen['state']}, {seen['verified_by']}")
        step.saw(f"{seen['number']}: {seen['issued_on']} – {seen['ends_on']} (SHA-256 {seen['file']['sha256'][:8]}…)")
    return seen


def leans(clients: Clients, officer: str, certificate: str, health: str) -> dict[str, Any]:
    """The health of a certificate's papers, as soon as it is the one that is waited for."""

    def there() -> dict[str, Any] | None:
        found = clients.as_(officer).get(f"/registry/api/paper-health?health={health}&limit=200")["items"]
        return next((dict(one) for one in found if one["id"] == certificate), None)

    return until(there)


def warned(journey: Journey, clients: Clients, held: Held, *, who: str, certificate: str) -> None:
    """Before the paper ends its holder has a letter, and the commune sees which certificate leans on it."""
    with journey.step("Sắp hết hạn: thư và lịch giấy tờ", "It ends soon: a letter and the calendar of papers") as step:
        letter = until(lambda: _letter(clients, who, held.number))
        step.saw(f"{letter['recipients'][0]}: “{letter['subject']}”")
        found = leans(clients, held.officer, certificate, "ending")
        step.saw(f"{found['product_code']}: {found['health']}, {found['ends_on']}")


def ended(journey: Journey, clients: Clients, held: Held, *, credential: str, certificate: str) -> None:
    """The paper ended: what leans on it is broken, and its commune has a letter."""
    with journey.step("Giấy hết hạn", "The paper ended") as step:
        found = leans(clients, held.officer, certificate, "broken")
        shown = clients.as_(held.officer).get(f"/registry/api/credentials/{credential}")
        if shown["state"] != "expired":
            raise NotAsExpectedError(str(shown["state"]))
        letter = until(lambda: _letter(clients, held.officer, held.number))
        step.saw(f"{found['product_code']}: {found['health']}; “{letter['subject']}”")


def renewed(
    journey: Journey,
    clients: Clients,
    held: Held,
    *,
    agency: str,
    report_id: str,
    credential: str,
    certificate: Mapping[str, Any],
    number: str,
    on: str,
    until_day: str,
) -> None:
    """The issuing agency publishes that it granted a newer one: on file, verified, and the certificate is sound again."""
    with journey.step("Cơ quan cấp báo giấy mới trên Kafka", "The agency publishes the newer paper on Kafka") as step:
        said = {"kind": held.kind, "number": number, "issued_on": on, "expires_on": until_day, "reported_on": on}
        code = certificate["product_code"]
        publish(clients, agency, "credential.granted", {**said, "report_id": report_id, "product_code": code})

        def replaced() -> dict[str, Any] | None:
            old = clients.as_(held.officer).get(f"/registry/api/credentials/{credential}")
            if old["state"] != "renewed":
                return None
            return dict(clients.as_(held.officer).get(f"/registry/api/credentials/{old['renewed_by']}"))

        new = until(replaced)
        if (new["number"], new["verified_by"], new["agency"]) != (number, "issuer", agency):
            raise NotAsExpectedError(f"{new['number']}, {new['verified_by']}, {new['agency']}")
        found = leans(clients, held.officer, certificate["id"], "sound")
        step.saw(
            f"{new['number']} – {new['ends_on']} ({agency}: {report_id}); {found['product_code']}: {found['health']}"
        )


def _letter(clients: Clients, who: str, number: str) -> dict[str, Any] | None:
    address = people().person(who).email
    for letter in clients.nobody().get("/dev/api/mailbox"):
        if any(address in recipient for recipient in letter["recipients"]) and number in letter["text"]:
            return dict(letter)
    return None
