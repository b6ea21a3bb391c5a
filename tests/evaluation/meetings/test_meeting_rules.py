"""When a meeting may be called and moved, by the rules alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kit.clock import LOCAL
from kit.identity import Principal
from services.evaluation.councils.council import Council, Seat
from services.evaluation.councils.lifecycle import State as CouncilState
from services.evaluation.meetings import refusals, rules
from services.evaluation.meetings.commands import CancellationCommand, MeetingCommand
from services.evaluation.meetings.lifecycle import State

AT = datetime(2026, 8, 3, 5, tzinfo=UTC)
BY = Principal.of("chair", "Chair", "chair@33")
COUNCIL = Council(
    id="k",
    case_id="c",
    office="33",
    seats=(Seat(person_id="chair", name="Chair", part="chair"),),
    formed_at=AT,
    formed_by="officer",
)
CALL = MeetingCommand(on=date(2026, 8, 10), hour="08:30", held_at="Phòng họp 2")


class TestAnHour:
    def test_is_read_as_people_write_it(self) -> None:
        for hour, said in (("8:30", "08:30"), ("14h05", "14:05"), ("23.59", "23:59")):
            assert f"{rules.starts_at(CALL.on, hour).astimezone(LOCAL):%H:%M}" == said

    def test_that_is_none_is_refused(self) -> None:
        for hour in ("24:00", "8", "8:60", "", "sáng"):
            with pytest.raises(refusals.HourUnreadable):
                rules.starts_at(CALL.on, hour)


class TestAMeeting:
    def test_is_called_moved_cancelled_and_called_again_each_with_its_own_notice(self) -> None:
        first = rules.called(None, COUNCIL, CALL, by=BY, at=AT)
        moved = rules.called(first, COUNCIL, CALL.model_copy(update={"hour": "14:00"}), by=BY, at=AT)
        ended = rules.cancelled(moved, CancellationCommand(reason="Chờ bổ sung"), by=BY, at=AT)
        again = rules.called(ended, COUNCIL, CALL, by=BY, at=AT)
        assert [one.sequence for one in (first, moved, ended, again)] == [0, 1, 2, 3]
        assert (ended.state, again.state) == (State.CANCELLED, State.CALLED)

    def test_is_not_moved_to_where_it_is_nor_into_the_past(self) -> None:
        first = rules.called(None, COUNCIL, CALL, by=BY, at=AT)
        with pytest.raises(refusals.NothingChanged):
            rules.called(first, COUNCIL, CALL, by=BY, at=AT)
        with pytest.raises(refusals.MeetsInThePast):
            rules.called(first, COUNCIL, CALL.model_copy(update={"on": date(2026, 8, 3)}), by=BY, at=AT)

    def test_of_a_council_that_ended_is_not_called(self) -> None:
        at_rest = COUNCIL.model_copy(update={"state": CouncilState.DISSOLVED})
        with pytest.raises(refusals.CouncilAtRest):
            rules.called(None, at_rest, CALL, by=BY, at=AT)

    def test_still_ahead_is_called_off_with_its_council(self) -> None:
        first = rules.called(None, COUNCIL, CALL, by=BY, at=AT)
        assert rules.is_ahead(first, AT)
        assert not rules.is_ahead(first, first.starts_at)
        ended = rules.called_off(first, at=AT)
        assert (ended.state, ended.sequence, ended.steps[-1].by.id) == (State.CANCELLED, 1, None)
        assert not rules.is_ahead(ended, AT)
