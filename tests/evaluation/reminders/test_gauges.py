"""What is measured of councils' steps is what the work list says: how many are late, of which step, and for how long."""

from __future__ import annotations

from tests.evaluation.evaluation_harness import CHAIR, OFFICER, Deployment, Estate
from tests.evaluation.reminders.test_nobody_acts import due, formed, morning_after, wait


async def figures(province: Deployment, step: str) -> tuple[float | None, float | None]:
    await province.service.figures.refresh("reminders")
    read = province.service.metrics.registry.get_sample_value
    names = ("ocop_council_steps_overdue", "ocop_council_steps_oldest_overdue_seconds")
    return tuple(read(name, {"step": step}) for name in names)  # type: ignore[return-value]


async def test_count_what_is_late_and_forget_what_was_done(province: Deployment, estate: Estate) -> None:
    case = await formed(province, estate)
    waits = await due(province, case)
    await wait(province, morning_after(waits["due_on"], 0))
    assert await figures(province, "open") == (0, 0)
    await wait(province, morning_after(waits["due_on"], 3))
    assert await figures(province, "open") == (1, 3 * 86_400)
    assert await figures(province, "score") == (0, 0)
    await province.send(OFFICER, f"{case}/scoring", version="case")
    assert await figures(province, "open") == (0, 0)
    waits = await due(province, case)
    await wait(province, morning_after(waits["due_on"]))
    assert await figures(province, "score") == (1, 86_400)
    await province.send(CHAIR, f"{case}/recusals", {"reason": "Cùng hộ gia đình"})
    assert await figures(province, "score") == (1, 86_400)


async def test_call_a_step_of_another_release_other_and_leave_out_what_is_not_awaited(
    province: Deployment, estate: Estate
) -> None:
    case = await formed(province, estate)
    waits = await due(province, case)
    await wait(province, morning_after(waits["due_on"], 2))
    rows = province.service.database["cases"]
    await rows.update_many({"step_due": {"$ne": None}}, {"$set": {"step_due.step": "advise"}})
    assert await figures(province, "other") == (1, 2 * 86_400)
    assert await figures(province, "advise") == (None, None)
    await rows.update_many({"step_due": {"$ne": None}}, {"$set": {"step_due.step": "rule"}})
    assert await figures(province, "rule") == (0, 0)
    assert await figures(province, "other") == (None, None)
