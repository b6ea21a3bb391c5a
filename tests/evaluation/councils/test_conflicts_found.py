"""What the platform finds of conflicts of interest: every kind of it by what it knows, and nothing where nothing is alike."""

from __future__ import annotations

from typing import Any

import pytest
from ocop_events.vocabulary import ProducerRef

from programme.recognising import known_by
from services.evaluation.cases import store as case_store
from services.evaluation.councils.conflicts import conflicts_found
from services.evaluation.councils.found import SAYS
from tests.callers import person
from tests.evaluation.evaluation_harness import (
    CHAIR,
    COMMUNE,
    MEMBERS,
    OFFICER,
    PROVINCE,
    Deployment,
    Estate,
    dossier,
    reading,
    seats,
)
from tests.evaluation.meetings.meeting_harness import cases

WHO = MEMBERS[0]
CONSULTANT = "consultant-1"
SAME = {"telephone": "0912 345 678", "email": "Huong@Example.vn", "tax_code": "0900-123-456"}


async def found(province: Deployment, case: str, *people: str) -> list[tuple[str, str]]:
    """The signs in some people, in order."""
    unit = reading(province)
    known = await case_store.cases.get(unit, case)
    return [(one.person_id, one.kind) for one in await conflicts_found(unit, known, people or (WHO.id,))]


async def others(province: Deployment) -> Any:
    """The body that forms a council of other members."""
    people = [person(f"other-{n}", f"member@{PROVINCE}") for n in (1, 2, 3, 4)]
    await province.know(*people)
    return seats(members=people)


def producer(**more: Any) -> ProducerRef:
    """Another producer of the commune."""
    return dossier().producer.model_copy(update={"id": "p-9", "name": "HTX khác"} | more)


class TestSigns:
    @pytest.mark.parametrize(
        ("kind", "said", "entered"),
        [
            ("telephone", {"telephone": SAME["telephone"]}, {"telephone": "+84 912 345 678"}),
            ("email", {"email": SAME["email"]}, {"email": "huong@example.vn"}),
            ("tax-code", {"tax_code": SAME["tax_code"]}, {"tax_code": "0900123456"}),
            ("representative", {"name": WHO.name.upper()}, {}),
        ],
    )
    async def test_are_what_two_have_alike_however_it_is_written(
        self, province: Deployment, estate: Estate, kind: str, said: dict[str, str], entered: dict[str, str]
    ) -> None:
        row = {"office": PROVINCE, "person_id": WHO.id, "name": WHO.name, **entered}
        await province.send(OFFICER, "/api/roster", row)
        marks = known_by(reading(province).recognised_by, **said)
        [case] = await cases(province, estate, 1, known_by=marks)
        assert await found(province, case, *(one.id for one in (CHAIR, *MEMBERS))) == [(WHO.id, kind)]

    async def test_are_none_where_nothing_is_alike(self, province: Deployment, estate: Estate) -> None:
        row = {"office": PROVINCE, "person_id": WHO.id, "name": WHO.name, "telephone": "0912 345 679"}
        await province.send(OFFICER, "/api/roster", row)
        marks = known_by(reading(province).recognised_by, name="Bà Hương", **SAME)
        [case] = await cases(province, estate, 1, known_by=marks, written_by=[CONSULTANT])
        assert await found(province, case, *(one.id for one in (CHAIR, *MEMBERS))) == []

    async def test_are_who_works_for_the_producers_own_commune(self, province: Deployment, estate: Estate) -> None:
        both = person("both", f"member@{PROVINCE}", f"commune-officer@{COMMUNE}")
        elsewhere = person("elsewhere", f"member@{PROVINCE}", "commune-officer@33/11983")
        await province.know(both, elsewhere)
        [case] = await cases(province, estate, 1)
        assert await found(province, case, both.id, elsewhere.id) == [(both.id, "commune-office")]

    async def test_are_who_wrote_an_earlier_dossier_of_the_producer(self, province: Deployment, estate: Estate) -> None:
        await cases(province, estate, 1, first=5, written_by=[WHO.id], seated=await others(province))
        [case] = await cases(province, estate, 1)
        assert await found(province, case) == [(WHO.id, "earlier-dossier")]

    async def test_are_who_wrote_another_dossier_with_who_wrote_this_one(
        self, province: Deployment, estate: Estate
    ) -> None:
        another = {"producer": producer(), "seated": await others(province)}
        await cases(province, estate, 1, first=5, written_by=[CONSULTANT, WHO.id], **another)
        await cases(province, estate, 1, first=6, written_by=["somebody", MEMBERS[1].id], **another)
        [case] = await cases(province, estate, 1, written_by=[CONSULTANT])
        assert await found(province, case, WHO.id, MEMBERS[1].id) == [(WHO.id, "same-consultant")]

    async def test_are_certain_in_who_acts_for_the_producer_and_who_wrote_the_dossier(
        self, province: Deployment, estate: Estate
    ) -> None:
        own = person("own", f"member@{PROVINCE}", "producer@p-1")
        await province.know(own)
        [case] = await cases(province, estate, 1, written_by=["writer"])
        assert await found(province, case, own.id, "writer") == [(own.id, "acts-for"), ("writer", "wrote")]
        why = {"person_id": WHO.id, "reason": "Là vợ chồng"}
        await province.send(OFFICER, f"/api/cases/{case}/recusals", why)
        assert (await found(province, case))[0] == (WHO.id, "stood-aside")


def test_every_kind_is_in_words_and_tested_here() -> None:
    tested = {
        "tax-code",
        "telephone",
        "email",
        "representative",
        "commune-office",
        "earlier-dossier",
        "same-consultant",
    }
    assert set(SAYS) == tested | {"acts-for", "wrote", "stood-aside"}
