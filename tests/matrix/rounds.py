"""Rounds and substitutes: how their endpoints are asked, and what is prepared for it."""

from __future__ import annotations

from datetime import date

from kit.identity import Principal
from kit.work import Unit
from law.calendar import rounds_of
from law.rulebooks import shelf
from services.evaluation.rounds import rules, store
from services.evaluation.substitutes.use_cases import note_officer
from tests.matrix.ask import Ask
from tests.matrix.people import KINDS, PROVINCE
from tests.matrix.world import World

STANDS_IN = Principal.of("stands.in", "Cán bộ làm thay", f"province-officer@{PROVINCE}")
DAYS = {"opens_on": "2026-08-10", "proposals_by": "2026-09-10", "ends_by": "2026-11-10"}
ROUND = {"office": PROVINCE, "name": "Đợt riêng", **DAYS}
ROUND_FORM = {**ROUND, "opens_on": "10/08/2026", "proposals_by": "10/09/2026", "ends_by": "10/11/2026"}
NAMED = {"office": PROVINCE, "acts_id": STANDS_IN.id, "first": "2026-08-10", "last": "2026-08-14"}
NAMED_FORM = {**NAMED, "first": "10/08/2026", "last": "14/08/2026"}
OVER = {"reason": "Chờ phiếu kiểm nghiệm"}

ROUNDS = {
    "POST /api/rounds": Ask(ROUND),
    "POST /rounds/new": Ask(form=ROUND_FORM),
    "PUT /api/rounds/{round_id}": Ask({"name": "Đợt riêng", **DAYS}, version="version"),
    "POST /rounds/{round_id}/plan": Ask(
        form={name: value for name, value in ROUND_FORM.items() if name != "office"}, version="version"
    ),
    "POST /api/rounds/{round_id}/discard": Ask({"reason": "Nhầm"}, version="version"),
    "POST /rounds/{round_id}/discard": Ask(form={"reason": "Nhầm"}, version="version"),
    "POST /api/rounds/{round_id}/carry-overs": Ask({**OVER, "cases": ["{case_id}"]}, version="version"),
    "POST /rounds/{round_id}/carry-overs": Ask(form={**OVER, "cases": "{case_id}"}, version="version"),
    "POST /api/rounds/{round_id}/closing": Ask(version="version"),
    "POST /rounds/{round_id}/closing": Ask(version="version"),
    "POST /api/substitutes": Ask(NAMED),
    "POST /substitutes/new": Ask(form=NAMED_FORM),
    "POST /api/substitutes/{substitute_id}/end": Ask(version="version"),
    "POST /substitutes/{substitute_id}/end": Ask(version="version"),
}


async def rounds_and_substitutes(world: World) -> None:
    """The round of the province's cases, one of spring in which none waits, and who acts for an officer."""
    case = await world.service.database["cases"].find_one({"office": PROVINCE, "state": "opened"})
    assert case
    world.things["round"] = {"round_id": case["placed"]["round_id"], "case_id": case["_id"], "version": 1}
    over = await world.service.work.run(_of_spring)
    world.things["round-over"] = {"round_id": over, "version": 1}
    await world.service.work.run(note_officer, STANDS_IN)
    body = {**NAMED, "first": "2026-09-01", "last": "2026-09-04"}
    made = await world.send(KINDS["province"], "POST", "/api/substitutes", json=body)
    world.things["substitute"] = {"substitute_id": made["id"], "version": made["version"]}


async def _of_spring(unit: Unit) -> str:
    book = shelf().in_force(date(2026, 8, 3))
    [dates, *_later] = rounds_of(book, "province", 2026)
    round = rules.by_the_act(unit.new_id(), PROVINCE, dates, book, at=unit.now)
    return (await store.rounds.add(unit, round)).id
