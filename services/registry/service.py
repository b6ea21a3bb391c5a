"""The registry put together."""

from __future__ import annotations

from kit.messaging.ticker import Timer
from kit.service import Service, Slice
from kit.settings import ServiceSettings
from services.registry.certificates import api as certificates_api
from services.registry.certificates import subscriptions as certificates_heard
from services.registry.certificates import use_cases as certificates_use_cases
from services.registry.certificates.store import certificates
from services.registry.dossiers import api as dossiers_api
from services.registry.dossiers import subscriptions as dossiers_heard
from services.registry.dossiers.store import dossiers
from services.registry.places import api as places_api
from services.registry.places.news import place_news
from services.registry.producers import api as producers_api
from services.registry.producers.store import producers
from services.registry.products import api as products_api
from services.registry.products.store import products
from services.registry.serials import serials


def build(settings: ServiceSettings) -> Service:
    """The registry of the offices the settings name."""
    ladder = Timer(certificates_use_cases.CALENDAR, certificates_use_cases.walk_the_ladder)
    return Service(
        name="registry",
        settings=settings,
        slices=[
            Slice("places", collections=[place_news], api=places_api.router),
            Slice("producers", collections=[producers], api=producers_api.router),
            Slice("products", collections=[products], api=products_api.router),
            Slice(
                "dossiers",
                collections=[dossiers, serials],
                api=dossiers_api.router,
                subscriptions=dossiers_heard.subscriptions,
            ),
            Slice(
                "certificates",
                collections=[certificates],
                api=certificates_api.router,
                subscriptions=certificates_heard.subscriptions,
                timers=[ladder],
            ),
        ],
    )
