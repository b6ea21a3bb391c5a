"""From a fact to a mail in somebody's hands: who is told what, once."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

from notifications_harness import COMMUNE, PostOffice, certified, known, place, producer, record_of

from kit.messaging.apply import Outcome
from services.notifications.messages.lifecycle import State


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body
    return str(body.get_content())


class TestARecognition:
    async def test_is_mailed_to_producer_and_commune_with_everything_they_need(self, office: PostOffice) -> None:
        await office.hold(COMMUNE, "minh@xa-tanhung.example")
        await office.hear(known())
        await office.hear(certified())
        assert await office.deliver() == 2
        by_address = dict(office.post.taken)
        assert set(by_address) == {"huong@htx.example", "minh@xa-tanhung.example"}
        for mail in by_address.values():
            said = text_of(mail)
            for part in (
                "Long nhãn sấy Tân Hưng",
                "4 sao",
                "1608/QĐ-UBND",
                "33-11977-1-2026",
                "03/08/2026",
                "02/08/2029",
            ):
                assert part in said
            assert "http://127.0.0.1:8080/registry/products/s-1" in said
        assert by_address["huong@htx.example"]["subject"] == "Long nhãn sấy Tân Hưng được công nhận OCOP 4 sao"
        told = [fact for fact in await office.facts() if fact["_type"].endswith("message.delivered.v1")]
        assert {(fact["template"], fact["recipient"], fact["about"]) for fact in told} == {
            ("product-certified", "p-1", "c-1"),
            ("product-certified-office", COMMUNE, "c-1"),
        }

    async def test_goes_once_however_often_it_is_heard(self, office: PostOffice) -> None:
        await office.hear(known())
        event = certified()
        record = record_of(event, office.clock.now())
        first = await office.hear(event, record)
        again = await office.hear(event, record)
        assert set(first.values()) == {Outcome.APPLIED}
        assert set(again.values()) == {Outcome.DUPLICATE}
        # The inbox may be lost (a database put back from an older copy): the rows' own key holds all the same.
        await office.service.database["inbox"].delete_many({})
        await office.hear(event, record)
        assert len(await office.messages()) == 2
        assert await office.deliver() == 1
        assert await office.deliver() == 0
        assert len(office.post.taken) == 1

    async def test_reaches_the_office_that_serves_the_old_commune_today(self, office: PostOffice) -> None:
        old = place("33/330/12265", date(2023, 6, 1), "Xã Chí Tân")
        await office.hear(certified(producer=producer(where=old)))
        [told] = [one for one in await office.messages() if one.told_key.startswith("office:")]
        assert told.recipient.id.count("/") == 1
        assert told.state is State.NO_ADDRESS
