"""From a fact to a mail in somebody's hands: who is told what, once."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from ocop_events.envelope import EventData
from ocop_events.evaluation.case import CaseOpenedV1
from ocop_events.evaluation.council import CouncilReseatedV1, MemberRecusedV1
from ocop_events.evaluation.substitute import SubstituteEndedV1
from ocop_events.examples import example
from ocop_events.reference.rulebook import LawTextPublishedV1, RulebookPublishedV1
from ocop_events.registry.credential import CredentialExpiringV1
from ocop_events.registry.mark import MarkUseAnsweredV1
from ocop_events.registry.mark_request import MarkReplyDueV1
from ocop_events.registry.producer import ProducerMergedV1, ProducerStateV1
from ocop_events.registry.yearly_card import YearlyCardDueV1

from kit.messaging.parking import Outcome
from services.notifications.deliveries.mail import as_text
from services.notifications.messages.lifecycle import State
from services.notifications.messages.subscriptions import NEWS, subscriptions
from services.notifications.messages.timers import erase_once
from tests.notifications.notifications_facts import (
    COMMUNE,
    OCCASIONS,
    case_received,
    certified,
    credential,
    expiring,
    forwarded,
    known,
    of_case,
    place,
    producer,
    returned,
    ruled,
)
from tests.notifications.notifications_harness import HOA, HUONG, MINH, PostOffice
from tests.records import record_of

NOW = datetime(2026, 8, 3, 2, tzinfo=UTC)


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body
    return str(body.get_content()).replace("\r\n", "\n")


class TestARecognition:
    async def test_is_mailed_to_producer_and_commune_with_everything_they_need(self, office: PostOffice) -> None:
        await office.hold(COMMUNE, "minh@xa-tanhung.example")
        await office.consume(known())
        await office.consume(certified())
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
        leads_to = {who: re.search(r"/registry/(\S+)", text_of(mail)) for who, mail in by_address.items()}
        assert {who: found and found[1] for who, found in leads_to.items()} == {
            "huong@htx.example": "dossiers/d-1",
            "minh@xa-tanhung.example": "products/s-1",
        }
        assert by_address["huong@htx.example"]["subject"] == "Long nhãn sấy Tân Hưng được công nhận OCOP 4 sao"
        announced = [fact for fact in await office.facts() if fact["_type"].endswith("message.delivered.v1")]
        assert {(fact["template"], fact["recipient"], fact["about"]) for fact in announced} == {
            ("product-certified", "p-1", "c-1"),
            ("product-certified-office", COMMUNE, "c-1"),
        }

    async def test_of_an_earlier_year_is_news_to_nobody(self, office: PostOffice) -> None:
        await office.consume(known())
        consumed = await office.consume(certified(retrospective=True))
        assert set(consumed.values()) == {Outcome.APPLIED}
        assert await office.messages() == []

    async def test_goes_once_however_often_it_is_consumed(self, office: PostOffice) -> None:
        await office.consume(known())
        event = certified()
        record = record_of(event, office.clock.now())
        first = await office.consume(event, record)
        again = await office.consume(event, record)
        assert set(first.values()) == {Outcome.APPLIED}
        assert set(again.values()) == {Outcome.DUPLICATE}
        # The inbox may be lost (a database put back from an older copy): the rows' own key holds all the same.
        await office.service.database["inbox"].delete_many({})
        await office.consume(event, record)
        assert len(await office.messages()) == 2
        assert await office.deliver() == 1
        assert await office.deliver() == 0
        assert len(office.post.taken) == 1

    async def test_reaches_the_office_that_serves_the_old_commune_today(self, office: PostOffice) -> None:
        old = place("33/330/12265", date(2023, 6, 1), "Xã Chí Tân")
        await office.consume(certified(producer=producer(where=old)))
        [announced] = [one for one in await office.messages() if one.told_key.startswith("office:")]
        assert announced.recipient.id.count("/") == 1
        assert announced.state is State.NO_ADDRESS
        assert (await office.message("producer:p-1")).place == announced.place


class TestAnAddress:
    async def test_that_comes_after_the_news_lets_it_go(self, office: PostOffice) -> None:
        await office.consume(certified())
        waiting = await office.message("producer:p-1")
        assert waiting.state is State.NO_ADDRESS
        assert await office.deliver() == 0
        await office.consume(known())
        await office.hold(COMMUNE, "minh@xa.example", "lan@xa.example")
        assert await office.deliver() == 3
        assert {to for to, _ in office.post.taken} == {"huong@htx.example", "minh@xa.example", "lan@xa.example"}
        assert {one.state for one in await office.messages()} == {State.DELIVERED}

    async def test_and_the_news_in_the_same_moment_do_not_miss_each_other(self, office: PostOffice) -> None:
        for number in range(6):
            who = f"p-{number}"
            news = certified(certificate_id=f"c-{number}", producer=producer(who))
            await asyncio.gather(office.consume(news), office.consume(known(who)))
            assert (await office.message(f"producer:{who}")).state is State.CREATED

    async def test_that_is_none_leaves_the_producer_on_the_list_of_who_was_not_reached(
        self, office: PostOffice
    ) -> None:
        await office.consume(known(address="không có"))
        await office.consume(certified())
        assert (await office.message("producer:p-1")).state is State.NO_ADDRESS
        rows = (await office.read(MINH, "/api/unreached"))["items"]
        assert [(row["to"]["id"], row["telephone"]) for row in rows] == [("p-1", "0912 345 678"), (COMMUNE, None)]
        await office.consume(known(), record_of(known(), office.clock.now(), version=2))
        assert (await office.message("producer:p-1")).state is State.CREATED

    async def test_older_than_the_one_we_have_is_not_believed(self, office: PostOffice) -> None:
        await office.consume(
            known(address="new@htx.example"), record_of(known(address="new@htx.example"), NOW, version=5)
        )
        await office.consume(
            known(address="old@htx.example"), record_of(known(address="old@htx.example"), NOW, version=4)
        )
        await office.consume(certified())
        assert (await office.message("producer:p-1")).to.email == "new@htx.example"  # type: ignore[union-attr]

    async def test_is_forgotten_when_the_producer_leaves(self, office: PostOffice) -> None:
        await office.consume(known())
        await office.gone(ProducerStateV1, "p-1", version=2)
        kept = [row async for row in office.service.database["producers"].find({})]
        assert [(row["email"], row["phone"], row["representative"]) for row in kept] == [(None, None, None)]
        await office.consume(certified())
        assert (await office.message("producer:p-1")).state is State.NO_ADDRESS


def merged(id: str = "p-1", into: str = "p-2") -> ProducerMergedV1:
    return ProducerMergedV1(producer_id=id, into_id=into, place=COMMUNE, reason="Ghi hai lần", merged_on=NOW.date())


class TestAMergedProducer:
    @pytest.mark.parametrize("tombstone_first", [True, False])
    async def test_is_reached_by_the_record_that_is_kept(self, office: PostOffice, tombstone_first: bool) -> None:
        await office.consume(known())
        await office.consume(known("p-2", address="kept@htx.example"))
        if tombstone_first:
            await office.gone(ProducerStateV1, "p-1", version=2)
        await office.consume(merged())
        if not tombstone_first:
            await office.gone(ProducerStateV1, "p-1", version=2)
        await office.consume(certified())
        assert (await office.message("producer:p-1")).to.email == "kept@htx.example"  # type: ignore[union-attr]

    async def test_has_what_waited_for_it_go_there(self, office: PostOffice) -> None:
        await office.consume(certified())
        await office.consume(known("p-2", address="kept@htx.example"))
        await office.consume(merged())
        assert (await office.message("producer:p-1")).state is State.CREATED
        assert await office.deliver() == 1
        assert [to for to, _ in office.post.taken] == ["kept@htx.example"]

    async def test_waits_for_the_address_of_the_last_of_several(self, office: PostOffice) -> None:
        await office.consume(merged())
        await office.consume(merged("p-2", "p-3"))
        await office.consume(certified())
        assert (await office.message("producer:p-1")).state is State.NO_ADDRESS
        await office.consume(known("p-3", address="kept@htx.example"))
        assert (await office.message("producer:p-1")).to.email == "kept@htx.example"  # type: ignore[union-attr]

    async def test_is_telephoned_at_the_number_of_the_kept_one(self, office: PostOffice) -> None:
        await office.consume(known("p-2", address="không có"))
        await office.consume(merged())
        await office.consume(certified())
        rows = (await office.read(MINH, "/api/unreached"))["items"]
        assert [(row["to"]["id"], row["telephone"]) for row in rows] == [("p-1", "0912 345 678"), (COMMUNE, None)]

    async def test_leads_round_and_round_to_nobody(self, office: PostOffice) -> None:
        await office.consume(merged())
        await office.consume(merged("p-2", "p-1"))
        await office.consume(certified())
        assert (await office.message("producer:p-1")).state is State.NO_ADDRESS


class TestWhoOptedOut:
    async def test_gets_legal_notices_only_and_the_row_says_so(self, office: PostOffice) -> None:
        await office.consume(known())
        wishes = await office.read(HUONG, "/api/producers/p-1/wishes")
        await office.send(
            HUONG, "/api/producers/p-1/wishes", {"opted_out": True}, version=wishes["version"], method="PUT"
        )
        await office.consume(forwarded())
        await office.consume(returned())
        by_template = {one.template: one.state for one in await office.messages("producer:p-1")}
        assert by_template == {"case-forwarded": State.WITHHELD, "case-returned": State.CREATED}

    async def test_stays_so_when_the_registry_speaks_again(self, office: PostOffice) -> None:
        await self.test_gets_legal_notices_only_and_the_row_says_so(office)
        await office.consume(known(), record_of(known(address="new@htx.example"), NOW, version=9))
        assert (await office.read(HUONG, "/api/producers/p-1/wishes"))["opted_out"] is True

    async def test_in_an_office_does_not_silence_its_others(self, office: PostOffice) -> None:
        version = (await office.read(HOA, f"/api/offices/{COMMUNE}"))["version"]
        contacts = [
            {"name": "Minh", "email": "minh@xa.example", "opted_out": True},
            {"name": "Lan", "email": "lan@xa.example", "language": "en"},
        ]
        await office.send(HOA, f"/api/offices/{COMMUNE}", {"contacts": contacts}, version=version, method="PUT")
        await office.consume(expiring())
        announced = {one.to.name: one for one in await office.messages(f"office:{COMMUNE}") if one.to}
        assert announced["Minh"].state is State.WITHHELD
        assert announced["Lan"].state is State.CREATED
        assert announced["Lan"].letter is not None
        assert announced["Lan"].letter.subject == "30 days left: Long nhãn sấy Tân Hưng of HTX Nhãn lồng Tân Hưng"


class TestEveryOccasion:
    @pytest.mark.parametrize(("fact", "expected"), OCCASIONS, ids=[type(fact).__name__ for fact, _ in OCCASIONS])
    async def test_tells_whom_it_concerns(self, office: PostOffice, fact: EventData, expected: dict[str, str]) -> None:
        await office.consume(known())
        for path in ("33", COMMUNE):
            await office.hold(path, f"officer@{path.replace('/', '-')}.example")
        await office.consume(fact)
        found = await office.messages()
        assert {one.told_key.split("#")[0]: one.template for one in found} == expected
        for one in found:
            assert one.letter is not None
            assert "Long nhãn sấy Tân Hưng" in one.letter.subject
            assert one.letter.way is not None
            assert "{" not in as_text(one.letter, lambda way: way.path)

    async def test_of_a_recognising_ruling_waits_for_the_certificate(self, office: PostOffice) -> None:
        for outcome in ("recognised", "forwarded", "something-of-a-later-edition"):
            await office.consume(ruled(outcome))
        assert await office.messages() == []

    def test_that_a_handler_consumes_is_named_by_a_text(self, office: PostOffice) -> None:
        consumed = {type_ for handler in office.service.dead_letters.handlers.values() for type_ in handler.types}
        # Whom to reach, and whom not; and the law's editions, which every service keeps.
        silent: set[type[EventData]] = {
            ProducerStateV1,
            ProducerMergedV1,
            MemberRecusedV1,
            CouncilReseatedV1,
            SubstituteEndedV1,
            RulebookPublishedV1,
            LawTextPublishedV1,
        }
        assert consumed == {row.event.event_type for row in NEWS} | {one.event_type for one in silent}
        assert {type(fact) for fact, _ in OCCASIONS} <= {row.event for row in NEWS}


class TestACredential:
    async def test_of_the_whole_producer_is_told_by_its_name_and_one_without_a_word_by_its_code(
        self, office: PostOffice
    ) -> None:
        await office.consume(known())
        held = credential(product=None, kind="halal", number=None, issuer=None)
        await office.consume(CredentialExpiringV1(**held, days_left=28))
        await office.deliver()
        [(_, mail)] = office.post.taken
        assert mail["subject"] == "Còn 28 ngày: halal của HTX Nhãn lồng Tân Hưng sắp hết hạn"
        said = text_of(mail)
        assert "Có giá trị đến hết: 31/08/2026" in said
        assert "Nơi cấp" not in said


class TestTheReturn:
    async def test_says_what_is_missing_and_by_when(self, office: PostOffice) -> None:
        await office.consume(known())
        await office.consume(returned())
        await office.deliver()
        [(_, mail)] = office.post.taken
        said = text_of(mail)
        assert "- Phiếu kiểm nghiệm\n- Ảnh bao bì\n" in said
        assert "Hạn bổ sung: 20/08/2026" in said
        assert "UBND xã Tân Hưng" in said


class TestACaseThatIsOpened:
    @pytest.mark.parametrize(("due", "provisional"), [(date(2027, 2, 22), True), (date(2027, 1, 29), False)])
    async def test_says_of_a_last_day_that_it_is_provisional(
        self, office: PostOffice, due: date, provisional: bool
    ) -> None:
        await office.hold(COMMUNE, "minh@xa-tanhung.example")
        await office.consume(CaseOpenedV1(**of_case(), number="1/PĐK", opened_on=date(2027, 1, 25), due_on=due))
        assert await office.deliver() == 1
        assert ("tạm tính" in text_of(office.post.taken[0][1])) is provisional


class TestADeploymentOfSomeOffices:
    async def test_publishes_only_its_own(self, opening: Any) -> None:
        province, commune = await opening(offices="33"), await opening(offices=COMMUNE)
        for one in (province, commune):
            await one.consume(case_received())
            await one.consume(certified())
        assert {one.told_key for one in await province.messages()} == {"office:33"}
        assert {one.told_key for one in await commune.messages()} == {f"office:{COMMUNE}", "producer:p-1"}


class TestAUseOfTheMark:
    async def test_in_order_is_mailed_though_its_answer_has_no_reasons(self, office: PostOffice) -> None:
        await office.consume(known())
        said = {"answer": "in-order", "reasons": [], "correct_by": None, "producer": producer()}
        await office.consume(MarkUseAnsweredV1.model_validate(example(MarkUseAnsweredV1.event_type) | said))
        assert await office.deliver() == 1
        assert "đúng quy chế" in text_of(office.post.taken[0][1])


class TestAYearlyCard:
    async def test_that_is_due_is_mailed_with_its_year_as_years_are_written(self, office: PostOffice) -> None:
        await office.consume(known())
        due = example(YearlyCardDueV1.event_type) | {"producer": producer(), "year": 2026}
        await office.consume(YearlyCardDueV1.model_validate(due))
        assert await office.deliver() == 1
        assert "phiếu năm 2026 của" in text_of(office.post.taken[0][1])


class TestTheTable:
    def test_keeps_the_ids_that_inbox_rows_of_living_homes_refer_to(self) -> None:
        """A handler under another id would take every event of the topics for a new one. Add ids; change none."""
        assert {row.handler for row in NEWS} >= {
            "when_a_product_is_certified_tell_producer_and_commune",
            "when_a_dossier_is_submitted_give_a_receipt",
            "when_a_dossier_is_supplemented_give_a_receipt",
            "when_a_dossier_is_withdrawn_confirm_it",
            "when_a_case_is_opened_tell_its_office",
            "when_a_case_is_received_tell_both_offices",
            "when_a_case_is_returned_tell_the_producer_what_is_missing",
            "when_a_case_is_forwarded_tell_the_producer_where",
            "when_a_case_is_overdue_tell_its_office",
            "when_a_case_is_withdrawn_tell_its_office",
            "when_a_ruling_is_issued_tell_what_it_means",
            "when_the_renewal_window_opens_tell_the_producer",
            "when_a_certificate_nears_its_end_warn",
            "when_a_certificate_ends_tell_producer_and_commune",
            "when_a_certificate_is_revoked_tell_producer_and_commune",
            "when_a_certificate_is_extended_tell_the_producer",
            "when_a_credential_is_recorded_tell_its_holder",
            "when_a_credential_nears_its_end_warn_its_holder",
            "when_a_credential_ends_tell_holder_and_commune",
        }
        assert {f"messages.{row.handler}" for row in NEWS} == {one.id for one in subscriptions.handlers}


class TestWhoAskedWithoutAnAccount:
    async def test_gets_the_answer_once_by_the_address_they_left_and_no_word_of_whoever_wrote_it(
        self, office: PostOffice
    ) -> None:
        answered = MarkReplyDueV1.model_validate(example(MarkReplyDueV1.event_type))
        record = record_of(answered, NOW)
        for _ in range(2):
            await office.consume(answered, record)
            await office.deliver()
        [(address, mail)] = office.post.taken
        assert address == answered.asker.email
        assert mail["subject"] == f"{answered.organisation}: đề nghị sử dụng nhãn hiệu OCOP được dùng"
        said = text_of(mail)
        assert "Được dùng đến hết ngày: 28/02/2027" in said
        assert answered.purpose not in said
        [message] = await office.messages()
        assert (message.place, message.recipient.kind.value) == ("33", "asker")

    async def test_is_forgotten_a_year_later_and_what_was_said_stays(self, office: PostOffice) -> None:
        answered = MarkReplyDueV1.model_validate(example(MarkReplyDueV1.event_type))
        await office.consume(answered, record_of(answered, NOW))
        await office.deliver()
        [before] = await office.messages()
        for days, there in ((360, True), (370, False)):
            office.clock.set(before.created_at + timedelta(days=days))
            await erase_once(office.service)
            [kept] = await office.messages()
            assert (answered.asker.email in kept.model_dump_json()) is there
            assert (kept.letter, kept.state) == (before.letter, before.state)


class TestACertificateOfEarlierYears:
    async def test_is_warned_of_though_its_list_named_neither_code_nor_producer(self, office: PostOffice) -> None:
        await office.hold(COMMUNE, "minh@xa-tanhung.example")
        unnamed = producer().model_copy(update={"id": "", "name": ""})
        await office.consume(expiring(product_code="", producer=unnamed))
        assert await office.deliver() == 1
        said = text_of(office.post.taken[0][1])
        assert "Mã sản phẩm: danh sách đã công bố không ghi" in said
