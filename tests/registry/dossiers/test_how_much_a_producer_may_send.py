"""A producer's files stay within what the deployment allows, whichever endpoint and dossier they come by."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from kit.refusal import Refusal
from kit.web.files import Stored
from services.registry.dossiers import store
from services.registry.dossiers.allowance import Limit
from services.registry.dossiers.use_cases import count_file
from tests.registry.registry_harness import HUONG, Registry, a_draft


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limit, "of", classmethod(lambda cls, settings: cls(files=2, size=1_000)))


async def send(registry: Registry, dossier: dict[str, Any], content: bytes, status: int = 201) -> Any:
    return await registry.upload(HUONG, dossier, content=content, status=status)


def pdf(text: str, size: int = 100) -> bytes:
    return b"%PDF-1.7 " + text.encode().ljust(size - 9)


@pytest.mark.usefixtures("few")
class TestAProducer:
    async def test_is_told_when_the_files_are_used_up(self, registry: Registry) -> None:
        dossier = await a_draft(registry)
        for text in ("a", "b"):
            dossier = await send(registry, dossier, pdf(text))
        refused = await send(registry, dossier, pdf("c"), 409)
        assert (refused["slug"], refused["pointer"]) == ("evidence.allowance-used-up", "/file")
        assert "2 tệp" in refused["detail_vi"]
        assert len(list((registry.service.settings.home / "files" / "registry").glob("??/*"))) == 2

    async def test_pays_nothing_for_the_same_file_again(self, registry: Registry) -> None:
        dossier = await a_draft(registry)
        for _ in range(3):
            dossier = await send(registry, dossier, pdf("a"))

    async def test_is_told_when_the_bytes_are_used_up(self, registry: Registry) -> None:
        dossier = await send(registry, await a_draft(registry), pdf("a", 900))
        assert (await send(registry, dossier, pdf("b", 200), 409))["slug"] == "evidence.allowance-used-up"
        await send(registry, dossier, pdf("b", 90))

    async def test_does_not_get_room_by_removing(self, registry: Registry) -> None:
        dossier = await a_draft(registry)
        for text in ("a", "b"):
            dossier = await send(registry, dossier, pdf(text))
        paper = dossier["evidence"][0]["id"]
        address = f"/api/dossiers/{dossier['id']}/evidence/{paper}"
        answer = await registry.at(HUONG).delete(address, headers={"if-match": f'"{dossier["version"]}"'})
        assert answer.json()["evidence"]
        await send(registry, answer.json(), pdf("c"), 409)


class TestTwoFilesAtOnce:
    async def test_stay_within_it_together(self, registry: Registry) -> None:
        limit = Limit(files=3, size=10_000)
        files = [Stored(sha256=f"{n:064x}", size=10, media_type="application/pdf", name="a.pdf") for n in range(8)]
        answers = await asyncio.gather(
            *(registry.service.work.run(count_file, "p-crowd", file, limit) for file in files), return_exceptions=True
        )
        used = await store.allowances.get(registry.service.work.reading(), "p-crowd")
        assert used.files == 3
        assert sum(answer is None for answer in answers) == 3
        assert all(answer is None or isinstance(answer, Refusal) for answer in answers)
