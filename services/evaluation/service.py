"""Evaluation put together."""

from __future__ import annotations

from kit.messaging.ticker import Timer
from kit.service import Service, Slice
from kit.settings import ServiceSettings
from services.evaluation.cases import api as cases_api
from services.evaluation.cases import use_cases as cases_use_cases
from services.evaluation.cases.store import cases
from services.evaluation.cases.subscriptions import hearing
from services.evaluation.councils import api as councils_api
from services.evaluation.councils.roster import people
from services.evaluation.councils.store import councils
from services.evaluation.rulings import api as rulings_api
from services.evaluation.rulings.store import rulings
from services.evaluation.scoring import api as scoring_api
from services.evaluation.scoring.store import scorings, sheets


def build(settings: ServiceSettings) -> Service:
    """The evaluation service of the offices the settings name."""
    return Service(
        name="evaluation",
        settings=settings,
        slices=[
            Slice(
                "cases",
                collections=[cases],
                api=cases_api.router,
                subscriptions=hearing(settings.serves),
                timers=[Timer(cases_use_cases.OVERDUE, cases_use_cases.notice_overdue)],
            ),
            Slice("councils", collections=[councils, people], api=councils_api.router),
            Slice("scoring", collections=[scorings, sheets], api=scoring_api.router),
            Slice("rulings", collections=[rulings], api=rulings_api.router),
        ],
    )
