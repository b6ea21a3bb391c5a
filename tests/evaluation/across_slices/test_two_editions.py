"""Two deployments that hold different editions of an act: each case is judged under the text that stamped it, by both."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from ocop_events.reference.rulebook import RulebookPublishedV1

from kit.messaging.parking import Outcome
from kit.messaging.received import Record
from law.rulebooks import Rulebook, Shelf, shelf, shelf_with, shipped
from law.rulebooks.kept import KEPT, packed
from law.rulebooks.reading import rulebook_of
from tests.evaluation.conftest import Opening
from tests.evaluation.evaluation_harness import (
    CHAIR,
    COMMUNE,
    FINDINGS,
    MEMBERS,
    OFFICER,
    PROVINCE,
    SCREENER,
    Deployment,
    Estate,
    best,
    dossier,
    ruled,
    scored,
    submitted,
)
from tests.law.test_editions import corrected
from tests.law.test_installed import write

MODULE = sys.modules["law.rulebooks.shelf"]
OLD = shipped().get("R26")
NEW = rulebook_of(corrected())
PUBLISHED = RulebookPublishedV1(
    edition=f"R26/{NEW.hash}",
    rulebook_id="R26",
    rulebook_hash=NEW.hash,
    title_vi=NEW.title.vi,
    title_en=NEW.title.en,
    first=NEW.in_force.first,
    content_gzip=packed(NEW.text),
)


@dataclass
class Holding(Deployment):
    """A deployment as in a process of its own: with the files of its own folder, and what its own database handed it."""

    files: Shelf = field(kw_only=True)
    monkeypatch: pytest.MonkeyPatch = field(kw_only=True)
    handed: dict[Any, Any] = field(default_factory=dict, kw_only=True)

    async def read(self, *args: Any, **more: Any) -> Any:
        with self.in_its_process():
            return await super().read(*args, **more)

    async def send(self, *args: Any, **more: Any) -> Any:
        with self.in_its_process():
            return await super().send(*args, **more)

    async def consume(self, record: Record) -> dict[str, Outcome]:
        with self.in_its_process():
            return await super().consume(record)

    @contextmanager
    def in_its_process(self) -> Iterator[None]:
        """What this process holds of the law takes the place of what the last one held."""
        others = dict(KEPT)
        with self.monkeypatch.context() as own:
            own.setattr(MODULE, "shelf_with", lambda *_: self.files)
            exchange(self.handed)
            try:
                yield
            finally:
                self.handed = dict(KEPT)
                exchange(others)
        shelf.cache_clear()


def exchange(kept: dict[Any, Any]) -> None:
    shelf.cache_clear()
    KEPT.clear()
    KEPT.update(kept)


@pytest.fixture
async def offices(
    evaluation: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Estate, Holding, Holding]:
    """The commune's deployment holds what ships; the province's has the correction in its files."""
    both = [
        Holding((await evaluation(office)).service, files=shelf_with(files, KEPT), monkeypatch=monkeypatch)
        for office, files in ((COMMUNE, []), (PROVINCE, [write(tmp_path, "R26.json", corrected())]))
    ]
    return Estate([*both]), *both


async def judged(estate: Estate, commune: Deployment, province: Deployment, book: Rulebook) -> Any:
    """Takes a dossier stamped with an edition from the commune's screening to the province's ruling."""
    await estate.publish(submitted(dossier().model_copy(update={"rulebook_hash": book.hash})))
    [line] = (await commune.read(SCREENER, "/api/cases"))["items"]
    below = f"/api/cases/{line['id']}"
    await commune.send(SCREENER, f"{below}/screening", {"findings": FINDINGS, "proposes": True}, version="case")
    await commune.send(SCREENER, f"{below}/forwarding", {}, version="case")
    await estate.settle()
    [line] = (await province.read(OFFICER, "/api/cases"))["items"]
    above = f"/api/cases/{line['id']}"
    await scored(province, above, {who: best(book, 1) for who in (CHAIR, *MEMBERS)})
    ruling = await ruled(province, above)
    await estate.settle()
    recount = await province.read(CHAIR, f"/api/rulings/{ruling['ruling_id']}/recount")
    assert recount["differences"] == []
    for deployment, who in ((commune, SCREENER), (province, OFFICER)):
        [line] = (await deployment.read(who, "/api/cases"))["items"]
        assert line["amiss"] is None
    return ruling


async def in_force(deployment: Deployment) -> str:
    books = await deployment.read(None, "/api/rulebooks")
    return next(str(book["hash"]) for book in books if book["id"] == "R26")


class TestTwoEditions:
    async def test_of_a_case_under_the_older_one_the_older_is_read_by_both(
        self, offices: tuple[Estate, Holding, Holding]
    ) -> None:
        estate, commune, province = offices
        assert (await in_force(commune), await in_force(province)) == (OLD.hash, NEW.hash)
        assert (await judged(estate, commune, province, OLD))["rulebook_hash"] == OLD.hash

    async def test_of_a_case_under_the_newer_one_who_has_no_file_of_it_reads_what_was_published(
        self, offices: tuple[Estate, Holding, Holding]
    ) -> None:
        estate, commune, province = offices
        await estate.publish(PUBLISHED)
        assert (await judged(estate, commune, province, NEW))["rulebook_hash"] == NEW.hash
        assert await in_force(commune) == OLD.hash, "what was only published governs nothing"
