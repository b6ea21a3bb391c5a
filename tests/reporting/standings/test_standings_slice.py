"""The standings through their endpoints: what changes them, what may be asked, and in whose borders."""

from __future__ import annotations

import csv
import io
import itertools
import re
import unicodedata
from datetime import date
from typing import Any

import pytest
from ocop_events.registry.certificate import CertificateGivenUpV1, CertificateReinstatedV1, CertificateRevokedAfterEndV1
from ocop_events.registry.product import ProductMergedV1

from tests.records import record_of
from tests.reporting.reporting_harness import (
    COMMUNE,
    Reporting,
    certified,
    facts,
    issued,
    revoked,
    superseded,
    totals,
)

D = date
BEFORE, AFTER = D(2026, 7, 1), D(2026, 7, 2)


def merged(product: str, into: str) -> ProductMergedV1:
    found = issued("x", D(2026, 1, 1))
    ref = found.product.model_copy(update={"id": product})
    return ProductMergedV1(
        product_id=product, product=ref, producer=found.producer, into_id=into, reason="Ghi hai lần", merged_on=AFTER
    )


class TestAProductMergedIntoAnother:
    @pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
    async def test_is_counted_once_in_whatever_order_the_facts_come(
        self, reporting: Reporting, order: tuple[int, ...]
    ) -> None:
        one, two = D(2025, 8, 1), D(2026, 3, 1)
        ended = superseded("c1", one, "c2", AFTER, product="b", star=3)  # of the record that was kept, by now
        announced = [
            issued("c1", one, product="a", star=3),
            issued("c2", two, product="b", star=5),
            merged("a", "b"),
            record_of(ended, reporting.clock.now(), version=2),
        ]
        for at in order:
            await reporting.consume(announced[at])
        for on, stars in ((D(2026, 2, 28), {"3": 1}), (two, {"5": 1}), (AFTER, {"5": 1})):
            assert (await reporting.read("/api/standings", on=on))["stars"] == stars
        rows = (await reporting.read("/api/standings/products", on=AFTER))["items"]
        assert [(row["product_id"], row["star"]) for row in rows] == [("b", 5)]

    async def test_leads_on_through_several_mergings(self, reporting: Reporting) -> None:
        await reporting.consume(merged("a", "b"))
        await reporting.consume(merged("b", "c"))
        await reporting.consume(issued("c1", D(2026, 1, 5), product="a"))
        [row] = (await reporting.read("/api/standings/products"))["items"]
        assert row["product_id"] == "c"


class TestACertifiedProduct:
    async def test_changes_the_standings_of_its_commune_from_its_first_day(self, reporting: Reporting) -> None:
        await reporting.consume(certified("c1", D(2026, 7, 2)))
        before = await reporting.read("/api/standings", place=COMMUNE, on=BEFORE)
        after = await reporting.read("/api/standings", place=COMMUNE, on=AFTER)
        assert (before["total"], before["stars"]) == (0, {})
        assert (after["total"], after["stars"]) == (1, {"4": 1})

    async def test_counts_in_every_place_above(self, reporting: Reporting) -> None:
        await reporting.consume(certified("c1", D(2026, 7, 2)))
        for place, below in (("vn", "33"), ("33", COMMUNE)):
            announced = await reporting.read("/api/standings", place=place)
            assert announced["total"] == 1
            assert totals(announced["groups"]) == {below: 1}
            assert announced["undecided"] == []

    async def test_is_the_same_product_to_its_certificate(self, reporting: Reporting) -> None:
        await reporting.consume(certified("c1", D(2026, 7, 2)), issued("c1", D(2026, 7, 2)))
        assert (await reporting.read("/api/standings"))["total"] == 1

    async def test_counts_to_its_last_day_and_no_longer(self, reporting: Reporting) -> None:
        await reporting.consume(issued("c1", D(2026, 7, 2)))
        [row] = (await reporting.read("/api/standings/products"))["items"]
        last = D.fromisoformat(row["valid_until"])
        assert (await reporting.read("/api/standings", on=last))["total"] == 1
        assert (await reporting.read("/api/standings", on=last.replace(day=last.day + 1)))["total"] == 0

    async def test_does_not_count_from_the_day_it_was_revoked(self, reporting: Reporting) -> None:
        end = record_of(revoked("c1", D(2026, 1, 5), D(2026, 6, 1)), reporting.clock.now(), version=2)
        await reporting.consume(issued("c1", D(2026, 1, 5)), end)
        assert (await reporting.read("/api/standings", on=D(2026, 5, 31)))["total"] == 1
        assert (await reporting.read("/api/standings", on=D(2026, 6, 1)))["total"] == 0

    async def test_is_counted_once_while_a_newer_certificate_takes_over(self, reporting: Reporting) -> None:
        one, two, late = D(2025, 8, 1), D(2026, 3, 1), D(2026, 3, 9)
        announced = record_of(superseded("c1", one, "c2", late, product="p", star=3), reporting.clock.now(), version=2)
        await reporting.consume(
            issued("c1", one, product="p", star=3), issued("c2", two, product="p", star=5), announced
        )
        for on, stars in ((D(2026, 2, 28), {"3": 1}), (two, {"5": 1}), (D(2026, 3, 5), {"5": 1}), (late, {"5": 1})):
            assert (await reporting.read("/api/standings", on=on))["stars"] == stars


