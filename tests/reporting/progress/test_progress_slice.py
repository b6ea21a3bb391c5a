"""Progress through its endpoints: who may see which offices, what is counted, what is late, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from ocop_events.evaluation.case import CaseForwardedV1, CaseReceivedV1, CaseReturnedV1, CaseScreenedV1
from ocop_events.registry.dossier import DossierSupplementedV1

from tests.callers import person
from tests.reporting.reporting_cases import content, of, opened, publish, ruled, scored, seated
from tests.reporting.reporting_harness import COMMUNE, Reporting

D = date
OFFICER = person("officer", f"commune-officer@{COMMUNE}")
NEIGHBOUR = person("neighbour", "commune-officer@33/12337")
PROVINCE = person("province", "province-officer@33")
CENTRE = person("centre", "central-officer@vn")
OUTSIDERS = [person("producer", "producer@p-1"), person("member", "member@33"), person("chair", "chair@33")]


@pytest.fixture(scope="class")
async def announced(shared: Reporting) -> Reporting:
    """On 3 August: one late and one young case at a commune, one next endpoint, one through the province and recognised."""
    july = D(2026, 7, 1)
    await publish(
        shared,
        (july, opened("late-c", july, D(2026, 7, 22))),
        (D(2026, 7, 30), opened("young-c", D(2026, 7, 30), D(2026, 8, 7))),
        (july, opened("next-c", july, D(2026, 8, 30), office="33/12337")),
        (july, opened("done-c", july, D(2026, 7, 22))),
        (D(2026, 7, 6), CaseScreenedV1(**of("done-c"), proposes=True, screened_on=D(2026, 7, 6))),
        (
            D(2026, 7, 7),
            CaseForwardedV1(
                **of("done-c"),
                to_office="33",
                to_tier="province",
                forwarded_on=D(2026, 7, 7),
                reason="proposed",
                dossier=content("done-c"),
            ),
        ),
        (
            D(2026, 7, 7),
            CaseReceivedV1(
                **of("done-p", "33", "province"),
                from_case_id="done-c",
                from_office=COMMUNE,
                received_on=D(2026, 7, 7),
            ),
        ),
        (D(2026, 7, 20), scored("done-p", "centre")),
        (D(2026, 7, 31), ruled("done-p", "recognised", D(2026, 7, 31))),
    )
    return shared


class TestAnOfficer:
    async def test_sees_what_is_open_and_late_at_their_own_office(self, announced: Reporting) -> None:
        answer = await announced.read("/api/progress", OFFICER)
        [own] = answer["offices"]
        assert (own["office"], own["vi"], own["tier"]) == (COMMUNE, "UBND xã Tân Hưng", "commune")
        assert (own["open"], own["overdue"], own["due_soon"]) == (2, 1, 1)
        assert own["by_stage"] == {"opened": 2}
        assert own["by_age"] == {"7": 1, "60": 1}
        assert (own["answered"], own["in_time"], own["late"], own["untimed"]) == (1, 1, 0, 0)

    async def test_of_an_office_above_sees_those_below_and_the_sum(self, announced: Reporting) -> None:
        answer = await announced.read("/api/progress", PROVINCE)
        assert [one["office"] for one in answer["offices"]] == ["33", "33/12337", COMMUNE]
        assert (answer["total"]["open"], answer["total"]["overdue"], answer["total"]["recognised"]) == (3, 1, 1)
        for field in ("open", "overdue", "answered", "in_time", "late", "untimed", "waiting"):
            assert answer["total"][field] == sum(one[field] for one in answer["offices"])

    async def test_narrows_it_to_an_office_of_theirs(self, announced: Reporting) -> None:
        answer = await announced.read("/api/progress", PROVINCE, office="33/12337")
        assert [one["office"] for one in answer["offices"]] == ["33/12337"]

    async def test_reads_the_cases_oldest_first(self, announced: Reporting) -> None:
        items = (await announced.read("/api/progress/cases", OFFICER))["items"]
        assert [one["case_id"] for one in items] == ["done-c", "late-c", "young-c"]
        assert items[0]["stage"] == "handed-over"
        [late] = (await announced.read("/api/progress/cases", OFFICER, overdue=True))["items"]
        assert (late["case_id"], late["overdue"], late["age_days"]) == ("late-c", True, 33)

    async def test_counts_the_results_of_the_period_asked_about(self, announced: Reporting) -> None:
        answer = await announced.read("/api/progress", PROVINCE, since="2026-07-08", until="2026-07-31")
        assert {one["office"]: one["answered"] for one in answer["offices"] if one["answered"]} == {"33": 1}


class TestNobodyElse:
    @pytest.mark.parametrize("path", ["/api/progress", "/api/progress/cases", "/progress", "/progress/cases"])
    async def test_is_let_in(self, announced: Reporting, path: str) -> None:
        for outsider in OUTSIDERS:
            assert (await announced.at(outsider).get(path)).status_code == 403
        assert (await announced.at().get(path)).status_code == (401 if path.startswith("/api") else 303)

    @pytest.mark.parametrize("office", ["33", "33/12337", "vn", "01", "33/11977)|(.*", "33/11977/.*", "(", "33/1197"])
    @pytest.mark.parametrize("path", ["/api/progress", "/api/progress/cases"])
    async def test_sees_an_office_that_is_not_theirs(self, announced: Reporting, path: str, office: str) -> None:
        answer = await announced.at(OFFICER).get(path, params={"office": office})
        assert answer.status_code == 404 or all(
            not answer.json()[list_] for list_ in ("offices", "items") if list_ in answer.json()
        )

    async def test_sees_a_case_they_were_recused_from(self, announced: Reporting) -> None:
        seen = (await announced.read("/api/progress/cases", CENTRE))["items"]
        assert "done-p" not in [one["case_id"] for one in seen]
        assert (await announced.read("/api/progress", CENTRE))["total"]["recognised"] == 0

    async def test_sees_a_case_they_stood_aside_from_before_anything_was_scored(self, reporting: Reporting) -> None:
        case = opened("early-p", D(2026, 7, 7), None, office="33", tier="province")
        await publish(reporting, (D(2026, 7, 7), case), (D(2026, 7, 8), seated("early-p", PROVINCE.id)))
        for who, shown in ((PROVINCE, []), (CENTRE, ["early-p"])):
            seen = (await reporting.read("/api/progress/cases", who))["items"]
            assert [one["case_id"] for one in seen] == shown
        [one] = (await reporting.read("/api/progress/cases", CENTRE))["items"]
        assert (one["stage"], one["since"]) == ("opened", "2026-07-07")

    async def test_sees_another_offices_case_of_a_dossier_they_stood_aside_from(self, reporting: Reporting) -> None:
        both = person("both", f"commune-officer@{COMMUNE}", "member@33")
        below = opened("both-c", D(2026, 7, 1), D(2026, 7, 22))
        above = opened("both-p", D(2026, 7, 7), None, office="33", tier="province")
        await publish(reporting, (D(2026, 7, 1), below), (D(2026, 7, 7), above))
        assert len((await reporting.read("/api/progress/cases", both))["items"]) == 1
        assert (await reporting.read("/api/progress", both))["total"]["open"] == 1
        await publish(reporting, (D(2026, 7, 8), seated("both-p", "both")))
        for asked in ({}, {"stage": "opened"}, {"ended": False}, {"overdue": True}):
            assert (await reporting.read("/api/progress/cases", both, **asked))["items"] == []
        assert (await reporting.read("/api/progress", both))["total"]["open"] == 0
        assert len((await reporting.read("/api/progress/cases", OFFICER))["items"]) == 1


class TestAClock:
    async def test_stands_still_between_return_and_supplement(self, reporting: Reporting) -> None:
        july = D(2026, 7, 1)
        back = CaseReturnedV1(**of("d-c"), missing=["x"], returned_on=D(2026, 7, 20))
        await publish(reporting, (july, opened("d-c", july, D(2026, 7, 22))), (D(2026, 7, 20), back))
        [own] = (await reporting.read("/api/progress", OFFICER))["offices"]
        assert (own["waiting"], own["overdue"]) == (1, 0)
        again = DossierSupplementedV1(dossier_id="d", dossier=content("d-c"), case_id="d-c")
        await publish(reporting, (D(2026, 7, 30), again))
        [case] = (await reporting.read("/api/progress/cases", OFFICER))["items"]
        assert (case["stage"], case["due_on"], case["overdue"]) == ("opened", "2026-08-03", False)
        reporting.clock.advance(timedelta(days=1))
        assert (await reporting.read("/api/progress", OFFICER))["total"]["overdue"] == 1


class TestADayCountedOverAHolidayNotFixedYet:
    async def test_is_called_provisional_in_json_and_on_the_page(self, reporting: Reporting) -> None:
        firm, over_tet = opened("f-c", D(2026, 7, 1), D(2026, 7, 22)), opened("t-c", D(2026, 7, 1), D(2027, 2, 22))
        await publish(reporting, (D(2026, 7, 1), firm), (D(2026, 7, 1), over_tet))
        items = (await reporting.read("/api/progress/cases", OFFICER))["items"]
        assert {one["case_id"]: one["due_provisional"] for one in items} == {"f-c": False, "t-c": True}
        shown = (await reporting.at(OFFICER).get("/progress/cases")).text
        assert shown.count("22/02/2027 (tạm tính)") == shown.count("(tạm tính)") == 1


class TestAnEndpoint:
    @pytest.mark.parametrize(
        ("asked", "slug"),
        [
            ({"since": "yesterday"}, "request.field-invalid"),
            ({"since": "2026-07-02", "until": "2026-07-01"}, "progress.period-reversed"),
            ({"office": "3" * 60}, "request.field-invalid"),
        ],
    )
    async def test_says_what_is_wrong_in_both_languages(
        self, shared: Reporting, asked: dict[str, Any], slug: str
    ) -> None:
        problem = await shared.read("/api/progress", PROVINCE, status=422, **asked)
        assert problem["slug"] == slug
        assert problem["detail_vi"] != problem["detail_en"]

    async def test_answers_for_the_first_day_there_is(self, shared: Reporting) -> None:
        assert (await shared.read("/api/progress", PROVINCE, until="0001-01-01"))["offices"] == []
