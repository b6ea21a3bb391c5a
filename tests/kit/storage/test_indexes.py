"""A release that declares an index otherwise than the one before starts all the same."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from kit.storage.mongo import Database, Index


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
