"""The sender against a real mail server that takes, refuses, puts off, stalls, hangs up or is away."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from prometheus_client import generate_latest

from kit.work import Due
from services.notifications.deliveries import use_cases
from services.notifications.deliveries.rules import Patience
from services.notifications.deliveries.sender import CLAIM
from services.notifications.deliveries.smtp import MailServer, ServerAwayError
from services.notifications.messages.lifecycle import State
from services.notifications.messages.message import Message
from services.notifications.messages.use_cases import USEFULNESS, end_usefulness
from tests.notifications.notifications_facts import COMMUNE, certified, forwarded, known
from tests.notifications.notifications_harness import HOA, HUONG, MINH, PostOffice
from tests.records import record_of


async def to_the_producer(office: PostOffice) -> Message:
    """One message, addressed and due."""
    await office.consume(known())
    await office.consume(forwarded())
    return await office.message("producer:p-1")


ANSWERS = [
    ("RCPT 550 no such mailbox", State.PERMANENT_FAILURE, "550"),
    ("RCPT 450 mailbox busy", State.TEMPORARY_FAILURE, "450"),
    ("MAIL 451 try later", State.TEMPORARY_FAILURE, "451"),
    ("DATA 452 disk full", State.TEMPORARY_FAILURE, "452"),
    ("MAIL 553 sender not allowed", State.TECHNICAL_FAILURE, "553"),
    ("DATA 554 looks like spam", State.TECHNICAL_FAILURE, "554"),
]


class TestTheServersAnswer:
    @pytest.mark.parametrize(("answer", "state", "code"), ANSWERS, ids=[answer for answer, _, _ in ANSWERS])
    async def test_decides_what_becomes_of_the_message(
        self, office: PostOffice, answer: str, state: State, code: str
    ) -> None:
        await to_the_producer(office)
        office.post.answers = [answer]
        await office.deliver()
        message = await office.message("producer:p-1")
        assert message.state is state
        assert (message.steps[-1].note or "").startswith(code)
        assert office.post.taken == []
        announced = [fact["_type"].split(".")[-2] for fact in await office.facts()]
        assert announced == ([] if state is State.TEMPORARY_FAILURE else ["failed"])

    async def test_of_one_mail_does_not_hold_up_the_next(self, office: PostOffice) -> None:
        await office.hold(COMMUNE, "minh@xa.example")
        await office.consume(known())
        await office.consume(certified())
        office.post.answers = ["RCPT 550 no such mailbox"]
        await office.deliver()
        states = sorted(one.state.value for one in await office.messages())
        assert states == ["delivered", "permanent-failure"]

    @pytest.mark.parametrize("fault", ["STALL", "DROP"])
    async def test_that_never_comes_is_waited_for_no_longer_than_agreed(self, office: PostOffice, fault: str) -> None:
        await to_the_producer(office)
        office.post.answers = [fault]
        await office.deliver(timeout=0.3)
        assert (await office.message("producer:p-1")).state is State.TEMPORARY_FAILURE
        office.later(minutes=2)
        await office.deliver()
        assert (await office.message("producer:p-1")).state is State.DELIVERED
        assert len({mail["message-id"] for mail in office.post.mails()}) == 1

    async def test_that_may_pass_is_asked_for_again_ever_more_rarely_and_then_no_more(self, office: PostOffice) -> None:
        await to_the_producer(office)
        office.post.answers = ["RCPT 450 busy"] * 3
        patience = Patience(pauses=(60, 600), jitter=lambda low, high: 1.0)
        waits = []
        for _ in range(2):
            await office.deliver(patience=patience)
            due = (await office.message("producer:p-1")).due_at
            assert due
            waits.append((due - office.wall).total_seconds())
            assert await office.deliver(patience=patience) == 0
            office.wall = due
        assert waits == [60, 600]
        await office.deliver(patience=patience)
        message = await office.message("producer:p-1")
        assert (message.state, message.attempts) == (State.EXPIRED, 3)
        [failed] = await office.facts()
        assert (failed["reason"], failed["attempts"]) == ("expired", 3)


class TestPatience:
    def test_spreads_the_attempts_so_that_not_all_knock_at_once(self) -> None:
        pauses = {Patience().pause(1) for _ in range(50)}
        assert len(pauses) > 40
        assert all(timedelta(seconds=48) <= pause <= timedelta(seconds=72) for pause in pauses if pause)

    def test_lasts_about_three_days(self) -> None:
        assert timedelta(days=2.5) < timedelta(seconds=sum(Patience().pauses)) < timedelta(days=4)


class TestAServerThatIsAway:
    async def test_costs_no_message_an_attempt(self, office: PostOffice) -> None:
        await to_the_producer(office)
        port = office.post.port
        await office.post.stop()
        with pytest.raises(ServerAwayError):
            await office.deliver()
        message = await office.message("producer:p-1")
        assert (message.state, message.attempts) == (State.CREATED, 0)
        await office.post.start(port)
        await office.deliver()
        assert (await office.message("producer:p-1")).state is State.DELIVERED

    async def test_is_waited_for_by_the_sender_and_seen_by_the_operator(self, office: PostOffice) -> None:
        await to_the_producer(office)
        port = office.post.port
        await office.post.stop()
        sender = office.sender()
        running = asyncio.create_task(sender.run())
        try:
            while sender.pause == 0:
                await asyncio.sleep(0.01)
            assert "ocop_mail_server_up 0.0" in metrics(office)
            await office.post.start(port)
            while (await office.message("producer:p-1")).state is not State.DELIVERED:
                await asyncio.sleep(0.02)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        assert "ocop_mail_server_up 1.0" in metrics(office)

    def test_must_be_named_by_an_address_of_a_mail_server(self) -> None:
        for url in ("http://mail", "smtp://", "mail:25"):
            with pytest.raises(ValueError, match="SMTP_URL"):
                MailServer(url)


class TestASenderThatDies:
    async def test_between_sending_and_noting_sends_again_with_the_same_message_id(self, office: PostOffice) -> None:
        await to_the_producer(office)

        class Died(BaseException):
            pass

        sender = office.sender()
        hand_over = sender.server.hand_over

        async def and_die(*args: Any, **more: Any) -> None:
            await hand_over(*args, **more)
            raise Died

        sender.server.hand_over = and_die  # type: ignore[method-assign, assignment]
        with pytest.raises(Died):
            await sender.send_due()
        await sender.server.close()
        assert len(office.post.taken) == 1
        assert (await office.message("producer:p-1")).state is State.SENDING
        assert await office.deliver() == 0, "the claim still holds"
        office.wall += CLAIM
        await office.deliver()
        first, second = office.post.mails()
        assert first["message-id"] == second["message-id"]
        assert first.as_bytes() == second.as_bytes()
        message = await office.message("producer:p-1")
        assert (message.state, message.attempts) == (State.DELIVERED, 2)

    async def test_politely_ends_what_it_has_begun(self, office: PostOffice) -> None:
        await to_the_producer(office)
        sender = office.sender()
        hand_over = sender.server.hand_over
        begun = asyncio.Event()

        async def slowly(*args: Any, **more: Any) -> Any:
            begun.set()
            await asyncio.sleep(0.05)  # a slow mail server: the end comes while it is handed over
            return await hand_over(*args, **more)

        sender.server.hand_over = slowly  # type: ignore[method-assign]
        running = asyncio.create_task(sender.run())
        await begun.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert (await office.message("producer:p-1")).state is State.DELIVERED
        assert len(office.post.taken) == 1

    async def test_and_comes_back_does_not_overrule_who_took_over(self, office: PostOffice) -> None:
        await to_the_producer(office)
        slow = office.sender()
        [claimed] = await office.service.work.transact(
            lambda unit: use_cases.claim(unit, limit=5, wall=office.wall, until=office.wall + CLAIM)
        )
        office.wall += CLAIM
        await office.deliver()
        office.post.answers = ["RCPT 550 no such mailbox"]
        await slow.send(claimed)
        await slow.server.close()
        assert (await office.message("producer:p-1")).state is State.DELIVERED

    async def test_leaves_nothing_to_two_that_claim_at_once(self, office: PostOffice) -> None:
        for number in range(4):
            await office.consume(known(f"p-{number}"))
            await office.consume(certified(producer=known(f"p-{number}").producer))
        await asyncio.gather(*(office.deliver() for _ in range(3)), return_exceptions=True)
        while await office.deliver():
            pass
        assert len(office.post.taken) == 4
        assert len({mail["message-id"] for mail in office.post.mails()}) == 4


class TestAMessageOfNoUseAnyMore:
    async def test_is_given_up_and_said_to_be(self, office: PostOffice) -> None:
        message = await to_the_producer(office)
        office.clock.advance(timedelta(days=31))
        assert await office.service.ticker.sweep_once() >= 1
        assert (await office.message("producer:p-1")).state is State.EXPIRED
        assert [fact["reason"] for fact in await office.facts()] == ["expired"]
        assert await office.deliver() == 0
        assert message.useful_until <= office.clock.now()

    async def test_is_left_to_a_sender_that_has_it_in_hand(self, office: PostOffice) -> None:
        message = await to_the_producer(office)
        await office.service.work.transact(
            lambda unit: use_cases.claim(unit, limit=5, wall=office.wall, until=office.wall + CLAIM)
        )
        due = Due(what=USEFULNESS, subject=message.id, due_at=office.clock.now())
        await office.service.work.transact(lambda unit: end_usefulness(unit, due))
        assert (await office.message("producer:p-1")).state is State.SENDING
        [row] = [row async for row in office.service.database["deadlines"].find({"subject": message.id})]
        assert row["due_at"] > office.clock.now()

    async def test_was_no_deadline_once_it_is_delivered(self, office: PostOffice) -> None:
        await to_the_producer(office)
        await office.deliver()
        assert [row async for row in office.service.database["deadlines"].find({})] == []


class TestWhoWasNotReached:
    async def test_is_sent_to_again_at_the_address_of_now(self, office: PostOffice) -> None:
        message = await self._failed(office)
        await office.consume(known(), record_of(known(address="moi@htx.example"), office.clock.now(), version=2))
        answer = await office.send(MINH, f"/api/messages/{message.id}/retry", version=message.version)
        assert answer["state"]["code"] == "created"
        await office.deliver()
        assert [to for to, _ in office.post.taken] == ["moi@htx.example"]
        assert [step.by.name for step in (await office.message("producer:p-1")).steps if step.verb == "retry"] == [
            "Trần Văn Minh"
        ]

    async def test_is_off_the_list_once_a_person_told_them(self, office: PostOffice) -> None:
        message = await self._failed(office)
        assert len((await office.read(MINH, "/api/unreached"))["items"]) == 1
        path = f"/api/messages/{message.id}/told-otherwise"
        refused = await office.send(MINH, path, {"how": "  "}, version=message.version, status=422)
        assert refused["slug"] == "message.how-missing"
        done = await office.send(MINH, path, {"how": "Gọi điện 10:00, gặp chị Hương"}, version=message.version)
        assert done["state"]["code"] == "told-otherwise"
        assert (await office.read(MINH, "/api/unreached"))["items"] == []
        again = await office.send(MINH, f"/api/messages/{message.id}/retry", version=done["version"], status=409)
        assert again["slug"] == "lifecycle.step-refused"

    async def test_is_not_sent_to_against_their_wish(self, office: PostOffice) -> None:
        message = await self._failed(office)
        wishes = await office.read(HUONG, "/api/producers/p-1/wishes")
        await office.send(
            HUONG, "/api/producers/p-1/wishes", {"opted_out": True}, version=wishes["version"], method="PUT"
        )
        refused = await office.send(HOA, f"/api/messages/{message.id}/retry", version=message.version, status=409)
        assert refused["slug"] == "message.opted-out"

    async def test_without_an_address_cannot_be_sent_to(self, office: PostOffice) -> None:
        await office.consume(forwarded())
        office.clock.advance(timedelta(days=31))
        await office.service.ticker.sweep_once()
        message = await office.message("producer:p-1")
        assert message.state is State.EXPIRED
        refused = await office.send(MINH, f"/api/messages/{message.id}/retry", version=message.version, status=409)
        assert refused["slug"] == "message.still-no-address"

    async def test_in_an_office_whose_people_changed_is_not_told_twice(self, office: PostOffice) -> None:
        await office.hold(COMMUNE, "cu@xa.example", "lan@xa.example")
        await office.consume(certified())
        office.post.answers = ["RCPT 550 gone"]
        await office.deliver()
        [failed] = [one for one in await office.messages() if one.state is State.PERMANENT_FAILURE]
        await office.hold(COMMUNE, *({"cu@xa.example", "lan@xa.example"} - {failed.to.email}))  # type: ignore[union-attr]
        refused = await office.send(HOA, f"/api/messages/{failed.id}/retry", version=failed.version, status=409)
        assert refused["slug"] == "message.all-told"
        [reached] = {"cu@xa.example", "lan@xa.example"} - {failed.to.email}  # type: ignore[union-attr]
        await office.hold(COMMUNE, reached, "moi@xa.example")
        answer = await office.send(HOA, f"/api/messages/{failed.id}/retry", version=failed.version)
        assert answer["to"]["email"] == "moi@xa.example"

    @staticmethod
    async def _failed(office: PostOffice) -> Message:
        await to_the_producer(office)
        office.post.answers = ["RCPT 550 no such mailbox"]
        await office.deliver()
        return await office.message("producer:p-1")


class TestTheGauges:
    async def test_say_who_waits_who_is_unreached_and_for_how_long(self, office: PostOffice) -> None:
        await office.consume(known())
        await office.consume(certified())
        office.clock.advance(timedelta(seconds=90))
        await office.sender().gauges.refresh(office.service.work.reading())
        said = metrics(office)
        assert 'ocop_notices{state="created"} 1.0' in said
        assert 'ocop_notices{state="no-address"} 1.0' in said
        assert "ocop_notices_unreached 1.0" in said
        assert "ocop_notices_oldest_undelivered_seconds 90.0" in said
        await office.deliver()
        await office.sender().gauges.refresh(office.service.work.reading())
        assert 'ocop_notice_attempts_total{result="accepted"} 1.0' in metrics(office)
        assert "ocop_notices_oldest_undelivered_seconds 0.0" in metrics(office)


def metrics(office: PostOffice) -> str:
    return generate_latest(office.service.metrics.registry).decode()
