"""Who sits on a council is told what awaits them: by mail where they are reached, and in the application always."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ocop_events.evaluation.council import CouncilFormedV1, CouncilSeat, MemberRecusedV1
from ocop_events.evaluation.scoring import ScoresDisputedV1, ScoresRevealedV1, ScoringOpenedV1
from ocop_events.vocabulary import ProductRef

from kit.identity import Principal
from services.notifications.messages.lifecycle import State
from tests.callers import person
from tests.notifications.notifications_harness import HOA, HUONG, PostOffice

NOON = datetime(2026, 8, 3, 5, tzinfo=UTC)
CHAIR = Principal.of("chair", "Lê Văn Chủ", "chair@33", email="chu@so.example")
AN = Principal.of("an", "Trần An", "member@33", email="an@so.example")
BINH = person("binh", "member@33", name="Phạm Bình")
PRODUCT = ProductRef(id="s-1", name="Long nhãn", set_no=1)
WHERE: dict[str, Any] = {
    "case_id": "case-2", "dossier_id": "d-1", "office": "33", "council_id": "k-1", "product": PRODUCT
}  # fmt: skip
SEATS = [
    CouncilSeat(person_id="chair", part="chair"),
    CouncilSeat(person_id="an", part="member"),
    CouncilSeat(person_id="binh", part="member", recused=True),
]


def formed(*seats: CouncilSeat) -> CouncilFormedV1:
    return CouncilFormedV1(**WHERE, seats=list(seats or SEATS), formed_at=NOON)


async def announced(office: PostOffice, who: Principal) -> list[str]:
    """What somebody finds in the application, by its text."""
    found = (await office.read(who, "/api/messages"))["items"]
    return sorted(one["template"]["code"] for one in found)


class TestACouncil:
    async def test_is_told_each_by_their_own_address_but_who_stands_aside(self, office: PostOffice) -> None:
        for who in (CHAIR, AN, BINH):
            await announced(office, who)  # they have opened their messages before
        await office.consume(formed())
        assert {one.told_key: one.to and one.to.email for one in await office.messages()} == {
            "person:chair": "chu@so.example",
            "person:an": "an@so.example",
        }
        assert await announced(office, AN) == ["council-formed"]
        assert await announced(office, BINH) == []

    async def test_is_told_of_each_turn_of_its_scoring(self, office: PostOffice) -> None:
        at = {**WHERE, "council": ["chair", "secretary", "an"], "round": 2}
        await office.consume(ScoringOpenedV1(**at, members=["chair", "an"], rulebook_id="R26", opened_at=NOON))
        await office.consume(ScoresRevealedV1(**at, sheets=[], revealed_at=NOON))
        await office.consume(ScoresDisputedV1(**at, spread="12", limit="10", disputed_at=NOON))
        assert await announced(office, AN) == ["scores-disputed", "scores-revealed", "scoring-opened"]
        secretary = person("secretary", "secretary@33")
        assert await announced(office, secretary) == ["scores-disputed", "scores-revealed"]
        assert await announced(office, HUONG) == []

    async def test_without_an_address_is_read_in_the_application_and_mailed_once_there_is_one(
        self, office: PostOffice
    ) -> None:
        await office.consume(formed(CouncilSeat(person_id="binh", part="member")))
        [waiting] = await office.messages()
        assert waiting.state is State.NO_ADDRESS
        assert await announced(office, BINH) == ["council-formed"]
        letter = (await office.read(BINH, f"/api/messages/{waiting.id}"))["letter"]
        assert "Long nhãn" in letter["subject"]
        assert "Long nhãn" in (await office.at(BINH).get(f"/messages/{waiting.id}")).text
        office.clients.clear()
        await announced(office, BINH.model_copy(update={"email": "binh@so.example"}))
        [known] = await office.messages()
        assert (known.state, known.to and known.to.email) == (State.CREATED, "binh@so.example")

    async def test_is_reached_as_its_office_named_somebody_among_its_contacts(self, office: PostOffice) -> None:
        contacts = [{"name": "An", "email": "an@tinh.example", "person_id": "an"}]
        await office.send(HOA, "/api/offices/33", {"contacts": contacts}, version=0, method="PUT")
        await office.consume(formed(CouncilSeat(person_id="an", part="member")))
        [message] = await office.messages()
        assert (message.told_key, message.to and message.to.email) == ("person:an", "an@tinh.example")

    async def test_that_stands_aside_later_finds_and_is_sent_nothing_more(self, office: PostOffice) -> None:
        await announced(office, AN)
        await office.consume(formed())
        aside = {**WHERE, "seats": SEATS, "recused": ["an", "binh"], "person_id": "an", "recused_at": NOON}
        await office.consume(MemberRecusedV1(**aside))
        assert await announced(office, AN) == []
        await office.deliver()
        assert [mail["To"] for mail in office.post.mails() if "an@so.example" in mail["To"]] == []
        at = {**WHERE, "council": ["chair", "an"]}
        await office.consume(ScoresRevealedV1(**at, sheets=[], revealed_at=NOON))
        assert await announced(office, AN) == []


async def test_an_office_is_told_when_nobody_leads_its_council(office: PostOffice) -> None:
    aside = {**WHERE, "seats": SEATS, "person_id": "chair", "recused_at": NOON}
    await office.consume(MemberRecusedV1(**aside))
    assert await office.messages() == []
    await office.consume(MemberRecusedV1(**aside, leaderless=True))
    [message] = await office.messages()
    assert (message.template, message.recipient.key) == ("council-leaderless", "office:33")
