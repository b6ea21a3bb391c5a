"""A producer is closed, or a dossier of it is opened, never both; and it moves only where its keeper may write."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from kit.command import Reason
from kit.refusal import Refusal
from kit.work import Unit
from services.registry.dossiers import use_cases as dossiers
from services.registry.dossiers.commands import OpenCommand
from services.registry.producers import store
from services.registry.producers import use_cases as producers
from tests.registry.registry_harness import (
    COMMUNE,
    HUONG,
    NEIGHBOUR,
    OFFICER,
    PROVINCE_OFFICER,
    Registry,
    a_draft,
    a_product,
    particulars,
)

ID = "p-huong"


async def meet(registry: Registry, product_id: str) -> list[object]:
    """Closes the producer while a dossier of it is opened, in two transactions that both have read before either writes."""
    both, seen = asyncio.Barrier(2), set[str]()
    version = (await registry.read(HUONG, f"/api/producers/{ID}"))["version"]

    async def once_both_look(unit: Unit, who: str) -> None:
        await store.producers.get(unit, ID)
        if who not in seen:  # only the first time: who is run again goes straight on
            seen.add(who)
            await both.wait()

    async def close(unit: Unit) -> None:
        await once_both_look(unit, "close")
        await producers.close_producer(unit, ID, Reason(reason="Ngừng"), by=HUONG, expected=version)

    async def begin(unit: Unit) -> None:
        await once_both_look(unit, "begin")
        await dossiers.open_dossier(unit, OpenCommand(product_id=product_id), by=HUONG)

    async def tried(use_case: Callable[[Unit], Awaitable[None]]) -> object:
        try:
            async with asyncio.timeout(20):
                return await registry.service.work.run(use_case)
        except Refusal as refused:
            return refused

    return list(await asyncio.gather(tried(close), tried(begin)))


class TestClosingAProducer:
    async def test_and_opening_a_dossier_of_it_do_not_both_happen(self, registry: Registry) -> None:
        product = await a_product(registry)
        ended = await meet(registry, product["id"])
        assert sum(isinstance(one, Refusal) for one in ended) == 1, ended

    async def test_leaves_nothing_to_begin(self, registry: Registry) -> None:
        product = await a_product(registry)
        await registry.send(HUONG, f"/api/producers/{ID}/closing", {"reason": "Ngừng sản xuất."}, version=1)
        refused = await registry.send(
            HUONG, "/api/dossiers", {"product_id": product["id"], "kind": "first"}, status=409
        )
        assert refused["slug"] == "lifecycle.step-refused"

    async def test_is_not_stale_because_a_dossier_came_and_went(self, registry: Registry) -> None:
        dossier = await a_draft(registry)
        await registry.send(HUONG, f"/api/dossiers/{dossier['id']}/withdrawal", {"reason": "Nhầm."}, version=1)
        await registry.send(HUONG, f"/api/producers/{ID}/closing", {"reason": "Ngừng sản xuất."}, version=1)


class TestRegisteringTwiceAtOnce:
    async def test_under_one_key_is_once_and_answered_alike(self, registry: Registry) -> None:
        key = {"idempotency-key": "sent-twice"}
        sent = [registry.send(HUONG, "/api/producers", particulars(), headers=key) for _ in range(4)]
        answers = await asyncio.gather(*sent)
        assert {answer["id"] for answer in answers} == {ID}

    async def test_of_one_tax_code_is_once(self, registry: Registry) -> None:
        said = particulars(tax_code="0901234564")
        at = registry.at(OFFICER)
        answers = await asyncio.gather(*(at.post("/api/producers", json=said) for _ in range(4)))
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


class TestMovingAProducer:
    async def test_is_for_who_may_write_where_it_goes(self, registry: Registry) -> None:
        producer = await registry.send(OFFICER, "/api/producers", particulars())
        path = f"/api/producers/{producer['id']}"
        elsewhere = particulars(place=NEIGHBOUR)
        refused = await registry.send(OFFICER, path, elsewhere, version=1, method="PUT", status=403)
        assert refused["slug"] == "forbidden"
        assert (await registry.read(OFFICER, path))["place"]["path"] == COMMUNE
        moved = await registry.send(PROVINCE_OFFICER, path, elsewhere, version=1, method="PUT")
        assert moved["place"]["path"] == NEIGHBOUR

    async def test_is_the_producers_own_to_say(self, registry: Registry) -> None:
        await registry.send(HUONG, "/api/producers", particulars())
        moved = await registry.send(
            HUONG, f"/api/producers/{ID}", particulars(place=NEIGHBOUR), version=1, method="PUT"
        )
        assert moved["place"]["path"] == NEIGHBOUR
