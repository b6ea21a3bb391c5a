"""Directives as offices meet them: the letter of 2023 issued, read, answered; the clock moved, deadlines met."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from kit.clock import LOCAL
from kit.identity import Principal
from tests.callers import person
from tests.reporting.reporting_harness import Reporting

DISTRICT, OTHER, PROVINCE = "33/330", "33/332", "33"
COMMUNE = "33/330/12205"
CLERK = person("clerk", f"district-officer@{DISTRICT}")
COLLEAGUE = person("colleague", f"district-officer@{OTHER}")
DEPARTMENT = person("department", f"province-officer@{PROVINCE}")
SECOND = person("second", f"province-officer@{PROVINCE}")
MINISTRY = person("ministry", "central-officer@vn")
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)
LETTER = "2023-snn-ocop"
SIGNED = date(2023, 3, 1)


def local(on: date, at: time = time(9)) -> datetime:
    """An instant by the clock on the wall."""
    return datetime.combine(on, at, LOCAL).astimezone(UTC)


@dataclass
class Directives:
    """A deployment of reporting in the spring of 2023, and its directives."""

    reporting: Reporting

    async def on(self, day: date, at: time = time(9)) -> None:
        """Lets the time pass, and what falls due be done."""
        self.reporting.clock.set(local(day, at))
        for _ in range(20):
            if not await self.reporting.service.ticker.sweep_once():
                return

    async def drafted(self, who: Principal = DEPARTMENT) -> Any:
        """A draft from the letter of 2023."""
        return await self.reporting.send(who, "/api/directive-drafts", {"letter": LETTER}, status=201)

    async def write(self, one: Any, who: Principal = DEPARTMENT, status: int = 200, **more: Any) -> Any:
        """What stands on the letter, with its number and day."""
        names = ("subject", "subject_en", "signatory", "grounds", "recipients", "copies_to", "since", "until")
        body = {name: one[name] for name in names} | {"number": "123/SNN-PTNT", "signed_on": "2023-03-01"} | more
        return await self.do(one, "", who, body, status, "PUT")

    async def signed(self, one: Any, who: Principal = DEPARTMENT) -> Any:
        """The draft with its signed copy."""
        answer = await self.reporting.at(who).post(
            f"/api/directives/{one['id']}/paper",
            files={"file": ("cong-van.pdf", PDF, "application/pdf")},
            headers={"If-Match": f'"{one["version"]}"'},
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def issued(self, **more: Any) -> Any:
        """The letter of 2023, issued."""
        return await self.do(await self.signed(await self.write(await self.drafted(), **more)), "/issue", DEPARTMENT)

    async def do(
        self, one: Any, what: str, who: Principal, body: Any = None, status: int = 200, method: str = "POST"
    ) -> Any:
        """Takes a step with a directive that was read."""
        path = f"/api/directives/{one['id']}{what}"
        return await self.reporting.send(who, path, body, version=one["version"], method=method, status=status)

    async def task(self, directive: Any, no: str = "4", office: str = DISTRICT, who: Principal = DEPARTMENT) -> Any:
        """The task of an office, as a reader finds it."""
        found = await self.reporting.read(f"/api/directives/{directive['id']}/tasks", who)
        [id] = [one["id"] for one in found if (one["no"], one["office"]) == (no, office)]
        return await self.reporting.read(f"/api/directives/{directive['id']}/tasks/{id}", who)

    async def step(self, task: Any, what: str, who: Principal, body: Any = None, status: int = 200) -> Any:
        """Takes a step with a task that was read."""
        path = f"/api/directives/{task['directive_id']}/tasks/{task['id']}/{what}"
        return await self.reporting.send(who, path, body, version=task["version"], status=status)

    async def answered(
        self, task: Any, who: Principal = CLERK, words: str = "Đã rà soát 12 sản phẩm", status: int = 200
    ) -> Any:
        """A task with an answer and a file of proof."""
        answer = await self.reporting.at(who).post(
            f"/api/directives/{task['directive_id']}/tasks/{task['id']}/answer",
            data={"words": words},
            files={"file": ("bien-ban.pdf", PDF, "application/pdf")},
            headers={"If-Match": f'"{task["version"]}"'},
        )
        assert answer.status_code == status, answer.text
        return answer.json()

    async def events(self, type: str) -> list[dict[str, Any]]:
        """What was announced of a kind: `directive.issued`, `task.given`."""
        found = self.reporting.service.database["outbox"].find({}).sort([("order", 1)])
        return [json.loads(row["value"]) async for row in found if row["type"] == f"vn.ocop.reporting.{type}.v1"]
