"""The registry: its slices by layers, and its navigation."""

from __future__ import annotations

from kit.language import mark
from kit.papers.api import papers_slice
from kit.service import Service, find_slices
from kit.settings import ServiceSettings
from kit.web.pages import Nav
from kit.web.work_queue import WorkQueue
from law.calendar import work_calendar
from programme.roles import COUNCIL, OFFICERS, PRODUCER, RECOGNISERS, REGISTRARS
from services.editions import slice as editions
from services.registry.calls.use_cases import calls_waiting
from services.registry.revocations.use_cases import waiting_for_an_office

LAYERS = [
    ["places"],
    ["seats"],
    ["producers"],
    ["products"],
    ["dossiers"],
    ["journeys"],
    ["certificates"],
    ["recognitions", "calls", "revocations"],
    ["comparisons", "twins"],
    ["public"],
]
"""Lowest first: a slice imports those below it only, which `.importlinter` holds."""

PEOPLE = (PRODUCER, *OFFICERS)

NAVIGATION = [
    Nav(mark("Tra cứu sản phẩm"), "/"),
    Nav(mark("Các chủ thể"), "/producers", PEOPLE),
    Nav(mark("Sản phẩm của tôi"), "/products", PEOPLE),
    Nav(mark("Hồ sơ"), "/dossiers", (*PEOPLE, *COUNCIL)),
    Nav(mark("Cần gọi hôm nay"), "/calls", OFFICERS),
    Nav(mark("Giấy chứng nhận"), "/certificates", PEOPLE),
    Nav(mark("Thủ tục thu hồi"), "/revocations", PEOPLE),
    Nav(mark("Nhập kết quả cũ"), "/recognitions/new", RECOGNISERS),
    Nav(mark("Đối chiếu danh sách"), "/comparisons/new", RECOGNISERS),
    Nav(mark("Bản ghi có thể trùng"), "/twins", REGISTRARS),
    Nav(mark("Tra cứu địa bàn"), "/places"),
]

QUEUES = [
    WorkQueue(mark("Cần gọi hôm nay"), "/calls", OFFICERS, calls_waiting),
    WorkQueue(mark("Thủ tục thu hồi"), "/revocations", OFFICERS, waiting_for_an_office),
    WorkQueue(mark("Nhập kết quả cũ"), "/recognitions/new", RECOGNISERS),
]


def build(settings: ServiceSettings) -> Service:
    """The registry of the offices the settings name."""
    work_calendar()  # read with the service: the holidays of the land take seconds, which no transaction has to spare
    return Service(
        name="registry",
        settings=settings,
        resources={"navigation": NAVIGATION, "queues": QUEUES},
        slices=[editions.publisher_slice(), papers_slice(), *find_slices("services.registry", LAYERS)],
    )
