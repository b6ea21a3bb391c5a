"""The registry's things: a producer and another, a product, and dossiers as draft, submitted and recognised."""

from __future__ import annotations

from datetime import date
from typing import Any

from kit.web.files import Stored
from law.measures import measures
from law.places import changes_on, gazetteer
from law.rulebooks import shelf
from services.registry.citizen_reports.commands import ReportCommand
from services.registry.citizen_reports.photographs import photographs_of
from services.registry.citizen_reports.use_cases import number_of, report_product
from services.registry.places.place_news import PlaceNews
from services.registry.places.store import place_news
from tests.matrix.asking import SENT
from tests.matrix.people import COMMUNE, KINDS, NEIGHBOUR, OTHER, OWN, SEATED
from tests.matrix.world import NOW, World
from tests.records import record_of
from tests.registry.registry_harness import PDF, best, dissolved, particulars, reseated, ruled

PRODUCER = KINDS["producer"]
REFORM = date(2025, 7, 1)
"""All its changes but one are told already: there are hundreds."""


async def registry(world: World) -> None:
    """Makes them; the submitted dossier lies before a council of all who are seated in the matrix."""
    await world.send(PRODUCER, "POST", "/api/producers", json=particulars(COMMUNE))
    await world.send(KINDS["producer.other"], "POST", "/api/producers", json=particulars(NEIGHBOUR, name="Cơ sở khác"))
    await _a_dossier(world, KINDS["producer.other"], OTHER, "Tương Bần")
    product = await _a_product(world, PRODUCER, OWN, "Mật ong hoa nhãn")
    world.things["product"] = {"product_id": product["id"], "version": product["version"]}
    for name in ("draft", "submitted", "recognised"):
        await _dossier_that_is(world, name)
    changes = len(changes_on(gazetteer(), REFORM))
    almost = PlaceNews(id=REFORM.isoformat(), on=REFORM, changes=changes, told=changes - 1)
    await world.service.work.run(place_news.add, almost)
    quiet = particulars(COMMUNE, name="Cơ sở đã ngừng")
    made = await world.send(KINDS["commune"], "POST", "/api/producers", json=quiet)
    world.things["quiet"] = {"producer_id": made["id"], "version": made["version"]}
    world.things["phone"] = {"office": COMMUNE, "version": 0}
    world.things["producer"] = {"producer_id": OWN, "version": await _version(world, "producers", OWN)}
    await _a_list(world, "sent-list")
    await _a_list(world, "entered-list")
    await _twins(world)
    certificate = await world.service.database["certificates"].find_one({"ruling_id": {"$gt": ""}})
    assert certificate
    world.things["certificate"] = {"certificate_id": certificate["_id"], "product_code": certificate["product_code"]}
    world.things["listed"] = {"product_id": certificate["product_id"]}
    await _breaches(world, product)
    await _a_citizens_report(world, certificate["product_id"])


async def _breaches(world: World, product: Any) -> None:
    """Breaches of the province on a product, at each step that people of either side take."""
    measures().last_day(NOW.date(), 1)  # computed once, when a service begins: a request has a few seconds
    office = KINDS["province"]
    said = {"product_id": product["id"], "kind": "mark", "severity": "major", "what": "In sai sao"}
    for name in ("breach", "correcting", "proven", "objected"):
        breach = await world.send(office, "POST", "/api/breaches", json=said)
        at, version = f"/api/breaches/{breach['id']}", breach["version"]
        if name in ("correcting", "proven"):
            order = {"measure": "correction", "why": "Thay nhãn"}
            breach = await world.send(office, "POST", f"{at}/measures", json=order, version=version)
        if name == "objected":
            breach = await world.send(PRODUCER, "POST", f"{at}/objection", json={"why": "Lô cũ"}, version=version)
        thing = {"breach_id": breach["id"]}
        if name == "proven":
            proof = {"files": {"file": ("nhan.pdf", PDF, "application/pdf")}, "data": {"words": "Đã thay"}}
            breach = await world.send(PRODUCER, "POST", f"{at}/proof", version=breach["version"], **proof)
            [sent] = breach["proofs"]
            thing |= {"proof_id": sent["id"], "file_id": sent["files"][0]["id"]}
        world.things[name] = thing | {"version": breach["version"]}


