"""Recognitions of earlier years: entered as published, once, counted by others and news to nobody."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from typing import Any

import pytest
import yaml

from estate.people import people
from kit.identity import Principal
from services.registry import seed
from services.registry.recognitions import published_list, rules
from services.registry.recognitions.row import COLUMNS
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import OFFICER, PROVINCE_OFFICER, Registry

LIST = published_list.shipped(seed.LIST)
ROW = {
    "product": "Tương Bần",
    "producer": "",
    "province_then": "33",
    "district": "TX Mỹ Hào",
    "commune": "",
    "stage": "recognised",
    "as_of": "2021",
    "confidence": "verified",
    "source": "https://bao.example/ocop",
    "set_no": "9",
}


NOW_THERE = {"district": "", "commune": "Tân Hưng", "as_of": "2026-08-03"}


async def everything(registry: Registry) -> dict[str, list[dict[str, Any]]]:
    """All rows of the registry's own collections."""
    names = ("producers", "products", "certificates")
    return {name: [row async for row in registry.service.database[name].find({}).sort("_id", 1)] for name in names}


class TestTheShippedList:
    def test_keeps_the_columns_of_its_sources(self) -> None:
        assert all(set(row) == set(COLUMNS) for row in LIST)
        assert len(LIST) == 58

    def test_is_read_whole_and_each_product_has_a_set(self) -> None:
        sets = published_list.shipped_sets()
        rows = [rules.read(row, sets[row["product"] or ""]) for row in LIST]
        assert [row.star for row in rows] == [int(one["star"]) if one["star"] else None for one in LIST]
        assert [row.producer for row in rows] == [one["producer"] for one in LIST]
        assert sum(row.certifies for row in rows) == 5

    def test_attributes_sets_to_no_other_products(self) -> None:
        assert set(published_list.shipped_sets()) == {row["product"] for row in LIST}
        doubtful = yaml.safe_load((seed.files("services.registry") / "data" / "product-sets.yaml").read_text("utf-8"))
        assert set(doubtful["doubtful"]) <= set(published_list.shipped_sets())


class TestSeeding:
    async def test_enters_everything_once(self, registry: Registry) -> None:
        await seed.seed(registry.service)
        first = await everything(registry)
        announced = Counter(fact["_type"] for fact in await registry.facts())
        await seed.seed(registry.service)
        assert await everything(registry) == first
        assert Counter(fact["_type"] for fact in await registry.facts()) == announced
        assert sum(len(product["published"]) for product in first["products"]) == 58
        named = {(row["producer"], row["commune"], row["district"]) for row in LIST if row["producer"]}
        assert len(first["producers"]) == len(named) + 1  # the co-operative of the development estate
        assert len(first["certificates"]) == 5

    async def test_leaves_blank_what_the_source_leaves_blank(self, registry: Registry) -> None:
        await seed.seed(registry.service)
        kept = await everything(registry)
        by_name = {product["name"]: product for product in kept["products"]}
        lotus = by_name["Hạt sen"]
        assert (lotus["producer_id"], lotus["producer_name"], lotus["producer_kind"]) == ("", "", "")
        assert lotus["place"]["path"] == "33/323/11977"
        assert by_name["Vải trứng"]["place"]["path"] == "33"
        assert by_name["Vải trứng"]["listed_star"] is None
        assert by_name["Bột nghệ"]["certified"] is None  # star and producer are published, decision and day are not
        assert by_name["Bột nghệ"]["listed_star"] == 4
        for certificate in kept["certificates"]:
            assert certificate["product_code"] == ""
            assert certificate["decision_number"] == "1608/QĐ-UBND (suy ra)"
            assert certificate["valid_until"] == "2023-07-22"
            assert certificate["state"] == "expired"
            assert certificate["rulebook_id"] == "R1048"

    async def test_publishes_of_recognitions_as_facts_of_earlier_years(self, registry: Registry) -> None:
        await seed.seed(registry.service)
        for type_ in ("product.certified", "certificate.issued", "certificate.expired"):
            facts = await registry.facts(f"vn.ocop.registry.{type_}.v1")
            assert len(facts) == 5
            assert all(fact["retrospective"] for fact in facts)
        states = await registry.facts("vn.ocop.registry.certificate.state.v1")
        assert {state["status"] for state in states} == {"expired"}

    async def test_knows_the_producers_people_of_the_estate_act_for(self, registry: Registry) -> None:
        await seed.seed(registry.service)
        kept = {one["_id"]: one for one in (await everything(registry))["producers"]}
        for person in people().people:
            for grant in person.grants:
                if grant.startswith("producer@"):
                    representative = kept[grant.removeprefix("producer@")]["representative"]
                    assert (representative["name"], representative["email"]) == (person.name, person.email)

    async def test_a_product_of_the_list_opens_for_everybody_with_its_source(self, registry: Registry) -> None:
        await seed.seed(registry.service)
        public = Browser(registry, None)
        announced = tuple(row["product"] or "" for row in LIST)
        for query in ("q=bot+nghe", "place=chi+minh", "star=4"):
            text = await public.open(f"/?{query}", announced=announced)
            assert "Bột nghệ" in text
        [product] = [one for one in (await everything(registry))["products"] if one["name"] == "Bột nghệ"]
        text = await public.open(f"/products/{product['_id']}", announced=announced)
        for part in ("Theo nguồn đã công bố", "https://nongnghiep.vn/", "4 sao", "Nguồn không nêu"):
            assert part in text
        [lotus] = [one for one in (await everything(registry))["products"] if one["name"] == "Hạt sen"]
        text = await public.open(f"/products/{lotus['_id']}", announced=announced)
        for part in ("Hết hiệu lực", "không được in", "Nguồn không nêu chủ thể"):
            assert part in text


