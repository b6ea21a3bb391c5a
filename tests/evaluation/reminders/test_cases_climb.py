"""A case that takes its time climbs: whoever holds it, its office's head, the office above; each once, and no pause counts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from ocop_events.registry.dossier import DossierSupplementedV1

from law.escalation import EscalationRules, escalation_rules
from services.evaluation.reminders.timers import begin_climbs
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.campaigns.campaigns_harness import let_pass
from tests.evaluation.evaluation_harness import (
    OFFICER,
    SCREENER,
    Deployment,
    Estate,
    at_the_province,
    dossier,
    seats,
)

ESCALATED = "vn.ocop.evaluation.case.escalated.v1"


async def climbed(deployment: Deployment) -> list[tuple[str, int, str]]:
    return [(one["level"], one["percent"], one["to_office"]) for one in await deployment.facts(ESCALATED)]


def test_a_rung_is_reached_when_its_share_of_the_days_is_gone() -> None:
    """Of fifteen days three quarters are gone after twelve, a quarter more than all after nineteen."""
    assert [(one.level, one.days(15)) for one in escalation_rules().rungs] == [
        ("reminder", 12),
        ("head", 15),
        ("office-above", 19),
    ]


def test_rungs_are_climbed_in_their_order() -> None:
    known = escalation_rules().model_dump(mode="json")
    for wrong in (known["rungs"][::-1], [known["rungs"][0], {**known["rungs"][1], "level": "reminder"}]):
        with pytest.raises(ValueError, match="/rungs"):
            EscalationRules.model_validate(known | {"rungs": wrong})


class TestACaseOfACommune:
    async def test_climbs_every_rung_once_and_each_is_kept_apart(self, province: Deployment, at_commune: str) -> None:
        # Opened on Monday 3 August: the twelfth working day is Wednesday the 19th, the fifteenth Saturday the 22nd, as its act counts.
        shown = await province.read(SCREENER, at_commune)
        assert shown["due_on"] == "2026-08-22"
        await let_pass(province, date(2026, 8, 18))
        assert await climbed(province) == []
        await let_pass(province, date(2026, 8, 23))
        assert await climbed(province) == [("reminder", 75, "33/11977"), ("head", 100, "33/11977")]
        await let_pass(province, date(2026, 9, 15))
        assert await climbed(province) == [
            ("reminder", 75, "33/11977"),
            ("head", 100, "33/11977"),
            ("office-above", 125, "33"),
        ]
        await let_pass(province, date(2026, 10, 15))
        assert len(await climbed(province)) == 3
        page = await Browser(province, SCREENER).open(at_commune.removeprefix("/api"))
        assert "báo cơ quan cấp trên" in page
        assert "125%" in page

    async def test_climbs_nothing_while_the_producer_owes_a_supplement(
        self, province: Deployment, estate: Estate, at_commune: str
    ) -> None:
        await let_pass(province, date(2026, 8, 7))
        await province.send(SCREENER, f"{at_commune}/return", {"missing": ["Phiếu"]}, version="case")
        await let_pass(province, date(2026, 8, 19))
        assert await climbed(province) == []
        again = dossier().model_copy(update={"supplement": 1})
        id = at_commune.rpartition("/")[2]
        await estate.publish(DossierSupplementedV1(dossier_id=again.dossier_id, dossier=again, case_id=id))
        assert (await province.read(SCREENER, at_commune))["due_on"] == "2026-09-07"
        await let_pass(province, date(2026, 8, 26))
        assert await climbed(province) == []  # without the pause it would have been
        await let_pass(province, date(2026, 9, 8))
        assert [one[0] for one in await climbed(province)] == ["reminder", "head"]

    async def test_that_was_decided_climbs_no_more(self, province: Deployment, estate: Estate, at_commune: str) -> None:
        await let_pass(province, date(2026, 8, 20))
        no = {"findings": {"local_material": True, "local_labour": True, "idea_origin": True, "local_identity": False}}
        await province.send(
            SCREENER, f"{at_commune}/screening", {**no, "proposes": False, "note": "Không có"}, version="case"
        )
        await let_pass(province, date(2026, 9, 30))
        assert [one[0] for one in await climbed(province)] == ["reminder"]

    async def test_climbs_where_a_release_without_rungs_opened_it(self, province: Deployment, at_commune: str) -> None:
        await province.service.database["deadlines"].delete_many({"what": "case-climb"})
        await let_pass(province, date(2026, 8, 20))
        assert await climbed(province) == []
        await begin_climbs(province.service)
        await let_pass(province, date(2026, 8, 20))
        assert [one[0] for one in await climbed(province)] == ["reminder"]


class TestAStepOfACouncil:
    async def test_climbs_on_its_own_clock(self, province: Deployment, estate: Estate) -> None:
        case = await at_the_province(province, estate)
        await province.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
        due = date.fromisoformat((await province.read(OFFICER, case))["step_due"]["due_on"])
        await let_pass(province, due)
        before: list[Any] = await climbed(province)
        assert "head" not in [one[0] for one in before]
        await let_pass(province, date.fromordinal(due.toordinal() + 1))
        assert [(one["level"], one["step"]) for one in await province.facts(ESCALATED)][-1] == ("head", "open")
        await let_pass(province, date.fromordinal(due.toordinal() + 40))
        assert [(one["level"], one["to_office"]) for one in await province.facts(ESCALATED)][-1] == (
            "office-above",
            "vn",
        )
        assert datetime.fromisoformat((await province.facts(ESCALATED))[-1]["escalated_at"])
