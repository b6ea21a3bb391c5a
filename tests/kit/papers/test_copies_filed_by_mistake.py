"""A signed copy filed to the wrong paper: taken back, it can be filed where it belongs, once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from kit.clock import FixedClock
from kit.papers import register
from kit.papers.filed import Scan
from kit.papers.layout import Layout
from kit.papers.register import CopyOfAnotherPaper, Verdict
from kit.papers.written import written
from kit.refusal import Stale
from kit.storage.mongo import Database
from kit.work import Work
from tests.kit.papers.samples import AT, decision

SCAN = Scan.of(b"%PDF-1.7 scanned, signed and stamped %%EOF", "QĐ.pdf")
COPY = {"number": "1608", "on": date(2026, 2, 5), "by": "officer.2"}


@pytest.fixture
async def work(mongodb_uri: str, fresh_name: str, layout: Layout) -> AsyncIterator[Work]:
    """Three drafts on file: `a`, `b`, `c`."""
    database = Database(mongodb_uri, fresh_name)
    for one in (register.papers, register.files):
        await database.ensure_indexes(one.name, one.indexes)
    for own in ("outbox", "deadlines", "subjects", "idempotency"):
        await database.ensure_indexes(own, ())
    made = Work(database, FixedClock(datetime(2026, 2, 10, 2, tzinfo=UTC)), source="/tests")
    for id in ("a", "b", "c"):
        files = await asyncio.to_thread(written, id, decision(), layout, at=AT, by="officer.1")
        what = {"subject": id, "about": "decision", "office": "33"}
        await made.run(register.file_draft, id, decision(), files, **what)
    yield made
    database.close()


class TestACopyTakenBack:
    async def test_is_filed_to_the_paper_it_is_of_and_issued_there(self, work: Work) -> None:
        await work.run(register.file_signed, "a", SCAN, **COPY)
        with pytest.raises(CopyOfAnotherPaper):
            await work.run(register.file_signed, "b", SCAN, **COPY)
        await work.run(register.take_back, "a")
        assert (await register.verdict(work.reading(), SCAN.sha256)).verdict is Verdict.RETURNED
        await work.run(register.file_signed, "b", SCAN, **COPY)
        await work.run(register.issue, "b")
        assert (await register.verdict(work.reading(), SCAN.sha256)).verdict is Verdict.ISSUED
        with pytest.raises(CopyOfAnotherPaper):
            await work.run(register.file_signed, "a", SCAN, **COPY)

    async def test_may_come_back_to_the_same_paper(self, work: Work) -> None:
        for _ in range(2):
            await work.run(register.file_signed, "a", SCAN, **COPY)
            await work.run(register.take_back, "a")
        assert len((await register.papers.get(work.reading(), "a")).returned) == 2

    async def test_is_one_paper_s_when_two_file_it_at_once(self, work: Work) -> None:
        await work.run(register.file_signed, "a", SCAN, **COPY)
        await work.run(register.take_back, "a")
        both = (work.run(register.file_signed, id, SCAN, **COPY) for id in ("b", "c"))
        done = await asyncio.gather(*both, return_exceptions=True)
        assert sorted(isinstance(one, (CopyOfAnotherPaper, Stale)) for one in done) == [False, True]
        signed = [(await register.papers.get(work.reading(), id)).signed for id in ("b", "c")]
        assert len([one for one in signed if one]) == 1


class TestAVersionSeen:
    async def test_guards_issue_and_supersession(self, work: Work) -> None:
        filed = await work.run(register.file_signed, "a", SCAN, **COPY)
        with pytest.raises(Stale):
            await work.run(register.issue, "a", expected=filed.version - 1)
        issued = await work.run(register.issue, "a", expected=filed.version)
        with pytest.raises(Stale):
            await work.run(register.supersede, "a", by_paper="b", expected=filed.version)
        await work.run(register.supersede, "a", by_paper="b", expected=issued.version)
