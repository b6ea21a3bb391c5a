"""Reporting put together."""

from __future__ import annotations

from kit.service import Service, Slice
from kit.settings import ServiceSettings
from kit.web.language import mark
from kit.web.pages import Nav
from services.reporting.standings import api as standings_api
from services.reporting.standings import pages as standings_pages
from services.reporting.standings.store import histories, recognitions
from services.reporting.standings.subscriptions import subscriptions as standings_subscriptions

NAVIGATION = [
    Nav(mark("Kết quả công nhận"), "/standings"),
]


def build(settings: ServiceSettings) -> Service:
    """The reporting service."""
    return Service(
        name="reporting",
        settings=settings,
        resources={"navigation": NAVIGATION},
        slices=[
            Slice(
                "standings",
                collections=[histories, recognitions],
                api=standings_api.router,
                pages=standings_pages.pages,
                subscriptions=standings_subscriptions,
            ),
        ],
    )
