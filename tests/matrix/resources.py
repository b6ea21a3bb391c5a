"""Resources and priority lists: how their endpoints are asked, and what is prepared for it."""

from __future__ import annotations

from tests.matrix.ask import Ask
from tests.matrix.bodies import COPY
from tests.matrix.people import KINDS, PROVINCE
from tests.matrix.world import World

LINE = {"office": PROVINCE, "year": 2026, "source": "producer", "object_kind": "product", "object_id": "s-1", "object_name": "Long nhãn"}  # fmt: skip
MORE = {**LINE, "source": "credit"}
PLAN = {"amount": "350 triệu", "on": "2026-08-01"}
PAPER = {**PLAN, "paper_number": "77/QĐ-UBND", "paper_signed_on": "2026-07-30"}
SPENT = {"amount": "5 triệu", "on": "2026-08-02"}
RIGHT = {"amount": "6 triệu", "reason": "Nhập nhầm"}
LIST = {"office": PROVINCE, "year": 2026, "places": 30}
OF_2026 = "year=2026"


def _by_people(said: dict[str, str]) -> dict[str, str]:
    """A body as a form sends it: days as people write them."""
    days = {
        name: "/".join(reversed(value.split("-"))) for name, value in said.items() if name in ("on", "paper_signed_on")
    }
    return {**said, **days}


RESOURCES = {
    "GET /api/resources.csv": Ask(query=OF_2026),
    "GET /api/resource-totals": Ask(query=OF_2026),
    "GET /api/resource-totals.csv": Ask(query=OF_2026),
    "POST /api/resources": Ask(MORE),
    "POST /resources/new": Ask(form={name: str(value) for name, value in MORE.items()}),
    "POST /api/resources/{resource_id}/plan": Ask(PLAN, version="version"),
    "POST /resources/{resource_id}/plan": Ask(form=_by_people(PLAN), version="version"),
    "POST /api/resources/{resource_id}/allocations": Ask(form=PAPER, file=COPY, version="version"),
    "POST /resources/{resource_id}/allocations": Ask(form=_by_people(PAPER), file=COPY, version="version"),
    "POST /api/resources/{resource_id}/spendings": Ask(SPENT, version="version"),
    "POST /resources/{resource_id}/spendings": Ask(form=_by_people(SPENT), version="version"),
    "POST /api/resources/{resource_id}/carry-over": Ask(SPENT, version="version"),
    "POST /resources/{resource_id}/carry-over": Ask(form=_by_people(SPENT), version="version"),
    "POST /api/resources/{resource_id}/entries/{entry_id}/corrections": Ask(RIGHT, version="version"),
    "POST /resources/{resource_id}/entries/{entry_id}/correction": Ask(form=RIGHT, version="version"),
    "POST /api/priority-lists": Ask(LIST),
    "POST /priority-lists": Ask(form={name: str(value) for name, value in LIST.items()}),
    "GET /api/priorities of the province": Ask(query=f"area={PROVINCE}"),
    "GET /priorities of the province": Ask(query=f"area={PROVINCE}"),
}


async def resources(world: World) -> None:
    """A line of the province's money with an allocation and its paper, and its priority list."""
    province = KINDS["province"]
    line = await world.send(province, "POST", "/api/resources", json=LINE)
    at = f"/api/resources/{line['id']}"
    made = await world.send(province, "POST", f"{at}/allocations", data=PAPER, files=COPY, version=line["version"])
    world.things["resource"] = {
        "resource_id": line["id"],
        "entry_id": made["entries"][0]["id"],
        "object_kind": LINE["object_kind"],
        "object_id": LINE["object_id"],
        "version": made["version"],
    }
    listed = await world.send(province, "POST", "/api/priority-lists", json=LIST)
    world.things["priority-list"] = {"list_id": listed["id"], "version": listed["version"]}
