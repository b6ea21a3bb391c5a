"""Artwork of the mark: packed by an office, handed out only while a certificate lives, each time beginning a use."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.pictures import a_photograph
from tests.registry.registry_harness import (
    CHAU,
    HUONG,
    OFFICER,
    PROVINCE_OFFICER,
    Registry,
    a_product,
    ruled,
    submitted,
)

PACK = {"office": "33", "name": "Bộ nhận diện", "description": "In từ 15 mm"}
TAKE = {"medium": "packaging", "what": "Nhãn hộp mới"}


@pytest.fixture
async def pack(registry: Registry) -> Any:
    """The province's pack, handed out."""
    await registry.send(OFFICER, "/api/artwork", PACK, status=403)
    made = await registry.send(PROVINCE_OFFICER, "/api/artwork", PACK)
    files = {"file": ("nhan-hieu.jpg", a_photograph(), "image/jpeg")}
    answer = await registry.at(PROVINCE_OFFICER).post(f"/api/artwork/{made['id']}/files", files=files)
    assert answer.status_code == 201, answer.text
    return await registry.send(
        PROVINCE_OFFICER, f"/api/artwork/{made['id']}/offer", None, version=answer.json()["version"]
    )


class TestAPack:
    async def test_is_handed_out_for_a_living_certificate_and_begins_the_record_of_a_use(
        self, registry: Registry, pack: dict[str, Any]
    ) -> None:
        dossier = await submitted(registry)
        take = {"product_id": dossier["product_id"], **TAKE}
        at = f"/api/artwork/{pack['id']}"
        await registry.send(HUONG, f"{at}/handouts", take, status=409)  # not recognised yet
        file = f"{at}/files/{pack['files'][0]['sha256']}"
        assert (await registry.at(HUONG).get(file)).status_code == 403
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        handed = await registry.send(HUONG, f"{at}/handouts", take)
        use = await registry.read(HUONG, f"/api/mark-uses/{handed['use_id']}")
        assert (use["state"], use["waits"], use["what"]) == ("started", "description", TAKE["what"])
        assert (await registry.at(HUONG).get(file)).status_code == 200
        assert (await registry.at(CHAU).get(file)).status_code == 403
        [fact] = await registry.facts("vn.ocop.registry.mark.artwork-handed-out.v1")
        assert (fact["pack"], fact["pack_sha256"]) == ("Bộ nhận diện", pack["sha256"])
        assert await registry.facts("vn.ocop.registry.mark.use-registered.v1") == []
        said = {"medium": "packaging", "what": "Nhãn hộp mới, đã in", "printed": 500}
        await registry.send(HUONG, f"/api/mark-uses/{use['id']}", said, version=use["version"], method="PUT")
        assert len(await registry.facts("vn.ocop.registry.mark.use-registered.v1")) == 1

    async def test_is_fetched_no_more_once_the_certificate_ended(
        self, registry: Registry, pack: dict[str, Any]
    ) -> None:
        dossier = await submitted(registry)
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        take = {"product_id": dossier["product_id"], **TAKE}
        await registry.send(HUONG, f"/api/artwork/{pack['id']}/handouts", take)
        file = f"/api/artwork/{pack['id']}/files/{pack['files'][0]['sha256']}"
        registry.clock.set(registry.clock.now() + timedelta(days=3 * 366))
        assert (await registry.at(HUONG).get(file)).status_code == 403
        await registry.send(HUONG, f"/api/artwork/{pack['id']}/handouts", take, status=409)

    async def test_is_not_taken_for_anothers_product(self, registry: Registry, pack: dict[str, Any]) -> None:
        product = await a_product(registry)
        take = {"product_id": product["id"], **TAKE}
        await registry.send(CHAU, f"/api/artwork/{pack['id']}/handouts", take, status=404)
