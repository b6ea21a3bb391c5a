"""A list as it is sent: looked at first, entered line by line whatever stops, taken back but for what was used."""

from __future__ import annotations

import html
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from services.registry.cards.use_cases import ASKING
from services.registry.recognitions import line_by_line, store, use_cases
from services.registry.recognitions.lifecycle import State
from services.registry.recognitions.row import COLUMNS
from tests.kit.lists.test_lists import tcvn3
from tests.registry.recognitions.test_lists_at_once import ROW, a_list, kept
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import OFFICER, PROVINCE_OFFICER, Registry

INPUTS = Path(__file__).parents[2] / "kit/lists/inputs"
COLLECTIONS = ("producers", "products", "certificates", "outbox", "deadlines")
MANY = [ROW | {"product": f"Mật ong loại {n}", "producer": f"HTX Ong {n // 2}"} for n in range(6)]


async def counts(registry: Registry) -> dict[str, int]:
    return {name: len(await kept(registry, name)) for name in COLLECTIONS}


async def entered(registry: Registry, content: bytes, **how: Any) -> dict[str, Any]:
    """A list that was sent and entered, as it is then."""
    sent = await registry.send_list(PROVINCE_OFFICER, content)
    at = f"/api/recognitions/{sent['id']}"
    done: dict[str, Any] = await registry.send(PROVINCE_OFFICER, f"{at}/entry", how, version=sent["version"])
    return done


async def taken_back(registry: Registry, list_: dict[str, Any], reason: str = "Nhập nhầm năm") -> dict[str, Any]:
    at = f"/api/recognitions/{list_['id']}/undoing"
    done: dict[str, Any] = await registry.send(PROVINCE_OFFICER, at, {"reason": reason}, version=list_["version"])
    return done


