"""A release that declares an index otherwise than the one before starts all the same."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from kit.aggregate import Aggregate
from kit.clock import SystemClock
from kit.refusal import Taken
from kit.service.running import KeptTwiceError, prepare
from kit.storage import Collection
from kit.storage.doubled import Doubled, doubled
from kit.storage.mongo import Database, Index
from kit.work import Work
from kit.work.outbox import OUTBOX


@pytest.fixture
async def database(mongodb_uri: str, fresh_name: str) -> AsyncIterator[Database]:
    opened = Database(mongodb_uri, fresh_name)
    yield opened
    opened.close()


class TestAnIndexDeclaredOtherwise:
    @pytest.mark.parametrize(
        ("before", "after", "name"),
        [
            (Index("name", where={"star": {"$gte": 1}}), Index("name", where={"listed": True}), "name_1_partial"),
            (Index("name"), Index("name", unique=True), "name_1"),
        ],
    )
    async def test_takes_the_place_of_the_old_one(
        self, database: Database, before: Index, after: Index, name: str
    ) -> None:
        await database.ensure_indexes("things", [before, Index("place")])
        await database.ensure_indexes("things", [after, Index("place")])
        known = await database["things"].index_information()
        assert sorted(known) == ["_id_", name, "place_1"]
        wanted = after.model().document
        for option in ("unique", "partialFilterExpression"):
            assert known[name].get(option) == wanted.get(option)


class Numbered(Aggregate):
    number: str | None = None


class TestAnIndexOverWhatIsThereTwice:
    async def test_serves_its_queries_says_what_is_twice_and_becomes_unique_once_that_is_merged(
        self, database: Database
    ) -> None:
        unique = Index("number", unique=True, where={"number": {"$type": "string"}})
        numbered = Collection(Numbered, "numbered", indexes=[Index("version"), unique])
        unit = Work(database, SystemClock(), source="/test").reading()
        for id, number in (("a", "1"), ("b", "1"), ("c", "2"), ("d", None), ("e", None)):
            await numbered.add(unit, Numbered(id=id, number=number))
        for _ in range(2):  # each start says so
            assert await database.ensure_indexes("numbered", numbered.indexes) == (unique,)
            assert sorted(await database["numbered"].index_information()) == ["_id_", "number_1_partial", "version_1"]
        assert await doubled(unit, [numbered]) == [Doubled("numbered", ("number",), ("a", "b"))]
        await numbered.keep(unit, (await numbered.get(unit, "b")).model_copy(update={"number": None}))
        assert await database.ensure_indexes("numbered", numbered.indexes) == ()
        assert await doubled(unit, [numbered]) == []
        with pytest.raises(Taken):
            await numbered.add(unit, Numbered(id="f", number="2"))

    async def test_that_the_kit_keeps_itself_starts_no_service_until_it_is_there_once(self, database: Database) -> None:
        for id, version in (("a", 1), ("b", 1), ("c", 2)):
            await database[OUTBOX].insert_one({"_id": id, "topic": "things", "key": "k", "version": version})
        for _ in range(2):  # nor does the next start believe that all is well
            with pytest.raises(KeptTwiceError, match=r"^outbox .*: topic, key, version$"):
                await prepare(database, [])
        await database[OUTBOX].delete_one({"_id": "b"})
        await prepare(database, [])
        assert (await database[OUTBOX].index_information())["topic_1_key_1_version_1"]["unique"]
