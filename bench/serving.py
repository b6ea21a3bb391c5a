"""What `bench/command.py` asks over HTTP, in a process of its own: `python -m bench.serving ours|bare NAME PORT`."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import APIRouter, FastAPI
from motor.motor_asyncio import AsyncIOMotorClient
from uuid_utils import uuid7

from bench.ground import Ground
from bench.things import NOTE, Thing, fact_on, move
from kit.web.app import app_of
from kit.web.dependencies import Here


def main(which: str, name: str, port: int) -> None:
    """Serves one of the two until ended; neither relays nor consumes: the command alone is measured."""
    ground = Ground(os.environ["KAFKA_BOOTSTRAP_SERVERS"], os.environ["MONGODB_URI"], Path())
    make = {"ours": ours, "bare": bare}[which]

    async def serve() -> None:
        app = await make(ground, name)
        settings = uvicorn.Config(
            app, port=port, log_config=None, access_log=False, server_header=False, lifespan="off"
        )
        await uvicorn.Server(settings).serve()

    asyncio.run(serve())


async def ours(ground: Ground, name: str) -> Any:
    """A service as the product's are, with one endpoint."""
    fact = fact_on(name)
    api = APIRouter()

    @api.post("/things/{id}")
    async def post(id: str, number: int, service: Here) -> Thing:
        return await service.work.run(move, fact, id, number)

    service = ground.service("command", api=api, named=name)
    await service.prepare()
    return app_of(service)


async def bare(ground: Ground, name: str) -> Any:
    """The barest thing that keeps as much."""
    app = FastAPI()
    client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(ground.mongodb)
    database = client[name]

    @app.post(f"/{name}/api/things/{{id}}")
    async def post(id: str, number: int) -> Thing:
        async with await client.start_session() as session, session.start_transaction():
            found = await database["things"].find_one({"_id": id}, session=session)
            thing = Thing(id=id, version=(found or {}).get("version", 0) + 1, number=number)
            row = {"version": thing.version, "number": number, "note": NOTE}
            await database["things"].replace_one({"_id": id}, row, upsert=True, session=session)
            published = {"_id": str(uuid7()), "at": datetime.now(UTC), "thing": id, "value": thing.model_dump_json()}
            await database["told"].insert_one(published, session=session)
        return thing

    return app


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
