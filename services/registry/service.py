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
from services.registry.advice.use_cases import advice_due
from services.registry.agencies.use_cases import reports_waiting
from services.registry.breaches.store import waiting_for as breaches_waiting
from services.registry.calls.use_cases import calls_waiting
from services.registry.cards.use_cases import cards_waiting
from services.registry.citizen_reports.store import waiting_for as citizen_reports_waiting
from services.registry.credentials.use_cases import credentials_waiting
from services.registry.designs.store import offered_to as designs_offered
from services.registry.inspections.use_cases import inspections_due
from services.registry.mark_requests.store import waiting_for as requests_waiting
from services.registry.marks.store import waiting_for as uses_waiting
from services.registry.plans.use_cases import plans_waiting
from services.registry.revocations.use_cases import waiting_for_an_office
from services.registry.rights.use_cases import overdue_rights
from services.registry.twins.store import open_count

LAYERS = [
    ["places"],
    ["seats"],
    ["producers"],
    ["products"],
    ["credentials"],
    ["plans", "cards"],
    ["advice"],
    ["rights"],
    ["agencies", "linkages"],
    ["dossiers"],
    ["journeys"],
    ["certificates"],
    ["recognitions", "calls", "health", "marks", "revocations"],
    ["designs", "mark_requests", "artwork", "inspections"],
    ["breaches"],
    ["citizen_reports"],
    ["comparisons", "twins", "risks"],
    ["public"],
]
"""Lowest first: a slice imports those below it only, which `.importlinter` holds."""

PEOPLE = (PRODUCER, *OFFICERS)

PLANS = mark("Kế hoạch, hỗ trợ")
PAPERS = mark("Giấy tờ, nhãn hiệu")
CHECKS = mark("Kiểm tra, vi phạm")
DATA = mark("Danh sách, địa bàn")

NAVIGATION = [
    Nav(mark("Tra cứu sản phẩm"), "/"),
    Nav(mark("Các chủ thể"), "/producers", PEOPLE),
    Nav(mark("Sản phẩm của tôi"), "/products", PEOPLE),
    Nav(mark("Hồ sơ"), "/dossiers", (*PEOPLE, *COUNCIL)),
    Nav(mark("Cần gọi hôm nay"), "/calls", OFFICERS),
    Nav(mark("Giấy chứng nhận"), "/certificates", PEOPLE),
    Nav(mark("Kế hoạch năm"), "/plans", OFFICERS, group=PLANS),
    Nav(mark("Tư vấn cho chủ thể"), "/advice", PEOPLE, group=PLANS),
    Nav(mark("Phiếu năm"), "/yearly-cards", PEOPLE, group=PLANS),
    Nav(mark("Hợp đồng liên kết"), "/linkages", PEOPLE, group=PLANS),
    Nav(mark("Đơn sở hữu trí tuệ"), "/rights", PEOPLE, group=PLANS),
    Nav(mark("Chứng nhận, tiêu chuẩn"), "/credentials", PEOPLE, group=PAPERS),
    Nav(mark("Giấy tờ hết hạn"), "/paper-health", PEOPLE, group=PAPERS),
    Nav(mark("Sử dụng nhãn hiệu"), "/mark-uses", PEOPLE, group=PAPERS),
    Nav(mark("Bộ sưu tập mẫu thiết kế"), "/designs", PEOPLE, group=PAPERS),
    Nav(mark("Bộ tệp nhãn hiệu"), "/artwork", PEOPLE, group=PAPERS),
    Nav(mark("Đơn vị khác xin dùng nhãn hiệu"), "/mark-requests", OFFICERS, group=PAPERS),
    Nav(mark("Kiểm tra"), "/inspections", PEOPLE, group=CHECKS),
    Nav(mark("Ai nên được kiểm tra"), "/risks", OFFICERS, group=CHECKS),
    Nav(mark("Vi phạm"), "/breaches", PEOPLE, group=CHECKS),
    Nav(mark("Phản ánh của người dân"), "/citizen-reports", OFFICERS, group=CHECKS),
    Nav(mark("Thủ tục thu hồi"), "/revocations", PEOPLE, group=CHECKS),
    Nav(mark("Báo cáo của cơ quan khác"), "/agency-reports", REGISTRARS, group=CHECKS),
    Nav(mark("Nhập kết quả cũ"), "/recognitions/new", RECOGNISERS, group=DATA),
    Nav(mark("Đối chiếu danh sách"), "/comparisons/new", RECOGNISERS, group=DATA),
    Nav(mark("Bản ghi có thể trùng"), "/twins", REGISTRARS, group=DATA),
    Nav(mark("Tra cứu địa bàn"), "/places", group=DATA),
]

QUEUES = [
    WorkQueue(mark("Cần gọi hôm nay"), "/calls", OFFICERS, calls_waiting),
    WorkQueue(mark("Thủ tục thu hồi"), "/revocations", OFFICERS, waiting_for_an_office),
    WorkQueue(mark("Chứng nhận chờ đối chiếu"), "/credentials?state=recorded", REGISTRARS, credentials_waiting),
    WorkQueue(mark("Kế hoạch chờ duyệt"), "/plans?state=submitted", OFFICERS, plans_waiting),
    WorkQueue(mark("Việc sau tư vấn đến hạn"), "/advice?state=open", OFFICERS, advice_due),
    WorkQueue(mark("Phiếu năm chưa khai"), "/yearly-cards?state=asked", PEOPLE, cards_waiting),
    WorkQueue(mark("Đơn sở hữu trí tuệ quá hạn"), "/rights", PEOPLE, overdue_rights),
    WorkQueue(mark("Nhập kết quả cũ"), "/recognitions/new", RECOGNISERS),
    WorkQueue(mark("Bản ghi có thể trùng"), "/twins", REGISTRARS, open_count),
    WorkQueue(mark("Báo cáo của cơ quan khác"), "/agency-reports", REGISTRARS, reports_waiting),
    WorkQueue(mark("Vi phạm"), "/breaches", OFFICERS, breaches_waiting),
    WorkQueue(mark("Phản ánh của người dân"), "/citizen-reports", OFFICERS, citizen_reports_waiting),
    WorkQueue(mark("Kiểm tra"), "/inspections", OFFICERS, inspections_due),
    WorkQueue(mark("Sử dụng nhãn hiệu"), "/mark-uses", REGISTRARS, uses_waiting),
    WorkQueue(mark("Mẫu thiết kế chờ đưa vào bộ sưu tập"), "/designs?state=offered", REGISTRARS, designs_offered),
    WorkQueue(mark("Đơn vị khác xin dùng nhãn hiệu"), "/mark-requests", OFFICERS, requests_waiting),
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
