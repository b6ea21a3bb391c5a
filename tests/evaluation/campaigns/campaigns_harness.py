"""Certificates as the registry describes them, and campaigns over them, for the tests of campaigns."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from ocop_events.registry.certificate import CertificateStateV1
from ocop_events.vocabulary import PlaceRef, ProducerRef, ProductRef

from law.calendar import valid_until
from tests.callers import person
from tests.evaluation.evaluation_harness import COMMUNE, OFFICER, Deployment
from tests.records import record_of

DECIDED = date(2023, 12, 20)
NUMBER = "1234/QĐ-UBND"
DISTRICT_OFFICER = person("district", "district-officer@33/330")
OLD = "33/330/12265"


def facts(
    id: str, *, on: date = DECIDED, place: str = COMMUNE, place_on: date | None = None, star: int = 4, **more: Any
) -> dict[str, Any]:
    """What every event of a certificate carries."""
    code = place.rpartition("/")[2]
    where = PlaceRef(code=code, path=place, name=more.pop("place_name", "Xã Tân Hưng"), on=place_on or date(2026, 8, 1))
    return {
        "certificate_id": id,
        "product_code": f"33-{code}-{id}",
        "star": star,
        "product": ProductRef(id=more.pop("product", f"s-{id}"), name=f"Sản phẩm {id}", set_no=1),
        "producer": ProducerRef(
            id=more.pop("producer", f"p-{id}"), name=f"Chủ thể {id}", kind="cooperative", place=where
        ),
        "decision_number": more.pop("decision", NUMBER),
        "decided_on": on,
        "valid_from": on,
        "valid_until": more.pop("until", valid_until(on, 36)),
    }


async def described(
    deployment: Deployment, id: str, *, status: str = "valid", version: int = 1, **more: Any
) -> CertificateStateV1:
    """Has evaluation know a certificate by the registry's state topic."""
    state = CertificateStateV1(**facts(id, **more), status=status)
    await deployment.consume(record_of(state, deployment.clock.now(), version))
    return state


async def opened(deployment: Deployment, who: Any = OFFICER, **more: Any) -> Any:
    """A campaign of the decision, opened at the endpoint."""
    body = {
        "office": "33",
        "name": "Đánh giá lại",
        "decision_number": NUMBER,
        "decided_on": DECIDED.isoformat(),
        **more,
    }
    return await deployment.send(who, "/api/campaigns", {k: v for k, v in body.items() if v is not None})


async def lines_of(deployment: Deployment, campaign: Any, who: Any = OFFICER, state: str = "") -> list[Any]:
    asked = f"?state={state}" if state else ""
    found = (await deployment.read(who, f"/api/campaigns/{campaign['id']}/lines{asked}"))["items"]
    return sorted(found, key=lambda one: one["no"])


async def stage_of(deployment: Deployment, line: Any, who: Any = OFFICER) -> str:
    found = await deployment.read(who, f"/api/campaigns/{line['campaign_id']}/lines/{line['id']}")
    return str(found["state"])


async def let_pass(deployment: Deployment, day: date) -> None:
    """Moves the clock to noon of a day and sweeps what fell due."""
    deployment.clock.set(datetime(day.year, day.month, day.day, 5, tzinfo=UTC))
    while await deployment.service.ticker.sweep_once():
        pass
