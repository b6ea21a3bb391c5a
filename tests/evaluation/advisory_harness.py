"""An advisory team of the province at work: its people, its decision, and a case that was given out."""

from __future__ import annotations

from typing import Any

from kit.identity import Principal
from law.rulebooks import shelf
from tests.callers import person
from tests.evaluation.evaluation_harness import OFFICER, PROVINCE, Deployment, best
from tests.pdfs import a_pdf

HEAD = person("head", f"adviser@{PROVINCE}")
LAN = person("lan", f"adviser@{PROVINCE}")
BINH = person("binh", f"adviser@{PROVINCE}")
IDLE = person("idle", f"adviser@{PROVINCE}")
DECISION = {"office": PROVINCE, "name": "Tổ tư vấn tỉnh 2026", "number": "45/QĐ-UBND", "decided_on": "2026-07-15"}
MEMBERS = [(HEAD, "head"), (LAN, "member"), (BINH, "member")]


def body(members: list[tuple[Principal, str]] | None = None, **changes: Any) -> dict[str, Any]:
    """The body that sets a team up."""
    listed = MEMBERS if members is None else members
    return DECISION | {"members": [{"person_id": who.id, "part": part} for who, part in listed]} | changes


async def upload(
    deployment: Deployment,
    who: Principal,
    path: str,
    *,
    version: int | None = None,
    data: dict[str, Any] | None = None,
    file: tuple[str, bytes, str] | None = ("ban-ky.pdf", b"", "application/pdf"),
    status: int | None = None,
) -> Any:
    """Sends a file with its fields; an empty one: a PDF that opens."""
    if file and not file[1]:
        file = (file[0], a_pdf(path), file[2])
    headers = {"if-match": f'"{version}"'} if version is not None else {}
    files: dict[str, Any] = {"file": file} if file else {}
    if not files:
        files = {"_": ("", b"")}
    answer = await deployment.at(who).post(path, data=data or {}, files=files, headers=headers)
    assert answer.status_code == status if status else answer.status_code < 300, answer.text
    return answer.json() if answer.content else None


async def team(deployment: Deployment, *, paper: bool = True) -> dict[str, Any]:
    """Sets up the province's team, with the signed copy of its decision on file."""
    await deployment.know(HEAD, LAN, BINH, IDLE)
    made: dict[str, Any] = await deployment.send(OFFICER, "/api/advisory-teams", body())
    if paper:
        made = await upload(deployment, OFFICER, f"/api/advisory-teams/{made['id']}/paper", version=made["version"])
    return made


def given(*people: tuple[Principal, list[str]], **more: Any) -> dict[str, Any]:
    """The body that gives out the work."""
    listed = people or ((LAN, ["review", "visit"]), (BINH, ["samples", "tests"]))
    return {"advisers": [{"person_id": who.id, "tasks": tasks} for who, tasks in listed]} | more


async def working(deployment: Deployment, case: str) -> dict[str, Any]:
    """Has the head give out the work on a case."""
    await team(deployment)
    work: dict[str, Any] = await deployment.send(HEAD, f"{case}/advisory", given(), version=0, method="PUT")
    return work


async def act(deployment: Deployment, who: Principal, case: str, path: str, said: Any = None, **more: Any) -> Any:
    """Something done on the work as it is now."""
    at = f"{case}/advisory"
    version = more.pop("version", None)
    if version is None:
        version = (await deployment.read(who, at))["version"]
    return await deployment.send(who, f"{at}/{path}", said, version=version, **more)


async def reviewed(deployment: Deployment, case: str, who: Principal = LAN, *, worse: int = 0) -> None:
    """Has an adviser fill in their review and hand it in."""
    at = f"{case}/advisory/review"
    answers = best(shelf().get("R26"), 1, worse=worse)
    draft = await deployment.send(
        who, at, {"answers": answers, "notes": {"1.1": "Đã xem hợp đồng."}}, version=0, method="PUT"
    )
    await deployment.send(who, f"{at}/handing-in", version=draft["version"])


async def reported(deployment: Deployment, case: str, *, worse: int = 0) -> dict[str, Any]:
    """Has the head write the report and seal it."""
    at = f"{case}/advisory/report"
    answers = best(shelf().get("R26"), 1, worse=worse)
    said = {"answers": answers, "note": "Đề nghị Hội đồng xem xét", "notes": {"1.1": "Đã xem hợp đồng."}}
    draft = await deployment.send(HEAD, at, said, version=0, method="PUT")
    sealed: dict[str, Any] = await upload(
        deployment, HEAD, f"{at}/sealing", version=draft["version"], data={}, file=None
    )
    return sealed
