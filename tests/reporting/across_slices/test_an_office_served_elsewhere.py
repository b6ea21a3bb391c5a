"""A deployment writes for the offices it serves: who works for another one as well is refused there, and nothing is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.callers import person
from tests.deployment import Deploy
from tests.reporting.reporting_harness import Reporting

DISTRICT, PROVINCE = "33/330", "33"
WHO = person("clerk", f"district-officer@{DISTRICT}", f"province-officer@{PROVINCE}")
DAYS = {"since": "2023-01-01", "until": "2023-06-07"}
WRITES: dict[str, dict[str, Any]] = {
    "activities": {
        "kind": "training",
        "name": "Tập huấn",
        "first": "2023-05-10",
        "figures": {"subject": "OCOP", "participants": "4"},
    },
    "resources": {"year": 2023, "source": "province", "object_kind": "programme-year"},
    "reports": {"kind": "standings", **DAYS},
    "directives": {"subject": "Đẩy mạnh", **DAYS},
}


@pytest.mark.parametrize("what", WRITES)
async def test_is_refused_and_ones_own_is_taken(deploy: Deploy, what: str) -> None:
    alone = Reporting(await deploy("reporting", on=date(2023, 6, 7), offices=f"{DISTRICT}/*"))
    for office, status in ((PROVINCE, 403), (DISTRICT, 201)):
        answer = await alone.at(WHO).post(f"/api/{what}", json={**WRITES[what], "office": office})
        assert answer.status_code == status, answer.text
