"""The registry put together."""

from __future__ import annotations

from kit.messaging.ticker import Timer
from kit.service import Service, Slice
from kit.settings import ServiceSettings
from kit.web.language import mark
from kit.web.pages import Nav
from services.editions import slice as editions
from services.registry.certificates import api as certificates_api
from services.registry.certificates import pages as certificates_pages
from services.registry.certificates import subscriptions as certificates_heard
from services.registry.certificates import use_cases as certificates_use_cases
from services.registry.certificates.calendar import CALENDAR
from services.registry.certificates.store import certificates
from services.registry.dossiers import api as dossiers_api
from services.registry.dossiers import pages as dossiers_pages
from services.registry.dossiers import subscriptions as dossiers_heard
from services.registry.dossiers.allowance import allowances, sent
from services.registry.dossiers.store import dossiers
from services.registry.places import api as places_api
from services.registry.places import pages as places_pages
from services.registry.places.news import place_news
from services.registry.producers import api as producers_api
from services.registry.producers import pages as producers_pages
from services.registry.producers.store import producers
from services.registry.products import api as products_api
from services.registry.products import pages as products_pages
from services.registry.products.store import products
from services.registry.recognitions import api as recognitions_api
from services.registry.recognitions import pages as recognitions_pages
from services.registry.roles import COUNCIL, OFFICERS, PRODUCER, RECOGNISERS
from services.registry.seats import subscriptions as seats_heard
from services.registry.seats.store import seats
from services.registry.serials import serials

PEOPLE = (PRODUCER, *OFFICERS)

NAVIGATION = [
    Nav(mark("Tra cứu sản phẩm"), "/"),
    Nav(mark("Các chủ thể"), "/producers", PEOPLE),
    Nav(mark("Sản phẩm của tôi"), "/products", PEOPLE),
    Nav(mark("Hồ sơ"), "/dossiers", (*PEOPLE, *COUNCIL)),
    Nav(mark("Giấy chứng nhận"), "/certificates", PEOPLE),
    Nav(mark("Nhập kết quả cũ"), "/recognitions/new", RECOGNISERS),
    Nav(mark("Tra cứu địa bàn"), "/places"),
]


def build(settings: ServiceSettings) -> Service:
    """The registry of the offices the settings name."""
    ladder = Timer(CALENDAR, certificates_use_cases.walk_the_ladder)
    return Service(
        name="registry",
        settings=settings,
        resources={"navigation": NAVIGATION},
        slices=[
            editions.told(),
            Slice("places", collections=[place_news], api=places_api.router, pages=places_pages.pages),
            Slice("producers", collections=[producers], api=producers_api.router, pages=producers_pages.pages),
            Slice("products", collections=[products], api=products_api.router, pages=products_pages.pages),
            Slice(
                "dossiers",
                collections=[dossiers, serials, allowances, sent],
                api=dossiers_api.router,
                pages=dossiers_pages.pages,
                subscriptions=dossiers_heard.subscriptions,
            ),
            Slice("seats", collections=[seats], subscriptions=seats_heard.subscriptions),
            Slice(
                "certificates",
                collections=[certificates],
                api=certificates_api.router,
                pages=certificates_pages.pages,
                subscriptions=certificates_heard.subscriptions,
                timers=[ladder],
            ),
            Slice("recognitions", api=recognitions_api.router, pages=recognitions_pages.pages),
        ],
    )
