"""Reporting as its users meet it: real endpoints, a real database, and facts as the registry and evaluation publish them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ocop_events.envelope import EventData
from ocop_events.registry.certificate import CertificateIssuedV1, CertificateRevokedV1, CertificateSupersededV1
from ocop_events.registry.product import ProductCertifiedV1
from ocop_events.vocabulary import PlaceRef, ProducerRef, ProductRef

from kit.identity import Principal
from kit.messaging.received import Record
from law.calendar import valid_until
from tests.callers import Served
from tests.records import record_of

COMMUNE = "33/11977"


@dataclass
class Reporting(Served):
    """One deployment of reporting, and people at its endpoints."""

    async def read(self, path: str, who: Principal | None = None, *, status: int = 200, **asked: object) -> Any:
        answer = await self.at(who).get(path, params={k: str(v) for k, v in asked.items()})
        assert answer.status_code == status, answer.text
        return answer.json()

    async def consume(self, *announced: EventData | Record) -> None:
        """Hands records to the subscribers of their topics, all of one topic in one batch, as the broker may."""
        records = [one if isinstance(one, Record) else record_of(one, self.clock.now()) for one in announced]
        for topic in dict.fromkeys(record.topic for record in records):
            some = [record for record in records if record.topic == topic]
            for handler in self.service.by_topic[topic]:
                consumed = [r for r in some if r.header("ce_type") in handler.types]
                await self.service.dead_letters.applier.apply_batch(handler, consumed)
        assert await self.parked() == []

    async def facts(self, type_: str) -> list[dict[str, Any]]:
        """What was published so far of a type, oldest first, as data of the contract."""
        found = self.service.database["outbox"].find({"type": type_}).sort([("order", 1), ("version", 1)])
        return [json.loads(row["value"]) async for row in found]

    async def parked(self) -> list[dict[str, Any]]:
        return [row async for row in self.service.database["parked"].find({})]

    async def rows(self, collection: str) -> list[dict[str, Any]]:
        return [row async for row in self.service.database[collection].find({}).sort([("_id", 1)])]


def facts(
    id: str,
    on: date,
    *,
    product: str | None = None,
    star: int = 4,
    place: str = COMMUNE,
    place_name: str = "Xã Tân Hưng",
    set_no: int = 7,
    kind: str = "cooperative",
    name: str = "Long nhãn sấy",
) -> dict[str, Any]:
    """What every event of a certificate carries."""
    where = PlaceRef(code=place.rpartition("/")[2], path=place, name=place_name, on=on)
    return {
        "certificate_id": id,
        "product_code": f"33-11977-{id}",
        "star": star,
        "product": ProductRef(id=product or f"product-{id}", name=name, set_no=set_no),
        "producer": ProducerRef(id=f"producer-{id}", name="HTX Tân Hưng", kind=kind, place=where),
        "decision_number": "12/QĐ-UBND",
        "decided_on": on,
        "valid_from": on,
        "valid_until": valid_until(on, 36),
    }


def issued(id: str, on: date, **more: Any) -> CertificateIssuedV1:
    return CertificateIssuedV1(
        **facts(id, on, **more), authority="UBND tỉnh", dossier_id=f"dossier-{id}", ruling_id=f"ruling-{id}"
    )


def certified(id: str, on: date, **more: Any) -> ProductCertifiedV1:
    announced = facts(id, on, **more)
    return ProductCertifiedV1(
        **announced,
        product_id=announced["product"].id,
        authority="UBND tỉnh",
        dossier_id=f"dossier-{id}",
        ruling_id=f"ruling-{id}",
    )


def revoked(id: str, on: date, revoked_on: date, **more: Any) -> CertificateRevokedV1:
    return CertificateRevokedV1(
        **facts(id, on, **more), revoked_on=revoked_on, grounds=["misuse"], revocation_decision="9/QĐ-UBND"
    )


def superseded(id: str, on: date, by: str, superseded_on: date, **more: Any) -> CertificateSupersededV1:
    return CertificateSupersededV1(**facts(id, on, **more), superseded_by=by, superseded_on=superseded_on)


def totals(groups: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Groups with something in them, by code."""
    return {group["code"]: group["total"] for group in groups if group["total"]}
