"""Returns in the matrix: one commune's in every state, and how their endpoints are asked."""

from __future__ import annotations

from datetime import date

from kit.history import Actor
from kit.service import Service
from kit.web.files import FileStore
from law.forms import form
from law.lists import edition
from law.periods import period
from programme import borders
from services.reporting.returns import rules, store
from services.reporting.returns.lifecycle import State
from services.reporting.returns.office_return import CellValue, OfficeReturn, Scan, Written
from tests.matrix.ask import Ask
from tests.matrix.bodies import COPY
from tests.matrix.people import COMMUNE, PROVINCE
from tests.matrix.world import NOW, World

FORM, SIDE = "commune-2026", "commune-2026:2026-Q2"
ASKED = {"form": FORM, "office": COMMUNE, "period": "2026-03-01--2026-05-31"}
WRITTEN = {
    "trainings": 1, "training-participants": 9, "money-planned": 0, "money-allocated": 0, "money-spent": 0, "promotions": 0,
    "promotion-revenue": 0, "directive-tasks-answered": 0,
}  # fmt: skip
SENT_BACK = {"reason": "Thiếu số liệu"}
RIGHT = {"reason": "Bổ sung"}

RETURNS: dict[str, Ask] = {
    "POST /api/returns": Ask(ASKED),
    "POST /returns/new": Ask(form=ASKED),
    "GET /api/return-table": Ask(query=f"form={FORM}&period=2026-Q2"),
    "GET /api/return-table.csv": Ask(query=f"form={FORM}&period=2026-Q2"),
    "GET /api/return-comparison": Ask(query=f"one={SIDE}&other={SIDE}"),
    "GET /api/exchange-tables/{table_id}.csv": Ask(params={"table_id": "ptnt-ocop"}),
    "GET /api/exchange-tables/{table_id}.xlsx": Ask(params={"table_id": "ptnt-ocop"}),
    "PUT /api/returns/{return_id}/cells": Ask({"values": {"trainings": 2}}, version="version"),
    "POST /returns/{return_id}/cells": Ask(form={"values-trainings": "2"}, version="version"),
    "POST /api/returns/{return_id}/submission": Ask(version="version"),
    "POST /returns/{return_id}/submission": Ask(version="version"),
    "POST /api/returns/{return_id}/paper": Ask(form={"received_on": "2026-07-01"}, file=COPY, version="version"),
    "POST /returns/{return_id}/paper": Ask(form={"received_on": "01/07/2026"}, file=COPY, version="version"),
    "POST /api/returns/{return_id}/approval": Ask(version="version"),
    "POST /returns/{return_id}/approval": Ask(version="version"),
    "POST /api/returns/{return_id}/sending-back": Ask(SENT_BACK, version="version"),
    "POST /returns/{return_id}/sending-back": Ask(form=SENT_BACK, version="version"),
    "POST /api/returns/{return_id}/correction": Ask({"values": {"trainings": 3}, **RIGHT}, version="version"),
    "POST /returns/{return_id}/correction": Ask(form={"values-trainings": "3", **RIGHT}, version="version"),
}


async def returns(world: World) -> None:
    """Has a commune owe four quarters' returns, each in a state of its own."""
    scan = _scan(world.service)
    written = {code: Written(value=value, why="Theo sổ") for code, value in WRITTEN.items()}
    clerk = Actor(id="clerk", name="Clerk")
    due = _made(1).model_copy(update={"written": written})
    handed = rules.submitted(_made(2), [CellValue(code="trainings", value=1)], [], on=NOW.date(), at=NOW, by=clerk)
    kept = {
        "return-due": due,
        "return-submitted": handed,
        "return-locked": handed.model_copy(update={"id": "r-3", "period": "2026-M03", "state": State.LOCKED, "cells": _cells()}),
        "return-paper": _made(4, period="2026-M04", state=State.FILLING, written=written, on_paper=True, scan=scan, came_on=date(2026, 7, 1)),
    }  # fmt: skip
    for name, one in kept.items():
        added = await store.returns.add(world.service.work.reading(), one)
        world.things[name] = {"return_id": added.id, "version": added.version}


def _made(number: int, **more: object) -> OfficeReturn:
    span = period("quarter", 2026, min(number, 2))
    said, hash = form(FORM, span.until)
    made = rules.opened(
        f"r-{number}", said, (hash, edition("figures").hash), COMMUNE, borders.origin_of(COMMUNE, span.until), span,
        to_office=PROVINCE, due_on=span.due, on=NOW.date(), at=NOW,
    )  # fmt: skip
    return made.model_copy(update=more)


def _cells() -> tuple[CellValue, ...]:
    return tuple(CellValue(code=cell.code, value=1) for cell in form(FORM, date(2026, 6, 14))[0].cells)


def _scan(service: Service) -> Scan:
    name, content, kind = COPY["file"]
    files, sha256 = FileStore.of(service), "0" * 64
    draft = files.draft("scan")
    draft.write_bytes(content)
    files.take(draft, sha256)
    return Scan(sha256=sha256, size=len(content), media_type=kind, name=name)
