"""2026, an afternoon of the council: four dossiers of different sets, one who stands aside, one decision over three."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from estate.demo.clients import Clients, NotAsExpectedError, until
from estate.demo.entering import Entered, enter
from estate.demo.filling import fill
from estate.demo.journey_2026 import COMMUNE, LONGAN
from estate.demo.judging import PROVINCE, Case, confirmed, screen
from estate.demo.meeting import Sitting, known_on_roster, words
from estate.demo.moving import move_clock
from estate.demo.papers import paper
from estate.demo.steps import Journey

DAY, MEETS = "2026-08-03T09:00:00+07:00", "2026-08-10T14:00:00+07:00"
ASIDE = PROVINCE.members[-1]
DOSSIERS = (
    replace(LONGAN, product="Long nhãn sấy dẻo Tân Hưng", holds=None),
    replace(LONGAN, product="Nhãn lồng tươi Tân Hưng", set_no=1, holds=None),
    replace(LONGAN, product="Mật ong hoa nhãn Tân Hưng", set_no=4, holds=None),
    replace(LONGAN, product="Trà hoa nhãn Tân Hưng", set_no=9, holds=None),
)
TOTALS, APART = (80, 82, 84, 82), (72, 90, 88, 89)
SENT_BACK = "Phiếu kiểm nghiệm đã quá 12 tháng"


def play(journey: Journey, clients: Clients) -> None:
    """Plays it on the estate behind the endpoints."""
    move_clock(journey, clients, DAY)
    entered = [enter(journey, clients, one) for one in DOSSIERS]
    with journey.step(
        "Danh sách nhân sự có thêm cách liên hệ, chỉ giữ mã băm", "The roster learns how a member is reached"
    ) as step:
        own = clients.as_(LONGAN.who)
        producer = own.get(f"/registry/api/producers/{entered[0].dossier['producer_id']}")
        person = producer["representative"]
        said = {kind: person[name] for kind, name in (("telephone", "phone"), ("email", "email")) if person.get(name)}
        if not said:
            raise NotAsExpectedError(f"{producer['name']}: {sorted(person)}")
        kind, value = next(iter(said.items()))
        known_on_roster(clients, PROVINCE, ASIDE, kind, value)
        step.saw(f"{ASIDE} = {producer['name']}: {kind}")
    for one in entered:
        screen(journey, clients, officer="commune.officer", office=COMMUNE, number=one.number)
    cases = _councils(journey, clients, entered)
    sitting = Sitting(clients, PROVINCE)
    with journey.step("Mời họp bốn hồ sơ", "A meeting is called over four dossiers") as step:
        made = sitting.call(cases, on=MEETS[:10], hour="14:00")
        step.saw(f"{len(made['items'])} hồ sơ, hồ sơ mở chậm nhất {made['files_open_on']} · files open by")
    move_clock(journey, clients, MEETS)
    with journey.step("Khai mạc, điểm danh", "It is opened with its attendance") as step:
        step.saw(sitting.opened()["state"]["vi"])
    with journey.step(
        "Dấu hiệu xung đột lợi ích tìm từ dữ liệu, người quyết định",
        "A conflict of interest is found by data, a person decides",
    ) as step:
        for case in cases:
            _decide(sitting, case, kind)
        hidden = sitting.clients.as_(ASIDE).send("GET", sitting._at(), expect=404, office=PROVINCE.office)
        step.saw(f"{ASIDE}: không tham gia, 404 {hidden['slug'] if hidden else ''}")
    first, second, third, last = cases
    for case, one in ((first, entered[0]), (third, entered[2])):
        _held(journey, sitting, case, one, [TOTALS])
    _held(journey, sitting, second, entered[1], [APART, TOTALS])
    with journey.step("Hồ sơ thứ tư trả lại", "The fourth dossier is sent back") as step:
        sitting.step(f"cases/{last.id}/beginning", {})
        shown = sitting.step(f"cases/{last.id}/done", {"ended": "sent-back", "reason": SENT_BACK})
        step.saw(next(one["done"]["reason"] for one in shown["items"] if one["case_id"] == last.id))
    number = int(entered[0].number.partition("/")[0])
    with journey.step(
        "Kết thúc; biên bản soạn từ diễn biến", "It is closed; minutes written from what happened"
    ) as step:
        sitting.step("closing")
        written = sitting.minutes(f"{number}/BB-HĐOCOP", MEETS[:10])
        for expected in (SENT_BACK, "Vòng 2", "Không tham gia do có xung đột lợi ích", "Xem lại"):
            if expected not in written:
                raise NotAsExpectedError(f"biên bản thiếu · the minutes lack: {expected}")
        step.saw(f"DOCX {len(written)} ký tự · characters; {sitting.show(PROVINCE.secretary)['state']['vi']}")
    _decided(journey, clients, [first, second, third], f"{1200 + number}/QĐ-UBND")


def _councils(journey: Journey, clients: Clients, entered: list[Entered]) -> list[Case]:
    with journey.step("Lập Hội đồng cho từng hồ sơ", "A council is formed for each dossier") as step:
        cases = [Case.of(clients, PROVINCE.officer, PROVINCE.office, one.number) for one in entered]
        for case in cases:
            body = {"seats": PROVINCE.seats(), "decision_number": "12/QĐ-UBND"}
            case.send(PROVINCE.officer, "PUT", "/council", body, version="case")
        step.saw(f"{len(cases)} hồ sơ · cases")
    return cases


def _decide(sitting: Sitting, case: Case, kind: str) -> None:
    signs = [one for one in sitting.show(PROVINCE.chair)["signs"] if one["case_id"] == case.id and not one["decided"]]
    if [(one["person_id"], one["kind"]) for one in signs] != [(ASIDE, kind)]:
        raise NotAsExpectedError(f"{case.id}: {signs}")
    sitting.step(f"cases/{case.id}/beginning", {}, expect=409)
    look = {"person_id": ASIDE, "kind": kind, "stands_aside": "yes", "reason": "Cùng hộ với người đại diện"}
    sitting.step(f"cases/{case.id}/signs", look, who=PROVINCE.chair)


def _held(journey: Journey, sitting: Sitting, case: Case, one: Entered, rounds: list[tuple[int, ...]]) -> None:
    name = one.dossier["product_name"]
    with journey.step(f"Hội đồng xem «{name}»", f"The council deals with “{name}”") as step:
        sitting.step(f"cases/{case.id}/beginning", {})
        sitting.step("scoring")
        for no, totals in enumerate(rounds):
            if no:
                note = {"discussion": "Xem lại chỗ các phiếu khác nhau"}
                sitting.step(f"cases/{case.id}/discussion", note, method="PUT")
                sitting.step("again", who=PROVINCE.chair)
            sheets = [fill(one.sheet, total=total, star=4 if no == len(rounds) - 1 else 1) for total in totals]
            sitting.score(case, sheets, without=ASIDE)
            sitting.step("reveal", who=PROVINCE.chair)
            step.saw(sitting.now(PROVINCE.members[0])["phase"])
        sitting.step("conclude", who=PROVINCE.chair)
        sitting.step(f"cases/{case.id}/done", {"ended": "concluded"})


def _decided(journey: Journey, clients: Clients, cases: list[Case], number: str) -> None:
    chair, at = clients.as_(PROVINCE.chair), "/evaluation/api/decisions"
    with journey.step("Một quyết định công nhận ba sản phẩm", "One decision recognises three products") as step:
        confirmed(cases[0], PROVINCE)
        body = {"cases": [case.id for case in cases], "signatory": "Nguyễn Văn An"}
        made = chair.send("POST", at, body, office=PROVINCE.office)
        said = words(clients, PROVINCE.chair, f"{at}/{made['id']}/files/draft.docx")
        for case in cases:
            product = case.show(PROVINCE.officer)["product"]
            if product not in said:
                raise NotAsExpectedError(f"quyết định thiếu · the decision lacks: {product}")
        copy = {"file": ("quyet-dinh.pdf", paper("quyet dinh " + number[:4]), "application/pdf")}
        form = {"number": number, "on": MEETS[:10], "signatory": "Nguyễn Văn An"}
        path = f"{at}/{made['id']}"
        signed = chair.send(
            "POST", f"{path}/signed-copy", version=made["version"], data=form, files=copy, office=PROVINCE.office
        )
        issued = chair.send("POST", f"{path}/issue", version=signed["version"], office=PROVINCE.office)
        step.saw(f"{number}: {issued['state']['vi']}")
    with journey.step("Ba giấy chứng nhận", "Three certificates") as step:
        for case in cases:
            product = str(case.show(PROVINCE.officer)["dossier"]["product"]["id"])
            found = until(partial(_certificate, clients, product), within=40)
            step.saw(found.get("product_code") or found["certificate_id"])


def _certificate(clients: Clients, product: str) -> dict[str, Any] | None:
    shown = clients.nobody().get(f"/registry/api/public/products/{product}")
    return dict(shown["certificate"]) if shown.get("certificate") else None
