"""Reporting put together."""

from __future__ import annotations

from kit.service import Service, Slice, Task
from kit.settings import ServiceSettings
from kit.web.language import mark
from kit.web.pages import Nav
from services.editions import slice as editions
from services.reporting.metrics import Programme, watch
from services.reporting.progress import api as progress_api
from services.reporting.progress import pages as progress_pages
from services.reporting.progress.store import cases, journeys
from services.reporting.progress.subscriptions import subscriptions as progress_subscriptions
from services.reporting.roles import OFFICERS
from services.reporting.standings import api as standings_api
from services.reporting.standings import pages as standings_pages
from services.reporting.standings.store import histories, ledgers, recognitions
from services.reporting.standings.subscriptions import subscriptions as standings_subscriptions

NAVIGATION = [
    Nav(mark("Kết quả công nhận"), "/standings"),
    Nav(mark("Tiến độ xử lý hồ sơ"), "/progress", roles=OFFICERS),
]


def build(settings: ServiceSettings) -> Service:
    """The reporting service."""
    service = Service(
        name="reporting",
        settings=settings,
        resources={"navigation": NAVIGATION},
        slices=[
            editions.heard(),
            Slice(
                "standings",
                collections=[histories, recognitions, ledgers],
                api=standings_api.router,
                pages=standings_pages.pages,
                subscriptions=standings_subscriptions,
            ),
            Slice(
                "progress",
                collections=[journeys, cases],
                api=progress_api.router,
                pages=progress_pages.pages,
                subscriptions=progress_subscriptions,
                tasks=[Task("programme", watch, leased=False)],
            ),
        ],
    )
    service.resources["programme"] = Programme(service.metrics.registry)
    return service
