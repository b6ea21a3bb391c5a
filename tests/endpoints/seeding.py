"""Things that exist behind the endpoints, so that not everything asked for is absent."""

from __future__ import annotations

from datetime import date
from typing import Any

from ocop_events.registry.producer import ProducerStateV1
from ocop_events.registry.product import ProductCertifiedV1
from ocop_events.vocabulary import Personal, PlaceRef, ProducerRef, ProductRef

from estate.people import council_people
from law.rulebooks import shelf
from services.evaluation.councils.seed import seed as seed_rosters
from tests.endpoints.served import NOW, Served
from tests.evaluation.evaluation_harness import dossier, submitted
from tests.records import record_of
from tests.rulings import ruled

COMMUNE, OFFICE = "33/11977", "33"
HUONG = "01990000-0000-7000-8000-000000000001"
"""The producer that producer.huong acts for."""
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PARTICULARS: dict[str, Any] = {
    "name": "HTX Nhãn lồng Tân Hưng",
    "kind": "cooperative",
    "place": COMMUNE,
    "representative": {"name": "Nguyễn Thị Hương", "sex": "female", "email": "huong@htx-tanhung.example"},
}


def seed(served: Served) -> None:
    """Lets things exist, and notes their ids."""
    known = {"registry": _registry, "evaluation": _evaluation, "notifications": _notifications}
    known.get(served.name, lambda served: None)(served)
    served.things = served.run(_ids(served))


def _registry(served: Served) -> None:
    producer = served.client("producer.huong")
    _made(producer.post("/api/producers", json=PARTICULARS))
    product = {"producer_id": HUONG, "name": "Long nhãn sấy", "set_no": 7}
    recognised, draft = (_made(producer.post("/api/products", json=product | {"name": n})) for n in ("Mứt", "Rượu"))
    sent = _a_dossier(served, recognised)
    body = _made(
        producer.post(f"/api/dossiers/{sent['id']}/submission", json={}, headers={"if-match": f'"{sent["version"]}"'})
    )
    _consume(served, ruled(body, on=NOW.date()))
    _a_dossier(served, draft)


def _a_dossier(served: Served, product: dict[str, Any]) -> Any:
    """A dossier with a paper and a complete self-assessment."""
    producer = served.client("producer.huong")
    made = _made(producer.post("/api/dossiers", json={"product_id": product["id"], "kind": "first"}))
    made = _made(
        producer.post(
            f"/api/dossiers/{made['id']}/evidence",
            files={"file": ("dang-ky.pdf", PDF, "application/pdf")},
            data={"kind": "business-registration"},
            headers={"if-match": f'"{made["version"]}"'},
        )
    )
    sheet = shelf().in_force(NOW.date()).sheet(made["set_no"])
    answers = {leaf.id: max(leaf.options, key=lambda option: option.points).id for leaf in sheet.leaves}
    return _made(
        producer.put(
            f"/api/dossiers/{made['id']}/self-assessment",
            json={"answers": answers},
            headers={"if-match": f'"{made["version"]}"'},
        )
    )


def _evaluation(served: Served) -> None:
    for number in (1, 2, 3):
        _consume(served, submitted(dossier(date(2026, 8, 3), place=COMMUNE, id=f"d-{number}")))
    officer = served.client("commune.officer")
    cases = [case for case in officer.get("/api/cases").json()["items"] if case["state"]["code"] == "opened"]
    findings = {"local_material": True, "local_labour": True, "idea_origin": True, "local_identity": True}
    for case in cases[:2]:
        body = {"findings": findings, "proposes": True}
        screened = _made(
            officer.post(f"/api/cases/{case['id']}/screening", json=body, headers={"if-match": f'"{case["version"]}"'})
        )
        version = {"if-match": f'"{screened["version"]}"'}
        _made(officer.post(f"/api/cases/{case['id']}/forwarding", json={}, headers=version))
    served.run(_carry(served))
    served.service.resources["council_people"] = council_people()
    served.run(seed_rosters(served.service))
    council = served.client("province.officer").get(f"/api/cases?office={OFFICE}").json()["items"][0]
    seats = [("chair", "chair"), ("secretary", "secretary"), *((f"member.{n}", "member") for n in (1, 2, 3, 4))]
    body = {"seats": [{"person_id": id, "name": id, "part": part} for id, part in seats], "decision_number": "12"}
    formed = served.client("province.officer").put(
        f"/api/cases/{council['id']}/council", json=body, headers={"if-match": f'"{council["version"]}"'}
    )
    _made(formed)
    again = served.client("chair").get(f"/api/cases/{council['id']}").json()
    version = {"if-match": f'"{again["version"]}"'}
    _made(served.client("chair").post(f"/api/cases/{council['id']}/scoring", headers=version))


def _notifications(served: Served) -> None:
    """A message to a producer that is known, and one to an office that nobody holds yet."""
    place = PlaceRef(code="11977", path=COMMUNE, name="Xã Tân Hưng", on=NOW.date())
    producer = ProducerRef(id=HUONG, name="HTX Nhãn lồng Tân Hưng", kind="cooperative", place=place)
    reached = producer.model_copy(update={"personal": Personal(email="huong@htx-tanhung.example")})
    _consume(served, ProducerStateV1(producer_id=HUONG, producer=reached, status="active"))
    certified = ProductCertifiedV1(
        product_id="s-1",
        product=ProductRef(id="s-1", name="Long nhãn sấy", set_no=7),
        producer=producer,
        certificate_id="c-1",
        product_code="33-11977-1-2026",
        star=4,
        decision_number="12/QĐ-UBND",
        decided_on=NOW.date(),
        authority="Chủ tịch UBND tỉnh Hưng Yên",
        valid_from=NOW.date(),
        valid_until=date(2029, 8, 2),
        dossier_id="d-1",
        ruling_id="r-1",
    )
    _consume(served, certified)


async def _carry(served: Served) -> None:
    """What one office told another of the same deployment, as the broker would bring it."""
    from kit.messaging.received import Record

    async for row in served.service.database["outbox"].find({}).sort([("order", 1), ("version", 1)]):
        handlers = served.service.by_topic.get(row["topic"], [])
        headers = tuple((name, bytes(value)) for name, value in row["headers"])
        record = Record(
            topic=row["topic"],
            partition=0,
            offset=0,
            key=row["key"].encode(),
            headers=headers,
            value=bytes(row["value"]),
        )
        await served.service.dead_letters.applier.apply(handlers, record)


def _consume(served: Served, event: Any) -> None:
    record = record_of(event, NOW)
    handlers = served.service.by_topic[record.topic]
    served.run(served.service.dead_letters.applier.apply(handlers, record))


async def _ids(served: Served) -> dict[str, list[str]]:
    found = {}
    for slice in served.service.slices:
        for collection in slice.collections:
            ids = [str(row["_id"]) async for row in served.service.database[collection.name].find({}, {"_id": 1})]
            found[f"{collection.name.removesuffix('s')}_id"] = sorted(ids)[:5]
    evidence = [
        paper["id"]
        async for row in served.service.database["dossiers"].find({}, {"evidence": 1})
        for paper in row.get("evidence", ())
    ]
    return {name: ids for name, ids in (found | {"evidence_id": evidence}).items() if ids}


def _made(answer: Any) -> Any:
    assert answer.status_code < 300, answer.text
    return answer.json()
