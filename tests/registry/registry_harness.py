"""The registry as its users meet it: real endpoints, a real database, and rulings published as evaluation publishes them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from ocop_events.envelope import EventData
from ocop_events.evaluation.case import CaseReturnedV1
from ocop_events.evaluation.council import (
    CouncilDissolvedV1,
    CouncilFormedV1,
    CouncilReseatedV1,
    CouncilSeat,
    MemberRecusedV1,
)

from kit.identity import Principal
from kit.messaging.parking import Outcome
from law.rulebooks import Rulebook, shelf
from tests.callers import Served, person
from tests.records import record_of
from tests.rulings import of_case, ruled

__all__ = ["of_case", "ruled"]

COMMUNE, NEIGHBOUR, OLD_COMMUNE = "33/11977", "33/12004", "33/330/12265"
NOON = datetime(2026, 8, 3, 5, tzinfo=UTC)

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


HUONG = person("huong", "producer@p-huong", name="Nguyễn Thị Hương")
CHAU = person("chau", "producer@p-chau", name="Hoàng Minh Châu")
OFFICER = person("commune-officer", f"commune-officer@{COMMUNE}")
NEIGHBOURS_OFFICER = person("neighbours-officer", f"commune-officer@{NEIGHBOUR}")
PROVINCE_OFFICER = person("province-officer", "province-officer@33")
MEMBER = person("member", "member@33")
STRANGER = person("stranger", "commune-officer@01/00004", "producer@p-other", "member@17")


@dataclass
class Registry(Served):
    """One deployment of the registry, and people at its endpoints."""

    async def upload(
        self,
        who: Principal,
        dossier: dict[str, Any],
        kind: str = "business-registration",
        *,
        name: str = "dang-ky.pdf",
        content: bytes = PDF,
        status: int = 201,
        **more: str,
    ) -> Any:
        """Attaches a paper."""
        answer = await self.at(who).post(
            f"/api/dossiers/{dossier['id']}/evidence",
            files={"file": (name, content, "application/octet-stream")},
            data={"kind": kind, **more},
            headers={"if-match": f'"{dossier["version"]}"'},
        )
        assert answer.status_code == status, answer.text
        return answer.json()

    async def facts(self, type_: str | None = None) -> list[dict[str, Any]]:
        """What was published so far, oldest first, as data of the contract."""
        found = self.service.database["outbox"].find({}).sort([("order", 1), ("version", 1)])
        rows = [row async for row in found]
        return [
            (json.loads(row["value"]) if row["value"] else {}) | {"_type": row["type"]}
            for row in rows
            if type_ in (None, row["type"])
        ]

    async def consume(self, event: EventData, version: int = 1, *, source: str = "") -> dict[str, Outcome]:
        """Hands an event to the subscribers of its topic, as the broker would."""
        record = record_of(event, self.clock.now(), version, source=source)
        handlers = self.service.by_topic.get(record.topic, [])
        assert handlers, f"nobody hears {record.topic}"
        return await self.service.dead_letters.applier.apply(handlers, record)

    async def parked(self) -> list[dict[str, Any]]:
        return [row async for row in self.service.database["parked"].find({})]


def particulars(place: str = COMMUNE, **changes: Any) -> dict[str, Any]:
    """What a co-operative says of itself."""
    said: dict[str, Any] = {
        "name": "HTX Nhãn lồng Tân Hưng",
        "kind": "cooperative",
        "place": place,
        "representative": {
            "name": "Nguyễn Thị Hương",
            "sex": "female",
            "ethnicity": "Kinh",
            "email": "huong@htx-tanhung.example",
            "phone": "0912345678",
        },
    }
    return said | changes


def best(rulebook: Rulebook, set_no: int) -> dict[str, Any]:
    """The self-assessment with the most points everywhere, on the sheet as the rulebook has it."""
    sheet = rulebook.sheet(set_no)
    if sheet.whole_parts:
        return {"parts": {part.id: str(part.max) for part in sheet.whole_parts}}
    return {"answers": {leaf.id: max(leaf.options, key=lambda option: option.points).id for leaf in sheet.leaves}}


async def a_product(registry: Registry, who: Principal = HUONG, **changes: Any) -> Any:
    """A product of a producer that is registered on the way if need be."""
    [own] = who.offices("producer")
    if (await registry.at(who).get(f"/api/producers/{own}")).status_code == 404:
        await registry.send(who, "/api/producers", particulars(**changes))
    return await registry.send(
        who, "/api/products", {"producer_id": own, "name": "Long nhãn sấy Tân Hưng", "set_no": 7}
    )


async def a_draft(registry: Registry, who: Principal = HUONG, **changes: Any) -> Any:
    product = await a_product(registry, who, **changes)
    return await registry.send(who, "/api/dossiers", {"product_id": product["id"], "kind": "first"})


async def a_ready_draft(registry: Registry, who: Principal = HUONG, **changes: Any) -> Any:
    """A draft with evidence and a complete self-assessment."""
    dossier = await a_draft(registry, who, **changes)
    dossier = await registry.upload(who, dossier)
    rulebook = shelf().in_force(registry.service.work.reading().today)
    return await registry.send(
        who,
        f"/api/dossiers/{dossier['id']}/self-assessment",
        best(rulebook, dossier["set_no"]),
        version=dossier["version"],
        method="PUT",
    )


async def submitted(registry: Registry, who: Principal = HUONG, **changes: Any) -> Any:
    dossier = await a_ready_draft(registry, who, **changes)
    return await registry.send(who, f"/api/dossiers/{dossier['id']}/submission", {}, version=dossier["version"])


def council_of(
    dossier: dict[str, Any], *people: Principal, recused: Sequence[Principal] = (), case: str = "", office: str = "33"
) -> dict[str, Any]:
    """What every event of a council carries: who sits now, and who stood aside."""
    aside = [one.id for one in recused]
    return {
        "case_id": case or f"case-{dossier['id']}",
        "dossier_id": dossier["id"],
        "office": office,
        "council_id": "council-1",
        "seats": [CouncilSeat(person_id=one.id, part="member", recused=one.id in aside) for one in people],
        "recused": aside,
    }


def formed(dossier: dict[str, Any], *people: Principal, **more: Any) -> CouncilFormedV1:
    return CouncilFormedV1(**council_of(dossier, *people, **more), formed_at=NOON)


def reseated(dossier: dict[str, Any], *people: Principal, **more: Any) -> CouncilReseatedV1:
    return CouncilReseatedV1(**council_of(dossier, *people, **more), reseated_at=NOON)


def stands_aside(dossier: dict[str, Any], who: Principal, *people: Principal, **more: Any) -> MemberRecusedV1:
    facts = council_of(dossier, who, *people, recused=[who], **more)
    return MemberRecusedV1(**facts, person_id=who.id, recused_at=NOON)


def dissolved(dossier: dict[str, Any], **more: Any) -> CouncilDissolvedV1:
    return CouncilDissolvedV1(**council_of(dossier, **more), dissolved_at=NOON)


def returned(dossier: dict[str, Any], *missing: str, on: date, by: date | None = None) -> CaseReturnedV1:
    return CaseReturnedV1(**of_case(dossier), missing=list(missing), returned_on=on, supplement_by=by)
