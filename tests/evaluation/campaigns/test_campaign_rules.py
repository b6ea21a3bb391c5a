"""The rules of campaigns, both sides of each line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kit.refusal import Several
from law.campaigns import campaign_rules
from law.rulebooks import shelf
from programme.places import Where
from services.evaluation.campaigns import refusals, rules
from services.evaluation.campaigns.campaign import Campaign
from services.evaluation.campaigns.commands import CloseCampaignCommand, OpenCampaignCommand, ReviewCommand
from services.evaluation.campaigns.line import Line
from services.evaluation.campaigns.line_lifecycle import Stage, Step
from services.evaluation.recognitions.certificate import Certificate
from tests.callers import person

LETTER = date(2023, 6, 1)
AT = datetime(2023, 6, 1, 2, tzinfo=UTC)
BY = person("officer", "province-officer@33")
R148, R26 = shelf().in_force(LETTER), shelf().in_force(date(2026, 8, 3))
WELL = {one.id: True for one in campaign_rules().review}


def certificate(id: str = "c-1", until: date = date(2023, 7, 22), **more: Any) -> Certificate:
    place = Where(code="12265", path="33/330/12265", name="Xã Chí Tân", on=date(2020, 7, 22))
    kept = {
        "number": id, "product_id": f"s-{id}", "product_name": f"Sản phẩm {id}", "set_no": 7, "producer_id": "p-1",
        "producer_name": "HTX", "producer_kind": "cooperative", "place": place, "star": 3, "valid_from": date(2020, 7, 22),
        "valid_until": until, "decision_number": "1608/QĐ-UBND", "decided_on": date(2020, 7, 22), "decided": "2020|1608",
    }  # fmt: skip
    return Certificate(id=id, **{**kept, **more})


def asked(**more: Any) -> OpenCampaignCommand:
    known = {"office": "33", "name": "Đợt", "decision_number": "1608/QĐ-UBND", "decided_on": date(2020, 7, 22)}
    return OpenCampaignCommand(**{k: v for k, v in (known | more).items() if v is not None})


def opened(*some: Certificate, on: date = LETTER, rulebook: Any = R148, **more: Any) -> tuple[Campaign, list[Line]]:
    return rules.opened(
        "k-1",
        asked(**more),
        some or (certificate(),),
        rulebook,
        campaign_rules(),
        elsewhere=0,
        lists={},
        on=on,
        at=AT,
        by=BY,
    )


def line(**more: Any) -> Line:
    [one] = opened(due_by=date(2023, 6, 21))[1]
    return one.model_copy(update=more)


class TestWhatIsAsked:
    @pytest.mark.parametrize(
        "more",
        [
            {"decision_number": None, "decided_on": None},
            {"decided_on": None},
            {"window_from": date(2029, 1, 1), "window_to": date(2029, 2, 1)},
            {"decision_number": None, "decided_on": None, "window_from": date(2029, 1, 1)},
        ],
    )
    def test_is_a_decision_or_a_window_whole(self, more: dict[str, Any]) -> None:
        with pytest.raises(refusals.DecisionOrWindow):
            rules.check_asked(asked(**more))

    def test_is_a_window_in_order(self) -> None:
        window = {"decision_number": None, "decided_on": None, "window_from": date(2029, 1, 1)}
        rules.check_asked(asked(**window, window_to=date(2029, 1, 1)))
        with pytest.raises(refusals.WindowReversed):
            rules.check_asked(asked(**window, window_to=date(2028, 12, 31)))

    def test_has_one_last_day(self) -> None:
        with pytest.raises(refusals.TwoLastDays):
            rules.check_asked(asked(due_by=date(2023, 6, 21), due_before=date(2023, 6, 22)))


class TestTheLastDay:
    def test_before_the_22nd_is_to_the_end_of_the_21st(self) -> None:
        [one] = opened(due_before=date(2023, 6, 22))[1]
        assert one.closes_on == date(2023, 6, 21)
        in_time = rules.submitted(one, "d-1", received_on=date(2023, 6, 21), at=AT)
        late = rules.submitted(one, "d-1", received_on=date(2023, 6, 22), at=AT)
        assert (in_time.in_time, late.in_time) == (True, False)
        assert not one.late(date(2023, 6, 21))
        assert one.late(date(2023, 6, 22))

    def test_is_the_acts_own_where_it_sets_one(self) -> None:
        until = date(2029, 8, 2)
        [one] = opened(certificate(until=until), on=date(2026, 8, 3), rulebook=R26)[1]
        assert (one.opens_on, one.closes_on) == (until - timedelta(days=180), until - timedelta(days=120))
        with pytest.raises(refusals.LastDayOfTheLaw):
            opened(certificate(until=until), on=date(2026, 8, 3), rulebook=R26, due_by=date(2029, 3, 1))

    def test_is_the_certificates_where_nobody_sets_one(self) -> None:
        assert opened()[1][0].closes_on == date(2023, 7, 22)

    def test_of_the_office_is_after_today_and_not_after_the_end(self) -> None:
        with pytest.raises(refusals.LastDayPast):
            opened(due_by=LETTER)
        with pytest.raises(refusals.LastDayAfterTheEnd):
            opened(due_by=date(2023, 7, 23))

    def test_of_the_offices_own_is_earlier_than_the_laws(self) -> None:
        own = {"on": date(2026, 8, 3), "rulebook": R26}
        last = date(2029, 8, 2) - timedelta(days=120)
        [one] = opened(certificate(until=date(2029, 8, 2)), internal_by=last - timedelta(days=1), **own)[1]
        assert one.due_on == last - timedelta(days=1)
        with pytest.raises(refusals.InternalNotEarlier):
            opened(certificate(until=date(2029, 8, 2)), internal_by=last, **own)


class TestACampaign:
    def test_has_something_to_judge_and_not_more_than_one_transaction_holds(self) -> None:
        with pytest.raises(refusals.NothingToJudge):
            rules.opened("k", asked(), (), R148, campaign_rules(), elsewhere=0, lists={}, on=LETTER, at=AT, by=BY)
        many = [certificate(f"c-{n}") for n in range(rules.MOST + 1)]
        assert len(opened(*many[1:])[1]) == rules.MOST
        with pytest.raises(refusals.TooManyLines):
            opened(*many)

    def test_counts_what_was_published_and_has_no_name_here(self) -> None:
        campaign, _lines = opened(*(certificate(f"c-{n}") for n in range(5)), decision_number="QĐ số 01608")
        assert (campaign.listed, campaign.lines, campaign.unnamed) == (24, 5, 19)
        assert opened(decision_number="77/QĐ-UBND")[0].listed is None

    def test_is_received_where_it_says(self) -> None:
        assert opened()[0].receiving_office == "33"
        assert opened(receiving_office="33/330")[1][0].receiving_office == "33/330"

    def test_ends_when_every_line_is_done_or_with_a_reason(self) -> None:
        campaign, lines = opened()
        end = {"on": LETTER, "at": AT, "by": BY}
        with pytest.raises(refusals.LinesNotDone):
            rules.closed(campaign, lines, CloseCampaignCommand(), **end)
        assert rules.closed(campaign, lines, CloseCampaignCommand(note="Gộp đợt"), **end).close_note == "Gộp đợt"
        done = [one.model_copy(update={"state": Stage.KEPT}) for one in lines]
        assert rules.closed(campaign, done, CloseCampaignCommand(), **end).counts == {"kept": 1}


class TestAReview:
    def reviewed(self, findings: dict[str, bool], note: str | None = None) -> Line:
        command = ReviewCommand(findings=findings, note=note)
        return rules.reviewed(line(), command, campaign_rules(), office="33", on=LETTER, at=AT, by=BY)

    def test_answers_every_question_and_no_other(self) -> None:
        with pytest.raises(refusals.FindingsUnanswered):
            self.reviewed({})
        with pytest.raises(refusals.FindingOfAnother):
            self.reviewed(WELL | {"nothing": True})
        with pytest.raises(Several):
            self.reviewed({"nothing": True})

    def test_says_what_is_not_met(self) -> None:
        with pytest.raises(refusals.RemarkMissing):
            self.reviewed(WELL | {"papers": False})
        assert self.reviewed(WELL | {"papers": False}, "Hết hạn").review is not None

    def test_comes_before_the_invitation_which_needs_that_it_is_still_produced(self) -> None:
        law = campaign_rules()
        assert not rules.may_be_invited(line(), law)
        assert rules.may_be_invited(self.reviewed(WELL | {"papers": False}, "Hết hạn"), law)
        assert not rules.may_be_invited(self.reviewed(WELL | {"still-produced": False}, "Ngừng"), law)


class TestALine:
    @pytest.mark.parametrize(("star", "stage"), [(3, Stage.KEPT), (2, Stage.LOWERED), (4, Stage.UPGRADED)])
    def test_is_kept_lowered_or_upgraded_by_its_star(self, star: int, stage: Stage) -> None:
        after = rules.recognised(line(state=Stage.IN_EVALUATION), star, at=AT)
        assert (after.state, after.star_now, after.due_on) == (stage, star, None)
        assert rules.recognised(after, 5, at=AT) == after

    def test_lapses_while_its_dossier_is_not_in_only(self) -> None:
        assert rules.expired(line(state=Stage.INVITED), on=LETTER, at=AT).state is Stage.LAPSED
        filed = rules.expired(line(state=Stage.IN_EVALUATION, dossier_id="d-1", invited_on=LETTER), on=LETTER, at=AT)
        assert filed.state is Stage.IN_EVALUATION
        assert rules.taken_back(filed, "d-1", because="rút", on=LETTER, at=AT).state is Stage.LAPSED

    def test_waits_again_when_its_dossier_is_withdrawn_and_not_for_anothers(self) -> None:
        filed = line(state=Stage.SUBMITTED, dossier_id="d-1", received_on=LETTER, in_time=True)
        assert rules.taken_back(filed, "d-2", because="rút", on=LETTER, at=AT) == filed
        back = rules.taken_back(filed, "d-1", because="rút", on=LETTER, at=AT)
        assert (back.state, back.received_on, back.in_time) == (Stage.NOT_INVITED, None, None)
        invited = rules.taken_back(
            filed.model_copy(update={"invited_on": LETTER}), "d-1", because="rút", on=LETTER, at=AT
        )
        assert invited.state is Stage.INVITED

    def test_knows_its_dossier_whichever_comes_first(self) -> None:
        one = rules.evaluated(line(), "d-1", at_office="33", at=AT)
        after = rules.submitted(one, "d-1", received_on=LETTER, at=AT)
        assert (after.state, after.in_time) == (Stage.IN_EVALUATION, True)
        assert rules.evaluated(after, "d-1", at_office="33", at=AT) == after

    def test_is_given_up_or_revoked_unless_it_is_done(self) -> None:
        after = rules.ended(line(), Step.GIVE_UP, on=LETTER, at=AT, because="Chuyển nghề")
        assert (after.state, after.because) == (Stage.GIVEN_UP, "Chuyển nghề")
        kept = line(state=Stage.KEPT)
        assert rules.ended(kept, Step.REVOKE, on=LETTER, at=AT, because="") == kept


class TestReminders:
    def test_come_as_many_days_before_as_the_list_says_and_stop_when_the_dossier_is_in(self) -> None:
        law, one = campaign_rules(), line()
        last = one.last_day
        assert rules.to_remind([one], law, last - timedelta(days=14)) == [(one, 14)]
        assert rules.to_remind([one], law, last - timedelta(days=13)) == []
        filed = rules.submitted(one, "d-1", received_on=LETTER, at=AT)
        assert rules.to_remind([filed], law, last - timedelta(days=14)) == []

    def test_have_a_next_day_until_the_last(self) -> None:
        law, one = campaign_rules(), line()
        assert rules.next_reminder([one], law, one.last_day - timedelta(days=20)) == one.last_day - timedelta(days=14)
        assert rules.next_reminder([one], law, one.last_day - timedelta(days=1)) is None
        assert rules.next_reminder([line(state=Stage.KEPT)], law, LETTER) is None
