"""While replicas are renewed one by one: a ruling under an edition that only the database has is certified, not parked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from law.rulebooks import UnknownEdition, shelf
from law.rulebooks.kept import KEPT
from services.editions.use_cases import keep_the_shelf
from tests.law.test_editions import corrected
from tests.law.test_installed import write
from tests.registry.registry_harness import Registry, ruled, submitted


@pytest.fixture
def renewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A replica with newer files of the law; `undo` makes it one that was not renewed yet."""
    write(tmp_path / "rulebooks", "R26.json", corrected())
    before = set(KEPT)
    monkeypatch.setenv("OCOP_LAW", str(tmp_path))
    shelf.cache_clear()
    yield monkeypatch
    shelf.cache_clear()
    for edition in set(KEPT) - before:
        del KEPT[edition]


class TestAReplicaThatLags:
    async def test_certifies_by_the_edition_the_database_has(
        self, renewed: pytest.MonkeyPatch, registry: Registry
    ) -> None:
        await registry.service.work.run(keep_the_shelf)
        dossier = await submitted(registry)
        ruling = ruled(dossier, on=date(2026, 8, 3))
        renewed.undo()
        KEPT.pop(("R26", ruling.rulebook_hash), None)
        shelf.cache_clear()
        with pytest.raises(UnknownEdition):
            shelf().get("R26", ruling.rulebook_hash)
        await registry.consume(ruling)
        assert await registry.parked() == []
        [certificate] = await registry.facts("vn.ocop.registry.certificate.issued.v1")
        assert certificate["star"] == 4
