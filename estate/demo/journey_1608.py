"""2023, Decision 1608: its products are to be judged again by the letter's day; who files, who does not, and what is counted."""

from __future__ import annotations

from typing import Any

from estate.demo.clients import Clients, NotAsExpectedError, until
from estate.demo.moving import move_clock
from estate.demo.steps import Journey
from law.campaigns import campaign_rules

DAY, LATE, LAPSED = "2023-05-25T09:00:00+07:00", "2023-06-22T09:00:00+07:00", "2023-07-24T09:00:00+07:00"
"""The letter has come; the day it says dossiers must be in before; and the certificates have ended."""
OFFICER, DISTRICT = "province.officer", "district.officer"
NUMBER, DECIDED, BEFORE, LAST = "1608/QĐ-UBND", "2020-07-22", "2023-06-22", "2023-06-21"
FILE = "quyet-dinh-1608.csv"
PRODUCTS = ("Tương nếp Chí Tân", "Bột sắn dây Chí Tân")
_COLUMNS = "product,producer,producer_kind,commune,district,province_then,star,decision,decided_on,kind,stage,as_of,confidence,source,set_no"


def play(journey: Journey, clients: Clients) -> None:
    """Plays it on the estate behind the endpoints."""
    move_clock(journey, clients, DAY)
    _enter(journey, clients)
    campaign = _open(journey, clients)
    lines = _review(journey, clients, campaign)
    _invite(journey, clients, campaign)
    _hand_in_papers(journey, clients, campaign, lines)
    move_clock(journey, clients, LATE)
    _late(journey, clients, campaign)
    move_clock(journey, clients, LAPSED)
    _lapse(journey, clients, campaign)


def _enter(journey: Journey, clients: Clients) -> None:
    with journey.step("Nhập danh sách của Quyết định 1608", "The list of Decision 1608 is entered") as step:
        officer = clients.as_(OFFICER)
        before = sum(one["name"] == FILE for one in officer.get("/registry/api/recognitions?limit=100")["items"])
        names = [f"{name} ({before + 1})" if before else name for name in PRODUCTS]
        rows = [
            f"{name},Hộ kinh doanh Trần Thị Mơ,Hộ kinh doanh,Xã Chí Tân,Khoái Châu,33,3,{NUMBER},{DECIDED},first,recognised,"
            f"{DECIDED},sample,Quyết định mẫu của môi trường chạy thử,7"
            for name in names
        ]
        file = (FILE, "\n".join([_COLUMNS, *rows, ""]).encode(), "text/csv")
        sent = officer.send("POST", "/registry/api/recognitions", files={"file": file}, expect=201)
        path = f"/registry/api/recognitions/{sent['id']}"
        ready = until(lambda: _come(clients, path, "checked"))
        officer.send("POST", f"{path}/entry", {"whole": True}, version=ready["version"])
        until(lambda: _come(clients, path, "entered"))
        step.saw(f"{NUMBER}: {', '.join(names)}")


def _open(journey: Journey, clients: Clients) -> dict[str, Any]:
    with journey.step(
        "Mở đợt theo quyết định, hạn của công văn", "A campaign by the decision, by the letter's day"
    ) as step:
        body = {
            "office": "33",
            "name": f"Đánh giá lại sản phẩm của Quyết định {NUMBER}",
            "decision_number": NUMBER,
            "decided_on": DECIDED,
            "due_before": BEFORE,
        }
        made: dict[str, Any] = until(lambda: _opened(clients, body), within=40)
        known = next(one for one in campaign_rules().decisions if one.number == NUMBER)
        if made["listed"] != known.products or made["unnamed_products"] != known.products - made["lines"]:
            raise NotAsExpectedError(f"{made['lines']} + {made['unnamed_products']} ≠ {known.products}")
        step.saw(f"{made['lines']} có tên, {made['unnamed_products']} chỉ đếm · named and counted only")
        return made


def _opened(clients: Clients, body: dict[str, Any]) -> dict[str, Any] | None:
    """Evaluation may know only some of the certificates yet: what was opened of them is closed again."""
    officer = clients.as_(OFFICER)
    made = officer.send("POST", "/evaluation/api/campaigns", body, office="33")
    if made["lines"] >= len(PRODUCTS):
        return dict(made)
    at = f"/evaluation/api/campaigns/{made['id']}/closing"
    officer.send("POST", at, {"note": "Danh sách chưa đủ"}, version=made["version"], office="33")
    return None


