"""A dossier has one case at an office, a case one ruling, a roster one row of a person: of two that come at once, one."""

from __future__ import annotations

import asyncio

from law.rulebooks import shelf
from tests.callers import person
from tests.evaluation.evaluation_harness import (
    CHAIR,
    MEMBERS,
    Deployment,
    Estate,
    at_the_province,
    best,
    confirmed,
    dossier,
    scored,
    submitted,
)
from tests.records import record_of

KEEPER = person("keeper", "administrator@33")


async def test_two_submissions_at_once_open_one_case(province: Deployment, estate: Estate) -> None:
    event = submitted(dossier())
    records = [record_of(event, province.clock.now(), version) for version in (1, 2)]
    await asyncio.gather(*(province.consume(record) for record in records))
    assert await province.service.database["cases"].count_documents({}) == 1
    assert [row["reason"]["slug"] for row in await province.parked()] == ["case.already-open"]


async def test_a_person_is_on_a_roster_once(province: Deployment) -> None:
    asked = {"office": "33", "person_id": "lan", "name": "Nguyễn Thị Lan"}
    answers = await asyncio.gather(*(province.at(KEEPER).post("/api/roster", json=asked) for _ in range(3)))
    assert {answer.status_code for answer in answers} <= {200, 201, 409}
    assert await province.service.database["people"].count_documents({"person_id": "lan"}) == 1


async def test_two_rulings_at_once_on_a_case_are_one(province: Deployment, estate: Estate) -> None:
    case = await at_the_province(province, estate)
    answers = best(shelf().in_force(dossier().submitted_on), 1)
    await scored(province, case, dict.fromkeys((CHAIR, *MEMBERS), answers))
    await province.send(CHAIR, f"{case}/scoring/conclude")
    await confirmed(province, case)
    version = (await province.read(CHAIR, case))["version"]
    headers = {"if-match": f'"{version}"'}
    sent = (
        province.at(CHAIR).post(f"{case}/ruling", json={"decision_number": f"{at}/QĐ-UBND"}, headers=headers)
        for at in (1, 2)
    )
    statuses = sorted(answer.status_code for answer in await asyncio.gather(*sent))
    assert (statuses[0] < 300, statuses[1]) == (True, 412)
    assert await province.service.database["rulings"].count_documents({}) == 1
