"""
Which generation of a collection is in use, for collections that can be made anew as a whole.

A generation is a collection of its own; a row names the one in use. To put another in its place is to write that row.
It is not a rename: a rename waits for the transactions that write to the collection it replaces, and the embedded
database, which holds its one lock meanwhile, would wait for ever.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kit.storage.mongo import Database, Session

ROWS = "generations"


@dataclass(frozen=True)
class Generation:
    """The generation of one collection that is in use since `since`; the first, of number 1, has no row."""

    number: int
    since: datetime


def collection_of(name: str, number: int) -> str:
    """The collection that holds a generation: the first bears the plain name."""
    return name if number == 1 else f"{name}.{number}"


async def in_use(database: Database, session: Session | None = None) -> dict[str, Generation]:
    """The generations in use, by collection; of those that were never made anew, nothing."""
    rows = database[ROWS].find({}, session=session)
    return {row["_id"]: Generation(row["number"], row["since"]) async for row in rows}


async def current(database: Database, session: Session | None = None) -> Database:
    """The database with the generations in use as this transaction sees them."""
    return database.seen_with(_collections(await in_use(database, session)))


async def follow(database: Database) -> None:
    """Has everybody who holds this database read the generations in use from now on."""
    database.see_with(_collections(await in_use(database)))


async def put_in_use(database: Database, names: Iterable[str], number: int, *, at: datetime, session: Session) -> None:
    """Puts a generation in the place of the one before, when the transaction is committed."""
    for name in names:
        row: dict[str, Any] = {"_id": name, "number": number, "since": at}
        await database[ROWS].replace_one({"_id": name}, row, upsert=True, session=session)


async def drop_unused(database: Database, name: str, number: int) -> None:
    """Removes the generations of a collection other than the given one. Nobody may be at work in them."""
    for found in await database.driver.list_collection_names():
        own = found == name or (found.startswith(f"{name}.") and found.removeprefix(f"{name}.").isdigit())
        if own and found != collection_of(name, number):
            await database.driver.drop_collection(found)


def _collections(generations: dict[str, Generation]) -> dict[str, str]:
    return {name: collection_of(name, generation.number) for name, generation in generations.items()}