@pytest.fixture(scope="class")
async def four(shared: Reporting) -> Reporting:
    """Four products: two stars, three sets, three kinds, two communes."""
    await shared.consume(
        issued("c1", D(2025, 8, 1), star=3, set_no=7, kind="cooperative"),
        issued("c2", D(2026, 2, 1), star=4, set_no=7, kind="farm"),
        issued("c3", D(2026, 2, 1), star=4, set_no=26, kind="cooperative", place="33/12337"),
        issued("c4", D(2026, 2, 1), star=4, set_no=999, kind="unheard-of", place="33/12337"),
    )
    return shared


class TestTheAnswer:
    @pytest.mark.parametrize(
        ("by", "expected"),
        [
            ("place", {COMMUNE: 2, "33/12337": 2}),
            ("star", {"3": 1, "4": 3}),
            ("year", {"2025": 1, "2026": 3}),
            ("set", {"7": 2, "26": 1, "999": 1}),
            ("sector", {"I": 2, "VI": 1, "?": 1}),
            ("kind", {"cooperative": 2, "farm": 1, "unheard-of": 1}),
        ],
    )
    async def test_is_divided_as_asked_and_adds_up(self, four: Reporting, by: str, expected: dict[str, int]) -> None:
        answer = await four.read("/api/standings", place="33", by=by)
        assert totals(answer["groups"]) == expected
        assert answer["total"] == 4
        for group in answer["groups"]:
            assert sum(group["stars"].values()) == group["total"]

    @pytest.mark.parametrize(
        ("asked", "total"),
        [
            ({"star": 3}, 1),
            ({"year": 2026}, 3),
            ({"set_no": 7}, 2),
            ({"sector": "I"}, 2),
            ({"kind": "farm"}, 1),
            ({"sector": "I", "set_no": 26}, 0),
            ({"star": 4, "kind": "cooperative"}, 1),
        ],
    )
    async def test_is_narrowed_to_what_products_have_in_common(
        self, four: Reporting, asked: dict[str, Any], total: int
    ) -> None:
        assert (await four.read("/api/standings", **asked))["total"] == total
        assert len((await four.read("/api/standings/products", **asked))["items"]) == total

    async def test_lists_communes_in_vietnamese_order_those_with_nothing_too(self, four: Reporting) -> None:
        groups = (await four.read("/api/standings", place="33"))["groups"]
        assert len(groups) == 104
        names = [group["vi"].partition(" ")[2] for group in groups if group["vi"].startswith("Xã ")]
        assert names.index("Ân Thi") < names.index("Bắc Đông Hưng") < names.index("Đoàn Đào") < names.index("Vũ Thư")

    async def test_is_a_csv_file_when_asked_for(self, four: Reporting) -> None:
        for answer in (
            await four.at().get("/api/standings.csv", params={"by": "star", "lang": "en"}),
            await four.at().get("/api/standings", params={"by": "star", "lang": "en"}, headers={"accept": "text/csv"}),
        ):
            assert answer.headers["content-type"] == "text/csv; charset=utf-8"
            rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
            assert rows[0] == ["Code", "Name", "5★", "4★", "3★", "2★", "1★", "Total"]
            assert rows[-1] == ["vn", "Total: Việt Nam", "0", "3", "1", "0", "0", "4"]

    async def test_is_drawn_as_a_map_and_by_month_with_the_figures_of_its_tables(self, four: Reporting) -> None:
        answer = await four.read("/api/standings", place="33")
        page = (await four.at().get("/standings", params={"place": "33", "lang": "vi"})).text
        drawn = page.split('<svg viewBox="')[1].split("</svg>")[0]
        titles = re.findall(r"<path [^>]*><title>([^<]*)</title>", drawn)
        assert len(titles) == len(answer["groups"]) == 104
        for group in (group for group in answer["groups"] if group["total"]):
            assert any(title.startswith(f"{group['vi']}: {group['total']} (") for title in titles)
        assert 'role="img" aria-label="2 trên 104 đơn vị có sản phẩm' in drawn
        assert sum(month["total"] for month in answer["ending"]) <= answer["total"]
        assert f"tháng {answer['ending'][0]['month'][5:7]}/{answer['ending'][0]['month'][:4]}" in page
        assert page.count("Số liệu của hình, dạng bảng") == 1

    async def test_has_no_map_where_no_outlines_are_held(self, four: Reporting) -> None:
        for asked in ({"place": "vn"}, {"place": "33", "by": "star"}, {"place": "33", "on": "2025-05-01"}):
            assert "<svg viewBox" not in (await four.at().get("/standings", params=asked)).text

    async def test_leads_to_the_products_page_by_page(self, four: Reporting) -> None:
        seen, after = [], None
        while True:
            page = await four.read("/api/standings/products", limit=3, **({"after": after} if after else {}))
            seen += [item["certificate_id"] for item in page["items"]]
            if (after := page["next"]) is None:
                break
        assert sorted(seen) == ["c1", "c2", "c3", "c4"]


