"""Evaluation put together."""

from __future__ import annotations

from kit.language import mark
from kit.papers.api import papers_slice
from kit.service import Service, find_slices
from kit.settings import ServiceSettings
from kit.web.pages import Nav
from kit.web.work_queue import WorkQueue
from programme.roles import COUNCIL, COUNCIL_STAFF, MAY, OFFICERS, PRODUCER
from services.editions import slice as editions
from services.evaluation.advisory.store import count_for as advisory_due
from services.evaluation.appeals.store import waiting_for as appeals_waiting
from services.evaluation.campaigns.line_store import waiting_for as campaigns_waiting
from services.evaluation.decisions.use_cases import decisions_waiting
from services.evaluation.meetings.store import waiting_for as meetings_waiting
from services.evaluation.outside_decisions.store import waiting_for as outside_waiting
from services.evaluation.rounds.store import waiting_for as rounds_waiting
from services.recusals import slice as recusals

LAYERS = [
    ["cases"],
    ["regulations", "recognitions", "substitutes"],
    ["rounds"],
    ["councils"],
    ["advisory_teams", "laboratory"],
    ["scoring"],
    ["advisory"],
    ["meetings", "opinions"],
    ["rulings", "rulebooks", "successions"],
    ["outside_decisions", "campaigns", "appeals"],
    ["analysis", "documents", "reminders", "changed_papers"],
    ["decisions"],
    ["packages"],
    ["work"],
]

COUNCILS = mark("Hội đồng, Tổ tư vấn")
DECIDERS = tuple(dict.fromkeys((*OFFICERS, *COUNCIL_STAFF)))
YEAR = mark("Việc trong năm")

NAVIGATION = [
    Nav(mark("Việc của tôi"), "/work"),
    Nav(mark("Hồ sơ đánh giá"), "/cases"),
    Nav(mark("Họp Hội đồng"), "/meetings", (*OFFICERS, *COUNCIL), group=COUNCILS),
    Nav(mark("Việc tư vấn của tôi"), "/advisory", COUNCIL_STAFF, group=COUNCILS),
    Nav(mark("Tổ tư vấn"), "/advisory-teams", (*OFFICERS, *COUNCIL), group=COUNCILS),
    Nav(mark("Người làm thay"), "/substitutes", OFFICERS, group=YEAR),
    Nav(mark("Quyết định"), "/decisions", DECIDERS, group=YEAR),
    Nav(mark("Đợt đánh giá"), "/rounds", (*OFFICERS, *COUNCIL_STAFF), group=YEAR),
    Nav(mark("Quyết định của cấp trên"), "/outside-decisions", (*OFFICERS, *MAY.rule), group=YEAR),
    Nav(mark("Gói hồ sơ giữa hai hệ thống"), "/packages", (*OFFICERS, *MAY.rule), group=YEAR),
    Nav(mark("Đánh giá lại theo đợt"), "/campaigns", (*OFFICERS, PRODUCER), group=YEAR),
    Nav(mark("Khiếu nại kết luận"), "/appeals", (*DECIDERS, PRODUCER), group=YEAR),
    Nav(mark("Bộ tiêu chí"), "/rulebooks"),
    Nav(mark("Mức chặt, lỏng khi chấm"), "/leaning", OFFICERS),
]

QUEUES = [
    WorkQueue(mark("Việc của tôi"), "/work", OFFICERS),
    WorkQueue(mark("Hồ sơ đánh giá"), "/cases", OFFICERS),
    WorkQueue(mark("Họp Hội đồng"), "/meetings", (*OFFICERS, *COUNCIL_STAFF), meetings_waiting),
    WorkQueue(mark("Việc tư vấn của tôi"), "/advisory", COUNCIL_STAFF, count=advisory_due),
    WorkQueue(mark("Quyết định"), "/decisions", DECIDERS, count=decisions_waiting),
    WorkQueue(mark("Đợt đánh giá: quá hạn hoặc khó xong đúng hạn"), "/rounds", OFFICERS, rounds_waiting),
    WorkQueue(
        mark("Quyết định của cấp trên: chờ đối chiếu"), "/outside-decisions", (*OFFICERS, *MAY.rule), outside_waiting
    ),
    WorkQueue(mark("Đánh giá lại: chưa rà soát hoặc quá hạn"), "/campaigns", OFFICERS, campaigns_waiting),
    WorkQueue(mark("Khiếu nại kết luận"), "/appeals", DECIDERS, count=appeals_waiting),
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
