"""2023, with districts: one product ends at the district, another is forwarded and ends at the province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from estate.demo.certifying import certify
from estate.demo.clients import Clients, NotAsExpectedError
from estate.demo.entering import Entered, Entry, enter
from estate.demo.filling import fill
from estate.demo.judging import DISTRICT, PROVINCE, Team, decision_on, judge
from estate.demo.moving import move_clock
from estate.demo.notifying import Count, counted, counted_before, mailed
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


def play(journey: Journey, clients: Clients) -> None:
    """Plays it on the estate behind the endpoints."""
    move_clock(journey, clients, DAY)
    starch = enter(journey, clients, STARCH)
    before = counted_before(journey, clients, commune=COMMUNE, star=3, on=DAY[:10])
    _rule(
        journey,
        clients,
        DISTRICT,
        starch,
        (65, 66, 64, 65),
        ("recognised", 3, "65"),
        decision=decision_on(starch.number),
    )
    _recognised(journey, clients, starch, before, star=3)

    powder = enter(journey, clients, POWDER)
    before = counted_before(journey, clients, commune=COMMUNE, star=4, on=DAY[:10])
    _rule(journey, clients, DISTRICT, powder, (74, 73, 75, 74), ("forwarded", 4, "74"), decision=None)
    _rule(
        journey,
        clients,
        PROVINCE,
        powder,
        (75, 74, 76, 75),
        ("recognised", 4, "75"),
        decision=decision_on(powder.number),
    )
    _recognised(journey, clients, powder, before, star=4)


def _recognised(journey: Journey, clients: Clients, entered: Entered, before: Count, *, star: int) -> None:
    certificate = certify(journey, clients, product_id=entered.dossier["product_id"], star=star)
    mailed(journey, clients, readers=(STARCH.who, "commune.officer.2023"), certificate=certificate)
    counted(journey, clients, before=before, certificate=certificate)


def _rule(
    journey: Journey,
    clients: Clients,
    team: Team,
    entered: Entered,
    totals: Sequence[int],
    expected: tuple[str, int, str],
    *,
    decision: str | None,
) -> None:
    sheets = [fill(entered.sheet, total=total, star=4) for total in totals]
    ruling = judge(journey, clients, team, number=entered.number, sheets=sheets, decision=decision)
    ruled = (ruling["outcome"]["code"], ruling["star"], ruling["total"])
    with journey.step("Đúng cấp, đúng hạng theo pháp luật năm 2023", "The tier and star the law of 2023 says") as step:
        if ruled != expected:
            raise NotAsExpectedError(f"{ruled} ≠ {expected}")
        step.saw(f"{ruling['authority'] or team.vi}: {ruling['total']} điểm, {ruling['star']}★")
