"""Rules, aggregates, lifecycles, commands and refusals load neither driver nor web framework, directly or indirectly."""

from __future__ import annotations

import pytest

from tests.architecture import awaiting

MODULES = awaiting.pure_modules()


@pytest.fixture(scope="module")
def measured() -> dict[str, awaiting.Loaded]:
    asked = [module for module in MODULES if module not in awaiting.AWAITING]
    return {one.module: one for one in awaiting.measured(asked)}


class TestAPureModule:
    def test_loads_no_infrastructure(self, measured: dict[str, awaiting.Loaded]) -> None:
        assert {one.module: one.infrastructure for one in measured.values() if one.infrastructure} == {}

    def test_loads_few_modules(self, measured: dict[str, awaiting.Loaded]) -> None:
        assert {one.module: one.modules for one in measured.values() if one.modules > awaiting.MOST} == {}

    def test_is_found_in_every_kind(self) -> None:
        kinds = {module.rpartition(".")[2] for module in MODULES}
        assert kinds > awaiting.PURE, "and aggregates, named after their nouns"


class TestTheList:
    def test_names_modules_that_are_there(self) -> None:
        assert awaiting.AWAITING - set(MODULES) == set()


def test_a_module_that_loads_the_driver_is_noticed() -> None:
    assert awaiting.loaded_with("kit.storage.collection").infrastructure == ("bson", "motor", "pymongo")
