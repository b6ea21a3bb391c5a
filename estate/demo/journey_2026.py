"""2026, no districts: commune, province, certificate."""

from __future__ import annotations

from estate.demo.certifying import certify
from estate.demo.clients import Clients, NotAsExpectedError
from estate.demo.entering import Entry, enter
from estate.demo.filling import fill
from estate.demo.holding import Held
from estate.demo.judging import PROVINCE, decision_on, judge, screen
from estate.demo.moving import move_clock
from estate.demo.notifying import counted, counted_before, mailed
from estate.demo.steps import Journey

DAY = "2026-08-03T09:00:00+07:00"
COMMUNE = "33/11977"
LONGAN = Entry(
    who="producer.huong",
    producer={
        "name": "HTX Nhãn lồng Tân Hưng",
        "kind": "cooperative",
        "place": COMMUNE,
        "representative": {
            "name": "Nguyễn Thị Hương",
            "sex": "female",
            "ethnicity": "Kinh",
            "email": "huong@htx-tanhung.example",
            "phone": "0912345678",
        },
    },
    product="Long nhãn Tân Hưng",
    set_no=7,
    claims=88,
    star=4,
    holds=Held("vietgap", "VietGAP-33", issued_on="2025-04-21", expires_on="2027-04-20", officer="commune.officer"),
)
STAR = 4
TOTALS = (80, 82, 84, 82)
"""What each member gives at most."""


def play(journey: Journey, clients: Clients) -> None:
    """Plays it on the estate behind the endpoints."""
    move_clock(journey, clients, DAY)
    before = counted_before(journey, clients, commune=COMMUNE, star=STAR, on=DAY[:10])
    entered = enter(journey, clients, LONGAN)
    screen(journey, clients, officer="commune.officer", office=COMMUNE, number=entered.number)
    sheets = [fill(entered.sheet, total=total, star=STAR) for total in TOTALS]
    ruling = judge(
        journey, clients, PROVINCE, number=entered.number, sheets=sheets, decision=decision_on(entered.number)
    )
    with journey.step("Kết quả tính lại được từ phiếu", "The result is recomputed from the sheets") as step:
        if (ruling["outcome"]["code"], ruling["star"]) != ("recognised", STAR):
            raise NotAsExpectedError(f"{ruling['outcome']['vi']}, {ruling['star']}★")
        recount = clients.as_("chair").get(
            f"/evaluation/api/rulings/{ruling['ruling_id']}/recount", office=PROVINCE.office
        )
        if not recount["holds"]:
            raise NotAsExpectedError(str(recount["differences"]))
        step.saw(f"{ruling['total']} điểm · points, {len(ruling['steps'])} bước giải thích · steps explained")
    certificate = certify(journey, clients, product_id=entered.dossier["product_id"], star=STAR)
    mailed(journey, clients, readers=("producer.huong", "commune.officer"), certificate=certificate)
    counted(journey, clients, before=before, certificate=certificate)
