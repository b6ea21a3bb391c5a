"""2023, the Department's letter: it goes out to ten districts; one reads it, is urged, answers; its figures go up, the reports come out."""

from __future__ import annotations

from typing import Any

from estate.demo.clients import Clients, NotAsExpectedError, until
from estate.demo.moving import move_clock
from estate.demo.papers import paper
from estate.demo.reporting_up import hand_up, publish_report, record_training
from estate.demo.steps import Journey

DAY, SOON, LATE = "2023-03-01T09:00:00+07:00", "2023-06-12T09:00:00+07:00", "2023-06-22T09:00:00+07:00"
"""The letter is signed; its day for § 4 comes near; and has passed."""
OFFICER, DISTRICT = "province.officer", "district.officer"
LETTER, NUMBER, SIGNED, OFFICE = "2023-snn-ocop", "123/SNN-PTNT", "2023-03-01", "33/330"
WRITTEN = ("subject", "subject_en", "signatory", "grounds", "recipients", "copies_to", "since", "until")


def play(journey: Journey, clients: Clients) -> None:
    """Plays it on the estate behind the endpoints."""
    move_clock(journey, clients, DAY)
    letter = _issue(journey, clients)
    _read(journey, clients, letter)
    move_clock(journey, clients, SOON)
    _urge(journey, clients, letter)
    _answer(journey, clients, letter)
    record_training(journey, clients)
    move_clock(journey, clients, LATE)
    _late(journey, clients, letter)
    _report(journey, clients, letter)
    hand_up(journey, clients)
    publish_report(journey, clients)


def _issue(journey: Journey, clients: Clients) -> dict[str, Any]:
    with journey.step("Công văn của Sở: bảy nhiệm vụ, mười huyện", "The letter: seven orders, ten districts") as step:
        officer = clients.as_(OFFICER)
        draft = officer.send("POST", "/reporting/api/directive-drafts", {"letter": LETTER}, expect=201)
        at = f"/reporting/api/directives/{draft['id']}"
        body = {name: draft[name] for name in WRITTEN} | {"number": NUMBER, "signed_on": SIGNED}
        written = officer.send("PUT", at, body, version=draft["version"])
        file = ("cong-van-ocop-2023.pdf", paper(f"Cong van {NUMBER}"), "application/pdf")
        signed = officer.send("POST", f"{at}/paper", files={"file": file}, version=written["version"])
        issued: dict[str, Any] = officer.send("POST", f"{at}/issue", version=signed["version"])
        found = officer.get(f"{at}/standing")
        if (found["tasks"], len(found["unread"])) != (80, 10):
            raise NotAsExpectedError(f"{found['tasks']} tasks, {len(found['unread'])} unread")
        step.saw(f"{NUMBER}: 8 × 10 = {found['tasks']}; SHA-256 {issued['paper']['sha256'][:12]}…")
        return issued


def _read(journey: Journey, clients: Clients, letter: dict[str, Any]) -> None:
    with journey.step("Huyện Khoái Châu mở công văn", "Khoái Châu opens the letter") as step:
        at = f"/reporting/api/directives/{letter['id']}"
        clients.as_(DISTRICT).send("POST", f"{at}/reading")
        unread = clients.as_(OFFICER).get(f"{at}/standing")["unread"]
        if OFFICE in unread or len(unread) != 9:
            raise NotAsExpectedError(f"unread: {unread}")
        step.saw("9 huyện chưa xem · 9 have not read it")


def _urge(journey: Journey, clients: Clients, letter: dict[str, Any]) -> None:
    with journey.step("Sở đôn đốc mục 4", "The Department urges § 4") as step:
        task = _task(clients, letter, "4")
        words = {"words": "Đề nghị gửi hồ sơ trước ngày 22/6"}
        done = clients.as_(OFFICER).send("POST", f"{_at(task)}/urging", words, version=task["version"])
        step.saw(done["urgings"][-1]["words"])


def _answer(journey: Journey, clients: Clients, letter: dict[str, Any]) -> None:
    with journey.step("Huyện báo cáo mục 7, số liệu tự kèm theo", "§ 7 is answered, figures by themselves") as step:
        officer, task = clients.as_(DISTRICT), _task(clients, letter, "7")
        file = ("bien-ban-kiem-tra.pdf", paper("Bien ban kiem tra"), "application/pdf")
        answered = officer.send(
            "POST",
            f"{_at(task)}/answer",
            data={"words": "Đã kiểm tra các cơ sở trên địa bàn"},
            files={"file": file},
            version=task["version"],
        )
        accepted = clients.as_(OFFICER).send(
            "POST", f"{_at(task)}/review", {"answer": "accepted"}, version=answered["version"]
        )
        figures = {one["code"]: one["value"] for one in accepted["replies"][-1]["figures"]}
        for one in accepted["replies"][-1]["figures"]:
            asked = (
                f"area={OFFICE}&since={one['since']}&until={one['until']}&as_of={answered['replies'][-1]['counted_at']}"
            )
            rows = officer.get(f"/reporting/api/figures/{one['code']}/rows?limit=200&{asked}")["items"]
            if len(rows) != one["value"]:
                raise NotAsExpectedError(f"{one['code']}: {one['value']} ≠ {len(rows)}")
        step.saw(", ".join(f"{code}: {value}" for code, value in figures.items()))


def _late(journey: Journey, clients: Clients, letter: dict[str, Any]) -> None:
    with journey.step("Mục 4 quá hạn", "§ 4 is overdue") as step:
        found = until(lambda: _all_late(clients, letter))
        step.saw(f"{found} huyện quá hạn mục 4 · districts are late with § 4")


def _all_late(clients: Clients, letter: dict[str, Any]) -> int | None:
    late = clients.as_(OFFICER).get(f"/reporting/api/directives/{letter['id']}/standing")["late"]
    return int(late) if late == 10 else None


def _report(journey: Journey, clients: Clients, letter: dict[str, Any]) -> None:
    with journey.step("Báo cáo kết quả thực hiện công văn", "The report on carrying out the letter") as step:
        at, sizes = f"/reporting/api/directives/{letter['id']}", []
        for who in (OFFICER, DISTRICT):
            for name, begins in (("report.docx", b"PK"), ("report.pdf", b"%PDF")):
                content = clients.as_(who).content(f"{at}/{name}")
                if not content.startswith(begins):
                    raise NotAsExpectedError(f"{name} begins with {content[:4]!r}")
                sizes.append(f"{name} {len(content) // 1000} kB")
        step.saw(", ".join(sizes))


def _task(clients: Clients, letter: dict[str, Any], no: str) -> dict[str, Any]:
    found = clients.as_(DISTRICT).get(f"/reporting/api/directives/{letter['id']}/tasks")
    return next(dict(one) for one in found if (one["no"], one["office"]) == (no, OFFICE))


def _at(task: dict[str, Any]) -> str:
    return f"/reporting/api/directives/{task['directive_id']}/tasks/{task['id']}"