async def _a_citizens_report(world: World, product_id: str) -> None:
    """What somebody reported of a product that the public sees, with a photograph."""
    picture = Stored(sha256="0" * 64, size=1, media_type="image/jpeg", name="anh.jpg")
    store = photographs_of(world.service)
    draft = store.draft("a-photograph")
    draft.write_bytes(b"a")
    store.take(draft, picture.sha256)
    said = ReportCommand(about="mark", words="In năm sao")
    kept = await world.service.work.run(report_product, product_id, said, (picture,), "203.0.113.1")
    number = number_of(world.service.work.reading(), kept.id)
    thing = {"report_id": kept.id, "photograph_id": kept.photographs[0].id, "number": number, "version": kept.version}
    world.things["citizen-report"] = thing


async def _twins(world: World) -> None:
    """Two records of one co-operative, which the registry finds to be alike."""
    for name in ("HTX Bưởi Phù Cừ", "Hợp tác xã bưởi Phù Cừ"):
        await world.send(KINDS["commune"], "POST", "/api/producers", json=particulars(COMMUNE, name=name))
    [pair] = [row async for row in world.service.database["twins"].find({"kind": "producer", "how": 100})]
    world.things["twins"] = {"pair_id": pair["_id"], "keep": pair["one"], "version": pair["version"]}


async def _a_list(world: World, name: str) -> None:
    made = await world.send(KINDS["province"], "POST", "/api/recognitions", files=SENT)
    if name == "entered-list":
        at = f"/api/recognitions/{made['id']}/entry"
        made = await world.send(KINDS["province"], "POST", at, json={}, version=made["version"])
    world.things[name] = {"list_id": made["id"], "version": made["version"]}


async def _dossier_that_is(world: World, name: str) -> None:
    dossier = await _a_dossier(world, PRODUCER, OWN, f"Long nhãn {name}")
    aside = [KINDS["member.recused"].before]
    at, evidence = f"/api/dossiers/{dossier['id']}", dossier["evidence"][0]["id"]
    if name != "draft":
        dossier = await world.send(PRODUCER, "POST", f"{at}/submission", json={}, version=dossier["version"])
        everybody = [KINDS[who] for who in SEATED if who in KINDS]
        sitting = [who.before for who in everybody]
        await world.consume(record_of(reseated(dossier, *sitting, recused=aside), NOW))
    if name == "recognised":
        await world.consume(record_of(ruled(dossier, on=NOW.date()), NOW))
        await world.consume(record_of(dissolved(dossier, recused=aside), NOW, version=2))
    version = await _version(world, "dossiers", dossier["id"])
    world.things[name] = {"dossier_id": dossier["id"], "evidence_id": evidence, "version": version}


async def _a_product(world: World, who: Any, producer: str, name: str) -> Any:
    return await world.send(who, "POST", "/api/products", json={"producer_id": producer, "name": name, "set_no": 7})


async def _a_dossier(world: World, who: Any, producer: str, name: str) -> Any:
    """A draft with a paper and a complete self-assessment."""
    product = await _a_product(world, who, producer, name)
    made = await world.send(who, "POST", "/api/dossiers", json={"product_id": product["id"], "kind": "first"})
    at = f"/api/dossiers/{made['id']}"
    paper = {"file": ("dang-ky.pdf", PDF, "application/pdf")}
    made = await world.send(
        who, "POST", f"{at}/evidence", files=paper, data={"kind": "business-registration"}, version=made["version"]
    )
    filled = best(shelf().in_force(NOW.date()), 7)
    return await world.send(who, "PUT", f"{at}/self-assessment", json=filled, version=made["version"])


async def _version(world: World, collection: str, id: str) -> int:
    row = await world.service.database[collection].find_one({"_id": id})
    assert row
    return int(row["version"])
