"""Communes are told the day of what waits, offices what climbs, and who acts for a colleague gets their mails too."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from ocop_events.evaluation.case import CaseEscalatedV1, CasePlacedV1
from ocop_events.evaluation.council import CouncilFormedV1, CouncilSeat
from ocop_events.evaluation.round import RoundEndangeredV1
from ocop_events.evaluation.substitute import SubstituteEndedV1, SubstituteNamedV1
from ocop_events.examples import example

from tests.callers import person
from tests.notifications.notifications_harness import COMMUNE, PostOffice
from tests.records import record_of

NOON = datetime(2026, 8, 3, 5, tzinfo=UTC)
ANH = person("anh", "province-officer@33", "member@33")
MATE = person("mate", "province-officer@33", "member@33")
AWAY: dict[str, Any] = {
    "substitute_id": "s-1",
    "office": "33",
    "person_id": "anh",
    "acts_id": "mate",
    "first": date(2026, 8, 1),
    "last": date(2026, 8, 14),
}


def placed(**more: Any) -> CasePlacedV1:
    return CasePlacedV1.model_validate(example(CasePlacedV1.event_type) | {"was_round_id": None, "reason": None} | more)


def formed(*ids: str, recused: tuple[str, ...] = ()) -> CouncilFormedV1:
    said = example(CouncilFormedV1.event_type) | {"office": "33", "formed_at": NOON}
    seats = [CouncilSeat(person_id=id, part="member", recused=id in recused) for id in ids]
    return CouncilFormedV1.model_validate(said | {"seats": seats})


async def told(office: PostOffice) -> list[tuple[str, str]]:
    return sorted((one.template, one.recipient.key) for one in await office.messages())


class TestARound:
    async def test_a_case_that_waits_for_it_is_told_to_its_commune_and_no_other(self, office: PostOffice) -> None:
        await office.consume(placed())
        assert await told(office) == []
        await office.consume(placed(late=True))
        [late] = await office.messages()
        assert (late.template, late.recipient.kind) == ("round-late", "office")
        assert late.recipient.id.startswith("33/")

    async def test_a_case_that_is_carried_over_is_told_with_the_reason(self, office: PostOffice) -> None:
        await office.consume(placed(was_round_id="r-0", reason="Chờ phiếu kiểm nghiệm"))
        [one] = await office.messages()
        assert (one.template, one.values["reason"]) == ("round-carried-over", "Chờ phiếu kiểm nghiệm")

    async def test_that_will_not_be_done_in_time_is_told_to_its_office(self, office: PostOffice) -> None:
        await office.consume(RoundEndangeredV1.model_validate(example(RoundEndangeredV1.event_type)))
        assert await told(office) == [("round-endangered", "office:33")]


class TestACaseThatClimbs:
    async def test_is_told_to_the_office_the_rung_names(self, office: PostOffice) -> None:
        said = example(CaseEscalatedV1.event_type)
        for level, percent, to in (("head", 100, COMMUNE), ("office-above", 125, "33")):
            rung = {"level": level, "percent": percent, "to_office": to, "office": COMMUNE, "step": "screening"}
            await office.consume(CaseEscalatedV1.model_validate(said | rung))
        assert await told(office) == [("case-escalated", "office:33"), ("case-escalated", f"office:{COMMUNE}")]
        [above] = await office.messages("office:33")
        assert above.values["rung"] == {"vi": "báo cơ quan cấp trên", "en": "the office above is told"}

    async def test_is_told_to_the_head_alone_when_its_time_is_over_where_the_office_says_who_heads_it(
        self, office: PostOffice
    ) -> None:
        who, at = person("clerk", f"commune-officer@{COMMUNE}"), f"/api/offices/{COMMUNE}"
        contacts = [
            {"name": "Bà Hoa", "email": "hoa@xa.example"},
            {"name": "Ông Chủ tịch", "email": "chu@xa.example", "leads": True},
        ]
        version = (await office.read(who, at))["version"]
        await office.send(who, at, {"contacts": contacts}, version=version, method="PUT")
        said = example(CaseEscalatedV1.event_type) | {"to_office": COMMUNE, "office": COMMUNE, "step": "screening"}
        for level, percent in (("reminder", 75), ("head", 100)):
            await office.consume(CaseEscalatedV1.model_validate(said | {"level": level, "percent": percent}))
        told = [(one.values["percent"], one.to.email) for one in await office.messages() if one.to]
        assert sorted(told) == [(75, "chu@xa.example"), (75, "hoa@xa.example"), (100, "chu@xa.example")]


class TestWhoActsForAColleague:
    async def test_is_told_so_and_gets_what_the_colleague_gets(self, office: PostOffice) -> None:
        await office.consume(SubstituteNamedV1(**AWAY))
        await office.consume(formed("anh"))
        assert await told(office) == [
            ("council-formed", "person:anh"),
            ("council-formed", "person:mate"),
            ("substitute-named", "person:mate"),
        ]

    async def test_gets_an_offices_mail_for_the_one_who_reads_it(self, office: PostOffice) -> None:
        await office.hold("33", "anh@so.example", who=person("head", "province-officer@33"), person_id="anh")
        await office.consume(SubstituteNamedV1(**AWAY))
        await office.consume(RoundEndangeredV1.model_validate(example(RoundEndangeredV1.event_type)))
        assert [key for text, key in await told(office) if text == "round-endangered"] == ["office:33", "person:mate"]

    async def test_gets_it_on_the_days_named_and_not_once_it_was_ended(self, office: PostOffice) -> None:
        await office.consume(SubstituteNamedV1(**AWAY | {"first": date(2026, 8, 4)}))
        await office.consume(formed("anh"))
        later = AWAY | {"substitute_id": "s-2", "person_id": "binh"}
        await office.consume(SubstituteNamedV1(**later))
        ended = SubstituteEndedV1(**later, ended_on=date(2026, 8, 3))
        await office.consume(ended, record_of(ended, office.clock.now(), 2))
        await office.consume(formed("binh"))
        assert [key for text, key in await told(office) if text == "council-formed"] == ["person:anh", "person:binh"]

    async def test_gets_nothing_of_a_dossier_from_which_they_stood_aside(self, office: PostOffice) -> None:
        await office.consume(SubstituteNamedV1(**AWAY))
        await office.consume(formed("anh", "mate", recused=("mate",)))
        assert [key for text, key in await told(office) if text == "council-formed"] == ["person:anh"]
