"""A dossier is closed to whoever stood aside from one of its cases, at this office or another, and stays closed."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations

import pytest
from ocop_events.evaluation.council import CouncilFormedV1, CouncilSeat, MemberRecusedV1

from services.recusals import store, use_cases
from services.recusals.case_recusals import CaseRecusals
from tests.callers import person
from tests.evaluation.evaluation_harness import Deployment, reading
from tests.records import record_of

NOON = datetime(2026, 8, 3, 5, tzinfo=UTC)
MINH, LAN = person("minh", "member@33"), person("lan", "member@33")


def seats(*aside: str) -> dict[str, object]:
    """A council of another office on which these stood aside."""
    return {
        "case_id": "case-9",
        "dossier_id": "d-1",
        "office": "17",
        "council_id": "council-9",
        "seats": [CouncilSeat(person_id=one, part="member", recused=one in aside) for one in ("minh", "lan", "hoa")],
        "recused": list(aside),
    }


class TestADossier:
    async def test_is_closed_by_the_event_of_another_offices_council(self, province: Deployment) -> None:
        event = MemberRecusedV1.model_validate(seats("minh") | {"person_id": "minh", "recused_at": NOON})
        await province.consume(record_of(event, NOON))
        assert await store.closed_to(reading(province), MINH) == {"d-1"}
        assert await store.closed_to(reading(province), LAN) == set()
        assert await store.aside_from(reading(province), "d-1") == {"minh"}
        assert await store.aside_from(reading(province), "d-2") == set()

    async def test_stays_closed_when_a_later_council_names_nobody(self, province: Deployment) -> None:
        aside = MemberRecusedV1.model_validate(seats("minh") | {"person_id": "minh", "recused_at": NOON})
        await province.consume(record_of(aside, NOON))
        await province.consume(record_of(CouncilFormedV1.model_validate(seats() | {"formed_at": NOON}), NOON, 2))
        assert await store.closed_to(reading(province), MINH) == {"d-1"}

    @pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
    async def test_is_closed_to_the_same_in_whatever_order_it_is_noted(
        self, province: Deployment, order: tuple[int, ...]
    ) -> None:
        noted = [CaseRecusals(id="case-9", dossier_id="d-1", people=who) for who in (("minh",), ("lan",), ())]
        for one in (*order, *order):
            await province.service.work.transact(lambda unit, one=one: use_cases.note(unit, [noted[one]]))  # type: ignore[misc]
        [kept] = await store.recusals.select(reading(province), {}, limit=0)
        assert (kept.people, kept.version) == (("lan", "minh"), 2)

    async def test_from_which_nobody_stood_aside_is_not_kept(self, province: Deployment) -> None:
        nobody = CaseRecusals(id="case-9", dossier_id="d-1")
        await province.service.work.transact(lambda unit: use_cases.note(unit, [nobody]))
        assert await store.recusals.select(reading(province), {}, limit=0) == []
