"""Cases that are scored, and decisions over them, as officers carry them through the API."""

from __future__ import annotations

from typing import Any

from ocop_events.registry.dossier import DossierContent
from ocop_events.vocabulary import ProducerRef, ProductRef

from kit.identity import Principal
from law.rulebooks import shelf
from tests.callers import person
from tests.evaluation.evaluation_harness import (
    CHAIR,
    FINDINGS,
    MEMBERS,
    OFFICER,
    PROVINCE,
    SCREENER,
    Deployment,
    Estate,
    confirmed,
    dossier,
    scored,
    submitted,
)
from tests.pdfs import a_pdf

LINH = person("linh", "producer@p-2")


def product(n: int) -> DossierContent:
    """The n-th dossier: a product and a producer of its own."""
    of = dossier(id=f"d-{n}")
    made = {
        "number": f"{n}/PĐK-33-11977-2026",
        "product": ProductRef(id=f"s-{n}", name=f"Long nhãn số {n}", set_no=1),
        "producer": ProducerRef(id=f"p-{n}", name=f"HTX số {n}", kind="cooperative", place=of.producer.place),
    }
    return of.model_copy(update=made)


async def scored_cases(deployment: Deployment, estate: Estate, *, worse: tuple[int, ...] = (6, 6)) -> list[str]:
    """Cases at the province with a concluded result, one for each of `worse` (how many criteria got the least); their ids."""
    found: list[str] = []
    for n, less in enumerate(worse, 1):
        await estate.publish(submitted(product(n)))
        number = product(n).number
        lines = (await deployment.read(SCREENER, "/api/cases"))["items"]
        commune = f"/api/cases/{next(line['id'] for line in lines if line['number'] == number)}"
        await deployment.send(
            SCREENER, f"{commune}/screening", {"findings": FINDINGS, "proposes": True}, version="case"
        )
        await deployment.send(SCREENER, f"{commune}/forwarding", {}, version="case")
        await estate.settle()
        lines = (await deployment.read(OFFICER, f"/api/cases?office={PROVINCE}&state=opened"))["items"]
        case = f"/api/cases/{next(line['id'] for line in lines if line['number'] == number)}"
        answers = answers_of(less)
        await scored(deployment, case, dict.fromkeys([CHAIR, *MEMBERS], answers))
        await deployment.send(CHAIR, f"{case}/scoring/conclude")
        await confirmed(deployment, case)
        found.append(case.rpartition("/")[2])
    return found


def answers_of(worse: int) -> dict[str, str]:
    """Answers with the least points in the first `worse` criteria."""
    answers: dict[str, str] = {}
    for at, leaf in enumerate(shelf().get("R26").sheet(1).leaves):
        in_order = sorted(leaf.options, key=lambda option: option.points)
        answers[leaf.id] = (in_order[0] if at < worse else in_order[-1]).id
    return answers


async def drafted(
    deployment: Deployment, cases: list[str], who: Principal = OFFICER, status: int = 201, **more: Any
) -> Any:
    body = {"cases": cases, "signatory": "Nguyễn Hùng Nam", **more}
    return await deployment.send(who, "/api/decisions", body, status=status)


async def signed(
    deployment: Deployment,
    decision: Any,
    number: str = "100/QĐ-UBND",
    on: str = "2026-08-03",
    who: Principal = OFFICER,
    status: int = 200,
) -> Any:
    answer = await deployment.at(who).post(
        f"/api/decisions/{decision['id']}/signed-copy",
        files={"file": ("qd.pdf", a_pdf(f"{decision['id']} {number}"), "application/pdf")},
        data={"number": number, "on": on},
        headers={"if-match": f'"{decision["version"]}"'},
    )
    assert answer.status_code == status, answer.text
    return answer.json()


async def step(
    deployment: Deployment, decision: Any, what: str, body: Any = None, status: int = 200, who: Principal = OFFICER
) -> Any:
    at = f"/api/decisions/{decision['id']}/{what}"
    return await deployment.send(who, at, body, version=decision["version"], status=status)


async def issued(deployment: Deployment, cases: list[str], number: str = "100/QĐ-UBND") -> Any:
    """One decision over some cases, drafted, signed and issued."""
    draft = await drafted(deployment, cases)
    return await step(deployment, await signed(deployment, draft, number), "issue")
