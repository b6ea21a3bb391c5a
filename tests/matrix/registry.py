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
from tests.matrix.bodies import (
    ADVICE,
    APPROVAL,
    CARD,
    CHECKED,
    CREDENTIAL,
    DESIGN,
    LINKAGE,
    PACK,
    PAPER,
    PICTURE,
    RECORD,
    REQUEST_BODY,
    RIGHT,
    SENT,
    UNPLANNED,
    USE,
)
from tests.matrix.people import COMMUNE, KINDS, NEIGHBOUR, OTHER, OWN, SEATED
from tests.matrix.world import NOW, World
from tests.pdfs import a_pdf
from tests.pictures import a_photograph
from tests.records import record_of
from tests.registry.agencies.agency_harness import record as a_report
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
    certificate = await world.service.database["certificates"].find_one({"ruling_id": "ruling-1"})
    assert certificate
    world.things["certificate"] = {"certificate_id": certificate["_id"], "product_code": certificate["product_code"]}
    world.things["certificate"]["version"] = certificate["version"]
    world.things["listed"] = {"product_id": certificate["product_id"]}
    await _revocations(world)
    await _agencies(world, certificate["product_code"])
    await _the_mark(world)
    await _breaches(world, product)
    await _a_citizens_report(world, certificate["product_id"])
    await _inspections(world)
    await _inspection_plans(world)


LETTER = {"paper_number": "410/SNNMT", "paper_signed_on": NOW.date().isoformat()}


async def _the_mark(world: World) -> None:
    """A use of the mark by a recognised product, designs as draft, offered and published, a request, packs of artwork."""
    product, province = world.things["listed"]["product_id"], KINDS["province"]
    photograph = {"file": ("anh.jpg", a_photograph(), "image/jpeg")}
    made = await world.send(PRODUCER, "POST", "/api/mark-uses", json={"product_id": product, **USE})
    made = await world.send(PRODUCER, "POST", f"/api/mark-uses/{made['id']}/pictures", files=photograph)
    picture = made["pictures"][0]["id"]
    world.things["use"] = {"use_id": made["id"], "picture_id": picture, "version": made["version"]}
    for name in ("design-draft", "design-offered", "gallery"):
        made = await world.send(PRODUCER, "POST", "/api/designs", json=DESIGN | {"producer_id": OWN})
        at = f"/api/designs/{made['id']}"
        await world.send(PRODUCER, "POST", f"{at}/pictures", files=photograph)
        paper = {"file": ("dong-y.pdf", PDF, "application/pdf")}
        made = await world.send(PRODUCER, "POST", f"{at}/consent", files=paper)
        if name != "design-draft":
            made = await world.send(PRODUCER, "POST", f"{at}/offer", version=made["version"])
        if name == "gallery":
            made = await world.send(KINDS["commune"], "POST", f"{at}/publication", version=made["version"])
        picture = made["pictures"][0]["id"]
        own = {"design_id": made["id"], "picture_id": picture, "version": made["version"]}
        world.things[name] = own | {"product_id": product}
    made = await world.send(province, "POST", "/api/mark-requests", json=REQUEST_BODY)
    row = await world.service.database["mark_requests"].find_one({"_id": made["id"]})
    assert row
    world.things["request"] = {"request_id": made["id"], "code": row["code"], "version": made["version"]}
    for name in ("pack-draft", "pack"):
        made = await world.send(province, "POST", "/api/artwork", json=PACK)
        made = await world.send(province, "POST", f"/api/artwork/{made['id']}/files", files=photograph)
        if name == "pack":
            made = await world.send(province, "POST", f"/api/artwork/{made['id']}/offer", version=made["version"])
        own = {"pack_id": made["id"], "sha256": made["files"][0]["sha256"], "version": made["version"]}
        world.things[name] = own | {"product_id": product}


async def _revocations(world: World) -> None:
    """Revocations of the own producer's certificates in every state, and decisions as draft, signed and issued."""
    province, at = KINDS["province"], "/api/revocations"
    for number, name in enumerate(("proposed", "asked", "concluded", "decided"), 2):
        await _dossier_that_is(world, "recognised", number)
        of_it = await world.service.database["certificates"].find_one({"ruling_id": f"ruling-{number}"})
        assert of_it
        said = {"certificate_id": of_it["_id"], "grounds": ["legal-breach"], "because": "In sai hạng sao"}
        made = await world.send(KINDS["commune"], "POST", at, json=said)
        steps: list[tuple[str, dict[str, Any]]] = [
            ("explanation-request", LETTER),
            ("explanation", {"text": "Đã sửa"} | LETTER),
            ("conclusion", {"conclusion": "revoke", "reason": "Không sửa"} | LETTER),
        ]
        for verb, body in steps[: {"proposed": 0, "asked": 1}.get(name, 3)]:
            made = await world.send(province, "POST", f"{at}/{made['id']}/{verb}", json=body, version=made["version"])
        world.things[name] = {"revocation_id": made["id"], "version": made["version"], "revokes": of_it["_id"]}
    for name, of in (("draft-decision", "concluded"), ("signed-decision", "concluded"), ("issued-decision", "decided")):
        await _decision(world, name, world.things[of]["revocation_id"])
    decided = world.things["decided"]
    decided["version"] = await _version(world, "revocations", decided["revocation_id"])


