"""Figures that go up: a training is recorded, the district's return fills itself, comes back once, is approved; the province's report is published."""

from __future__ import annotations

import hashlib
from typing import Any

from estate.demo.clients import Clients, NotAsExpectedError, until
from estate.demo.steps import Journey

OFFICER, DISTRICT, OFFICE, PROVINCE = "province.officer", "district.officer", "33/330", "33"
OFFICE_ABOVE = "vn"
FORM, PERIOD = "district-2023", "2023-Q2"
TRAINING = {
    "office": OFFICE,
    "kind": "training",
    "name": "Tập huấn chu trình OCOP cho chủ thể",
    "first": "2023-05-10",
    "figures": {"subject": "Chu trình OCOP, lập hồ sơ", "participants": "45", "women": "28"},
}
REPORT = {"kind": "programme-year", "office": PROVINCE, "since": "2022-12-15", "until": "2023-06-14"}
DONE = ("approved", "locked")
ORDERS = ("1", "2", "3", "4", "5", "6", "7")


def record_training(journey: Journey, clients: Clients) -> None:
    """The district carries out order 1 and says so once, where it happened."""
    with journey.step("Huyện ghi lớp tập huấn", "The district records a training") as step:
        officer = clients.as_(DISTRICT)
        found = officer.get(f"/reporting/api/activities?kind=training&year=2023&q={TRAINING['name']}")["items"]
        if not [one for one in found if one["office"] == OFFICE]:  # of an earlier play on the same estate
            officer.send("POST", "/reporting/api/activities", TRAINING, expect=201)
        until(lambda: _trainings(clients) or None)
        step.saw(f"{_trainings(clients)} lớp, 45 người · a training of 45")


def hand_up(journey: Journey, clients: Clients) -> None:
    """The district's return of the quarter: filled in by itself, sent back once, handed in again, approved."""
    with journey.step("Báo cáo quý của huyện tự điền", "The district's return fills itself") as step:
        officer, row = clients.as_(DISTRICT), _open_return(clients)
        if row["state"] in DONE:  # of an earlier play on the same estate
            step.saw(f"{FORM} {PERIOD}: {row['state']}")
            return
        shown = officer.get(f"/reporting/api/returns/{row['id']}")
        cells = {one["code"]: one["value"] for one in shown["cells"]}
        if cells["trainings"] != _trainings(clients):
            raise NotAsExpectedError(f"trainings: {cells['trainings']} ≠ {_trainings(clients)}")
        step.saw(f"{len(cells)} chỉ tiêu · cells; trainings {cells['trainings']}")
    with journey.step("Nộp, bị trả lại một lần, nộp lại, được duyệt", "Handed in, sent back once, approved") as step:
        at, department = f"/reporting/api/returns/{row['id']}", clients.as_(OFFICER)
        handed = officer.send("POST", f"{at}/submission", version=row["version"])
        why = {"reason": "Xem lại số lớp tập huấn", "cells": {"trainings": "Đối chiếu với danh sách lớp"}}
        back = department.send("POST", f"{at}/sending-back", why, version=handed["version"])
        again = officer.send("POST", f"{at}/submission", version=back["version"])
        done = department.send("POST", f"{at}/approval", version=again["version"])
        if done["state"] != "approved":
            raise NotAsExpectedError(f"the return is {done['state']}")
        step.saw(f"{FORM} {PERIOD}: {done['state']}")


def publish_report(journey: Journey, clients: Clients) -> None:
    """The province's report, § by §: published as DOCX, PDF and XLSX, each verified by its bytes, the whole made again."""
    with journey.step("Báo cáo tổng hợp của tỉnh, § 1–7", "The province's report, § 1 to 7") as step:
        officer = clients.as_(OFFICER)
        draft = officer.send("POST", "/reporting/api/reports", REPORT, expect=201)
        if tuple(one["no"] for one in draft["sections"]) != ORDERS:
            raise NotAsExpectedError("the report has not a section for each order")
        at = f"/reporting/api/reports/{draft['id']}"
        report = officer.send("POST", f"{at}/publication", {"recipients": [OFFICE_ABOVE]}, version=draft["version"])
        for file in report["files"]:
            digest = hashlib.sha256(officer.content(f"{at}/files/{file['name']}")).hexdigest()
            verdict = clients.nobody().get(f"/reporting/api/reports/files/{digest}")["verdict"]
            if verdict != "published":
                raise NotAsExpectedError(f"{file['name']} is {verdict}")
        if not officer.get(f"{at}/again")["same"]:
            raise NotAsExpectedError("made again the report says something else")
        step.saw(f"{', '.join(one['name'] for one in report['files'])}; {report['content'][:12]}…")


def _trainings(clients: Clients) -> int:
    asked = f"area={OFFICE}&since=2023-03-15&until=2023-06-14"
    return int(clients.as_(DISTRICT).get(f"/reporting/api/figures/trainings?{asked}")["value"])


def _open_return(clients: Clients) -> dict[str, Any]:
    """The return of the quarter; where the platform has not opened one yet (it looks once in a while), the Department asks for it."""
    officer = clients.as_(OFFICER)
    found = officer.get(f"/reporting/api/returns?form={FORM}&period={PERIOD}&office={OFFICE}")["items"]
    for one in found:
        if one["office"] == OFFICE:
            return dict(one)
    asked = {"form": FORM, "office": OFFICE, "period": PERIOD}
    return dict(officer.send("POST", "/reporting/api/returns", asked, expect=201))
