"""Designs: offered with picture and consent, published by an office, taken up by other producers."""

from __future__ import annotations

import html
from typing import Any

import pytest

from tests.pictures import a_photograph
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    CHAU,
    HUONG,
    MEMBER,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PDF,
    STRANGER,
    Registry,
    a_product,
    particulars,
)

BAG = {"name": "Túi quà nhãn lồng", "kind": "gift-bag", "designer": "Trần Văn Hoạ", "consented_on": "2026-08-01"}


@pytest.fixture
async def in_the_gallery(registry: Registry) -> Any:
    """A design of Hương's co-operative that the commune published."""
    await a_product(registry)
    design = await registry.send(HUONG, "/api/designs", {"producer_id": "p-huong", **BAG})
    at = f"/api/designs/{design['id']}"
    for path, file in (
        ("pictures", ("tui.jpg", a_photograph(), "image/jpeg")),
        ("consent", ("dong-y.pdf", PDF, "application/pdf")),
    ):
        answer = await registry.at(HUONG).post(f"{at}/{path}", files={"file": file})
        assert answer.status_code == 201, answer.text
        design = answer.json()
    assert (await registry.at(NEIGHBOURS_OFFICER).get(at)).status_code == 404
    design = await registry.send(HUONG, f"{at}/offer", None, version=design["version"])
    return await registry.send(OFFICER, f"{at}/publication", None, version=design["version"])


class TestTheGallery:
    async def test_shows_a_published_design_to_producers_and_offices_without_its_designer(
        self, registry: Registry, in_the_gallery: dict[str, Any]
    ) -> None:
        at = f"/api/designs/{in_the_gallery['id']}"
        for who in (CHAU, NEIGHBOURS_OFFICER, STRANGER):
            shown = await registry.read(who, at)
            assert (shown["designer"], shown["consented_on"]) == (None, None)
            assert (await registry.at(who).get(f"{at}/consent")).status_code == 404
            picture = f"{at}/pictures/{shown['pictures'][0]['id']}"
            assert (await registry.at(who).get(picture)).status_code == 404
            assert (await registry.at(who).get(f"{picture}/shown")).status_code == 200
        assert (await registry.at(MEMBER).get(at)).status_code == 404
        assert (await registry.read(OFFICER, at))["designer"] == BAG["designer"]
        text = html.unescape((await Browser(registry, CHAU).client.get("/designs")).text)
        assert "Túi quà nhãn lồng" in text
        assert BAG["designer"] not in text

    async def test_announces_what_is_offered_and_published_without_any_person(
        self, registry: Registry, in_the_gallery: dict[str, Any]
    ) -> None:
        facts = [fact for fact in await registry.facts() if ".design." in fact["_type"]]
        assert [fact["_type"].split(".")[4] for fact in facts] == ["offered", "published"]
        assert BAG["designer"] not in str(facts)
        assert facts[1]["office"] == "33/11977"

    async def test_lets_other_producers_use_a_design_which_is_counted(
        self, registry: Registry, in_the_gallery: dict[str, Any]
    ) -> None:
        await registry.send(CHAU, "/api/producers", particulars(name="Cơ sở Châu"))
        product = await registry.send(CHAU, "/api/products", {"producer_id": "p-chau", "name": "Tương", "set_no": 7})
        use = {"product_id": product["id"], "medium": "gift-bag", "what": "Túi theo mẫu"}
        made = await registry.send(CHAU, f"/api/designs/{in_the_gallery['id']}/uses", use)
        assert made["design_id"] == in_the_gallery["id"]
        assert (await registry.read(CHAU, f"/api/designs/{in_the_gallery['id']}"))["taken_up"] == 1

    async def test_a_design_that_left_is_nobodys_else(self, registry: Registry, in_the_gallery: dict[str, Any]) -> None:
        at = f"/api/designs/{in_the_gallery['id']}"
        await registry.send(HUONG, f"{at}/withdrawal", {"reason": "Rút"}, version=in_the_gallery["version"])
        assert (await registry.at(CHAU).get(at)).status_code == 404
        assert (await registry.read(HUONG, at))["state"] == "withdrawn"
