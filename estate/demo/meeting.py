"""An office's council that sits for an afternoon over several dossiers: called, held, minuted."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document

from estate.demo.clients import Clients, NotAsExpectedError
from estate.demo.judging import Case, Team
from estate.demo.papers import paper
from estate.people import people


@dataclass
class Sitting:
    """A meeting of a team's council, as its secretary and chair hold it."""

    clients: Clients
    team: Team
    id: str = ""

    def call(self, cases: Sequence[Case], *, on: str, hour: str) -> dict[str, Any]:
        """Calls it over cases in their order."""
        items = [{"case_id": case.id, "minutes": 20} for case in cases]
        body = {"office": self.team.office, "on": on, "hour": hour, "held_at": "Hội trường Sở", "cases": items}
        made: dict[str, Any] = self.clients.as_(self.team.secretary).send(
            "POST", "/evaluation/api/meetings", body, office=self.team.office
        )
        self.id = made["id"]
        return made

    def show(self, who: str) -> dict[str, Any]:
        """The meeting as somebody sees it."""
        return dict(self.clients.as_(who).get(self._at(), office=self.team.office))

    def now(self, who: str) -> dict[str, Any]:
        """Where it is, as somebody's screen follows it."""
        return dict(self.clients.as_(who).get(f"{self._at()}/now", office=self.team.office))

    def step(self, path: str, body: object = None, *, who: str = "", method: str = "POST", **more: Any) -> Any:
        """One step, at the present version."""
        who = who or self.team.secretary
        version = self.show(who)["version"]
        return self.clients.as_(who).send(
            method, f"{self._at()}/{path}", body, version=version, office=self.team.office, **more
        )

    def opened(self) -> dict[str, Any]:
        """Opens it with everybody there who was called."""
        members = self.show(self.team.secretary)["members"]
        came = [{"person_id": one["person_id"], "attendance": "present"} for one in members]
        shown: dict[str, Any] = self.step("opening", {"attendance": came})
        return shown

    def score(self, case: Case, sheets: Sequence[object], *, without: str) -> None:
        """Who is left scores and seals, a sheet each; nobody's screen says who has."""
        scorers = [one for one in (self.team.chair, *self.team.members) if one != without]
        for scorer, sheet in zip(scorers, sheets, strict=False):
            draft = case.send(scorer, "PUT", "/sheets/mine", sheet, version=0)
            case.send(scorer, "POST", "/sheets/mine", version=draft["version"])
            told = self.now(self.team.members[0])
            if told["sealed"] is not None:
                raise NotAsExpectedError(f"thành viên thấy số phiếu · a member is told how many sealed: {told}")

    def minutes(self, number: str, on: str) -> str:
        """Drafts the minutes, opens them as a word processor would, and files the signed copy."""
        self.step("minutes", {})
        said = words(self.clients, self.team.secretary, f"{self._at()}/files/minutes.docx")
        copy = {"file": ("bien-ban.pdf", paper("bien ban " + number.partition("/")[0]), "application/pdf")}
        self.step("minutes/signed-copy", data={"number": number, "on": on}, files=copy)
        return said

    def _at(self) -> str:
        return f"/evaluation/api/meetings/{self.id}"


def words(clients: Clients, who: str, path: str) -> str:
    """Everything a DOCX says, as python-docx reads it."""
    document = Document(io.BytesIO(clients.as_(who).content(path)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)


def known_on_roster(clients: Clients, team: Team, person: str, kind: str, value: str) -> None:
    """The office's officer enters somebody's telephone or e-mail on the roster: kept as a hash, to find conflicts by."""
    body = {"office": team.office, "person_id": person, "name": people().person(person).name, kind: value}
    clients.as_(team.officer).send("POST", "/evaluation/api/roster", body, office=team.office)
