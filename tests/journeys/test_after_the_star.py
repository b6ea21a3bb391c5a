"""What became of the star, on one estate, through public endpoints and an agency's topic only."""

from __future__ import annotations

import pytest

from estate.demo.clients import Clients
from tests.journeys.journeys_harness import played

pytestmark = pytest.mark.timeout(240)


def test_every_step_is_observed(clients: Clients) -> None:
    [journey] = played(clients, "2027")
    assert len(journey.steps) > 15
