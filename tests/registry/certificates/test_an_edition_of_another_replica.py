"""While replicas are renewed one by one: a ruling under an edition that only the database has is certified, not parked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from ocop_events.evaluation.council import RegulationConfirmedV1
from ocop_events.vocabulary import RegulationRef

from law import lists
from law.rulebooks import UnknownEdition, shelf
from law.rulebooks.kept import KEPT, TEXTS, packed
from law.rulebooks.reading import content_of, regulation_of
from law.rulebooks.regulations import regulations_in
from services.editions import use_cases as editions
from services.editions.use_cases import keep_the_shelf
from tests.law.test_editions import corrected
from tests.law.test_installed import write
from tests.registry.credentials.test_credentials import granted
from tests.registry.registry_harness import HUONG, Registry, returned, ruled, submitted


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

    async def test_notes_an_agencys_grant_and_an_offices_return_on_a_dossier_under_it(
        self, renewed: pytest.MonkeyPatch, registry: Registry
    ) -> None:
        await registry.service.work.run(keep_the_shelf)
        dossier = await submitted(registry)
        product = await registry.read(HUONG, f"/api/products/{dossier['product_id']}")
        hash = shelf().get("R26").hash
        renewed.undo()

        def lag() -> None:
            KEPT.pop(("R26", hash), None)
            shelf.cache_clear()

        lag()
        came = await granted(registry, product)
        lag()
        await registry.consume(returned(dossier, "Bổ sung giấy", on=date(2026, 8, 3), by=date(2026, 9, 3)))
        assert await registry.parked() == []
        back = await registry.read(HUONG, f"/api/dossiers/{dossier['id']}")
        assert [one["credential_id"] for one in back["evidence"] if one["credential_id"]] == [came.id]


OWN = """
id: 33-2026
office: "33"
decision: {vi: Quy chế Hội đồng, en: Council regulation}
in_force: {first: 2026-06-01}
rulebooks: [R26]
council: {spread_limit: 5}
"""


class TestARulingByAnOfficesOwnRegulation:
    """The registry believes a regulation it once had in its own files, by its hash, after the file was overwritten."""

    async def test_is_believed_by_the_edition_once_held_and_by_none_that_never_was(
        self, registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "33.yaml").write_text(OWN, encoding="utf-8")
        held = regulations_in(tmp_path)
        [own] = held.all()
        monkeypatch.setattr(editions, "regulations", lambda: held)
        await registry.service.work.run(editions.keep_the_shelf)
        # The file is gone, and this replica has not read the database since.
        TEXTS.clear()
        dossier = await submitted(registry)
        rulebook = shelf().get("R26")
        stated = RegulationRef.model_validate({**own.model_dump(mode="json"), "council": own.council.as_text()})
        true = ruled(
            dossier, on=date(2026, 8, 3), regulation=own.over(rulebook.council).as_text(), own_regulation=stated
        )
        laxer = {"own_regulation": stated.model_copy(update={"council": {"spread_limit": "50"}})}
        never = {"own_regulation": stated.model_copy(update={"hash": "0" * 64})}
        for number, altered in enumerate((laxer, never)):
            await registry.consume(true.model_copy(update={"ruling_id": f"forged-{number}", **altered}))
            assert (await registry.parked())[-1]["reason"]["slug"] == "ruling.regulation-not-here"
        await registry.consume(true)
        [certificate] = await registry.facts("vn.ocop.registry.certificate.issued.v1")
        assert certificate["lists"] == lists.stamp("calendar", "certificate-life", "dossier-kinds", "ladder", "offices")
        for name, hash in {**certificate["lists"], **dossier["lists"]}.items():
            assert lists.edition_with(name, hash).name == name
        assert set(dossier["lists"]) == {"classification", "dossier-kinds", "evidence"}

    async def test_is_believed_once_the_office_has_confirmed_it_and_only_its_own(self, registry: Registry) -> None:
        TEXTS.clear()
        own = regulation_of(content_of(OWN, is_json=False))
        assert own.hash
        sent = RegulationConfirmedV1(
            office="33",
            rulebook_id="R26",
            text_id=own.id,
            text_hash=own.hash,
            content_gzip=packed(own.text),
            confirmed_by="chair",
            confirmed_at=datetime(2026, 8, 2, 2, tzinfo=UTC),
        )
        await registry.consume(sent.model_copy(update={"office": "17"}))
        assert (await registry.parked())[-1]["reason"]["slug"] == "regulation.of-another-office"
        dossier = await submitted(registry)
        stated = RegulationRef.model_validate({**own.model_dump(mode="json"), "council": own.council.as_text()})
        settings = own.over(shelf().get("R26").council).as_text()
        ruling = ruled(dossier, on=date(2026, 8, 3), regulation=settings, own_regulation=stated)
        await registry.consume(ruling)
        waits = (await registry.parked())[-1]["reason"]
        assert (waits["slug"], waits["passes"]) == ("ruling.regulation-not-here", True)
        await registry.consume(sent)
        await registry.consume(ruling.model_copy(update={"ruling_id": "after"}))
        assert len(await registry.facts("vn.ocop.registry.certificate.issued.v1")) == 1
