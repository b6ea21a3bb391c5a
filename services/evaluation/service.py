"""Evaluation put together."""

from __future__ import annotations

from kit.language import mark
from kit.papers.api import papers_slice
from kit.service import Service, find_slices
from kit.settings import ServiceSettings
from kit.web.pages import Nav
from kit.web.work_queue import WorkQueue
from programme.roles import COUNCIL, COUNCIL_STAFF, OFFICERS
from services.editions import slice as editions
from services.evaluation.advisory.store import count_for as advisory_due
from services.recusals import slice as recusals

LAYERS = [
    ["cases"],
    ["regulations", "recognitions"],
    ["councils"],
    ["advisory_teams", "laboratory"],
    ["scoring"],
    ["advisory"],
    ["rulings", "rulebooks", "successions", "meetings"],
    ["analysis", "documents", "reminders"],
    ["work"],
]

COUNCILS = mark("Hội đồng, Tổ tư vấn")

NAVIGATION = [
    Nav(mark("Việc của tôi"), "/work"),
    Nav(mark("Hồ sơ đánh giá"), "/cases"),
    Nav(mark("Việc tư vấn của tôi"), "/advisory", COUNCIL_STAFF, group=COUNCILS),
    Nav(mark("Tổ tư vấn"), "/advisory-teams", (*OFFICERS, *COUNCIL), group=COUNCILS),
    Nav(mark("Bộ tiêu chí"), "/rulebooks"),
    Nav(mark("Mức chặt, lỏng khi chấm"), "/leaning", OFFICERS),
]

QUEUES = [
    WorkQueue(mark("Việc của tôi"), "/work", OFFICERS),
    WorkQueue(mark("Hồ sơ đánh giá"), "/cases", OFFICERS),
    WorkQueue(mark("Việc tư vấn của tôi"), "/advisory", COUNCIL_STAFF, count=advisory_due),
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