@pytest.fixture(scope="class")
async def moved(shared: Reporting) -> Reporting:
    """Products of before the borders changed, one of them in a commune that was split, and one of nowhere."""
    old = {"place": "33/332/12367", "place_name": "Xã Thủ Sỹ"}
    await shared.consume(
        issued("moved", D(2024, 5, 1), **old),
        issued("stayed", D(2026, 1, 5), place=COMMUNE),
        issued("split", D(2025, 5, 1), place="33/325/12004", place_name="Xã Đình Dù"),
        issued("strange", D(2026, 1, 5), place="01/00004", place_name="Phường Ba Đình"),
    )
    return shared


class TestBorders:
    async def test_of_then_show_the_district(self, moved: Reporting) -> None:
        answer = await moved.read("/api/standings", place="33", on=D(2024, 12, 1))
        assert totals(answer["groups"]) == {"33/332": 1}
        answer = await moved.read("/api/standings", place="33/332", on=D(2024, 12, 1))
        assert totals(answer["groups"]) == {"33/332/12367": 1}
        assert [place["code"] for place in answer["above"]] == ["vn", "33"]

    async def test_of_today_show_the_commune_it_became_part_of(self, moved: Reporting) -> None:
        answer = await moved.read("/api/standings", place="33", on=D(2024, 12, 1), borders="today")
        assert answer["borders_on"] == "2026-08-03"
        assert totals(answer["groups"]) == {COMMUNE: 1}

    async def test_carry_what_is_still_valid_into_the_commune_of_now(self, moved: Reporting) -> None:
        answer = await moved.read("/api/standings", place=COMMUNE)
        assert answer["total"] == 2

    async def test_leave_to_a_person_what_a_split_commune_had(self, moved: Reporting) -> None:
        answer = await moved.read("/api/standings", place="33")
        [undecided] = answer["undecided"]
        assert undecided["total"] == 1
        assert "chọn" in undecided["vi"]
        assert "choose" in undecided["en"]
        assert answer["total"] == sum(group["total"] for group in answer["groups"]) + answer["undecided_total"] == 3
        [product] = (await moved.read("/api/standings/products", place="33", undecided=True))["items"]
        assert (product["certificate_id"], product["place"]) == ("split", None)

    async def test_keep_what_no_list_knows_at_the_country(self, moved: Reporting) -> None:
        answer = await moved.read("/api/standings")
        assert [one["place"] for one in answer["undecided"]] == ["01/00004"]
        assert answer["total"] == 4


