"""An office's part of a journey: its people take a case from screening to a ruling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from estate.demo.clients import Clients, NotAsExpectedError, until
from estate.demo.steps import Journey
from estate.people import people

FINDINGS = {"local_material": True, "local_labour": True, "idea_origin": True, "local_identity": True}


@dataclass(frozen=True)
class Team:
    """The people of one office, by the names they sign in with."""

    office: str
    vi: str
    en: str
    officer: str
    chair: str
    secretary: str
    members: tuple[str, ...]

    def seats(self) -> list[dict[str, str]]:
        """The council as it is proposed."""
        listed = [(self.chair, "chair"), (self.secretary, "secretary"), *((one, "member") for one in self.members)]
        return [{"person_id": id, "name": people().person(id).name, "part": part} for id, part in listed]


PROVINCE = Team(
    "33",
    "hội đồng tỉnh",
    "the provincial council",
    "province.officer",
    "chair",
    "secretary",
    ("member.1", "member.2", "member.3", "member.4"),
)
DISTRICT = Team(
    "33/330",
    "hội đồng huyện",
    "the district council",
    "district.officer",
    "district.chair",
    "district.secretary",
    ("district.member.1", "district.member.2", "district.member.3", "district.member.4"),
)


UNSEATED = "adviser"
"""Holds a council's role in the province and sits on neither council."""


@dataclass
class Case:
    """A case before one office."""

    clients: Clients
    office: str
    id: str

    @classmethod
    def of(cls, clients: Clients, officer: str, office: str, number: str) -> Case:
        """The case of a dossier, once it has come to the office. `number`: the dossier's receipt."""

        def arrived() -> str | None:
            items = clients.as_(officer).get(f"/evaluation/api/cases?office={office}&limit=200", office=office)["items"]
            return next((item["id"] for item in items if item["number"] == number), None)

        return cls(clients, office, until(arrived))

    def show(self, who: str) -> dict[str, Any]:
        """The case as somebody may see it."""
        return dict(self.clients.as_(who).get(f"/evaluation/api/cases/{self.id}", office=self.office))

    def send(
        self,
        who: str,
        method: str,
        path: str,
        body: object = None,
        *,
        version: int | Literal["case"] | None = None,
        **more: Any,
    ) -> Any:
        """A command on the case; `version` "case": its present one."""
        known: int | None = self.show(who)["version"] if version == "case" else version
        path = f"/evaluation/api/cases/{self.id}{path}"
        return self.clients.as_(who).send(method, path, body, version=known, office=self.office, **more)


def screen(journey: Journey, clients: Clients, *, officer: str, office: str, number: str) -> None:
    """The commune screens the dossier and sends it to the province."""
    with journey.step("Xã nhận hồ sơ", "The commune receives the dossier") as step:
        case = Case.of(clients, officer, office, number)
        seen = case.show(officer)
        step.saw(f"{seen['number']}: {seen['state']['vi']}, hạn {seen['due_on']}")
    with journey.step("Xã thẩm tra và chuyển lên tỉnh", "The commune screens it and forwards it") as step:
        case.send(officer, "POST", "/screening", {"findings": FINDINGS, "proposes": True}, version="case")
        step.saw(case.send(officer, "POST", "/forwarding", {"note": "Đề nghị đánh giá"}, version="case")["state"]["vi"])


def decision_on(number: str) -> str:
    """
    The number of the decision on the dossier of a receipt: an office gives each once a year, and the journeys may be played
    again on what they left.
    """
    return f"{100 + int(number.partition('/')[0])}/QĐ-UBND"


def judge(
    journey: Journey,
    clients: Clients,
    team: Team,
    *,
    number: str,
    sheets: Sequence[Mapping[str, object]],
    decision: str | None,
) -> dict[str, Any]:
    """A council is formed, scores in secret (the chair and the first members, a sheet each), reveals, and rules."""
    with journey.step(f"Hồ sơ đến {team.vi}", f"The case reaches {team.en}") as step:
        case = Case.of(clients, team.officer, team.office, number)
        step.saw(f"{case.show(team.officer)['state']['vi']} ({team.office})")
    with journey.step(f"Thành lập {team.vi}", f"{team.en[0].upper()}{team.en[1:]} is formed") as step:
        body = {"seats": team.seats(), "decision_number": "12/QĐ-UBND"}
        case.send(team.officer, "PUT", "/council", body, version="case")
        case.send(team.chair, "POST", "/scoring", version="case")
        step.saw(f"{len(body['seats'])} người · seats")
    with journey.step("Hồ sơ mở cho ai ngồi trong Hội đồng", "Who sits on the council may open the dossier") as step:
        step.saw(_opened(clients, team, case.show(team.officer)["dossier"]["dossier_id"]))
    with journey.step("Thành viên chấm kín và niêm phong", "Members score in secret and seal") as step:
        scorers = (team.chair, *team.members)[: len(sheets)]
        for scorer, sheet in zip(scorers, sheets, strict=True):
            draft = case.send(scorer, "PUT", "/sheets/mine", sheet, version=0)
            if draft["tally"]["unanswered"]:
                raise NotAsExpectedError(f"phiếu chưa đủ · the sheet is not complete: {draft['tally']['unanswered']}")
            case.send(scorer, "POST", "/sheets/mine", version=draft["version"])
        hidden = case.clients.as_(team.chair).get(f"/evaluation/api/cases/{case.id}/scoring", office=team.office)
        if hidden["sheets"]:
            raise NotAsExpectedError("điểm lộ trước khi mở · sheets are visible before they are revealed")
        step.saw(f"{len(scorers)} phiếu niêm phong, chưa ai thấy điểm · sealed, unseen")
    with journey.step("Mở phiếu, hệ thống tính kết quả", "Sheets are revealed, the server computes") as step:
        case.send(team.chair, "POST", "/scoring/reveal")
        result = case.send(team.chair, "POST", "/scoring/conclude")["result"]
        step.saw(f"{result['total']} điểm · points, {result['star']}★")
    with journey.step("Xác nhận Quy chế Hội đồng", "The council regulation is confirmed") as step:
        step.saw(confirmed(case, team))
    with journey.step("Ra quyết định", "The ruling is issued") as step:
        wished = {"decision_number": decision} if decision else {}
        ruling: dict[str, Any] = case.send(team.chair, "POST", "/ruling", wished, version="case")
        to = f" → {ruling['to_office']}" if ruling.get("to_office") else ""
        step.saw(f"{ruling['outcome']['vi']}{to}: {ruling['total']} điểm, {ruling['star']}★")
    return ruling


def confirmed(case: Case, team: Team) -> str:
    """The office confirms, once, what steers its councils as its own regulation: before that it rules nothing."""
    shown = case.send(team.chair, "GET", "/regulation")
    if any(one["says"] == "assumed" for one in shown["settings"]):
        body = {"decision": "Quy chế Hội đồng OCOP của đơn vị kèm Quyết định 45/QĐ-UBND"}
        shown = case.send(team.chair, "POST", "/regulation", body, version=shown["version"])
    return str(shown["decision"])


def _opened(clients: Clients, team: Team, dossier: str) -> str:
    """The registry opens a dossier to a member once it has learned of the seat, and to nobody for the role alone."""
    path = f"/registry/api/dossiers/{dossier}"
    papers = len(until(lambda: clients.as_(team.members[0]).get(path))["evidence"])
    clients.as_(UNSEATED).send("GET", path, expect=404)
    return f"{team.members[0]}: {papers} minh chứng · papers; {UNSEATED}: 404"
