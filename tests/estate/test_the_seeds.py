"""The seeds of a development estate are part of each service's work and of its readiness."""

from __future__ import annotations

from pathlib import Path

import pytest

from estate import services
from estate.processes import room
from kit.settings import development_settings


@pytest.mark.parametrize("name", services.present())
async def test_are_awaited_by_readiness_where_there_are_any(name: str, tmp_path: Path) -> None:
    built = room.build(name, development_settings(home=tmp_path, mongodb_uri="mongodb://127.0.0.1:9"))
    checks = {check.name: check.ok for check in await built.readiness()}
    assert checks.get("seeds", True) is not bool(services.seeds_of(name))
    built.database.close()
