"""What nobody can read is set aside whatever it is called: the wall before filters is for clients, not for records."""

from __future__ import annotations

import pytest

from kit.messaging.parked.dead_letter import ToPark
from kit.messaging.parked.reasons import Reason
from kit.messaging.parked.store import park, parked
from kit.messaging.received import Record
from kit.work import Work


@pytest.mark.parametrize("id", ["x\x00y", "x" * 20_000, '{"$gt":""}'], ids=["nul", "long", "operator"])
async def test_a_record_is_parked_once(work: Work, id: str) -> None:
    headers = (("ce_source", b"/ocop/elsewhere"), ("ce_id", id.encode()))
    one = ToPark("things.take", Record("t", 0, 0, b"k", headers, b"{}"), Reason(slug="s", vi="v", en="e"))
    assert [await work.run(park, one), await work.run(park, one)] == [True, False]
    [row] = await parked.select(work.reading(), {})
    assert row.record.header("ce_id") == id
