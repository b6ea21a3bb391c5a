"""Activities: how their endpoints are asked, and what is prepared for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ocop_events.registry.agency_report import PromotionMatchedV1

from tests.matrix.ask import Ask
from tests.matrix.bodies import REASON
from tests.matrix.people import KINDS, PROVINCE
from tests.matrix.world import NOW, World
from tests.pdfs import a_pdf
from tests.records import record_of

SAID = {"name": "Tập huấn", "first": "2026-08-01", "figures": {"subject": "OCOP", "participants": "45"}}
NEW = {**SAID, "office": PROVINCE, "kind": "training", "name": "Tập huấn khác"}
FAIR = {**SAID, "figures": {"form": "fair", "products": "3"}}
WRONG = {**SAID, "reason": "Đếm nhầm"}
ROWS = "Tên hoạt động,Từ ngày,Chuyên đề,Số người dự\nTập huấn A,01/08/2026,OCOP,45\n".encode()
LIST = {"file": ("nam.csv", ROWS, "text/csv")}
PDF = a_pdf("activity")
PAPERS = {"files": ("anh.pdf", PDF, "application/pdf")}
OF_TRAINING = {"office": PROVINCE, "kind": "training"}
MATCHED = PromotionMatchedV1(
    agency_report_id="r-33",
    agency="trade",
    report_id="TM-1",
    reported_on=date(2026, 8, 2),
    matched_on=date(2026, 8, 2),
    name="Hội chợ OCOP",
    place_code=PROVINCE,
    held_on=date(2026, 8, 1),
    products=[],
)


def _form(said: Mapping[str, object]) -> dict[str, str]:
    """A body as a form sends it."""
    plain = {name: value for name, value in said.items() if isinstance(value, str)}
    figures = said["figures"]
    assert isinstance(figures, dict)
    return {**plain, "first": "01/08/2026", **{f"figures-{name}": value for name, value in figures.items()}}


ACTIVITIES = {
    "GET /api/activity-kinds/{kind}/template.{ending}": Ask(params={"kind": "training", "ending": "csv"}),
    "POST /api/activities": Ask(NEW),
    "POST /activities/new": Ask(form=_form(NEW)),
    "POST /api/activities/{activity_id}/confirmation": Ask(FAIR, version="version"),
    "POST /activities/{activity_id}/confirmation": Ask(form=_form(FAIR), version="version"),
    "POST /api/activities/{activity_id}/declining": Ask(REASON, version="version"),
    "POST /activities/{activity_id}/declining": Ask(form=REASON, version="version"),
    "POST /api/activities/{activity_id}/correction": Ask(WRONG, version="version"),
    "POST /activities/{activity_id}/correction": Ask(form=_form(WRONG), version="version"),
    "POST /api/activities/{activity_id}/striking": Ask(REASON, version="version"),
    "POST /activities/{activity_id}/striking": Ask(form=REASON, version="version"),
    "POST /api/activities/{activity_id}/papers": Ask(file=PAPERS),
    "POST /activities/{activity_id}/papers": Ask(file=PAPERS),
    "POST /api/activity-imports": Ask(form=OF_TRAINING, file=LIST),
    "POST /activities/import": Ask(form=OF_TRAINING, file=LIST),
    "GET /api/activity-imports/{import_id}/refused.{ending}": Ask(params={"ending": "csv"}),
}


async def activities(world: World) -> None:
    """A record of the province with a paper, a list it sent, and a draft of what another agency reported."""
    province = KINDS["province"]
    made = await world.send(province, "POST", "/api/activities", json={**NEW, "name": "Tập huấn đã ghi"})
    at = f"/api/activities/{made['id']}"
    made = await world.send(province, "POST", f"{at}/papers", files={"files": ("a.pdf", PDF, "application/pdf")})
    sha256 = made["papers"][0]["sha256"]
    world.things["activity"] = {"activity_id": made["id"], "version": made["version"], "sha256": sha256}
    sent = await world.send(province, "POST", "/api/activity-imports", data=OF_TRAINING, files=LIST)
    world.things["activity-import"] = {"import_id": sent["id"]}
    await world.consume(record_of(MATCHED, NOW))
    found = await world.send(province, "GET", "/api/activities?state=draft")
    draft = found["items"][0]
    world.things["activity-draft"] = {"activity_id": draft["id"], "version": draft["version"]}
