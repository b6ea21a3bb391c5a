"""The operator's page of parked events: read, repaired beside the original, offered, discarded, all on record."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from ocop_events.envelope import Envelope, EventData, catalogue

from kit.identity import Principal
from kit.messaging.parked.dead_letter import Parked
from kit.messaging.parked.refusals import RepairTooLong
from kit.messaging.parked.repair import repaired
from kit.messaging.parked.store import parked
from kit.messaging.received import Received, Record
from kit.messaging.subscriptions import Subscriptions
from kit.refusal import Refusal
from kit.service import Service, Slice
from kit.settings import development_settings
from kit.work import Unit
from tests.kit.web.web_sample.client import HUONG, PUBLIC, Browser, hidden_fields

OPERATOR = Principal.of("operator", "Kiều Anh Dũng", "operator@vn")
ANOTHER = Principal.of("operator.2", "Đinh Thị Nga", "operator@vn")
ADMINISTRATOR = Principal.of("administrator", "Chu Thị Vân", "administrator@vn")
PHONE = "0912 345 678"


class Closed(Refusal):
    slug = "closed"
    vi = "Đợt này đã đóng."
    en = "This round is closed."


@dataclass
class Office:
    """A service that consumes one fact, and what became of it."""

    service: Service
    fact: type[EventData]
    closed: bool = False
    effects: list[Any] = field(default_factory=list)

    async def comes(self, value: bytes, *, id: str = "1", header: str = "", sent: str = "") -> Parked:
        """Delivers a record that is parked, and answers its row."""
        envelope = Envelope.model_validate(
            {
                "id": id,
                "source": "/elsewhere",
                "type": self.fact.event_type,
                "time": "2026-05-01T00:00:00Z",
                "subject": "s",
                "partitionkey": "s",
            }
        )
        headers = tuple((n, sent.encode() if n == header else v) for n, v in envelope.headers())
        record = Record(topic=self.fact.event_topic, partition=0, offset=7, key=b"s", headers=headers, value=value)
        await self.service.consumer.process(record.topic, [record])
        own = {"handler": {"$ne": "owners.when_an_owner_is_told_count_it"}}
        rows: Sequence[Parked] = await parked.select(self.service.work.reading(), own, sort=[("id", -1)])
        return rows[0]

    async def row(self, id: str) -> Parked:
        return await parked.get(self.service.work.reading(), id)


@pytest.fixture
async def office(mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Office]:
    class Owner(EventData):
        id: str
        number: int
        personal: dict[str, str]

    kept = type(
        "OwnerV1", (Owner,), {"__module__": __name__}, type=f"vn.{fresh_name}.said.v1", topic=fresh_name, key="id"
    )
    settings = development_settings(
        mongodb_uri=mongodb_uri, mongodb_database=fresh_name, home=tmp_path, public_url=PUBLIC, oidc_issuer=""
    )
    consuming = Subscriptions("owners")
    made: Office

    @consuming.on(kept)
    async def when_an_owner_is_told_note_it(unit: Unit, event: Received[Any]) -> None:
        if made.closed:
            raise Closed()
        made.effects.append(event.data.model_dump())

    @consuming.on(kept)
    async def when_an_owner_is_told_count_it(unit: Unit, event: Received[Any]) -> None:
        if made.closed:
            raise Closed()

    made = Office(Service("sample", [Slice("owners", subscriptions=consuming)], settings), kept)
    await made.service.prepare()
    yield made
    made.service.database.close()
    catalogue.pop(kept.event_type)


@pytest.fixture
async def browser(office: Office) -> AsyncIterator[Browser]:
    async with Browser(office.service) as client:
        await client.sign_in(OPERATOR)
        yield client


GOOD = {"id": "s", "number": 1, "personal": {"phone": PHONE}}
WRONG = json.dumps({**GOOD, "number": "nhiều"}, ensure_ascii=False).encode()


async def form_for(browser: Browser, path: str, page: str) -> dict[str, str]:
    """The hidden fields of the form of a page that is sent to a path."""
    shown = (await browser.get(page)).text
    start = shown.rindex("<form", 0, shown.index(f'action="/sample{path}"') + 1)
    return hidden_fields(shown[start : shown.index("</form>", start)])


async def send(browser: Browser, path: str, page: str, **fields: str) -> Any:
    """Sends a form of a page as the page made it, and says yes where it is asked once more."""
    answer = await browser.post(path, data={**await form_for(browser, path, page), **fields})
    if '"_sure"' in answer.text:
        answer = await browser.post(path, data=hidden_fields(answer.text))
    return answer


def words(page: str) -> str:
    """What a page says, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


