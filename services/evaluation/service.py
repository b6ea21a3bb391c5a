"""Evaluation put together."""

from __future__ import annotations

from kit.messaging.ticker import Timer
from kit.service import Service, Slice
from kit.settings import ServiceSettings
from kit.web.language import mark
from kit.web.pages import Nav
from services.editions import slice as editions
from services.evaluation.analysis import api as analysis_api
from services.evaluation.analysis import pages as analysis_pages
from services.evaluation.analysis.marks import marks
from services.evaluation.cases import api as cases_api
from services.evaluation.cases import pages as cases_pages
from services.evaluation.cases import use_cases as cases_use_cases
from services.evaluation.cases.store import cases
from services.evaluation.cases.subscriptions import hearing
from services.evaluation.councils import api as councils_api
from services.evaluation.councils import pages as councils_pages
from services.evaluation.councils import subscriptions as councils_heard
from services.evaluation.councils.roster import people
from services.evaluation.councils.store import councils
from services.evaluation.recusals import subscriptions as recusals_heard
from services.evaluation.recusals.store import recusals
from services.evaluation.roles import OFFICERS
from services.evaluation.rulebooks import api as rulebooks_api
from services.evaluation.rulebooks import pages as rulebooks_pages
from services.evaluation.rulings import api as rulings_api
from services.evaluation.rulings import pages as rulings_pages
from services.evaluation.rulings.store import rulings
from services.evaluation.scoring import api as scoring_api
from services.evaluation.scoring import pages as scoring_pages
from services.evaluation.scoring import subscriptions as scoring_heard
from services.evaluation.scoring.store import scorings, sheets
from services.evaluation.successions import api as successions_api
from services.evaluation.successions import pages as successions_pages
from services.evaluation.successions.use_cases import when_the_office_has_ended

NAVIGATION = [
    Nav(mark("Việc của tôi"), "/work"),
    Nav(mark("Vụ việc"), "/cases"),
    Nav(mark("Bộ tiêu chí"), "/rulebooks"),
    Nav(mark("Độ lệch khi chấm"), "/leaning", OFFICERS),
]


def build(settings: ServiceSettings) -> Service:
    """The evaluation service of the offices the settings name."""
    return Service(
        name="evaluation",
        settings=settings,
        resources={"navigation": NAVIGATION},
        slices=[
            editions.heard(),
            Slice(
                "cases",
                collections=[cases],
                api=cases_api.router,
                pages=cases_pages.pages,
                subscriptions=hearing(settings.serves),
                timers=[Timer(cases_use_cases.OVERDUE, cases_use_cases.notice_overdue)],
            ),
            Slice(
                "councils",
                collections=[councils, people],
                api=councils_api.router,
                pages=councils_pages.pages,
                subscriptions=councils_heard.subscriptions,
            ),
            Slice("recusals", collections=[recusals], subscriptions=recusals_heard.subscriptions),
            Slice(
                "scoring",
                collections=[scorings, sheets],
                api=scoring_api.router,
                pages=scoring_pages.pages,
                subscriptions=scoring_heard.subscriptions,
            ),
            Slice(
                "successions",
                api=successions_api.router,
                pages=successions_pages.pages,
                timers=[Timer(cases_use_cases.OFFICE_ENDED, when_the_office_has_ended)],
            ),
            Slice("rulebooks", api=rulebooks_api.both, pages=rulebooks_pages.pages),
            Slice("rulings", collections=[rulings], api=rulings_api.router, pages=rulings_pages.pages),
            Slice("analysis", collections=[marks], api=analysis_api.router, pages=analysis_pages.pages),
        ],
    )