class TestALookAtAList:
    async def test_says_of_each_line_what_would_become_of_it_and_enters_nothing(self, registry: Registry) -> None:
        await registry.load_list(PROVINCE_OFFICER, a_list(ROW))
        before = await counts(registry)
        other = ROW | {"product": "Chè sen"}
        twice = other | {"decision": "7/QĐ-UBND", "decided_on": "2023-01-02"}
        sent = await registry.send_list(
            PROVINCE_OFFICER, a_list(ROW, other, other, twice, ROW | {"star": "2"}, ROW | {"decided_on": "1/1/2027"})
        )
        assert (sent["state"], sent["check"]) == ("checked", {"added": 1, "joined": 1, "known": 2, "refused": 2})
        assert await counts(registry) == before
        lines = await registry.lines_of(PROVINCE_OFFICER, sent)
        assert [line["outcome"] for line in lines] == ["known", "added", "known", "joined", "refused", "refused"]
        done = await registry.send(
            PROVINCE_OFFICER, f"/api/recognitions/{sent['id']}/entry", {}, version=sent["version"]
        )
        assert (done["state"], done["entry"]) == ("entered", sent["check"])

    @pytest.mark.parametrize(
        ("file", "outcomes"),
        [
            ("list-bare-CR-in-unquoted-cell", ["added", "recognition.value-not-a-line"]),
            ("list-bidi-and-control-in-name", ["recognition.value-not-a-line"]),
            ("list-blank-tail-rows-excel", ["added"]),
            ("list-dates-dd-mm-yyyy-after-excel", ["added", "added"]),
            ("list-decomposed-NFD-from-mac", ["added"]),
            ("list-nul-byte-after-4096", ["recognition.value-too-long", "recognition.value-not-a-line"]),
            ("list-semicolons-vi-excel", ["added"]),
            ("list-tabs-utf16-excel-unicode-text", ["added"]),
        ],
    )
    async def test_takes_lists_as_people_have_them(self, registry: Registry, file: str, outcomes: list[str]) -> None:
        sent = await registry.send_list(PROVINCE_OFFICER, (INPUTS / f"{file}.csv").read_bytes())
        lines = await registry.lines_of(PROVINCE_OFFICER, sent)
        assert [line["why"]["slug"] if line["why"] else line["outcome"] for line in lines] == outcomes

    async def test_shows_letters_before_and_after_and_reads_them_otherwise(self, registry: Registry) -> None:
        row = ROW | {"product": "mật ong hoa nhãn", "producer": "hợp tác xã mỹ hào", "district": "thị xã mỹ hào"}
        sent = await registry.send_list(PROVINCE_OFFICER, tcvn3(a_list(row).decode()).encode("latin-1"))
        assert (sent["writing"], sent["check"]["added"]) == ("tcvn3", 1)
        assert [tcvn3("mật ong hoa nhãn"), "mật ong hoa nhãn"] in sent["samples"]
        at = f"/api/recognitions/{sent['id']}/reading"
        other = await registry.send(PROVINCE_OFFICER, at, {"writing": "vni"}, version=sent["version"], method="PUT")
        assert (other["writing"], other["check"]["refused"]) == ("vni", 1)
        [line] = await registry.lines_of(PROVINCE_OFFICER, other)
        assert line["product"] != "mật ong hoa nhãn"

    async def test_takes_a_workbook(self, registry: Registry) -> None:
        book, out = openpyxl.Workbook(), io.BytesIO()
        book.active.append(["Danh sách sản phẩm OCOP"])
        book.active.append([*COLUMNS, "set_no"])
        book.active.append([{"star": 4, "set_no": 4}.get(name) or ROW.get(name, "") for name in [*COLUMNS, "set_no"]])
        book.save(out)
        sent = await registry.send_list(PROVINCE_OFFICER, out.getvalue(), "cu.xlsx")
        assert [(one["line"], one["outcome"]) for one in await registry.lines_of(PROVINCE_OFFICER, sent)] == [
            (3, "added")
        ]

    async def test_gives_the_refused_lines_to_be_corrected_and_runs_none(self, registry: Registry) -> None:
        wrong = ROW | {"product": '=cmd|" /C calc"!A0', "set_no": ""}
        sent = await registry.send_list(PROVINCE_OFFICER, a_list(ROW, wrong))
        answer = await registry.at(PROVINCE_OFFICER).get(f"/api/recognitions/{sent['id']}/refused.csv")
        rows = answer.text.splitlines()
        assert (len(rows), rows[1].startswith("\"'=cmd")) == (2, True)
        corrected = answer.text.replace("'=cmd", "Mật ong rừng")
        again = await registry.send_list(PROVINCE_OFFICER, corrected.encode())
        assert again["check"]["refused"] == 1  # the set is still to be written

    async def test_that_has_no_line_to_enter_offers_another_list_instead(self, registry: Registry) -> None:
        for content, offered in ((a_list(ROW), True), (a_list(ROW | {"set_no": "x"}), False)):
            sent = await registry.send_list(PROVINCE_OFFICER, content)
            page = (await Browser(registry, PROVINCE_OFFICER).client.get(f"/recognitions/{sent['id']}")).text
            assert (f"/recognitions/{sent['id']}/entry" in page) is offered
            assert ("Gửi danh sách đã sửa" in html.unescape(page)) is not offered

    async def test_is_for_who_may_load_lists_there(self, registry: Registry) -> None:
        sent = await registry.send_list(PROVINCE_OFFICER, a_list(ROW))
        await registry.read(OFFICER, f"/api/recognitions/{sent['id']}", 403)
        elsewhere = PROVINCE_OFFICER.of("elsewhere", "Elsewhere", "province-officer@34")
        await registry.read(elsewhere, f"/api/recognitions/{sent['id']}", 404)
        assert (await registry.read(elsewhere, "/api/recognitions"))["items"] == []
        assert len((await registry.read(PROVINCE_OFFICER, "/api/recognitions"))["items"]) == 1

    async def test_sent_twice_under_one_key_is_one_list(self, registry: Registry) -> None:
        endpoint, key = "/api/recognitions", {"idempotency-key": "k-1"}
        file = {"file": ("cu.csv", a_list(ROW), "text/csv")}
        ids = [
            (await registry.at(PROVINCE_OFFICER).post(endpoint, files=file, headers=key)).json()["id"] for _ in range(2)
        ]
        assert ids[0] == ids[1]