async def _decision(world: World, name: str, revocation: str) -> None:
    province, at = KINDS["province"], "/api/certificate-decisions"
    made = await world.send(province, "POST", at, json={"revocations": [revocation]})
    if name != "draft-decision":
        copy = {"file": ("ban-ky.pdf", a_pdf(name), "application/pdf")}
        said = {"paper_number": f"{70 + len(world.things)}/QĐ-UBND", "paper_signed_on": NOW.date().isoformat()}
        where = f"{at}/{made['id']}"
        made = await world.send(
            province, "POST", f"{where}/signed-copy", files=copy, data=said, version=made["version"]
        )
        if name == "issued-decision":
            made = await world.send(province, "POST", f"{where}/issue", version=made["version"])
    world.things[name] = {"decision_id": made["id"], "version": made["version"], "name": made["files"][0]}


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


async def _inspections(world: World) -> None:
    """Visits of the commune to the producer: to be held, noted, and over with its record."""
    commune = KINDS["commune"]
    for name in ("visit", "noted-visit", "past-visit"):
        asked = {"producer_id": OWN, **UNPLANNED}
        made = await world.send(commune, "POST", "/api/inspections", json=asked)
        at = f"/api/inspections/{made['id']}"
        made = await world.send(commune, "POST", f"{at}/pictures", files=PICTURE)
        if name != "visit":
            made = await world.send(commune, "PUT", f"{at}/results", json=CHECKED, version=made["version"])
        if name == "past-visit":
            signed = {"file": ("bien-ban.pdf", a_pdf(name), "application/pdf")}
            made = await world.send(
                commune, "POST", f"{at}/completion", files=signed, data=RECORD, version=made["version"]
            )
        picture = made["pictures"][0]["id"]
        world.things[name] = {"inspection_id": made["id"], "picture_id": picture, "version": made["version"]}


async def _inspection_plans(world: World) -> None:
    """Plans of the province: one being made, with the other producer on it, and one approved."""
    province, line = KINDS["province"], {"producer_id": OTHER, "scopes": ["mark"]}
    for name, year in (("plan", 2028), ("approved-plan", 2026)):
        made = await world.send(province, "POST", "/api/inspection-plans", json={"year": year})
        at = f"/api/inspection-plans/{made['id']}"
        made = await world.send(province, "POST", f"{at}/lines", json=line, version=made["version"])
        if name == "approved-plan":
            made = await world.send(province, "POST", f"{at}/approval", json=APPROVAL, version=made["version"])
        world.things[name] = {"plan_id": made["id"], "line_id": "1", "version": made["version"]}


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


async def _agencies(world: World, code: str) -> None:
    """Two reports of the food safety agency: one that waits, for its code is of the commune and of no product, and one matched."""
    near = f"{code.rsplit('-', 2)[0]}-77-{code.rsplit('-', 1)[1]}"
    for name, of in (("agency-report", near), ("matched-report", code)):
        await world.consume(a_report("inspection.reported", name, product_code=of))
        row = await world.service.database["agency_reports"].find_one({"report_id": name})
        assert row
        world.things[name] = {"report_id": row["_id"], "version": row["version"]}


async def _a_list(world: World, name: str) -> None:
    made = await world.send(KINDS["province"], "POST", "/api/recognitions", files=SENT)
    if name == "entered-list":
        at = f"/api/recognitions/{made['id']}/entry"
        made = await world.send(KINDS["province"], "POST", at, json={}, version=made["version"])
    world.things[name] = {"list_id": made["id"], "version": made["version"]}


async def _dossier_that_is(world: World, name: str, number: int = 1) -> None:
    dossier = await _a_dossier(world, PRODUCER, OWN, f"Long nhãn {name} {number}")
    aside = [KINDS["member.recused"].before]
    at, evidence = f"/api/dossiers/{dossier['id']}", dossier["evidence"][0]["id"]
    if name != "draft":
        dossier = await world.send(PRODUCER, "POST", f"{at}/submission", json={}, version=dossier["version"])
        everybody = [KINDS[who] for who in SEATED if who in KINDS]
        sitting = [who.before for who in everybody]
        await world.consume(record_of(reseated(dossier, *sitting, recused=aside), NOW))
    if name == "recognised":
        await world.consume(record_of(ruled(dossier, on=NOW.date(), id=f"ruling-{number}"), NOW))
        await world.consume(record_of(dissolved(dossier, recused=aside), NOW, version=2))
    if number > 1:
        return
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
