"""A decision of many lines killed at five points: evaluation shows none of its rulings or all, the registry none of its certificates or all."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from ocop_events.vocabulary import DecisionRef

from tests.chaos.dying import POINTS
from tests.deployment import Deploy
from tests.evaluation.decisions.decisions_harness import drafted, scored_cases, signed, step
from tests.evaluation.evaluation_harness import CHAIR, MEMBERS, OFFICER, SECRETARY, Deployment, Estate
from tests.registry.registry_harness import HUONG, Registry, ruled, submitted

LINES = [pytest.param(45, marks=pytest.mark.prove), pytest.param(500, marks=pytest.mark.prove)]
"""A dead one's transaction is held until the server ends it: minutes, which only `make prove` has."""
ON = date(2026, 8, 3)
Row = dict[str, Any]


async def killed(service: Any, name: str, point: str, lines: int) -> None:
    """Sweeps the deadlines of a service in a process of its own, which dies at a point."""
    settings = service.settings
    asked = [name, settings.mongodb_uri, settings.mongodb_database, str(settings.home), point, str(lines)]
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.chaos.dying", *asked)
    assert await asyncio.wait_for(process.wait(), 240) == -signal.SIGKILL, "it died by itself"


def others(row: Row, lines: int, *fields: str) -> Iterator[Row]:
    """Copies of a row, with the number of each in some of its fields."""
    for n in range(1, lines):
        yield _numbered(row, n, fields)


def _numbered(value: Any, n: int, fields: tuple[str, ...], name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _numbered(one, n, fields, f"{name}.{key}".strip(".")) for key, one in value.items()}
    return f"{value}-{n}" if name in fields else value


async def copied(database: Any, collection: str, wanted: Row, lines: int, *fields: str) -> None:
    """Has the rows of one case or dossier stand there for many."""
    async for row in database[collection].find(wanted):
        await database[collection].insert_many(list(others(row, lines, *fields)))


class TestADecisionOfManyLines:
    @pytest.mark.parametrize("lines", LINES)
    @pytest.mark.timeout(1800)
    async def test_is_ruled_whole_or_not_at_all(self, deploy: Deploy, lines: int) -> None:
        here = Deployment(await deploy("evaluation"))
        await here.know(CHAIR, SECRETARY, *MEMBERS)
        [case] = await scored_cases(here, Estate([here]), worse=(6,))
        data = here.service.database
        about = ("dossier.dossier_id", "dossier.number", "dossier.product.id", "dossier.producer.id")
        await copied(data, "cases", {"_id": case}, lines, "_id", *about)
        for name in ("scorings", "councils", "sheets"):
            await copied(data, name, {"case_id": case}, lines, "_id", "case_id", "dossier_id")
        cases = [case, *(f"{case}-{n}" for n in range(1, lines))]
        asked = await step(here, await signed(here, await drafted(here, cases)), "issue")
        assert asked["issuing"]

        async def rulings() -> int:
            return int(await data["rulings"].count_documents({}))

        for point in POINTS:
            await killed(here.service, "evaluation", point, lines)
            assert await rulings() == (lines if point == "after-commit" else 0), point
        await here.service.ticker.sweep_once()
        assert await rulings() == lines
        told = [one["ruling_id"] for one in await here.facts("vn.ocop.evaluation.ruling.issued.v1")]
        assert len(told) == len(set(told)) == lines
        assert len(await here.facts("vn.ocop.evaluation.decision.issued.v1")) == 1
        done = await here.read(OFFICER, f"/api/decisions/{asked['id']}")
        assert (done["state"]["code"], done["issuing"]) == ("issued", False)

    @pytest.mark.parametrize("lines", LINES)
    @pytest.mark.timeout(1800)
    async def test_is_certified_whole_or_not_at_all(self, deploy: Deploy, lines: int) -> None:
        here = Registry(await deploy("registry"))
        dossier = await submitted(here, HUONG)
        data = here.service.database
        await copied(data, "dossiers", {"_id": dossier["id"]}, lines, "_id", "product_id", "number")
        await copied(data, "products", {"_id": dossier["product_id"]}, lines, "_id", "name", "name_key")
        for no in range(1, lines + 1):
            of = dossier if no == 1 else _numbered(dossier, no - 1, ("id", "product_id", "number"))
            event = ruled(of, on=ON, id=f"ruling-{no}", decision="45/QĐ-UBND")
            ref = DecisionRef(id="dec-1", number="45/QĐ-UBND", decided_on=ON, line=no, of=lines)
            await here.consume(event.model_copy(update={"decision": ref}))
        assert await here.parked() == []

        async def certificates() -> int:
            return int(await data["certificates"].count_documents({}))

        assert await certificates() == 0
        for point in POINTS:
            await killed(here.service, "registry", point, lines)
            assert await certificates() == (lines if point == "after-commit" else 0), point
        await here.service.ticker.sweep_once()
        assert await certificates() == lines
        told = [one["certificate_id"] for one in await here.facts("vn.ocop.registry.certificate.issued.v1")]
        assert len(told) == len(set(told)) == lines
