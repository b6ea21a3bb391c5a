"""The registry's things: a producer and another, a product, and dossiers as draft, submitted and recognised."""

from __future__ import annotations

from datetime import date
from typing import Any

from law.places import changes_on, gazetteer
from law.rulebooks import shelf
from services.registry.places.place_news import PlaceNews
from services.registry.places.store import place_news
from tests.matrix.asking import ADVICE, CARD, CREDENTIAL, LINKAGE, PAPER, RIGHT, SENT
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
    for name, kind, held_by in (("credential", "vietgap", {"product_id": product["id"]}), ("held", "haccp", {})):
        said = {**CREDENTIAL, "kind": kind, "number": f"{kind}-1", "producer_id": OWN, **held_by}
        made = await world.send(PRODUCER, "POST", "/api/credentials", files=PAPER, data=said)
        world.things[name] = {"credential_id": made["id"], "version": made["version"]}
    await _what_supports(world, product)
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


async def _what_supports(world: World, product: dict[str, Any]) -> None:
    """A right with a paper, a linkage contract, a card, an advice, and plans of the commune in three states."""
    right = await world.send(PRODUCER, "POST", "/api/rights", json={"producer_id": OWN, **RIGHT})
    right = await world.send(PRODUCER, "POST", f"/api/rights/{right['id']}/papers", files=PAPER, data={"title": "Đơn"})
    paper = right["papers"][0]["id"]
    world.things["right"] = {"right_id": right["id"], "paper_id": paper, "version": right["version"]}
    linkage = await world.send(PRODUCER, "POST", "/api/linkages", files=PAPER, data={"producer_id": OWN, **LINKAGE})
    world.things["linkage"] = {"linkage_id": linkage["id"], "version": linkage["version"]}
    at = f"/api/products/{product['id']}/cards/2025"
    card = await world.send(PRODUCER, "PUT", at, json=CARD, version=0)
    world.things["card"] = {"product_id": product["id"], "year": 2025, "version": card["version"]}
    follows = {"next": "Gửi mẫu", "next_by": "2026-09-01"}
    counsel = await world.send(KINDS["commune"], "POST", "/api/advice", json={"producer_id": OWN, **ADVICE, **follows})
    world.things["advice"] = {"advice_id": counsel["id"], "version": counsel["version"]}
    for year, name in ((2026, "plan-draft"), (2027, "plan-submitted"), (2028, "plan-approved")):
        plan = await world.send(KINDS["commune"], "POST", "/api/plans", json={"office": COMMUNE, "year": year})
        at = f"/api/plans/{plan['id']}"
        plan = await world.send(KINDS["commune"], "POST", f"{at}/lines", json={"name": "Chè"}, version=plan["version"])
        if name != "plan-draft":
            plan = await world.send(KINDS["commune"], "POST", f"{at}/submission", version=plan["version"])
        if name == "plan-approved":
            plan = await world.send(KINDS["province"], "POST", f"{at}/approval", json={}, version=plan["version"])
        line = plan["lines"][0]["id"]
        world.things[name] = {
            "plan_id": plan["id"], "line_id": line, "product_id": product["id"], "version": plan["version"],
        }  # fmt: skip


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
    held = world.things["held"]["credential_id"]
    linkage = world.things["linkage"]["linkage_id"]
    world.things[name] = {
        "dossier_id": dossier["id"], "evidence_id": evidence, "held": held, "linkage_id": linkage, "version": version,
    }  # fmt: skip


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
