"""Notifications put together."""

from __future__ import annotations

from kit.language import mark
from kit.service import Service, find_slices
from kit.settings import ServiceSettings
from kit.web.pages import Nav
from kit.web.work_queue import WorkQueue
from programme.roles import ADMINISTRATOR, COUNCIL, OFFICERS, PRODUCER
from services.editions import slice as editions
from services.notifications.messages.store import count_unreached
from services.notifications.templates import store as templates
from services.recusals import slice as recusals

LAYERS = [
    ["templates"],
    ["recipients"],
    ["messages"],
    ["deliveries"],
]

NAVIGATION = [
    Nav(mark("Thông báo"), "/messages", roles=(PRODUCER, *OFFICERS, *COUNCIL)),
    Nav(mark("Chưa báo được"), "/unreached", roles=OFFICERS),
    Nav(mark("Đầu mối nhận tin"), "/offices", roles=(*OFFICERS, ADMINISTRATOR)),
    Nav(mark("Lựa chọn nhận tin"), "/wishes", roles=(PRODUCER,)),
    Nav(mark("Mẫu thông báo"), "/templates"),
]

QUEUES = [
    WorkQueue(mark("Chưa báo được"), "/unreached", OFFICERS, count_unreached),
    WorkQueue(mark("Đầu mối nhận tin"), "/offices", (*OFFICERS, ADMINISTRATOR)),
]


def build(settings: ServiceSettings) -> Service:
    """The notifications service of the offices the settings name. Raises TemplateUnsound when a text is not in order."""
    templates.every()
    return Service(
        name="notifications",
        settings=settings,
        resources={"navigation": NAVIGATION, "queues": QUEUES},
        slices=[
            editions.consumer_slice(),
            recusals.notifications_slice(),
            *find_slices("services.notifications", LAYERS),
        ],
    )
