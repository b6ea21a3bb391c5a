"""What everybody sees of a product: nothing before it is recognised; then what its package says, and no more."""

from __future__ import annotations

from datetime import date

import pytest

from kit.refusal import Refusal
from services.registry.public import store
from tests.registry.registry_harness import COMMUNE, HUONG, PROVINCE_OFFICER, Registry, ruled, submitted

SUMMER = date(2026, 8, 3)
PERSONAL = ("0912345678", "huong@htx-tanhung.example", "Nguyễn Thị Hương")


class TestAProduct:
    async def test_is_nobodys_business_before_it_is_recognised(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        anybody = registry.at()
        assert (await anybody.get("/api/public/products")).json()["items"] == []
        assert (await anybody.get(f"/api/public/products/{dossier['product_id']}")).status_code == 404
        assert (await anybody.get(f"/products/{dossier['product_id']}")).status_code == 404

    async def test_is_found_by_words_place_star_and_code_once_it_is(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        await registry.consume(ruled(dossier, on=SUMMER, star=4))
        anybody = registry.at()
        where = f"/api/public/products/{dossier['product_id']}"
        shown = (await anybody.get(where)).json()
        code = shown["certificate"]["product_code"]
        for found in ("q=long nhan", f"q={code}", f"place={COMMUNE}", "place=33", "star=4"):
            items = (await anybody.get(f"/api/public/products?{found}")).json()["items"]
            assert [one["id"] for one in items] == [dossier["product_id"]], found
        for missed in ("q=banh da", "q=33-9999", "place=01", "star=5"):
            assert (await anybody.get(f"/api/public/products?{missed}")).json()["items"] == [], missed
        page = await anybody.get(f"/products/{code}")
        assert page.status_code == 200
        assert [one for one in PERSONAL if one in page.text + str(shown)] == []
        assert page.text.count("Phản ánh về sản phẩm này") == 1, "each panel stands once"

    async def test_looks_alike_in_json_whoever_asks(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        await registry.consume(ruled(dossier, on=SUMMER, star=3))
        where = f"/api/public/products/{dossier['product_id']}"
        answers = [(await registry.at(*who).get(where)).json() for who in ((), (HUONG,), (PROVINCE_OFFICER,))]
        assert answers[0] == answers[1] == answers[2]


class TestAPlace:
    @pytest.mark.parametrize(("called", "path"), [("Hưng Yên", "33"), ("hung yen", "33"), ("Tân Hưng", "33/11977")])
    def test_is_what_people_call_it(self, called: str, path: str) -> None:
        assert store.place_called(called, SUMMER) == path

    def test_that_nobody_knows_is_refused_in_words(self) -> None:
        with pytest.raises(Refusal) as refused:
            store.place_called("Nơi không có", SUMMER)
        assert refused.value.say("vi") != refused.value.say("en")