class TestTheDeadLetters:
    async def test_is_not_there_for_anybody_else(self, office: Office, browser: Browser) -> None:
        row = await office.comes(WRONG)
        await browser.sign_in(HUONG)
        pages = ("/parked", f"/parked/{row.id}", f"/parked/{row.id}/repair")
        assert [(await browser.get(address)).status_code for address in pages] == [404, 404, 404]
        for verb in ("offer", "discard", "repair"):
            token = {"_csrf": browser.token["X-CSRF-Token"], "_version": "1", "why": "x", "why_not": "x"}
            assert (await browser.post(f"/parked/{row.id}/{verb}", data=token)).status_code == 404
        assert (await office.row(row.id)) == row
        assert "Sự kiện tạm giữ" not in (await browser.get("/parked")).text

    async def test_asks_to_sign_in(self, office: Office, browser: Browser) -> None:
        browser.cookies.clear()
        assert (await browser.get("/parked")).headers["location"] == "/sample/sign-in?next=/parked"

    async def test_lists_what_waits_with_its_reason_in_both_languages(self, office: Office, browser: Browser) -> None:
        office.closed = True
        await office.comes(json.dumps(GOOD).encode())
        shown = (await browser.get("/parked")).text
        assert "Đợt này đã đóng." in shown
        assert office.fact.event_type in shown
        shown = (await browser.get("/parked?lang=en")).text
        assert "This round is closed." in shown
        offered = re.findall(r"<option[^>]*>\s*([^<]+?)\s*</option>", (await browser.get("/parked?lang=vi")).text)
        assert offered[:3] == ["Chờ xử lý / chờ sự kiện trước", "Đã áp dụng", "Đã bỏ"]  # one word for each state
        assert "Không có dòng nào khớp" in (await browser.get("/parked?lang=vi&state=applied")).text

    async def test_says_which_field_is_wrong_and_how_in_the_reader_s_language(
        self, office: Office, browser: Browser
    ) -> None:
        wrong = json.dumps({"number": "nhiều", "personal": {"phone": 7}}, ensure_ascii=False).encode()
        page = f"/parked/{(await office.comes(wrong)).id}"
        shown = words((await browser.get(page)).text)
        for said in (
            "/id : Thiếu trường bắt buộc.",
            "/number : Phải là một số nguyên.",
            "/personal/phone : Phải là một",
        ):
            assert said in shown
        assert "Input should be a valid integer" in shown, "what the machine said is beneath"
        shown = words((await browser.get(f"{page}?lang=en")).text)
        assert "/number : Input should be a valid integer, unable to parse string as an integer." in shown
        assert "Phải là" not in shown

    @pytest.mark.parametrize(
        ("header", "sent", "vi", "en"),
        [
            ("ce_time", "hôm qua", "ce_time : Phải là một thời điểm", "ce_time : Input should be a valid datetime"),
            ("ce_id", "", "ce_id : Không được để trống.", "ce_id : Must not be left empty."),
            ("ce_specversion", "0.3", "ce_specversion : Đang là «0.3», phải là «1.0».", "Is 0.3, must be 1.0."),
            ("content-type", "text/plain", "content-type : Đang là «text/plain»", "must be application/json."),
        ],
    )
    async def test_says_which_header_is_wrong_and_how(
        self, office: Office, browser: Browser, header: str, sent: str, vi: str, en: str
    ) -> None:
        row = await office.comes(json.dumps(GOOD).encode(), header=header, sent=sent)
        for language, said in (("vi", vi), ("en", en)):
            shown = words((await browser.get(f"/parked/{row.id}?lang={language}")).text)
            assert said in shown

    async def test_takes_only_forms_of_its_own_pages(self, office: Office, browser: Browser) -> None:
        row = await office.comes(WRONG)
        forged = await browser.post(f"/parked/{row.id}/discard", data={"_version": "1", "why_not": "x"})
        assert forged.status_code == 403
        assert await office.row(row.id) == row

    async def test_leads_through_a_repair_to_the_effect_and_keeps_who_when_and_why(
        self, office: Office, browser: Browser
    ) -> None:
        row = await office.comes(WRONG)
        page = f"/parked/{row.id}/repair"
        shown = (await browser.get(page)).text
        assert PHONE not in shown
        assert "•••" in shown
        headers = "\n".join(f"{name}: {text.decode()}" for name, text in row.record.headers)
        right = json.dumps({**GOOD, "personal": "•••"}, ensure_ascii=False)
        kept = await send(browser, page, page, headers=headers, value=right, why="Số phải là số")
        assert kept.status_code == 303
        mended = await office.row(row.id)
        assert mended.record.value == WRONG, "the original stays beside it"
        assert json.loads(mended.to_offer().value or b"") == GOOD, "what was veiled is kept"
        browser.cookies.clear()
        await browser.sign_in(ANOTHER)
        offered = await send(browser, f"/parked/{row.id}/offer", f"/parked/{row.id}", why="Đã sửa")
        assert offered.status_code == 303, words(offered.text)
        assert "Đã áp dụng." in (await browser.get(offered.headers["location"])).text
        assert office.effects == [GOOD]
        steps = [(step.by, step.did, step.why) for step in (await office.row(row.id)).history]
        assert steps == [("operator", "repair", "Số phải là số"), ("operator.2", "release", "Đã sửa")]
        assert all(step.at for step in (await office.row(row.id)).history)

    async def test_changes_nothing_when_one_is_offered_twice(self, office: Office, browser: Browser) -> None:
        office.closed = True
        row = await office.comes(json.dumps(GOOD).encode())
        office.closed = False
        form = await form_for(browser, f"/parked/{row.id}/offer", f"/parked/{row.id}")
        for _ in range(2):
            sent = await browser.post(f"/parked/{row.id}/offer", data={**form, "why": "Đã mở lại"})
            assert sent.status_code == 303
        assert office.effects == [GOOD]
        assert len((await office.row(row.id)).history) == 1

    async def test_says_when_it_still_cannot_be_applied(self, office: Office, browser: Browser) -> None:
        office.closed = True
        row = await office.comes(json.dumps(GOOD).encode())
        sent = await send(browser, f"/parked/{row.id}/offer", f"/parked/{row.id}", why="Thử lại")
        assert "Vẫn chưa áp dụng được" in (await browser.get(sent.headers["location"])).text
        stale = await browser.post(
            f"/parked/{row.id}/offer",
            data={
                **await form_for(browser, f"/parked/{row.id}/offer", f"/parked/{row.id}"),
                "_version": "1",
                "why": "Lần nữa",
            },
        )
        assert stale.status_code == 412, "who has not seen the last attempt is told to look first"

    async def test_discards_with_a_reason_and_only_so(self, office: Office, browser: Browser) -> None:
        row = await office.comes(WRONG)
        page = f"/parked/{row.id}"
        silent = await send(browser, f"{page}/discard", page, why_not=" ")
        assert silent.status_code == 422
        assert "Hãy ghi lý do" in silent.text
        assert 'id="why_not-error"' in silent.text
        await send(browser, f"{page}/discard", page, why_not="Gửi nhầm")
        settled = await office.row(row.id)
        assert (settled.state, settled.history[-1].why) == ("discarded", "Gửi nhầm")
        assert "/discard" not in (await browser.get(page)).text

    @pytest.mark.parametrize(
        ("field", "written", "said"),
        [
            ("value", "{not json", "JSON đúng cú pháp"),
            ("headers", "ce_id 1", "không đọc được. Mỗi dòng"),
            ("value", '{"list": [{"personal": "•••"}]}', "Không có dữ liệu cá nhân nào"),
            ("why", " ", "Hãy ghi lý do"),
        ],
    )
    async def test_says_at_the_field_what_is_wrong_with_a_repair(
        self, office: Office, browser: Browser, field: str, written: str, said: str
    ) -> None:
        row = await office.comes(WRONG)
        page = f"/parked/{row.id}/repair"
        headers = "\n".join(f"{name}: {text.decode()}" for name, text in row.record.headers)
        right = {"headers": headers, "value": "{}", "why": "x"}
        answer = await send(browser, page, page, **{**right, field: written})
        assert answer.status_code == 422
        assert said in answer.text
        assert f'id="{field}-error"' in answer.text
        assert await office.row(row.id) == row

    async def test_shows_personal_data_only_to_who_answers_for_them(self, office: Office, browser: Browser) -> None:
        readable = await office.comes(WRONG)
        unreadable = await office.comes(f"{{ {PHONE}".encode(), id="2")
        pages = [f"/parked/{row.id}{more}" for row in (readable, unreadable) for more in ("", "/repair")]
        for page in pages:
            assert PHONE not in (await browser.get(page)).text
        await browser.sign_in(ADMINISTRATOR)
        for page in pages:
            assert PHONE in (await browser.get(page)).text

    async def test_mends_a_type_nobody_knows(self, office: Office, browser: Browser) -> None:
        row = await office.comes(json.dumps(GOOD).encode(), header="ce_type", sent="vn.nobody.v1")
        page = f"/parked/{row.id}/repair"
        headers = "\n".join(f"{name}: {text.decode()}" for name, text in row.record.headers)
        right = headers.replace("vn.nobody.v1", office.fact.event_type)
        veiled = json.dumps({**GOOD, "personal": "•••"})
        await send(browser, page, page, headers=right, value=veiled, why="Sai tên loại")
        browser.cookies.clear()
        await browser.sign_in(ANOTHER)
        await send(browser, f"/parked/{row.id}/offer", f"/parked/{row.id}", why="Đã sửa")
        assert office.effects == [GOOD]
        shown = (await browser.get(f"/parked/{row.id}?lang=vi")).text
        assert "Đã sửa · owners.when_an_owner_is_told_note_it: đã áp dụng" in shown


