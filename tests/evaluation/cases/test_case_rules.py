"""What may be done with a case, by whom and when, by the rules alone; its clock is in `test_clocks.py`."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kit.command import Reason
from kit.history import Actor
from kit.lifecycle import StepRefused
from kit.refusal import Several
from services.evaluation.cases import refusals, rules
from services.evaluation.cases.case import Case
from services.evaluation.cases.commands import ReturnCommand, ScreeningCommand
from services.evaluation.cases.legal import TierOffice
from services.evaluation.cases.lifecycle import LIFECYCLE, State
from services.evaluation.cases.subscriptions import dossier_from
from tests.evaluation.evaluation_harness import dossier

ON = date(2026, 8, 3)
AT = datetime(2026, 8, 3, 2, tzinfo=UTC)
BY = Actor(id="minh", name="Trần Văn Minh")
COMMUNE = TierOffice(tier="commune", office="33/11977", screens=True)
PROVINCE = TierOffice(tier="province", office="33", screens=False)
ASKED = {"local_material": ("Nguyên liệu", "Material"), "local_labour": ("Lao động", "Labour")}
YES = dict.fromkeys(ASKED, True)
DOSSIER = dossier_from(dossier(ON))


def case(dead_letters: TierOffice = COMMUNE, **changes: Any) -> Case:
    made = rules.opened("c-1", DOSSIER, dead_letters, on=ON, at=AT, allowed=(15, "working"))
    return made.model_copy(update=changes)


def screened(of: Case | None = None, **said: Any) -> Case:
    command = ScreeningCommand.model_validate({"findings": YES, "proposes": True} | said)
    return rules.screened(of or case(), command, asked=ASKED, by=BY, on=ON, at=AT)


def returned(of: Case | None = None, **said: Any) -> Case:
    command = ReturnCommand.model_validate({"missing": ["Phiếu kiểm nghiệm"]} | said)
    return rules.returned(of or case(), command, by=BY, on=ON, at=AT)


class TestOpening:
    def test_has_no_last_day_where_the_act_sets_none(self) -> None:
        assert rules.opened("c", DOSSIER, PROVINCE, on=ON, at=AT, allowed=None).period is None

    def test_knows_who_sent_it(self) -> None:
        got = rules.received_from(case(PROVINCE), case_id="c-0", sender=COMMUNE)
        assert (got.from_case_id, got.from_office, got.from_tier) == ("c-0", "33/11977", "commune")


class TestScreening:
    @pytest.mark.parametrize(("proposes", "state"), [(True, State.SCREENED), (False, State.DECLINED)])
    def test_leads_where_the_commune_proposes(self, proposes: bool, state: State) -> None:
        after = screened(proposes=proposes, note=" Đủ ")
        assert after.screening is not None
        assert (after.state, after.screening.note, after.screening.by) == (state, "Đủ", BY)

    def test_that_declines_says_why(self) -> None:
        with pytest.raises(refusals.ReasonMissing):
            screened(proposes=False, note="  ")

    def test_is_for_an_office_that_screens(self) -> None:
        with pytest.raises(refusals.NotAScreeningOffice):
            screened(case(PROVINCE))

    def test_answers_each_question_and_no_other(self) -> None:
        with pytest.raises(refusals.FindingsIncomplete):
            screened(findings={"local_material": True})
        with pytest.raises(refusals.FindingUnknown):
            screened(findings=YES | {"colour": True})
        with pytest.raises(Several):
            screened(findings={"local_material": True, "colour": True})

    def test_gives_the_next_office_its_findings_and_no_points(self) -> None:
        layer = rules.layer_of_screening(screened(note="Đủ"), " Xin chuyển ")
        assert (layer.outcome, layer.findings, layer.note) == ("proposed", YES, "Đủ\nXin chuyển")
        assert (layer.total, layer.star) == (None, None)
        assert rules.layer_of_screening(screened(proposes=False, note="Không")).outcome == "declined"


class TestAReturn:
    def test_names_what_is_missing_without_blank_lines(self) -> None:
        assert returned(missing=[" A ", "", "B"]).returns[-1].missing == ("A", "B")
        with pytest.raises(refusals.MissingPapersUnnamed):
            returned(missing=[" ", ""])

    @pytest.mark.parametrize(("days", "may"), [(-1, False), (0, False), (1, True), (60, True)])
    def test_asks_for_the_supplement_on_a_day_to_come(self, days: int, may: bool) -> None:
        wanted = ON + timedelta(days=days)
        if may:
            assert returned(supplement_by=wanted).returns[-1].supplement_by == wanted
        else:
            with pytest.raises(refusals.SupplementDateTooEarly):
                returned(supplement_by=wanted)

    def test_awaits_a_supplement_that_names_this_case_or_none(self) -> None:
        back = returned()
        assert [rules.awaits_supplement(back, named) for named in ("c-1", None, "c-2")] == [True, True, False]
        assert not rules.awaits_supplement(case(), "c-1")

    def test_keeps_an_edition_that_was_applied_when_the_supplement_comes(self) -> None:
        applied = rules.edition_applied(returned(), "b" * 64, reason="Đính chính", by=BY, on=ON, at=AT)
        back = rules.resumed(applied, DOSSIER, on=ON, at=AT)
        assert (back.state, back.dossier.rulebook_hash) == (State.OPENED, "b" * 64)
        assert back.returns[-1].supplemented_on == ON


class TestAnEdition:
    def test_is_applied_by_a_named_person_with_a_reason(self) -> None:
        for reason, by in ((" ", BY), ("Đính chính", Actor(id=None, name="OCOP"))):
            with pytest.raises(refusals.ReasonMissing):
                rules.edition_applied(case(), "b" * 64, reason=reason, by=by, on=ON, at=AT)
        applied = rules.edition_applied(case(), "b" * 64, reason="Đính chính", by=BY, on=ON, at=AT).dossier
        [step] = applied.editions
        assert (step.from_hash, step.to_hash, step.by_id) == (DOSSIER.rulebook_hash, "b" * 64, "minh")


class TestAnotherOffice:
    def test_has_the_case_only_once_it_says_so(self) -> None:
        sent = rules.forwarded(screened(), to_office="33", by=BY, at=AT)
        assert (sent.state, sent.to_office, rules.was_passed_to(sent, "33")) == (State.FORWARDED, "33", True)
        got = rules.handed_over(sent, to_case_id="c-2", office="33", at=AT)
        assert (got.state, got.to_case_id, rules.was_passed_to(got, "33")) == (State.HANDED_OVER, "c-2", True)

    def test_is_the_one_it_was_forwarded_to(self) -> None:
        sent = rules.forwarded(screened(), to_office="33", by=BY, at=AT)
        assert not rules.was_passed_to(sent, "17")
        with pytest.raises(refusals.CaseElsewhere):
            rules.handed_over(sent, to_case_id="c-2", office="17", at=AT)

    def test_refers_it_back_before_or_after_its_receipt(self) -> None:
        sent = rules.forwarded(screened(), to_office="33", by=BY, at=AT)
        got = rules.handed_over(sent, to_case_id="c-2", office="33", at=AT)
        late = rules.handed_over(
            rules.referred_back(sent, layers=[], office="33", at=AT), to_case_id="c-2", office="33", at=AT
        )
        assert {rules.referred_back(got, layers=[], office="33", at=AT).state, late.state} == {State.REFERRED_BACK}

    def test_takes_it_over_when_its_own_ended(self) -> None:
        waiting = rules.awaiting_heir(case(), at=AT)
        assert waiting.state is State.OPENED
        passed = rules.passed_on(waiting, to_office="33", by=BY, at=AT, note="Huyện kết thúc")
        assert (passed.state, passed.to_office) == (State.FORWARDED, "33")


class TestEveryState:
    @pytest.mark.parametrize("state", list(State))
    def test_is_over_where_nothing_is_left_to_do_here(self, state: State) -> None:
        ended = not LIFECYCLE.may(state) or state is State.HANDED_OVER
        assert (state in rules.ENDED) is ended
        assert rules.is_withdrawable(case(state=state)) is (not ended and state is not State.FORWARDED)

    @pytest.mark.parametrize("state", list(State))
    def test_is_late_only_where_the_office_owes_its_step(self, state: State) -> None:
        one = case(state=state)
        assert one.period is not None
        assert one.period.due_on is not None
        late = one.period.due_on + timedelta(days=1)
        assert not rules.is_overdue(one, one.period.due_on)
        assert rules.is_overdue(one, late) is (state in (State.OPENED, State.SCREENED))
        assert not rules.is_overdue(one.model_copy(update={"period": None}), late)

    @pytest.mark.parametrize("state", [State.OPENED, State.RETURNED, State.SCREENED, State.COUNCIL, State.SCORING])
    def test_ends_with_a_dossier_that_is_taken_back(self, state: State) -> None:
        gone = rules.withdrawn(case(state=state), reason="Rút", at=AT)
        assert (gone.state, gone.steps[-1].note, gone.steps[-1].by.name) == (
            State.WITHDRAWN,
            "Rút",
            DOSSIER.producer.name,
        )

    def test_has_no_meeting_ahead_once_it_has_left_its_council(self) -> None:
        meets = {"meets_at": AT + timedelta(days=90)}
        back = returned(supplement_by=ON + timedelta(days=1)).model_copy(update=meets)
        later = ON + timedelta(days=2)
        for gone in (
            rules.withdrawn(case(state=State.COUNCIL, **meets), reason="Rút", at=AT),
            rules.passed_on(case(state=State.COUNCIL, **meets), to_office="33", by=BY, at=AT, note="Kết thúc"),
            rules.unsupplemented(back, Reason(reason="Không bổ sung"), by=BY, on=later, at=AT),
        ):
            assert gone.meets_at is None

    @pytest.mark.parametrize("state", [State.RECOGNISED, State.NOT_RECOGNISED, State.WITHDRAWN, State.SENT_DOWN])
    def test_that_is_final_refuses_every_step(self, state: State) -> None:
        with pytest.raises(StepRefused):
            returned(case(state=state))
        with pytest.raises(StepRefused):
            rules.withdrawn(case(state=state), reason="Rút", at=AT)
