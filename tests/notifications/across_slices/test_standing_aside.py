"""Whoever stood aside from a dossier is sent nothing of it, and finds nothing that anybody was told of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from ocop_events.evaluation.council import CouncilSeat, MemberRecusedV1

from kit.identity import Principal
from services.notifications.messages.lifecycle import State
from tests.callers import person
from tests.notifications.notifications_facts import COMMUNE, case_received, certified, known, returned, ruled, submitted
from tests.notifications.notifications_harness import HOA, HUONG, PostOffice

MINH = person("minh", f"commune-officer@{COMMUNE}", "member@33")
COLLEAGUE = person("colleague", f"commune-officer@{COMMUNE}")
NOON = datetime(2026, 8, 3, 5, tzinfo=UTC)


def stands_aside(who: str = "minh", dossier_id: str = "d-1", case: str = "case-2") -> MemberRecusedV1:
    return MemberRecusedV1(
        case_id=case,
        dossier_id=dossier_id,
        office="33",
        council_id="council-1",
        seats=[CouncilSeat(person_id=who, part="member", recused=True)],
        recused=[who],
        person_id=who,
        recused_at=NOON,
    )


async def hold(office: PostOffice) -> None:
    """Has two people and a mailbox read for the commune."""
    path = f"/api/offices/{COMMUNE}"
    contacts = [
        {"name": "Minh", "email": "minh@xa.example", "person_id": "minh"},
        {"name": "Đồng nghiệp", "email": "colleague@xa.example", "person_id": "colleague"},
        {"name": "Văn phòng", "email": "office@xa.example"},
    ]
    await office.send(HOA, path, {"contacts": contacts}, version=0, method="PUT")


async def announced_all(office: PostOffice) -> list[str]:
    """Publishes everything there is to publish of a dossier, and of another one; answers the ids of the first's."""
    for event in (known(), submitted(), returned(), case_received(), ruled("not-recognised"), certified()):
        await office.consume(event)
    ids = [message.id for message in await office.messages()]
    await office.consume(submitted(dossier_id="d-2"))
    assert len(ids) > 5
    return ids


async def finds(office: PostOffice, who: Principal, ids: list[str]) -> set[str]:
    """What a person finds of some messages; every way of looking must say the same."""
    at = office.at(who)
    listed = {one["id"] for one in (await office.read(who, "/api/messages?limit=200"))["items"]} & set(ids)
    single = {id for id in ids if (await at.get(f"/api/messages/{id}")).status_code == 200}
    pages = {id for id in ids if (await at.get(f"/messages/{id}")).status_code == 200}
    about = {
        one["id"] for of in ("d-1", "c-1") for one in (await office.read(who, f"/api/messages?about={of}"))["items"]
    }
    states: set[str] = set()
    for state in State:
        states |= {one["id"] for one in (await office.read(who, f"/api/messages?state={state}"))["items"]} & set(ids)
    acts = {
        id
        for id in ids
        if (await at.post(f"/api/messages/{id}/retry", headers={"if-match": '"99"'})).status_code != 404
    }
    assert listed == single == pages == about == states == acts
    return listed


async def test_a_dossiers_messages_are_closed_to_whoever_stood_aside(office: PostOffice) -> None:
    await hold(office)
    ids = await announced_all(office)
    before = await finds(office, MINH, ids)
    assert before
    await office.consume(stands_aside())
    assert await finds(office, MINH, ids) == set()
    assert await finds(office, COLLEAGUE, ids) == before
    [other] = (await office.read(MINH, "/api/messages"))["items"]
    assert other["about"] == "d-2"
    await office.consume(stands_aside())
    assert await finds(office, MINH, ids) == set()


async def test_who_was_not_reached_is_absent_from_their_list_too(office: PostOffice) -> None:
    await office.consume(submitted())
    [row] = (await office.read(COLLEAGUE, "/api/unreached"))["items"]
    await office.consume(stands_aside())
    assert (await office.read(MINH, "/api/unreached"))["items"] == []
    assert [one["id"] for one in (await office.read(COLLEAGUE, "/api/unreached"))["items"]] == [row["id"]]


async def test_nothing_of_it_is_sent_to_them(office: PostOffice) -> None:
    await hold(office)
    await office.consume(case_received())  # written to all three before the news comes
    await office.consume(stands_aside())
    await office.consume(ruled("not-recognised"))
    await office.consume(known())
    while await office.deliver():
        pass
    reached = [to for to, _ in office.post.taken]
    assert "minh@xa.example" not in reached
    assert {"colleague@xa.example", "office@xa.example"} <= set(reached)
    [withheld] = [one for one in await office.messages() if one.state is State.WITHHELD]
    assert withheld.to is not None
    assert withheld.to.person_id == "minh"


async def test_where_nobody_else_reads_for_the_office_it_waits_for_somebody(office: PostOffice) -> None:
    one = {"name": "Minh", "email": "minh@xa.example", "person_id": "minh"}
    await office.send(HOA, f"/api/offices/{COMMUNE}", {"contacts": [one]}, version=0, method="PUT")
    await office.consume(stands_aside())
    await office.consume(case_received())
    message = await office.message(f"office:{COMMUNE}")
    assert message.state is State.NO_ADDRESS
    refused = await office.send(COLLEAGUE, f"/api/messages/{message.id}/retry", version=message.version, status=409)
    assert refused["slug"]
    version = (await office.read(HOA, f"/api/offices/{COMMUNE}"))["version"]
    two = {"name": "Đồng nghiệp", "email": "colleague@xa.example", "person_id": "colleague"}
    await office.send(HOA, f"/api/offices/{COMMUNE}", {"contacts": [one, two]}, version=version, method="PUT")
    assert [one.to.email for one in await office.messages(f"office:{COMMUNE}") if one.to] == ["colleague@xa.example"]


@pytest.mark.parametrize("first", [True, False])
async def test_a_producers_own_messages_are_never_closed_to_it(office: PostOffice, first: bool) -> None:
    if first:
        await office.consume(stands_aside("huong"))
    await office.consume(known())
    await office.consume(submitted())
    await office.consume(stands_aside("huong"))
    assert len((await office.read(HUONG, "/api/messages?about=d-1"))["items"]) == 1
    await office.deliver()
    assert [to for to, _ in office.post.taken] == ["huong@htx.example"]