class TestARecordParkedSeveralTimes:
    async def test_is_one_row_with_the_attempts_of_all_counted_once(self, office: Office, browser: Browser) -> None:
        row = await office.comes(WRONG)
        await office.comes(WRONG, id="2")
        service = office.service
        shown = (await browser.get("/parked")).text
        assert "2 sự kiện" in shown
        assert shown.count("Tạm giữ ở 2 nơi xử lý") == 2
        parts = (await service.dead_letters.parts([row], by=OPERATOR))[row.identity]
        assert len(parts) == 2
        cells = re.findall(r"<td[^>]*ocop-number[^>]*>\s*(\d+)\s*</td>", shown)
        assert cells == [str(sum(part.attempts for part in parts))] * 2
        await service.gauges.refresh()
        read = service.metrics.registry.get_sample_value
        assert read("ocop_parked_records") == 2
        assert read("ocop_parked_open", {"handler": row.handler}) == 2
        page = await browser.get(f"/parked/{row.id}")
        for part in parts:
            assert part.handler in page.text
            assert part.id == row.id or f"/parked/{part.id}" in page.text

    async def test_turns_its_pages_by_record(self, office: Office, browser: Browser) -> None:
        for number in range(5):
            await office.comes(WRONG, id=str(number))
        letters, seen, after = office.service.dead_letters, [], None
        while True:
            page = await letters.page(by=OPERATOR, after=after, limit=2)
            seen += [row.identity for row in page.items]
            after = page.next
            if after is None:
                break
        assert seen == [f"/elsewhere|{number}" for number in range(5)]

    async def test_is_mended_once_for_all_who_have_it_and_leaves_the_list_when_none_has(
        self, office: Office, browser: Browser
    ) -> None:
        row = await office.comes(WRONG)
        page = f"/parked/{row.id}/repair"
        headers = "\n".join(f"{name}: {text.decode()}" for name, text in row.record.headers)
        right = json.dumps({**GOOD, "personal": "•••"})
        assert (await send(browser, page, page, headers=headers, value=right, why="Sai số")).status_code == 303
        parts = (await office.service.dead_letters.parts([row], by=OPERATOR))[row.identity]
        assert [json.loads(part.to_offer().value or b"") for part in parts] == [GOOD, GOOD]
        browser.cookies.clear()
        await browser.sign_in(ANOTHER)
        for part, left in zip(parts, (1, 0), strict=True):
            await send(browser, f"/parked/{part.id}/offer", f"/parked/{part.id}", why="Đã sửa")
            assert (await office.service.dead_letters.page(by=ANOTHER)).items.__len__() == left
        assert office.effects == [GOOD]


