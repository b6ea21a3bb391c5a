"""Rules, aggregates, lifecycles, commands and refusals load neither driver nor web framework, directly or indirectly."""

from __future__ import annotations

import pytest

from tests.architecture import loading

MODULES = loading.pure_modules()


@pytest.fixture(scope="module")
def measured() -> dict[str, loading.Loaded]:
    return {one.module: one for one in loading.measured(MODULES)}


class TestAPureModule:
    def test_loads_no_infrastructure(self, measured: dict[str, loading.Loaded]) -> None:
        assert {one.module: one.infrastructure for one in measured.values() if one.infrastructure} == {}

    def test_is_measured(self, measured: dict[str, loading.Loaded]) -> None:
        assert sorted(measured) == MODULES

    def test_loads_few_modules(self, measured: dict[str, loading.Loaded]) -> None:
        assert {one.module: one.modules for one in measured.values() if one.modules > loading.MOST} == {}

    def test_is_found_in_every_kind(self) -> None:
        kinds = {module.rpartition(".")[2] for module in MODULES}
        assert kinds > loading.PURE, "and aggregates, named after their nouns"


def test_a_module_that_loads_the_driver_is_noticed() -> None:
    [found] = loading.measured(["kit.storage.collection"])
    assert found.infrastructure == ("bson", "motor", "pymongo")
