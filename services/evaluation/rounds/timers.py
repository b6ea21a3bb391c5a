"""The days of rounds, and the rounds of cases that a database of a release without them is given before the service is ready."""

from __future__ import annotations

from kit.refusal import Refusal
from kit.service import Service
from kit.work.ticker import Timer
from services.evaluation.rounds import store
from services.evaluation.rounds.use_cases import ROUND_DAY, meet_a_day, place_case

AT_ONCE = 100


async def place_pending(service: Service) -> None:
    """Places every pending case there is a round for; another replica may do the same at the same moment."""
    after = ""
    while found := await store.not_looked_at(service.work.reading(), after, AT_ONCE):
        for case in found:
            try:
                await service.work.run(place_case, case.id)
            except Refusal:
                continue  # changed at the same moment, or of a rulebook that is not held here
        after = found[-1].id


begins = [place_pending]
timers = [Timer(ROUND_DAY, meet_a_day)]
