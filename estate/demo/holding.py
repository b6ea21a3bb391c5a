"""A paper that a product holds before it enters: recorded once, compared by an officer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from estate.demo.clients import Clients, NotAsExpectedError
from estate.demo.papers import paper
from estate.demo.steps import Journey


@dataclass(frozen=True)
class Held:
    """
    What stands on a producer's paper, and which officer compares it. Days as `YYYY-MM-DD`; `series`: how its number begins,
    whose rest is the product's own.
    """

    kind: str
    series: str
    issued_on: str
    expires_on: str
    officer: str


def hold(journey: Journey, clients: Clients, held: Held, *, who: str, product: Mapping[str, Any]) -> dict[str, Any]:
    """A producer records a paper of its product, an officer compares it. Answers the credential."""
    with journey.step("Ghi giấy một lần, cán bộ đối chiếu", "A paper is recorded once, an officer compares it") as step:
        number = f"{held.series}-{product['id'][-6:]}".upper()
        data = {"kind": held.kind, "number": number, "issued_on": held.issued_on, "expires_on": held.expires_on}
        made = clients.as_(who).send(
            "POST",
            "/registry/api/credentials",
            files={"file": (f"{held.kind}.pdf", paper(number), "application/pdf")},
            data=data | {"producer_id": product["producer_id"], "product_id": product["id"]},
        )
        at = f"/registry/api/credentials/{made['id']}/verification"
        seen: dict[str, Any] = clients.as_(held.officer).send("POST", at, version=made["version"])
        if (seen["state"], seen["verified_by"]) != ("verified", "officer"):
            raise NotAsExpectedError(f"{seen['state']}, {seen['verified_by']}")
        step.saw(f"{seen['number']}: {seen['issued_on']} – {seen['ends_on']} (SHA-256 {seen['file']['sha256'][:8]}…)")
    return seen
