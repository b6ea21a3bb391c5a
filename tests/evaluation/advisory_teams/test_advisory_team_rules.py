"""Advisory teams by the rules alone: one head, each decision by its paper, whoever stands in by one that names them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kit.command import Reason
from kit.lifecycle import StepRefused
from kit.refusal import Refusal
from services.evaluation.advisory_teams import refusals, rules
from services.evaluation.advisory_teams.commands import NewTeamCommand, StandInCommand, TeamCommand
from services.evaluation.advisory_teams.lifecycle import State
from services.evaluation.advisory_teams.team import Member, StoredFile, Team
from services.evaluation.councils.person import Person
from tests.callers import person

ON, AT, BY = date(2026, 8, 3), datetime(2026, 8, 3, 2, tzinfo=UTC), person("officer", "province-officer@33")
COPY = StoredFile(sha256="0" * 64, size=1, media_type="application/pdf", name="qd.pdf")
PEOPLE = [Member(person_id=id, part=part, name=id) for id, part in (("head", "head"), ("lan", "member"))]
SAM = Person(id="33|sam", office="33", person_id="sam", name="Sam", roles=("adviser",))


def made(members: list[Member] | None = None, **changes: object) -> Team:
    said = {"office": "33", "name": "Tổ", "number": "1/QĐ", "decided_on": "2026-07-15", "members": []} | changes
    return rules.set_up("t", NewTeamCommand.model_validate(said), members or PEOPLE, COPY, by=BY, on=ON, at=AT)


def standing(**changes: object) -> StandInCommand:
    said = {"instead_of": "lan", "person_id": "sam", "number": "9/CV", "signed_on": "2026-08-01", "until": "2026-08-31"}
    return StandInCommand.model_validate(said | changes)


class TestATeam:
    def test_has_one_head_and_each_person_once(self) -> None:
        assert made().people == ("head", "lan")
        with pytest.raises(refusals.HeadMiscounted):
            made([PEOPLE[1]])
        with pytest.raises(refusals.HeadMiscounted):
            made([PEOPLE[0], PEOPLE[1].model_copy(update={"part": "head"})])
        with pytest.raises(refusals.ListedTwice):
            made([*PEOPLE, PEOPLE[1]])

    def test_rests_on_a_decision_that_is_signed(self) -> None:
        assert made(decided_on="2026-08-03").decided_on == ON
        with pytest.raises(refusals.DecisionInFuture):
            made(decided_on="2026-08-04")

    def test_is_completed_by_another_decision_and_keeps_the_one_before(self) -> None:
        command = TeamCommand.model_validate(
            {"name": "Tổ", "number": "2/QĐ", "decided_on": "2026-08-02", "members": []}
        )
        after = rules.completed(made(), command, PEOPLE, None, by=BY, on=ON, at=AT)
        assert (after.number, after.paper, [one.number for one in after.former]) == ("2/QĐ", None, ["1/QĐ"])
        with pytest.raises(refusals.DecisionNotNew):
            rules.completed(after, command, PEOPLE, None, by=BY, on=ON, at=AT)

    def test_that_is_dissolved_takes_no_step(self) -> None:
        over = rules.dissolved(made(), Reason(reason="Hết nhiệm vụ"), by=BY, at=AT)
        assert over.state is State.DISSOLVED
        with pytest.raises(StepRefused):
            rules.filed(over, COPY, by=BY, at=AT)
        with pytest.raises(StepRefused):
            rules.stood_in(over, standing(), SAM, COPY, by=BY, on=ON, at=AT)
        with pytest.raises(StepRefused):
            rules.dissolved(over, Reason(reason="x"), by=BY, at=AT)


class TestAStandIn:
    def test_serves_in_the_place_and_part_of_who_is_away_until_the_last_day(self) -> None:
        after = rules.stood_in(made(), standing(instead_of="head"), SAM, COPY, by=BY, on=ON, at=AT)
        assert after.heads("sam", ON)
        assert not after.serves("head", ON)
        assert after.heads("sam", date(2026, 8, 31))
        assert after.heads("head", date(2026, 9, 1))
        assert not after.serves("sam", date(2026, 9, 1))

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"instead_of": "nobody"}, refusals.StandInNotMember),
            ({"person_id": "head"}, refusals.StandInServesAlready),
            ({"until": "2026-08-02"}, refusals.StandInOver),
            ({"signed_on": "2026-08-04"}, refusals.DecisionInFuture),
        ],
    )
    def test_is_named_by_a_paper_for_somebody_who_is_away(
        self, changes: dict[str, str], refusal: type[Refusal]
    ) -> None:
        with pytest.raises(refusal):
            rules.stood_in(made(), standing(**changes), SAM, COPY, by=BY, on=ON, at=AT)

    def test_holds_a_role_for_the_part(self) -> None:
        without = SAM.model_copy(update={"roles": ("member",)})
        with pytest.raises(refusals.RoleMissing):
            rules.stood_in(made(), standing(), without, COPY, by=BY, on=ON, at=AT)
