"""The things of notifications and reporting: a message that did not arrive, a case on its way, and those who are told."""

from __future__ import annotations

from datetime import date

from ocop_events.evaluation.case import CaseOpenedV1
from ocop_events.registry.producer import ProducerStateV1
from ocop_events.registry.product import ProductCertifiedV1
from ocop_events.vocabulary import Personal, PlaceRef, ProducerRef, ProductRef

from services.notifications.messages.lifecycle import State
from services.notifications.messages.store import messages
from tests.matrix.activities import activities
from tests.matrix.directing import directing
from tests.matrix.people import COMMUNE, KINDS, OWN, PROVINCE
from tests.matrix.resources import resources
from tests.matrix.returns import returns
from tests.matrix.world import NOW, World
from tests.records import record_of

PLACE = PlaceRef(code="11977", path=COMMUNE, name="Xã Tân Hưng", on=NOW.date())
PRODUCER = ProducerRef(id=OWN, name="HTX Nhãn lồng Tân Hưng", kind="cooperative", place=PLACE)
PRODUCT = ProductRef(id="s-1", name="Long nhãn", set_no=7)
CERTIFIED = ProductCertifiedV1(
    product_id="s-1",
    product=PRODUCT,
    producer=PRODUCER,
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


async def notifications(world: World) -> None:
    """Tells the producer and its commune of a certificate; the producer's letter came back."""
    contacts = {"contacts": [{"name": "Trần Văn Minh", "email": "minh@xa.example"}]}
    await world.send(KINDS["commune"], "PUT", f"/api/offices/{COMMUNE}", json=contacts, version=0)
    reached = PRODUCER.model_copy(update={"personal": Personal(email="huong@htx.example")})
    await world.consume(record_of(ProducerStateV1(producer_id=OWN, producer=reached, status="active"), NOW))
    await world.consume(record_of(CERTIFIED, NOW))
    unit = world.service.work.reading()
    [letter] = await messages.select(unit, {"recipient.id": OWN})
    failed = await messages.keep(unit, letter.model_copy(update={"state": State.PERMANENT_FAILURE}))
    world.things["letter"] = {"message_id": failed.id, "version": failed.version}
    office = await world.service.database["offices"].find_one({"_id": COMMUNE})
    producer = await world.service.database["producers"].find_one({"_id": OWN})
    assert office
    assert producer
    world.things["office"] = {"office": COMMUNE, "version": office["version"]}
    world.things["above"] = {"office": PROVINCE, "version": 0}
    world.things["wishes"] = {"producer_id": OWN, "version": producer["version"]}


async def reporting(world: World) -> None:
    """Has a case lie before the province, a product recognised, and money and a priority list of the province."""
    opened = CaseOpenedV1(
        case_id="case-1",
        dossier_id="d-1",
        product=PRODUCT,
        producer=PRODUCER,
        office=PROVINCE,
        tier="province",
        number="1/PĐK",
        opened_on=NOW.date(),
        due_on=None,
        period_days=None,
        period_counted=None,
    )
    await world.consume(record_of(opened, NOW))
    await world.consume(record_of(CERTIFIED, NOW))
    await resources(world)
    await returns(world)
    await directing(world)
    await activities(world)
    await _reports(world)


async def _reports(world: World) -> None:
    """A draft of the province, and a report that it published to a commune."""
    asked = {"kind": "standings", "office": PROVINCE, "since": "2026-01-01", "until": "2026-08-03"}
    for name in ("report", "published-report"):
        made = await world.send(KINDS["province"], "POST", "/api/reports", json=asked)
        world.things[name] = {"report_id": made["id"], "version": made["version"], "name": "so-lieu.csv"}
    at = f"/api/reports/{made['id']}/publication"
    await world.send(KINDS["province"], "POST", at, json={"recipients": [COMMUNE]}, version=made["version"])
