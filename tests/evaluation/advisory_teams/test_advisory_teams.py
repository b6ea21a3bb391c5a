"""Advisory teams: set up and completed by decision, with whoever stands in by a paper that names them."""

from __future__ import annotations

import html
import re

from tests.callers import person
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.advisory_harness import BINH, HEAD, IDLE, LAN, body, given, team, upload, working
from tests.evaluation.evaluation_harness import CHAIR, MEMBERS, OFFICER, PROVINCE, STRANGER, Deployment

FORMED, CHANGED = (f"vn.ocop.evaluation.advisory-team.{what}.v1" for what in ("formed", "changed"))


class TestAtTheEndpoints:
    async def test_is_announced_by_ids_and_its_papers_are_for_its_office_and_members(
        self, province: Deployment
    ) -> None:
        known = await team(province)
        [formed] = await province.facts(FORMED)
        assert [(one["person_id"], one["part"]) for one in formed["members"]] == [
            ("head", "head"),
            ("lan", "member"),
            ("binh", "member"),
        ]
        assert "Head" not in str(formed["members"])
        changed = (await province.facts(CHANGED))[-1]
        assert changed["decision"]["sha256"] == known["paper"]["sha256"]
        at = f"/api/advisory-teams/{known['id']}"
        for who, status in ((OFFICER, 200), (LAN, 200), (IDLE, 404), (MEMBERS[0], 404), (STRANGER, 404)):
            assert (await province.at(who).get(at)).status_code == status, who.id
            paper = await province.at(who).get(f"{at}/papers/{known['paper']['sha256']}")
            assert paper.status_code == status

    async def test_is_made_of_people_on_the_roster_with_the_role(self, province: Deployment) -> None:
        await province.know(HEAD, LAN, BINH)
        refused = await province.send(
            OFFICER, "/api/advisory-teams", body([(HEAD, "head"), (CHAIR, "member")]), status=422
        )
        assert refused["type"].endswith("advisory-team.role-missing")
        unknown = person("unknown")
        await province.send(OFFICER, "/api/advisory-teams", body([(HEAD, "head"), (unknown, "member")]), status=422)
        await province.send(LAN, "/api/advisory-teams", body(), status=403)

    async def test_gives_out_no_work_before_its_decision_is_on_file(
        self, province: Deployment, at_province: str
    ) -> None:
        await team(province, paper=False)
        refused = await province.send(HEAD, f"{at_province}/advisory", given(), version=0, method="PUT", status=409)
        assert refused["type"].endswith("advisory-team.paper-missing")

    async def test_whoever_stands_in_has_the_work_and_who_is_away_has_not(
        self, province: Deployment, at_province: str
    ) -> None:
        await working(province, at_province)
        [known] = (await province.read(OFFICER, "/api/advisory-teams"))["teams"]
        at = f"/api/advisory-teams/{known['id']}"
        said = {
            "instead_of": LAN.id,
            "person_id": IDLE.id,
            "number": "128/SCT",
            "signed_on": "2026-08-01",
            "until": "2026-08-31",
        }
        await upload(province, LAN, f"{at}/stand-ins", version=known["version"], data=said, status=403)
        await upload(province, OFFICER, f"{at}/stand-ins", version=known["version"], data=said)
        changed = (await province.facts(CHANGED))[-1]
        assert (changed["stand_in_for"], changed["until"]) == (LAN.id, "2026-08-31")
        assert (await province.at(IDLE).get(f"{at_province}/advisory/review")).status_code == 200
        assert (await province.at(LAN).get(f"{at_province}/advisory/review")).status_code == 403

    async def test_that_still_has_work_is_not_dissolved(self, province: Deployment, at_province: str) -> None:
        await working(province, at_province)
        [known] = (await province.read(OFFICER, "/api/advisory-teams"))["teams"]
        at = f"/api/advisory-teams/{known['id']}"
        refused = await province.send(
            OFFICER, f"{at}/dissolution", {"reason": "Hết năm"}, version=known["version"], status=409
        )
        assert refused["type"].endswith("advisory.team-still-at-work")

    async def test_has_pages(self, province: Deployment) -> None:
        await province.know(HEAD, LAN, BINH, IDLE)
        officer = Browser(province, OFFICER)
        await officer.open("/advisory-teams")
        assert f"/advisory-teams/new?office={PROVINCE}" in await officer.open("/advisory-teams/new")
        page = html.unescape(await officer.open(f"/advisory-teams/new?office={PROVINCE}"))
        assert "Tổ trưởng" in page
        fields = {"number": "45/QĐ-UBND", "decided_on": "15/07/2026", "name": "Tổ tư vấn tỉnh"}
        rows = {}
        for at, id in enumerate(_people_on(page)):
            rows[f"members-{at}-person_id"] = id
            rows[f"members-{at}-part"] = {"head": "head", "lan": "member"}.get(id, "")
        where = await officer.submit("/advisory-teams/new", fields | rows)
        shown = html.unescape(await officer.open(where.removeprefix("/evaluation")))
        assert "Chưa có bản ký" in shown
        assert "Lan" in shown
        await officer.open(f"{where.removeprefix('/evaluation')}/completion")
        await officer.open(f"{where.removeprefix('/evaluation')}/stand-in")


def _people_on(page: str) -> list[str]:
    return re.findall(r'name="members-\d+-person_id" value="([^"]+)"', page)
