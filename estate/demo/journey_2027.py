"""2027, what became of the star: the paper a certificate leans on ends, is warned about, and is renewed by its issuer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from estate.demo import journey_2026
from estate.demo.certifying import certify
from estate.demo.clients import Clients
from estate.demo.entering import enter
from estate.demo.filling import fill
from estate.demo.holding import Held, ended, renewed, warned
from estate.demo.judging import PROVINCE, judge, screen
from estate.demo.moving import move_clock
from estate.demo.steps import Journey

BEGINS = "2027-01-11T09:00:00+07:00"
ENTRY = replace(journey_2026.LONGAN, product="Nhãn lồng VietGAP Tân Hưng")
ENDS = date(2027, 3, 31)
AGENCY = "food-safety"


def play(journey: Journey, clients: Clients) -> None:
    """Plays it on the estate behind the endpoints."""
    move_clock(journey, clients, BEGINS)
    played = len(clients.as_(ENTRY.who).get("/registry/api/credentials?limit=200")["items"])
    vietgap = Held(
        kind="vietgap",
        number=f"VietGAP-TT-12-33-{played + 7:04}",
        issued_on="2025-04-01",
        expires_on=ENDS.isoformat(),
        officer="commune.officer",
    )
    entered = enter(journey, clients, replace(ENTRY, holds=vietgap))
    screen(journey, clients, officer="commune.officer", office=journey_2026.COMMUNE, number=entered.number)
    sheets = [fill(entered.sheet, total=total, star=journey_2026.STAR) for total in journey_2026.TOTALS]
    judge(journey, clients, PROVINCE, number=entered.number, sheets=sheets, decision="27/QĐ-UBND")
    certificate = certify(journey, clients, product_id=entered.dossier["product_id"], star=journey_2026.STAR)
    credential = str(entered.credential["id"])

    move_clock(journey, clients, _morning(ENDS - timedelta(days=30)))
    warned(journey, clients, vietgap, who=ENTRY.who, certificate=certificate["id"])
    move_clock(journey, clients, _morning(ENDS + timedelta(days=1)))
    ended(journey, clients, vietgap, credential=credential, certificate=certificate["id"])
    renewed(
        journey,
        clients,
        vietgap,
        agency=AGENCY,
        report_id=f"ATTP-2027-{played + 17:05}",
        credential=credential,
        certificate=certificate,
        number=f"VietGAP-TT-12-33-{played + 1031:04}",
        on=(ENDS + timedelta(days=1)).isoformat(),
        until_day="2029-03-31",
    )


def _morning(on: date) -> str:
    return f"{on.isoformat()}T09:00:00+07:00"
