"""A case of 92 points and more that went to a centre which works without this platform, and what its papers say."""

from __future__ import annotations

from typing import Any

from kit.identity import Principal
from law.rulebooks import shelf
from tests.callers import person
from tests.evaluation.evaluation_harness import (
    CHAIR,
    MEMBERS,
    OFFICER,
    Deployment,
    Estate,
    at_the_province,
    best,
    ruled,
    scored,
)
from tests.pdfs import a_pdf

OTHER = person("officer-2", "province-officer@33")
PAPER = a_pdf("512")
SAYS = {
    "number": "512/QĐ-BNNMT",
    "decided_on": "2026-08-03",
    "outcome": "recognised",
    "star": "5",
    "total": "92.5",
    "decided_by": "Bộ Nông nghiệp và Môi trường",
}
BACK = SAYS | {"number": "77/BNNMT-VPĐP", "outcome": "returned", "star": "4", "total": "88"}
READ = {"number": "512/qđ-bnnmt", "decided_on": "2026-08-03"}
READ_BACK = {"number": BACK["number"], "decided_on": "2026-08-03"}


async def sent_up(deployment: Deployment, estate: Estate, **changes: Any) -> str:
    """Has the province's council give the most points, and its ruling send the case up; the case's address."""
    case = await at_the_province(deployment, estate, **changes)
    answers = best(shelf().get("R26"), 1)
    await scored(deployment, case, dict.fromkeys([CHAIR, *MEMBERS], answers))
    ruling = await ruled(deployment, case, None)
    assert ruling["outcome"]["code"] == "forwarded"
    await estate.settle()
    return case


async def enter(
    deployment: Deployment, case: str, who: Principal = OFFICER, status: int = 201, paper: bytes = PAPER, **said: str
) -> Any:
    version = (await deployment.read(OFFICER, case))["version"]
    answer = await deployment.at(who).post(
        f"{case}/outside-decisions",
        data={**SAYS, **said},
        files={"file": ("Quyết định 512.pdf", paper, "application/pdf")},
        headers={"if-match": f'"{version}"'},
    )
    assert answer.status_code == status, answer.text
    return answer.json()


async def confirm(
    deployment: Deployment, entry: Any, who: Principal = OTHER, status: int = 200, read: Any = None
) -> Any:
    at = f"/api/outside-decisions/{entry['id']}/confirmation"
    return await deployment.send(who, at, read or READ, version=entry["version"], status=status)