class TestEntering:
    async def test_goes_on_where_it_was_stopped(self, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(line_by_line, "AT_ONCE", 0)
        for at in ("services.registry.recognitions.api.AT_ONCE",):
            monkeypatch.setattr(at, 2)
        sent = await registry.send_list(PROVINCE_OFFICER, a_list(*MANY))
        assert (sent["state"], sent["done"], sent["total"]) == ("checking", 2, 6)
        checked = await line_by_line.work_on(registry.service, sent["id"])
        at = f"/api/recognitions/{sent['id']}"
        stopped = await registry.send(PROVINCE_OFFICER, f"{at}/entry", {}, version=checked.version)
        assert (stopped["state"], stopped["done"]) == ("entering", 2)
        [found] = await store.under_way(registry.service.work.reading())
        done = await line_by_line.work_on(registry.service, found.id)
        assert (done.state, await counts(registry)) == (
            "entered",
            await counts(registry) | {"producers": 3, "products": 6, "certificates": 6},
        )
        assert await store.under_way(registry.service.work.reading()) == []

    async def test_all_or_none_is_refused_while_a_line_is(self, registry: Registry) -> None:
        sent = await registry.send_list(PROVINCE_OFFICER, a_list(ROW, ROW | {"set_no": ""}))
        at = f"/api/recognitions/{sent['id']}/entry"
        refused = await registry.send(PROVINCE_OFFICER, at, {"whole": True}, version=sent["version"], status=409)
        assert refused["slug"] == "recognition.list-not-whole"
        assert await kept(registry, "products") == []

    async def test_all_or_none_takes_back_what_a_later_line_spoils(
        self, registry: Registry, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = use_cases.load_row

        async def spoilt(unit: Any, row: Any, **more: Any) -> Any:
            if row.product == "Mật ong loại 5":
                raise use_cases.Forbidden()
            return await whole(unit, row, **more)

        sent = await registry.send_list(PROVINCE_OFFICER, a_list(*MANY))
        monkeypatch.setattr(use_cases, "load_row", spoilt)
        at = f"/api/recognitions/{sent['id']}/entry"
        done = await registry.send(PROVINCE_OFFICER, at, {"whole": True}, version=sent["version"])
        assert (done["state"], done["undo"]) == ("undone", {"undone": 5, "stays": 0})
        assert (await counts(registry))["products"] == 0


class TestTakingBack:
    async def test_leaves_nothing_of_the_list_and_tells_that_it_is_gone(self, registry: Registry) -> None:
        older = ROW | {"decision": "3/QĐ-UBND", "decided_on": "2023-01-02"}
        list_ = await entered(registry, a_list(ROW, older, *MANY))
        assert (await counts(registry))["certificates"] == 8
        done = await taken_back(registry, list_)
        assert (done["state"], done["undo"]) == ("undone", {"undone": 8, "stays": 0})
        left = await counts(registry)
        assert [left[name] for name in ("producers", "products", "certificates")] == [0, 0, 0]
        assert {row["what"] for row in await kept(registry, "deadlines")} <= {ASKING}  # of no list: the office's year
        for kind, number in (("certificate", 8), ("product", 7), ("producer", 4)):
            assert len(await registry.facts(f"vn.ocop.registry.{kind}.struck.v1")) == number
            gone = [fact for fact in await registry.facts(f"vn.ocop.registry.{kind}.state.v1") if len(fact) == 1]
            assert len(gone) == number
        [list_row] = await kept(registry, "sent_lists")
        step = next(step for step in list_row["steps"] if step["verb"] == "undo")
        assert (step["by"]["id"], step["note"]) == (PROVINCE_OFFICER.id, "Nhập nhầm năm")

    async def test_lets_the_list_be_entered_again(self, registry: Registry) -> None:
        await taken_back(registry, await entered(registry, a_list(*MANY)))
        again = await entered(registry, a_list(*MANY))
        assert again["entry"]["added"] == 6
        assert (await counts(registry))["certificates"] == 6

    async def test_keeps_what_other_lists_say(self, registry: Registry) -> None:
        await registry.load_list(PROVINCE_OFFICER, a_list(ROW))
        other = await entered(registry, a_list(ROW | {"stage": "council_result", "decision": "", "decided_on": ""}))
        assert other["entry"]["joined"] == 1
        await taken_back(registry, other)
        [product] = await kept(registry, "products")
        assert (len(product["published"]), len(await kept(registry, "certificates"))) == (1, 1)

    async def test_leaves_what_was_used_since_and_says_so_line_by_line(self, registry: Registry) -> None:
        list_ = await entered(registry, a_list(*MANY[:2]))
        lines = await registry.lines_of(PROVINCE_OFFICER, list_)
        officer = OFFICER.of("another", "Another", "province-officer@33", "commune-officer@33")
        product = await registry.read(officer, f"/api/products/{lines[0]['product_id']}")
        await registry.send(
            officer,
            f"/api/products/{product['id']}",
            {"name": "Mật ong hoa sen", "set_no": 4},
            version=product["version"],
            method="PUT",
        )
        done = await taken_back(registry, list_)
        assert done["undo"] == {"undone": 1, "stays": 1}
        after = await registry.lines_of(PROVINCE_OFFICER, done)
        assert [line["outcome"] for line in after] == ["stays", "undone"]
        assert after[0]["why"]["slug"] == "recognition.line-in-use"
        assert [(await counts(registry))[name] for name in ("producers", "products", "certificates")] == [1, 1, 1]

    async def test_leaves_a_certificate_for_which_another_lists_gave_way(self, registry: Registry) -> None:
        await registry.load_list(PROVINCE_OFFICER, a_list(ROW | {"decision": "3/QĐ", "decided_on": "2023-01-02"}))
        newer = await entered(registry, a_list(ROW))
        done = await taken_back(registry, newer)
        assert done["undo"] == {"undone": 0, "stays": 1}
        assert len(await kept(registry, "certificates")) == 2

    async def test_asks_why(self, registry: Registry) -> None:
        list_ = await entered(registry, a_list(ROW))
        at = f"/api/recognitions/{list_['id']}/undoing"
        await registry.send(PROVINCE_OFFICER, at, {"reason": " "}, version=list_["version"], status=422)
        assert len(await kept(registry, "products")) == 1


class TestTheGauges:
    async def test_say_where_lists_are_and_what_is_left_of_those_under_way(self, registry: Registry) -> None:
        read = registry.service.metrics.registry.get_sample_value
        sent = await registry.send_list(PROVINCE_OFFICER, a_list(*MANY))
        await registry.service.figures.refresh("recognitions")
        assert read("ocop_sent_lists", {"state": "checked"}) == 1
        assert read("ocop_sent_list_lines_left") == 0
        assert read("ocop_sent_lists_oldest_seconds") == 0, "it waits for who sent it, not for the service"
        found = await store.lists.get(registry.service.work.reading(), sent["id"])
        stuck = found.model_copy(update={"state": State.ENTERING})
        await registry.service.work.run(store.lists.keep, stuck)
        registry.clock.advance(timedelta(minutes=20))
        await line_by_line.work_on(registry.service, sent["id"], most=2)
        await registry.service.figures.refresh("recognitions")
        assert read("ocop_sent_lists", {"state": "entering"}) == 1
        assert read("ocop_sent_lists", {"state": "checked"}) == 0
        assert read("ocop_sent_list_lines_left") == len(MANY) - 2
        assert read("ocop_sent_lists_oldest_seconds") == 20 * 60
        await line_by_line.work_on(registry.service, sent["id"])
        await registry.service.figures.refresh("recognitions")
        assert (read("ocop_sent_list_lines_left"), read("ocop_sent_lists_oldest_seconds")) == (0, 0)
