"""Notifications put together."""

from __future__ import annotations

from kit.messaging.ticker import Timer
from kit.service import Service, Slice, Task
from kit.settings import ServiceSettings
from kit.web.language import mark
from kit.web.pages import Nav
from services.editions import slice as editions
from services.notifications.deliveries import api as deliveries_api
from services.notifications.deliveries import pages as deliveries_pages
from services.notifications.deliveries import sender
from services.notifications.deliveries.metrics import NoticeMetrics
from services.notifications.messages import api as messages_api
from services.notifications.messages import pages as messages_pages
from services.notifications.messages import use_cases as messages_use_cases
from services.notifications.messages.store import messages
from services.notifications.messages.subscriptions import hearing
from services.notifications.recipients import api as recipients_api
from services.notifications.recipients import pages as recipients_pages
from services.notifications.recipients import subscriptions as recipients_heard
from services.notifications.recipients.store import offices, producers
from services.notifications.recusals import subscriptions as recusals_heard
from services.notifications.recusals.store import recusals
from services.notifications.roles import ADMINISTRATOR, OFFICERS, PRODUCER
from services.notifications.templates import api as templates_api
from services.notifications.templates import pages as templates_pages
from services.notifications.templates import reading

NAVIGATION = [
    Nav(mark("Thông báo"), "/messages", roles=(PRODUCER, *OFFICERS)),
    Nav(mark("Chưa báo được"), "/unreached", roles=OFFICERS),
    Nav(mark("Đầu mối nhận tin"), "/offices", roles=(*OFFICERS, ADMINISTRATOR)),
    Nav(mark("Lựa chọn nhận tin"), "/wishes", roles=(PRODUCER,)),
    Nav(mark("Mẫu thông báo"), "/templates"),
]


def build(settings: ServiceSettings) -> Service:
    """The notifications service of the offices the settings name. Raises TemplateUnsound when a text is not in order."""
    reading.every()
    service = Service(
        name="notifications",
        settings=settings,
        resources={"navigation": NAVIGATION},
        slices=[
            editions.heard(),
            Slice(
                "recipients",
                collections=[offices, producers],
                api=recipients_api.router,
                pages=recipients_pages.pages,
                subscriptions=recipients_heard.subscriptions,
            ),
            Slice("recusals", collections=[recusals], subscriptions=recusals_heard.subscriptions),
            Slice("templates", api=templates_api.router, pages=templates_pages.pages),
            Slice(
                "messages",
                collections=[messages],
                api=messages_api.router,
                pages=messages_pages.pages,
                subscriptions=hearing(settings.serves),
                timers=[Timer(messages_use_cases.USEFULNESS, messages_use_cases.end_usefulness)],
            ),
            Slice(
                "deliveries",
                api=deliveries_api.router,
                pages=deliveries_pages.pages,
                tasks=[Task("sender", sender.send), Task("counting", sender.count, leased=False)],
            ),
        ],
    )
    service.resources["metrics"] = NoticeMetrics(service.metrics.registry)
    return service