class TestAnEndpoint:
    @pytest.mark.parametrize(
        ("asked", "status", "slug"),
        [
            ({"on": "31/12/2026"}, 422, "request.field-invalid"),
            ({"on": "2026-02-30"}, 422, "request.field-invalid"),
            ({"place": "33/99999"}, 404, "standings.place-unknown"),
            ({"place": "33/330"}, 422, "standings.place-not-then"),
            ({"place": "{'$gt': ''}"}, 404, "standings.place-unknown"),
            ({"place": "x" * 60}, 422, "request.field-invalid"),
            ({"place": "33/.*"}, 404, "standings.place-unknown"),
            ({"borders": "yesterday"}, 422, "request.field-invalid"),
            ({"by": "place; drop"}, 422, "request.field-invalid"),
            ({"star": 6}, 422, "request.field-invalid"),
            ({"sector": "XX"}, 422, "standings.sector-unknown"),
            ({"kind": unicodedata.normalize("NFD", "hộ gia đình")}, 422, "standings.kind-unknown"),
        ],
    )
    @pytest.mark.parametrize("path", ["/api/standings", "/api/standings.csv", "/api/standings/products"])
    async def test_says_what_is_wrong_in_both_languages(
        self, shared: Reporting, path: str, asked: dict[str, Any], status: int, slug: str
    ) -> None:
        problem = await shared.read(path, status=status, **asked)
        assert problem["slug"] == slug
        assert problem["detail_vi"] != problem["detail_en"]
        assert problem["pointer"] == "/" + next(iter(asked))

    @pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
    async def test_answers_for_any_day(self, shared: Reporting, on: str) -> None:
        assert (await shared.read("/api/standings", on=on))["total"] == 0

    async def test_takes_no_cursor_it_did_not_make(self, shared: Reporting) -> None:
        assert (await shared.read("/api/standings/products", status=422, after="nonsense"))["slug"].startswith(
            "paging."
        )


class TestWhatEnded:
    async def test_is_counted_by_how_and_what_was_revoked_after_its_end_apart(self, reporting: Reporting) -> None:
        on, at = D(2026, 1, 5), reporting.clock.now()
        gone = CertificateGivenUpV1(**facts("c2", on), reason="Thôi", given_up_on=D(2026, 5, 1))
        then = {"place": "33/330/12265", "place_name": "Xã Tân Hưng"}
        lapsed, long_ago = D(2022, 1, 5), facts("c3", D(2022, 1, 5), **then)
        after = CertificateRevokedAfterEndV1(
            **long_ago,
            ended_on=D(2025, 1, 6),
            revoked_on=D(2026, 2, 1),
            grounds=["Không đánh giá lại"],
            revocation_decision="301/QĐ-UBND",
        )
        annulled = CertificateReinstatedV1(**facts("c4", on), reinstated_on=D(2026, 4, 1))
        await reporting.consume(
            *(issued(id, on) for id in ("c1", "c2", "c4")),
            issued("c3", lapsed, **then),
            record_of(revoked("c1", on, D(2026, 6, 1)), at, version=2),
            record_of(gone, at, version=2),
            record_of(after, at, version=3),
            record_of(annulled, at, version=3),  # before what it annuls, as events may come
            record_of(revoked("c4", on, D(2026, 3, 1)), at, version=2),
        )
        view = await reporting.read("/api/standings", place="33", on=D(2026, 8, 1))
        assert view["total"] == 1
        assert view["ended"] == {"revoked": 1, "given_up": 1, "lapsed": 1, "revoked_after_end": 1}
