"""Reporting put together."""

from __future__ import annotations

from kit.language import mark
from kit.service import Service, find_slices
from kit.settings import ServiceSettings
from kit.web.pages import Nav
from kit.web.work_queue import WorkQueue
from programme.roles import OFFICERS
from services.editions import slice as editions
from services.reporting.activities.store import waiting_for as activities_waiting
from services.reporting.directives.task_store import waiting_for as tasks_waiting
from services.reporting.returns.store import waiting_for as returns_waiting

LAYERS = [
    ["standings"],
    ["figures"],
    ["progress"],
    ["rounds"],
    ["activities", "priorities"],
    ["resources"],
    ["directives", "returns"],
    ["reports"],
    ["overview"],
]

NAVIGATION = [
    Nav(mark("Toàn cảnh"), "/overview"),
    Nav(mark("Kết quả công nhận"), "/standings"),
    Nav(mark("Hoạt động"), "/activities"),
    Nav(mark("Báo cáo tổng hợp"), "/reports"),
    Nav(mark("Chỉ tiêu, số liệu"), "/figures", roles=OFFICERS),
    Nav(mark("Tiến độ xử lý hồ sơ"), "/progress", roles=OFFICERS),
    Nav(mark("Kết quả theo đợt đánh giá"), "/rounds", roles=OFFICERS),
    Nav(mark("Nguồn lực"), "/resources", roles=OFFICERS),
    Nav(mark("Sản phẩm ưu tiên"), "/priorities", roles=OFFICERS),
    Nav(mark("Văn bản chỉ đạo"), "/directives", roles=OFFICERS),
    Nav(mark("Báo cáo định kỳ"), "/returns", roles=OFFICERS),
]

QUEUES = [
    WorkQueue(mark("Tiến độ xử lý hồ sơ"), "/progress", OFFICERS),
    WorkQueue(mark("Nhiệm vụ được giao, kết quả chờ xem xét"), "/directives", OFFICERS, tasks_waiting),
    WorkQueue(mark("Báo cáo định kỳ phải nộp, phải duyệt"), "/returns", OFFICERS, returns_waiting),
    WorkQueue(mark("Hoạt động chờ xác nhận"), "/activities?state=draft", OFFICERS, activities_waiting),
]


def build(settings: ServiceSettings) -> Service:
    """The reporting service."""
    return Service(
        name="reporting",
        settings=settings,
        resources={"navigation": NAVIGATION, "queues": QUEUES},
        slices=[editions.consumer_slice(), *find_slices("services.reporting", LAYERS)],
    )