class TestALongRepair:
    async def test_is_said_to_be_too_long_at_its_field_and_nothing_written_is_lost(
        self, office: Office, browser: Browser
    ) -> None:
        row = await office.comes(WRONG)
        page = f"/parked/{row.id}/repair"
        assert "Nhiều nhất 250.000 ký tự" in (await browser.get(page)).text
        headers = "\n".join(f"{name}: {text.decode()}" for name, text in row.record.headers)
        long = json.dumps({**GOOD, "note": "ộ" * 250_000}, ensure_ascii=False)
        answer = await send(browser, page, page, headers=headers, value=long, why="Dài")
        assert answer.status_code == 422
        assert 'id="value-error"' in answer.text
        assert "250000" in answer.text.replace(".", "")
        assert "ộ" * 250_000 in answer.text, "what was written stands there still"
        assert await office.row(row.id) == row

    async def test_as_long_as_the_field_takes_is_taken(self, office: Office, browser: Browser) -> None:
        row = await office.comes(WRONG)
        page = f"/parked/{row.id}/repair"
        headers = "\n".join(f"{name}: {text.decode()}" for name, text in row.record.headers)
        written = json.dumps({**GOOD, "personal": {"phone": PHONE, "note": "ộ" * 249_800}}, ensure_ascii=False)
        assert (await send(browser, page, page, headers=headers, value=written, why="Dài")).status_code == 303

    async def test_of_what_is_longer_than_the_form_is_made_at_the_command_line(
        self, office: Office, browser: Browser
    ) -> None:
        row = await office.comes(json.dumps({**GOOD, "number": "x" * 260_000}).encode())
        shown = (await browser.get(f"/parked/{row.id}/repair")).text
        assert f"ocop parked repair sample {row.id} --value" in shown
        assert "<textarea" not in shown
        headers = {name: text.decode() for name, text in row.record.headers}
        with pytest.raises(RepairTooLong, match="1,000,000"):
            repaired(row, headers, b"x" * 1_000_001)