class TestAnOfficeLoadingAList:
    def csv(self, *rows: dict[str, str]) -> bytes:
        names = [*COLUMNS, "set_no"]
        lines = [names, *([row.get(name, "") for name in names] for row in rows)]
        return "\n".join(",".join(line) for line in lines).encode()

    async def load(self, registry: Registry, who: Any, content: bytes, status: int = 200) -> Any:
        if status != 200:
            return await registry.send_list(who, content, status=status)
        return {"lines": await registry.load_list(who, content)}

    async def test_enters_what_can_be_entered_and_names_the_line_of_the_rest(self, registry: Registry) -> None:
        certified = ROW | {
            "product": "Mật ong",
            "set_no": "4",
            "star": "4",
            "decision": "9/QĐ",
            "decided_on": "2024-12-01",
        }
        list_ = self.csv(ROW, ROW | {"product": "Không bộ", "set_no": ""}, certified)
        lines = (await self.load(registry, PROVINCE_OFFICER, list_))["lines"]
        assert [(line["line"], line["outcome"]) for line in lines] == [(2, "added"), (3, "refused"), (4, "added")]
        assert lines[1]["why"]["slug"] == "recognition.set-unsaid"
        shown = await registry.read(None, f"/api/certificates/{lines[2]['certificate_id']}")
        assert (shown["valid_until"], shown["state"], shown["product_code"]) == ("2027-12-01", "valid", "")
        again = (await self.load(registry, PROVINCE_OFFICER, list_))["lines"]
        assert [line["outcome"] for line in again] == ["known", "refused", "known"]
        # Alive, it is warned about like any other, from the next rung of its ladder on.
        assert await registry.service.database["deadlines"].count_documents({"subject": shown["id"]}) == 1

    async def test_may_load_what_lies_in_its_territory_only(self, registry: Registry) -> None:
        await self.load(registry, OFFICER, self.csv(ROW), status=403)
        elsewhere = Principal.of("elsewhere", "Elsewhere", "province-officer@34")
        [line] = (await self.load(registry, elsewhere, self.csv(ROW)))["lines"]
        assert (line["outcome"], line["why"]["slug"]) == ("refused", "forbidden")

    @pytest.mark.parametrize(
        ("changes", "slug"),
        [
            ({"star": "2"}, "recognition.star-not-recognised"),
            (NOW_THERE | {"decided_on": "2026-08-04"}, "recognition.decided-in-the-future"),
        ],
    )
    async def test_enters_no_star_that_could_not_have_been(
        self, registry: Registry, changes: dict[str, str], slug: str
    ) -> None:
        row = ROW | {"star": "4", "decision": "9/QĐ", "decided_on": "2024-12-01"} | changes
        [line] = (await self.load(registry, PROVINCE_OFFICER, self.csv(row)))["lines"]
        assert (line["outcome"], line["why"]["slug"]) == ("refused", slug)
        assert (await everything(registry))["products"] == []

    async def test_gives_no_star_to_a_product_that_was_in_the_register_before_the_decision(
        self, registry: Registry
    ) -> None:
        await self.load(registry, PROVINCE_OFFICER, self.csv(ROW | NOW_THERE))
        row = ROW | NOW_THERE | {"star": "5", "decision": "9/QĐ", "decided_on": "2026-08-03"}
        [line] = (await self.load(registry, PROVINCE_OFFICER, self.csv(row)))["lines"]
        assert (line["outcome"], line["why"]["slug"]) == ("refused", "recognition.not-of-earlier-years")
        assert (await everything(registry))["certificates"] == []
        earlier = row | {"star": "4", "decided_on": "2025-12-01"}
        list_ = self.csv(earlier)
        [line] = (await self.load(registry, PROVINCE_OFFICER, list_))["lines"]
        assert line["outcome"] == "joined"
        [kept] = (await everything(registry))["certificates"]
        paper = hashlib.sha256(list_).hexdigest()
        assert (kept["list_sha256"], kept["entered_by"]) == (paper, PROVINCE_OFFICER.id)

    async def test_is_told_what_is_wrong_with_the_file(self, registry: Registry) -> None:
        assert "columns-missing" in str(await self.load(registry, PROVINCE_OFFICER, b"a,b\n1,2\n", status=422))
        await self.load(registry, PROVINCE_OFFICER, b"%PDF-1.4\n", status=415)

    async def test_of_a_file_that_breaks_off_enters_nothing(self, registry: Registry) -> None:
        broken = self.csv(ROW) + b'\n"' + b"x" * 200_000
        assert "list.broken" in str(await self.load(registry, PROVINCE_OFFICER, broken, status=422))
        await self.load(registry, PROVINCE_OFFICER, self.csv(ROW) + b"\nx" * 20_001, status=413)
        assert (await everything(registry))["products"] == []

    async def test_has_its_texts_in_the_one_form_and_is_told_which_have_none(self, registry: Registry) -> None:
        name = "Mật ong hoa nhãn"
        piled = ROW | {"product": "Mật" + "\u0316" * 100}
        list_ = self.csv(ROW | {"product": unicodedata.normalize("NFD", name)}, piled)
        lines = (await self.load(registry, PROVINCE_OFFICER, list_))["lines"]
        assert [line["outcome"] for line in lines] == ["added", "refused"]
        assert lines[1]["why"]["slug"] == "text.marks-piled"
        assert [product["name"] for product in (await everything(registry))["products"]] == [name]

    async def test_does_so_on_a_page(self, registry: Registry) -> None:
        officer = Browser(registry, PROVINCE_OFFICER)
        await officer.open("/recognitions/new")
        list_ = self.csv(ROW, ROW | {"product": "=Không bộ", "set_no": ""})
        place = await officer.submit("/recognitions/new", files={"file": ("cu.csv", list_, "text/csv")})
        announced = ("cu.csv", "Tương Bần")
        assert "Sẽ thêm sản phẩm mới" in await officer.open(place, announced=announced)
        assert (await everything(registry))["products"] == []
        await officer.open(f"{place}?only=refused", announced=announced)
        csv_ = await officer.client.get(f"{place}/refused.csv")
        assert "'=Không bộ" in csv_.text
        await officer.open(place, announced=announced)
        assert await officer.submit("/entry") == place
        assert "Đã thêm sản phẩm" in await officer.open(place, announced=announced)
        await officer.open(f"{place}/undoing", announced=announced)
        await officer.submit("/undoing", {"reason": ""}, status=422)
        await officer.open(f"{place}/undoing", announced=announced)
        await officer.submit("/undoing", {"reason": "Nhập nhầm năm"})
        text = await officer.open(place, announced=(*announced, "Nhập nhầm năm"))
        assert "Nhập nhầm năm" in text
        assert "Đã rút lại" in text
        assert (await everything(registry))["products"] == []
        await Browser(registry, OFFICER).open("/recognitions/new", status=403)
        await Browser(registry, OFFICER).open(place, status=403)
