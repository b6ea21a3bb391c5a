"""Products where other slices show them: on their producer's page, and to the public once they are recognised."""

from __future__ import annotations

from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import HUONG, STRANGER, Registry, a_product


class TestAProduct:
    async def test_stands_on_its_producers_page(self, registry: Registry) -> None:
        product = await a_product(registry)
        shown = (await Browser(registry, HUONG).client.get("/producers/p-huong")).text
        assert f"/products/{product['id']}" in shown
        assert "Long nhãn sấy Tân Hưng" in shown

    async def test_that_nobody_recognised_is_not_there_for_the_public(self, registry: Registry) -> None:
        product = await a_product(registry)
        for path in (f"/api/public/products/{product['id']}", f"/products/{product['id']}"):
            assert (await registry.at(STRANGER).get(path)).status_code == 404
