"""(c) A command over HTTP, from the request to the answer, against the barest thing that keeps as much."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import httpx
from fastapi import APIRouter, FastAPI
from motor.motor_asyncio import AsyncIOMotorClient
from uuid_utils import uuid7

from bench.figures import Figure, Goal, in_turn
from bench.ground import Ground
from bench.things import NOTE, Thing, fact_on, move
from kit.web.doors import Here

COMMANDS = 100


async def measure(ground: Ground, rounds: int) -> Figure:
    """Milliseconds a command, one after another, both applications in this process."""
    fact = fact_on(ground.fresh("command"))
    api = APIRouter()

    @api.post("/things/{id}")
    async def post(id: str, number: int, service: Here) -> Thing:
        return await service.work.run(move, fact, id, number)

    service = ground.service("command", api=api)
    await service.prepare()
    bare = _bare(ground)

    async def ours() -> float:
        return await _milliseconds(service.app, f"/{service.name}/api/things")

    async def theirs() -> float:
        return await _milliseconds(bare, "/things")

    runs = await in_turn({"ours": ours, "bare FastAPI + one transaction": theirs}, rounds)
    service.database.close()
    said = (
        f"{COMMANDS} commands on 10 subjects; ours: version guard, subject counter, outbox row, correlation, metrics, "
        "session, language, limits; bare: find, replace, insert in one motor transaction"
    )
    return Figure("command over HTTP", "ms", runs, (Goal("bare FastAPI + one transaction", 1.3, "less"),), said)


async def _milliseconds(app: Any, path: str) -> float:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bench") as client:
        began = time.perf_counter()
        for number in range(COMMANDS):
            answer = await client.post(f"{path}/s{number % 10}", params={"number": number})
            assert answer.status_code == 200, answer.text
        return (time.perf_counter() - began) / COMMANDS * 1_000


def _bare(ground: Ground) -> FastAPI:
    app = FastAPI()
    client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(ground.mongodb)
    database = client[ground.fresh("bare")]

    @app.post("/things/{id}")
    async def post(id: str, number: int) -> Thing:
        async with await client.start_session() as session, session.start_transaction():
            found = await database["things"].find_one({"_id": id}, session=session)
            thing = Thing(id=id, version=(found or {}).get("version", 0) + 1, number=number)
            row = {"version": thing.version, "number": number, "note": NOTE}
            await database["things"].replace_one({"_id": id}, row, upsert=True, session=session)
            told = {"_id": str(uuid7()), "at": datetime.now(UTC), "thing": id, "value": thing.model_dump_json()}
            await database["told"].insert_one(told, session=session)
        return thing

    return app