def _review(journey: Journey, clients: Clients, campaign: dict[str, Any]) -> list[dict[str, Any]]:
    with journey.step("Huyện rà soát từng sản phẩm", "The district reviews each product") as step:
        district, found = clients.as_(DISTRICT), dict.fromkeys((one.id for one in campaign_rules().review), True)
        lines = [one for one in _lines(clients, campaign, DISTRICT) if one["closes_on"] == LAST]
        for line in lines:
            at = f"/evaluation/api/campaigns/{campaign['id']}/lines/{line['id']}/review"
            district.send("POST", at, {"findings": found}, version=line["version"], office="33")
        if not lines:
            raise NotAsExpectedError(f"{campaign['name']}: {LAST}?")
        step.saw(
            f"{len(lines)} sản phẩm · products, {lines[0]['place_then']['name']} → {lines[0]['place_now']['name']}"
        )
        return lines


def _invite(journey: Journey, clients: Clients, campaign: dict[str, Any]) -> None:
    with journey.step("Mời chủ thể nộp hồ sơ", "Producers are invited to file") as step:
        officer, at = clients.as_(OFFICER), f"/evaluation/api/campaigns/{campaign['id']}"
        version = officer.get(at, office="33")["version"]
        officer.send("POST", f"{at}/invitations", version=version, office="33")
        invited = [one for one in _lines(clients, campaign) if one["state"] == "invited"]
        step.saw(f"{len(invited)}: {', '.join(one['product_name'] for one in invited)}")


def _hand_in_papers(journey: Journey, clients: Clients, campaign: dict[str, Any], lines: list[dict[str, Any]]) -> None:
    with journey.step("Một chủ thể trả lại giấy chứng nhận", "One producer gives its certificate up") as step:
        officer, path = clients.as_(OFFICER), f"/registry/api/certificates/{lines[0]['certificate_id']}"
        version = officer.get(path)["version"]
        letter = {"reason": "Chuyển sang sản phẩm khác", "paper_number": "2/ĐĐN", "paper_signed_on": "2023-05-24"}
        officer.send("POST", f"{path}/giving-up", letter, version=version)
        until(lambda: [one for one in _lines(clients, campaign, state="given-up") if one["id"] == lines[0]["id"]])
        step.saw(f"{lines[0]['product_name']}: given-up")


def _late(journey: Journey, clients: Clients, campaign: dict[str, Any]) -> None:
    with journey.step("Ngày 22/6 là đã quá hạn", "On 22 June it is late") as step:
        late = [one for one in _lines(clients, campaign) if one["is_late"]]
        if not late:
            raise NotAsExpectedError("không sản phẩm nào quá hạn · no line is late")
        step.saw(", ".join(f"{one['product_name']} ({one['closes_on']})" for one in late))


def _lapse(journey: Journey, clients: Clients, campaign: dict[str, Any]) -> None:
    with journey.step(
        "Không đánh giá lại: hết hiệu lực; đợt kết thúc với số đếm", "Lapsed; the campaign ends with counts"
    ) as step:
        until(lambda: _lines(clients, campaign, state="lapsed"), within=40)
        officer, at = clients.as_(OFFICER), f"/evaluation/api/campaigns/{campaign['id']}"
        version = officer.get(at, office="33")["version"]
        ended = officer.send("POST", f"{at}/closing", {"note": "Hết đợt"}, version=version, office="33")
        step.saw(ended["counts"])


def _lines(clients: Clients, campaign: dict[str, Any], who: str = OFFICER, state: str = "") -> list[dict[str, Any]]:
    asked = f"?limit=200{'&state=' + state if state else ''}"
    found = clients.as_(who).get(f"/evaluation/api/campaigns/{campaign['id']}/lines{asked}", office="33")
    return list(found["items"])


def _come(clients: Clients, path: str, state: str) -> dict[str, Any] | None:
    shown: dict[str, Any] = clients.as_(OFFICER).get(path)
    return shown if shown["state"] == state else None
