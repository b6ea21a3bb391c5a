"""What the sample province consists of, in the order in which it happened: each part on its day, and harmless to repeat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from estate.demo.clients import Clients
from estate.province import keeping, recognitions, unreadable, watching
from estate.province.days import Days
from estate.province.dossiers import PRODUCER, Story

HONEY, SWEET, TEA = ("Mật ong hoa nhãn Tân Hưng", 4), ("Nhãn sấy dẻo Tân Hưng", 7), ("Trà hoa nhãn Tân Hưng", 12)
RICE, PASTE, STARCH = ("Gạo nếp Tân Hưng", 3), ("Tương nếp Tân Hưng", 9), ("Tinh bột sắn dây Tân Hưng", 7)
CRISP = ("Nhãn sấy giòn Tân Hưng", 7)
"""Recognised by an earlier list; the mark is shown wrongly on it."""
FRESH, CAKE, SEEDS = ("Nhãn lồng tươi Tân Hưng", 1), ("Bánh khúc Tân Hưng", 6), ("Hạt sen sấy Tân Hưng", 7)
MISSING = ("Phiếu kiểm nghiệm còn hiệu lực", "Ảnh nhãn sản phẩm, đọc được hạn sử dụng")
SUPPLEMENT_DAYS = 5

Do = Callable[[Clients, Days], None]


@dataclass(frozen=True)
class Part:
    """One part. `on`: the day it happens; none: now."""

    id: str
    vi: str
    en: str
    do: Do
    on: Callable[[Days], date] | None = None


def _recognised(clients: Clients, _: Days) -> None:
    story = Story(clients, *HONEY)
    case = story.score((80, 82, 84, 82), decision="12/QĐ-UBND")
    story.reveal(case)
    story.rule(case, decision="1290/QĐ-UBND")


def _disputed(clients: Clients, _: Days) -> None:
    story = Story(clients, *SWEET)
    story.forward()
    story.reveal(story.score((70, 88, 84, 76), decision="13/QĐ-UBND"))


def _scoring(clients: Clients, _: Days) -> None:
    story = Story(clients, *TEA)
    story.forward()
    story.score((80, 83), decision="14/QĐ-UBND")


def _sent_back(clients: Clients, days: Days) -> None:
    Story(clients, *PASTE).send_back(MISSING, days.today + timedelta(days=SUPPLEMENT_DAYS))


def _recognised_before(clients: Clients, days: Days) -> None:
    producer = clients.as_(PRODUCER).get("/registry/api/producers")["items"][0]["name"]
    content = recognitions.ours(days.first, CRISP[0], producer)
    recognitions.enter(clients, recognitions.NAME_OF_OURS, content)


def _papers(clients: Clients, days: Days) -> None:
    honey = Story(clients, *HONEY).register()
    keeping.papers(clients, days, honey)
    keeping.agreements(clients, days, honey)


def _breach(clients: Clients, days: Days) -> None:
    watching.breach(clients, days, Story(clients, *HONEY).register())
    watching.mark_suspended(clients, days, Story(clients, *CRISP).register())


def _kept(clients: Clients, days: Days) -> None:
    honey = Story(clients, *HONEY).register()
    keeping.advice(clients, days, honey)
    keeping.card(clients, days, Story(clients, *CRISP).register())
    keeping.plan_of_next_year(clients, days, honey)


def _mark(clients: Clients, days: Days) -> None:
    honey = Story(clients, *HONEY).register()
    watching.uses(clients, days, honey)
    keeping.design(clients, days, honey)
    watching.asked_by_others(clients)


def _watched(clients: Clients, days: Days) -> None:
    honey = Story(clients, *HONEY).register()
    watching.inspection_plan(clients, days, honey)
    watching.reported(clients, days, honey)


PARTS = (
    Part(
        "recognitions",
        "Nhập kết quả công nhận ba năm qua",
        "Recognitions of the last three years",
        lambda clients, days: recognitions.enter(clients, recognitions.NAME, recognitions.written(days.first)),
        lambda days: days.first,
    ),
    Part(
        "recognised-before",
        "Một sản phẩm của hợp tác xã được công nhận năm trước",
        "A product of the co-operative that was recognised a year ago",
        _recognised_before,
        lambda days: days.first,
    ),
    Part(
        "forwarded",
        "Hồ sơ đầu tiên được thẩm tra",
        "The first dossier is screened",
        lambda clients, _: Story(clients, *HONEY).forward(),
        lambda days: days.first,
    ),
    Part(
        "year-plan",
        "Kế hoạch năm của xã được phê duyệt",
        "The commune's plan of the year is approved",
        lambda clients, days: keeping.plan_of_this_year(clients, days, Story(clients, *HONEY).register()),
        lambda days: days.first,
    ),
    Part(
        "overdue",
        "Hồ sơ sẽ quá hạn ở xã",
        "A dossier that will be overdue",
        lambda clients, _: _submit(clients, STARCH),
        lambda days: days.overdue,
    ),
    Part(
        "due",
        "Hồ sơ đến hạn hôm nay",
        "A dossier due today",
        lambda clients, _: _submit(clients, RICE),
        lambda days: days.due,
    ),
    Part(
        "recognised",
        "Hội đồng chấm và công nhận",
        "The council scores and recognises",
        _recognised,
        lambda days: days.due,
    ),
    Part(
        "disputed",
        "Hội đồng chấm lệch nhau, phải chấm lại",
        "A council far apart, to score again",
        _disputed,
        lambda days: days.lately,
    ),
    Part("scoring", "Hội đồng đang chấm", "A council that is scoring", _scoring, lambda days: days.lately),
    Part(
        "sent-back",
        "Hồ sơ chờ chủ thể bổ sung",
        "A dossier that waits for its producer",
        _sent_back,
        lambda days: days.lately,
    ),
    Part(
        "council",
        "Hồ sơ chờ lập Hội đồng",
        "A dossier that waits for its council",
        lambda clients, _: Story(clients, *FRESH).forward(),
        lambda days: days.lately,
    ),
    Part(
        "papers",
        "Giấy chứng nhận chất lượng, hợp đồng liên kết, nhãn hiệu",
        "Credentials, a linkage contract, a trademark",
        _papers,
        lambda days: days.lately,
    ),
    Part(
        "breach",
        "Vi phạm phải khắc phục, tạm dừng dùng nhãn hiệu",
        "A breach to correct, the use of a mark suspended",
        _breach,
        lambda days: days.lately,
    ),
    Part("parked", "Sự kiện cần sửa", "An event to repair", lambda clients, _: unreadable.publish(clients.kafka)),
    Part("new", "Hồ sơ nộp hôm nay", "A dossier handed in today", lambda clients, _: _submit(clients, CAKE)),
    Part("draft", "Hồ sơ đang viết", "A dossier being written", lambda clients, _: _draft(clients)),
    Part("kept", "Tư vấn, phiếu năm, kế hoạch năm sau", "Advice, a yearly card, next year's plan", _kept),
    Part("mark", "Sử dụng nhãn hiệu chờ trả lời", "Uses of the mark to be answered", _mark),
    Part("watched", "Kế hoạch kiểm tra, phản ánh, báo cáo", "Inspections planned, reports received", _watched),
)


def _submit(clients: Clients, product: tuple[str, int]) -> None:
    Story(clients, *product).submit()


def _draft(clients: Clients) -> None:
    Story(clients, *SEEDS).begin(papers=1)
