"""2023, with districts: one product ends at the district, another is forwarded and ends at the province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from estate.demo.certifying import certify
from estate.demo.doors import Doors, NotAsExpectedError
from estate.demo.entering import Entered, Entry, enter
from estate.demo.filling import fill
from estate.demo.judging import DISTRICT, PROVINCE, Team, judge
from estate.demo.moving import move_clock
from estate.demo.steps import Journey

DAY = "2023-06-05T09:00:00+07:00"
COMMUNE = "33/330/12265"
STARCH = Entry(
    who="producer.chau",
    producer={
        "name": "Công ty TNHH Hoàng Minh Châu",
        "kind": "sme",
        "place": COMMUNE,
        "representative": {
            "name": "Hoàng Minh Châu",
            "sex": "male",
            "ethnicity": "Kinh",
            "email": "chau@hoangminhchau.example",
            "phone": "0987654321",
        },
    },
    product="Tinh bột nghệ Chí Tân",
    set_no=7,
    claims=70,
    star=4,
)
POWDER = replace(STARCH, product="Bột nghệ Chí Tân", claims=78)


def play(journey: Journey, doors: Doors) -> None:
    """This will play it on the estate behind the doors."""
    move_clock(journey, doors, DAY)
    starch = enter(journey, doors, STARCH)
    _rule(journey, doors, DISTRICT, starch, (65, 66, 64, 65), ("recognised", 3, "65"), decision="7/QĐ-UBND")
    certify(journey, doors, product_id=starch.dossier["product_id"], star=3)

    powder = enter(journey, doors, POWDER)
    _rule(journey, doors, DISTRICT, powder, (74, 73, 75, 74), ("forwarded", 4, "74"), decision=None)
    _rule(journey, doors, PROVINCE, powder, (75, 74, 76, 75), ("recognised", 4, "75"), decision="55/QĐ-UBND")
    certify(journey, doors, product_id=powder.dossier["product_id"], star=4)


def _rule(
    journey: Journey,
    doors: Doors,
    team: Team,
    entered: Entered,
    totals: Sequence[int],
    expected: tuple[str, int, str],
    *,
    decision: str | None,
) -> None:
    sheets = [fill(entered.sheet, total=total, star=4) for total in totals]
    ruling = judge(journey, doors, team, number=entered.number, sheets=sheets, decision=decision)
    ruled = (ruling["outcome"]["code"], ruling["star"], ruling["total"])
    with journey.step("Đúng cấp, đúng hạng theo pháp luật năm 2023", "The tier and star the law of 2023 says") as step:
        if ruled != expected:
            raise NotAsExpectedError(f"{ruled} ≠ {expected}")
        step.saw(f"{ruling['authority'] or team.vi}: {ruling['total']} điểm, {ruling['star']}★")
