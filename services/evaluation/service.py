"""Evaluation put together."""

from __future__ import annotations

from kit.language import mark
from kit.papers.api import papers_slice
from kit.service import Service, find_slices
from kit.settings import ServiceSettings
from kit.web.pages import Nav
from kit.web.work_queue import WorkQueue
from programme.roles import OFFICERS
from services.editions import slice as editions
from services.recusals import slice as recusals

LAYERS = [
    ["cases"],
    ["regulations", "recognitions"],
    ["councils"],
    ["scoring"],
    ["rulings", "rulebooks", "successions", "meetings"],
    ["analysis", "documents", "reminders", "laboratory", "changed_papers"],
    ["work"],
]

NAVIGATION = [
    Nav(mark("Việc của tôi"), "/work"),
    Nav(mark("Hồ sơ đánh giá"), "/cases"),
    Nav(mark("Bộ tiêu chí"), "/rulebooks"),
    Nav(mark("Mức chặt, lỏng khi chấm"), "/leaning", OFFICERS),
]

QUEUES = [
    WorkQueue(mark("Việc của tôi"), "/work", OFFICERS),
    WorkQueue(mark("Hồ sơ đánh giá"), "/cases", OFFICERS),
]


def build(settings: ServiceSettings) -> Service:
    """The evaluation service of the offices the settings name."""
    return Service(
        name="evaluation",
        settings=settings,
        resources={"navigation": NAVIGATION, "queues": QUEUES},
        slices=[
            editions.consumer_slice(),
            papers_slice(),
            recusals.evaluation_slice(),
            *find_slices("services.evaluation", LAYERS),
        ],
    )
