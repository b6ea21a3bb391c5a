"""A meeting over several cases, as its people meet it."""

from __future__ import annotations

from typing import Any

from ocop_events.vocabulary import ProductRef

from kit.identity import Principal
from tests.evaluation.evaluation_harness import (
    CHAIR,
    FINDINGS,
    MEMBERS,
    OFFICER,
    PROVINCE,
    SCREENER,
    SECRETARY,
    Deployment,
    Estate,
    best,
    dossier,
    seats,
    submitted,
)

ON, HOUR = "2026-08-10", "8:30"


async def cases(
    province: Deployment,
    estate: Estate,
    count: int,
    *,
    known_by: dict[str, str] | None = None,
    first: int = 1,
    seated: Any = None,
    set_no: int = 1,
    **changes: Any,
) -> list[str]:
    """
    So many cases at the province, each of its own product, with their council formed. `known_by`: of the first producer;
    `changes`: of every dossier's content.
    """
    found = []
    for no in range(first, first + count):
        content = dossier(id=f"d-{no}")
        product = ProductRef(id=f"s-{no}", name=f"Sản phẩm {no}", set_no=set_no)
        more = {"known_by": known_by if no == 1 else None, "product": product, "number": f"{no}/PĐK-33-11977-2026"}
        more |= changes
        content = content.model_copy(update=more)
        await estate.publish(submitted(content))
        below = await _case(province, SCREENER, "/api/cases", content.number)
        await province.send(SCREENER, f"{below}/screening", {"findings": FINDINGS, "proposes": True}, version="case")
        await province.send(SCREENER, f"{below}/forwarding", {}, version="case")
        await estate.settle()
        case = await _case(province, OFFICER, f"/api/cases?office={PROVINCE}", content.number)
        await province.send(OFFICER, f"{case}/council", seated or seats(), version="case", method="PUT")
        found.append(case.removeprefix("/api/cases/"))
    return found


async def _case(province: Deployment, who: Principal, path: str, number: str) -> str:
    lines = (await province.read(who, path))["items"]
    return f"/api/cases/{next(line['id'] for line in lines if line['number'] == number)}"


def agenda(cases: list[str], **more: Any) -> dict[str, Any]:
    """The body that calls a meeting."""
    items = [{"case_id": case, "minutes": 20} for case in cases]
    return {"office": PROVINCE, "on": ON, "hour": HOUR, "held_at": "Hội trường", "cases": items} | more


async def called(province: Deployment, cases: list[str], who: Principal = SECRETARY, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = await province.send(who, "/api/meetings", agenda(cases, **more))
    return made


def everybody(meeting: dict[str, Any], **absent: str) -> dict[str, Any]:
    """The attendance of everybody who was called, but for some who are absent for a reason."""
    return {
        "attendance": [
            {"person_id": one["person_id"], "attendance": "absent", "reason": absent[one["person_id"]]}
            if one["person_id"] in absent
            else {"person_id": one["person_id"], "attendance": "present"}
            for one in meeting["members"]
        ]
    }


async def act(
    province: Deployment, meeting_id: str, path: str, body: Any = None, *, who: Principal = SECRETARY, **more: Any
) -> Any:
    """One step of a meeting at its present version, as a careful client would send it."""
    at = f"/api/meetings/{meeting_id}"
    version = (await province.read(who if who in (SECRETARY, CHAIR, OFFICER) else SECRETARY, at))["version"]
    return await province.send(who, f"{at}/{path}", body, version=version, **more)


async def opened(province: Deployment, cases: list[str], **absent: str) -> str:
    """A meeting over cases that is open; answers its id."""
    meeting = await called(province, cases)
    await act(province, meeting["id"], "opening", everybody(meeting, **absent))
    return str(meeting["id"])


async def sealed(province: Deployment, case: str, *worse: int, who: list[Principal] | None = None) -> None:
    """Everybody seals their sheet, each `worse` by so many criteria."""
    from law.rulebooks import shelf

    for at, one in enumerate(who or [CHAIR, *MEMBERS]):
        mine = f"/api/cases/{case}/sheets/mine"
        answers = best(shelf().get("R26"), 1, worse=worse[at] if at < len(worse) else 0)
        version = (await province.read(one, mine))["version"]
        draft = await province.send(one, mine, {"answers": answers}, version=version, method="PUT")
        await province.send(one, mine, version=draft["version"])
