"""What is measured of rounds is what their pages say: cases that wait, and for how long the oldest end has passed."""

from __future__ import annotations

from datetime import date

from prometheus_client import CollectorRegistry

from services.evaluation.rounds.gauges import RoundGauges
from tests.evaluation.campaigns.campaigns_harness import let_pass
from tests.evaluation.evaluation_harness import OFFICER, Deployment, Estate, at_the_province


async def test_count_what_waits_and_forget_what_is_over(province: Deployment, estate: Estate) -> None:
    registry = CollectorRegistry()
    gauges = RoundGauges(registry)

    async def read() -> tuple[float | None, float | None]:
        await gauges.refresh(province.service.work.reading())
        waiting = registry.get_sample_value("ocop_round_cases_waiting", {"state": "opened"})
        return waiting, registry.get_sample_value("ocop_rounds_oldest_overdue_seconds")

    assert await read() == (0, 0)
    case = await at_the_province(province, estate)
    assert await read() == (1, 0)
    await let_pass(province, date(2027, 1, 2))
    assert await read() == (1, 3 * 86_400)
    [round, *_] = (await province.read(OFFICER, "/api/rounds"))["items"]
    at = f"/api/rounds/{round['id']}"
    over = {"cases": [case.rpartition("/")[2]], "reason": "Chờ phiếu kiểm nghiệm"}
    left = await province.send(OFFICER, f"{at}/carry-overs", over, version=round["version"])
    await province.send(OFFICER, f"{at}/closing", version=left["version"])
    assert await read() == (1, 0)  # it waits in the next one
