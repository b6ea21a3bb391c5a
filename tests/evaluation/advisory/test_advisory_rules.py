"""The advisory team's work on a case by the rules alone: who may have it, what is noted, when the report may be sealed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kit.lifecycle import StepRefused
from kit.refusal import Refusal
from law.advisory import samples_asked
from law.rulebooks import shelf
from services.evaluation.advisory import refusals, report_rules, rules
from services.evaluation.advisory.advisory import Advisory, LabTestResult, Picture
from services.evaluation.advisory.commands import (
    AnswerCommand,
    AsideCommand,
    AssignmentCommand,
    LabTestCommand,
    QuestionCommand,
    SampleCommand,
    SealCommand,
    VisitCommand,
)
from services.evaluation.advisory.review import Report, Review, digest_of, sheet_of
from services.evaluation.advisory_teams.commands import StandInCommand
from services.evaluation.advisory_teams.rules import stood_in
from services.evaluation.advisory_teams.team import StoredFile, Team
from services.evaluation.cases import rules as case_rules
from services.evaluation.cases.case import Case
from services.evaluation.cases.legal import TierOffice
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.cases.subscriptions import dossier_from
from services.evaluation.councils.person import Person
from services.evaluation.scoring.commands import SheetCommand
from tests.callers import person
from tests.evaluation.advisory_teams.test_advisory_team_rules import COPY
from tests.evaluation.advisory_teams.test_advisory_team_rules import made as a_team
from tests.evaluation.evaluation_harness import best, dossier

ON, AT = date(2026, 8, 10), datetime(2026, 8, 10, 2, tzinfo=UTC)
HEAD = person("head", "adviser@33")
R26 = shelf().get("R26")
FORM = R26.sheet(1)
PHOTO = StoredFile(sha256="1" * 64, size=9, media_type="image/jpeg", name="a.jpg")


def a_case(**changes: Any) -> Case:
    province = TierOffice(tier="province", office="33", screens=False)
    opened = case_rules.opened(
        "c", dossier_from(dossier()), province, on=date(2026, 8, 3), at=AT, allowed=(45, "calendar")
    )
    return opened.model_copy(update=changes)


def assigned(
    case: Case | None = None,
    team: Team | None = None,
    against: dict[str, Refusal] | None = None,
    work: Advisory | None = None,
    **said: Any,
) -> Advisory:
    command = AssignmentCommand.model_validate({"advisers": [{"person_id": "lan", "tasks": ["review"]}]} | said)
    return rules.assigned(
        work,
        case or a_case(),
        team or a_team(),
        command,
        against=against or {},
        samples=5,
        by=HEAD,
        on=ON,
        at=AT,
    )


def asked(work: Advisory | None = None, case: Case | None = None, **said: Any) -> Advisory:
    command = QuestionCommand.model_validate({"question": "Hợp đồng thu mua?"} | said)
    return rules.asked(work or assigned(), case or a_case(), command, FORM, "q", by=HEAD, on=ON, at=AT)


def visited(on: date = ON) -> Advisory:
    command = VisitCommand(visited_on=on, met="Bà Hương", found="Sạch")
    return rules.visited(assigned(), a_case(), command, "v", by=HEAD, on=ON, at=AT)


class TestGivingOut:
    def test_names_who_works_by_the_common_term_or_a_later_day(self) -> None:
        work = assigned()
        assert (work.persons, work.people) == (("lan",), ("head", "lan"))
        assert work.due_on > ON + timedelta(days=9)
        assert assigned(due_on="2026-08-11").due_on == date(2026, 8, 11)
        with pytest.raises(refusals.DayPast):
            assigned(due_on="2026-08-10")

    @pytest.mark.parametrize(
        ("said", "refusal"),
        [
            ({"advisers": []}, refusals.SomebodyNeeded),
            ({"advisers": [{"person_id": "lan", "tasks": ["visit"]}]}, refusals.NobodyReviews),
            ({"advisers": [{"person_id": "stranger", "tasks": ["review"]}]}, refusals.NotOnTeam),
            ({"advisers": [{"person_id": "lan", "tasks": ["review"]}] * 2}, refusals.AssignedTwice),
        ],
    )
    def test_is_to_people_of_the_team_one_of_whom_reviews(self, said: dict[str, Any], refusal: type[Refusal]) -> None:
        with pytest.raises(refusal):
            assigned(**said)

    def test_is_to_nobody_in_conflict(self) -> None:
        with pytest.raises(refusals.InConflict):
            assigned(against={"lan": refusals.InConflict(name="Lan", why=("x", "x"))})

    def test_is_where_a_council_scores_and_before_it_concluded(self) -> None:
        with pytest.raises(refusals.NoAdvisoryHere):
            assigned(a_case(screens=True))
        for state in CaseState:
            if state in case_rules.COUNCIL_STANDS:
                assigned(a_case(state=state))
            else:
                with pytest.raises(refusals.TooLateToAdvise):
                    assigned(a_case(state=state))

    def test_may_be_done_anew_until_the_report(self) -> None:
        anew = assigned(work=assigned(), advisers=[{"person_id": "head", "tasks": ["review"]}])
        assert anew.persons == ("head",)
        with pytest.raises(StepRefused):
            assigned(work=report_rules.reported(anew, by=HEAD, at=AT))

    def test_is_filled_by_who_stands_in_on_the_day(self) -> None:
        sam = Person(id="33|sam", office="33", person_id="sam", name="Sam", roles=("adviser",))
        said = {
            "instead_of": "lan",
            "person_id": "sam",
            "number": "9",
            "signed_on": "2026-08-01",
            "until": "2026-08-20",
        }
        team = stood_in(a_team(), StandInCommand.model_validate(said), sam, COPY, by=HEAD, on=ON, at=AT)
        work = rules.peopled(assigned(), team, ON)
        assert work.people == ("head", "lan", "sam")
        assert rules.adviser_for(work, team, "sam", ON) == work.advisers[0]
        assert rules.adviser_for(work, team, "lan", ON) is None
        assert rules.adviser_for(work, team, "lan", date(2026, 8, 21)) == work.advisers[0]
        assert rules.adviser_for(work, team, "head", ON) is None

    def test_ends_for_who_stands_aside(self) -> None:
        after = rules.stood_aside(
            assigned(), a_team(), "lan", "Lan", AsideCommand(why_aside="Cùng hộ"), by=HEAD, on=ON, at=AT
        )
        assert (after.persons, after.people, after.recused) == ((), ("head",), ("lan",))
        assert rules.adviser_for(after, a_team(), "lan", ON) is None


class TestAQuestion:
    def test_is_open_until_it_is_answered_once(self) -> None:
        work = asked(answer_by="2026-08-20")
        assert work.asks
        said = AnswerCommand(answer="Đã gửi")
        after = rules.answered(work, work.questions[0], said, None, by=HEAD, on=date(2026, 8, 14), at=AT)
        assert not after.asks
        assert rules.paused_days(after.questions[0]) == 4
        with pytest.raises(refusals.AnsweredAlready):
            rules.answered(after, after.questions[0], said, None, by=HEAD, on=ON, at=AT)

    def test_that_nobody_answers_is_silent_after_its_day(self) -> None:
        [question] = asked(answer_by="2026-08-20").questions
        assert not rules.is_silent(question, date(2026, 8, 20))
        assert rules.is_silent(question, date(2026, 8, 21))

    def test_has_a_later_day_and_a_criterion_of_the_sheet(self) -> None:
        assert asked(criterion=FORM.leaves[0].id).questions[0].criterion == FORM.leaves[0].id
        with pytest.raises(refusals.DayPast):
            asked(answer_by="2026-08-10")
        with pytest.raises(refusals.CriterionUnknown):
            asked(criterion="99")

    def test_is_not_asked_while_a_supplement_is_awaited(self) -> None:
        with pytest.raises(refusals.TooLateToAdvise):
            asked(case=a_case(state=CaseState.RETURNED))

    def test_is_one_of_so_many(self) -> None:
        full = assigned().model_copy(update={"questions": asked().questions * rules.MOST_QUESTIONS})
        with pytest.raises(refusals.TooMany):
            asked(full)


class TestAVisit:
    def test_was_held_by_today_and_not_before_the_office_had_the_case(self) -> None:
        assert visited(date(2026, 8, 3)).visits
        for day in (date(2026, 8, 2), date(2026, 8, 11)):
            with pytest.raises(refusals.DayAhead):
                visited(day)

    def test_takes_photographs_until_it_is_complete(self) -> None:
        picture = Picture(**PHOTO.model_dump(), id="p", added_on=ON)
        work = rules.pictured(visited(), visited().visits[0], picture)
        assert work.visits[0].pictures == (picture,)
        assert rules.unpictured(work, work.visits[0], "p").visits[0].pictures == ()
        closed = rules.visit_closed(work, work.visits[0], by=HEAD, at=AT)
        with pytest.raises(refusals.VisitClosed):
            rules.pictured(closed, closed.visits[0], picture)
        with pytest.raises(refusals.VisitClosed):
            rules.unpictured(closed, closed.visits[0], "p")


class TestSamples:
    def test_fewer_than_asked_for_say_why(self) -> None:
        def received(count: int, remark: str = "") -> Advisory:
            command = SampleCommand(received=count, sampled_on=ON, remark=remark)
            return rules.sampled(assigned(), a_case(), command, "s", by=HEAD, on=ON, at=AT)

        assert received(5).samples_received == 5
        assert received(4, "Hộp lớn").samples_received == 4
        with pytest.raises(refusals.TooFewSamples):
            received(4)

    @pytest.mark.parametrize(
        ("rulebook", "set_no", "count"), [("R26", 1, 5), ("R26", 26, 0), ("R148", 1, 5), ("R148", 26, 0)]
    )
    def test_are_five_but_for_tourism(self, rulebook: str, set_no: int, count: int) -> None:
        assert samples_asked(shelf().get(rulebook), set_no) == count


class TestALaboratoryTest:
    def test_takes_the_first_result_of_its_laboratory_after_it_was_ordered(self) -> None:
        command = LabTestCommand(laboratory="quality-laboratory", parameters=("Chì (Pb)",))
        work = rules.test_ordered(assigned(), a_case(), command, "t", by=HEAD, on=ON, at=AT)
        said = {"result_id": "r", "report_id": "KN-1", "passed": True, "sampled_on": ON, "reported_on": ON}
        result = LabTestResult.model_validate(said)
        assert rules.awaits(work, "food-safety", result) is None
        early = result.model_copy(update={"reported_on": date(2026, 8, 9)})
        assert rules.awaits(work, "quality-laboratory", early) is None
        test = rules.awaits(work, "quality-laboratory", result)
        assert test is not None
        known = rules.with_result(work, test, result, at=AT)
        assert rules.awaits(known, "quality-laboratory", result) is None
        assert rules.without_result(known, "r").tests[0].result is None


def a_review(worse: int = 0, name: str = "Lan", **changes: Any) -> Review:
    command = SheetCommand(answers=best(R26, 1, worse=worse), notes={FORM.leaves[0].id: "Đã xem"})
    made = report_rules.reviewed(None, "r", assigned(), R26, command, by=person(name), at=AT)
    return report_rules.handed_in(made, at=AT).model_copy(update=changes)


def a_report(**said: Any) -> Report:
    command = SheetCommand.model_validate({"answers": best(R26, 1), "note": "Đề nghị xem xét"} | said)
    return report_rules.report_saved(None, assigned(), R26, command, at=AT)


class TestTheReport:
    def test_begins_with_what_the_reviews_agree_on(self) -> None:
        begun = report_rules.proposed([a_review(), a_review(1, "Binh")], R26, 1)
        first, *others = [leaf.id for leaf in FORM.leaves]
        assert all(begun.answers[id] == best(R26, 1)[id] for id in others)
        assert begun.notes[first] == "Lan: Đã xem\nBinh: Đã xem"
        assert report_rules.proposed([], R26, 1).answers == {}

    @pytest.mark.parametrize(
        ("work", "reviews", "report", "refusal"),
        [
            (assigned(), [], a_report(), refusals.NothingHandedIn),
            (assigned(), [report_rules.taken_back(a_review())], a_report(), refusals.NothingHandedIn),
            (asked(), [a_review()], a_report(), refusals.AnswerAwaited),
            (visited(), [a_review()], a_report(), refusals.VisitOpen),
            (assigned(), [a_review()], a_report(note=" "), refusals.SummaryMissing),
        ],
    )
    def test_is_not_sealed_before_all_is_in(
        self, work: Advisory, reviews: list[Review], report: Report, refusal: type[Refusal]
    ) -> None:
        with pytest.raises(refusal):
            report_rules.require_sealable(work, reviews, report)

    def test_is_sealed_once_with_a_digest_that_binds_it(self) -> None:
        report_rules.require_sealable(assigned(), [a_review()], a_report())
        how: dict[str, Any] = {"total": "95", "star": 5, "nonce": "n", "by": HEAD, "at": AT}
        sealed = report_rules.report_sealed(a_report(), SealCommand(), None, **how)
        assert sealed.digest == digest_of(sealed)
        assert digest_of(sealed.model_copy(update={"note": "Khác"})) != sealed.digest
        with pytest.raises(StepRefused):
            report_rules.report_sealed(sealed, SealCommand(), None, **how)
        layer = report_rules.layer_of(a_case(), sealed, sheet_of(sealed), ON)
        assert (layer.is_advice, layer.total, layer.star, layer.sheets[0].member_id) == (True, "95", 5, "head")

    def test_has_number_day_and_copy_or_none_of_them(self) -> None:
        how: dict[str, Any] = {"total": "95", "star": 5, "nonce": "n", "by": HEAD, "at": AT}
        whole = SealCommand(number="1/BC", signed_on=ON)
        assert report_rules.report_sealed(a_report(), whole, COPY, **how).paper is not None
        for command, file in ((whole, None), (SealCommand(number="1/BC"), COPY), (SealCommand(), COPY)):
            with pytest.raises(refusals.PaperIncomplete):
                report_rules.report_sealed(a_report(), command, file, **how)

    def test_goes_up_before_what_the_council_found(self) -> None:
        sealed = report_rules.report_sealed(
            a_report(), SealCommand(), None, total="95", star=5, nonce="n", by=HEAD, at=AT
        )
        layer = report_rules.layer_of(a_case(), sealed, sheet_of(sealed), ON)
        ruled = layer.model_copy(update={"outcome": "forwarded"})
        above = case_rules.with_layers(a_case(), (layer, ruled))
        assert (above.layers, above.advice) == ((layer, ruled), None)
        heir = case_rules.with_layers(a_case(), (layer,))
        assert (heir.layers, heir.advice) == ((), layer)
