"""The registry's endpoints to places, and the publishing of their changes."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from ocop_events.envelope import decode

from kit.clock import FixedClock
from kit.identity import Principal
from kit.refusal import Forbidden
from kit.service import Service, Slice
from kit.settings import development_settings
from kit.web.app import app_of
from law.places import changes_on, gazetteer
from services.registry.places import api, use_cases
from services.registry.places.announcements import fact_of
from services.registry.places.commands import PeriodCommand
from services.registry.places.refusals import NothingChanged, NotYet
from services.registry.places.store import place_news

MERGER = date(2025, 7, 1)
KEEPER = Principal.of("keeper", "Operator", "operator@33")
STRANGER = Principal.of("stranger", "Stranger", "commune-officer@33/11977", "operator@17")


@pytest.fixture
async def service(mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Service]:
    settings = development_settings(mongodb_uri=mongodb_uri, mongodb_database=fresh_name, home=tmp_path)
    one = Service(
        name="registry", settings=settings, slices=[Slice("places", collections=[place_news], api=api.router)]
    )
    one.work.clock = FixedClock(datetime(2026, 8, 3, 2, tzinfo=UTC))
    await one.prepare()
    yield one
    await one.database.drop()
    one.database.close()


async def announced(service: Service) -> list[dict[str, Any]]:
    return [row async for row in service.database["outbox"].find({}).sort("_id", 1)]


async def announce_all(service: Service) -> int:
    turns, news = 1, await service.work.run(use_cases.announce_changes, PeriodCommand(on=MERGER), by=KEEPER)
    while not news.is_complete:
        turns, news = turns + 1, await service.work.run(use_cases.announce_changes, PeriodCommand(on=MERGER), by=KEEPER)
    return turns


class TestAnnouncingAReform:
    async def test_announces_every_change_once(self, service: Service) -> None:
        await announce_all(service)
        rows = await announced(service)
        kinds = Counter(row["type"].split(".")[-2] for row in rows)
        assert kinds == {"merged": 379, "split": 3, "abolished": 18, "created": 104}
        await service.work.run(use_cases.announce_changes, PeriodCommand(on=MERGER), by=KEEPER)
        assert len(await announced(service)) == len(rows)

    async def test_asked_for_by_several_at_once_is_done_once_for_all(self, service: Service) -> None:
        asked = (use_cases.announce_period(service.work, PeriodCommand(on=MERGER), by=KEEPER) for _ in range(3))
        assert all(news.is_complete for news in await asyncio.gather(*asked))
        assert len(await announced(service)) == 504

    async def test_goes_in_portions_that_each_begin_where_the_last_ended(self, service: Service) -> None:
        assert await announce_all(service) == -(-504 // use_cases.PORTION)

    @pytest.mark.parametrize("who", [STRANGER, Principal.of("nobody", "Nobody")])
    async def test_is_for_who_keeps_the_province(self, service: Service, who: Principal) -> None:
        with pytest.raises(Forbidden):
            await service.work.run(use_cases.announce_changes, PeriodCommand(on=MERGER), by=who)

    async def test_is_refused_on_a_day_without_changes(self, service: Service) -> None:
        with pytest.raises(NothingChanged):
            await service.work.run(use_cases.announce_changes, PeriodCommand(on=date(2026, 1, 1)), by=KEEPER)

    async def test_waits_for_the_day(self, service: Service) -> None:
        service.work.clock = FixedClock(datetime(2025, 6, 30, 10, tzinfo=UTC))
        with pytest.raises(NotYet):
            await service.work.run(use_cases.announce_changes, PeriodCommand(on=MERGER), by=KEEPER)

    async def test_speaks_the_contract(self, service: Service) -> None:
        await service.work.run(use_cases.announce_changes, PeriodCommand(on=MERGER), by=KEEPER)
        for row in await announced(service):
            assert decode(row["type"], row["value"]).path  # type: ignore[attr-defined]


class TestTheEndpoints:
    @pytest.fixture
    async def endpoints(self, service: Service) -> AsyncIterator[httpx.AsyncClient]:
        transport = httpx.ASGITransport(app=app_of(service))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as client:
            yield client

    async def test_find_a_place_without_accents(self, endpoints: httpx.AsyncClient) -> None:
        found = (await endpoints.get("/api/places", params={"text": "tan hung"})).json()
        assert [(p["path"], p["name"]["en"]) for p in found] == [("33/11977", "Tân Hưng Commune")]

    async def test_show_what_is_around_a_place_of_another_day(self, endpoints: httpx.AsyncClient) -> None:
        one = (await endpoints.get("/api/places/one", params={"path": "33/330", "on": "2023-05-05"})).json()
        assert [place["path"] for place in one["above"]] == ["33", "vn"]
        assert "33/330/12265" in [place["path"] for place in one["below"]]

    async def test_say_when_a_unit_was_not_there(self, endpoints: httpx.AsyncClient) -> None:
        answer = await endpoints.get("/api/places/one", params={"path": "33/330"})
        assert answer.status_code == 422
        assert "30/06/2025" in answer.text

    async def test_say_that_a_split_needs_a_person(self, endpoints: httpx.AsyncClient) -> None:
        query = {"path": "33/325/11989", "then": "2025-03-01"}
        step = (await endpoints.get("/api/places/succession", params=query)).json()
        assert step["needs_a_choice"]
        assert {place["path"] for place in step["into"]} == {"33/11992", "33/11995"}

    async def test_tell_nothing_for_somebody_unknown(self, endpoints: httpx.AsyncClient) -> None:
        assert (await endpoints.post("/api/places/announcements", json={"on": "2025-07-01"})).status_code == 401


class TestAFact:
    def test_names_what_ended_as_on_its_last_day(self) -> None:
        merged = next(c for c in changes_on(gazetteer(), MERGER) if c.place.path == "33/332/12367")
        fact = fact_of(merged)
        assert fact.model_dump(mode="json")["place"]["on"] == "2025-06-30"
        assert fact.model_dump(mode="json")["into"] == {
            "code": "11977",
            "path": "33/11977",
            "name": "Xã Tân Hưng",
            "province_name": "Tỉnh Hưng Yên",
            "on": "2025-07-01",
        }
