"""What an inspection and a plan may become, both sides of each line; no fixture."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kit.command import Reason
from kit.identity import Principal
from kit.lifecycle import StepRefused
from kit.refusal import Forbidden, Refusal
from law.inspections import inspection_rules
from programme.places import Where
from services.registry.inspections import plan_rules, refusals, rules, store
from services.registry.inspections.commands import (
    ApprovalCommand,
    CheckCommand,
    CompletionCommand,
    LineCommand,
    PlanCommand,
    RescheduleCommand,
    ScheduleCommand,
)
from services.registry.inspections.inspection import Inspection, StoredFile, Verdict
from services.registry.inspections.inspection_plan import InspectionPlan
from services.registry.inspections.lifecycle import PlanState, State
from services.registry.producers.producer import Person, Producer
from services.registry.seats.sight import Closed

LAW = inspection_rules()
TODAY, AT = date(2027, 3, 1), datetime(2027, 3, 1, 3, tzinfo=UTC)
COMMUNE = "33/11977"
OFFICER = Principal.of("o", "Cán bộ xã", f"commune-officer@{COMMUNE}")
PROVINCE = Principal.of("p", "Cán bộ tỉnh", "province-officer@33")
NEIGHBOUR = Principal.of("n", "Cán bộ xã khác", "commune-officer@33/12004")
HUONG = Principal.of("h", "Hương", "producer@p-huong")
BOTH = Principal.of("b", "Vừa là chủ thể", "producer@p-huong", "province-officer@33")
PLACE = Where(code="11977", path=COMMUNE, name="Phường Phố Hiến", on=TODAY)
PRODUCER = Producer(
    id="p-huong",
    name="HTX Nhãn lồng",
    kind="cooperative",
    place=PLACE,
    representative=Person(name="Hương"),
    registered_on=TODAY,
)
ELSEWHERE = PRODUCER.model_copy(update={"id": "p-x", "place": PLACE.model_copy(update={"path": "17/1"})})
FILE = StoredFile(sha256="a" * 64, size=10, media_type="application/pdf", name="bb.pdf")


def plan(*, approved: bool = True, year: int = 2027) -> InspectionPlan:
    begun = plan_rules.opened("plan", PlanCommand(year=year), office="33", on=TODAY)
    line = LineCommand(producer_id=PRODUCER.id, scopes=("mark",), why="Chưa kiểm tra lần nào")
    with_line = plan_rules.with_line(begun, line, PRODUCER, at=AT, by=PROVINCE)
    command = ApprovalCommand(number="12/QĐ-UBND", signed_on=TODAY, signed_by="Trần Văn Bình")
    return plan_rules.approved(with_line, command, at=AT, on=TODAY, by=PROVINCE) if approved else with_line


def scheduled(of: InspectionPlan | None = None, planned: int = 0, **changes: Any) -> Inspection:
    asked: dict[str, Any] = {"producer_id": PRODUCER.id, "planned_on": date(2027, 3, 15), "scopes": ("mark",)}
    asked |= {"plan_id": of.id, "line_id": "1"} if of else {"unplanned_because": "Người dân phản ánh"}
    return rules.scheduled(
        "i",
        ScheduleCommand(**asked | changes),
        office=of.office if of else COMMUNE,
        producer=PRODUCER,
        product=None,
        plan=of,
        planned_this_year=planned,
        law=LAW,
        lists={},
        on=TODAY,
    )


def check(*, wrong: str = "", **changes: Any) -> CheckCommand:
    verdicts = {line.id: Verdict.KEPT for _, line in LAW.checklist(["mark"])}
    asked: dict[str, Any] = {
        "visited_on": TODAY,
        "inspectors": "Nguyễn Văn An",
        "present": "Bà Hương",
        "verdicts": verdicts,
    }
    if wrong:
        asked |= {"verdicts": verdicts | {wrong: Verdict.NOT_KEPT}, "found": {wrong: "In 5 sao trên sản phẩm 3 sao"}}
    return CheckCommand(**asked | changes)


def checked(**changes: Any) -> Inspection:
    return rules.checked(scheduled(), check(**changes), LAW, at=AT, on=TODAY, by=OFFICER)


def completed(inspection: Inspection, file: StoredFile | None = FILE, **changes: Any) -> Inspection:
    asked: dict[str, Any] = {"number": "05/BB-KT", "signed_on": TODAY}
    return rules.completed(inspection, CompletionCommand(**asked | changes), file, at=AT, on=TODAY, by=OFFICER)


def slugs(refused: pytest.ExceptionInfo[Refusal]) -> set[str]:
    return {one.slug for one in getattr(refused.value, "refusals", [refused.value])}


class TestScheduling:
    def test_needs_a_reason_or_a_line_of_a_plan(self) -> None:
        assert scheduled().state is State.SCHEDULED
        assert scheduled(plan()).plan_id == "plan"
        with pytest.raises(refusals.ReasonMissing):
            scheduled(unplanned_because="")
        with pytest.raises(refusals.PlannedWithReason):
            scheduled(plan(), unplanned_because="Thêm lý do")

    def test_is_of_an_approved_plan_of_this_office_and_of_its_line(self) -> None:
        with pytest.raises(refusals.NotOnThePlan):
            scheduled(plan(approved=False))
        with pytest.raises(refusals.NotOnThePlan):
            scheduled(plan(), line_id="2")

    def test_is_for_today_or_later_in_the_plan_s_year(self) -> None:
        assert scheduled(planned_on=TODAY).on == TODAY
        with pytest.raises(refusals.DayPast):
            scheduled(planned_on=date(2027, 2, 28))
        with pytest.raises(refusals.DayOutsideTheYear):
            scheduled(plan(), planned_on=date(2028, 1, 1))

    def test_by_plan_is_no_more_often_than_the_law_allows_but_a_sign_of_a_breach_is_looked_at(self) -> None:
        most = LAW.most_planned_a_year.value
        assert scheduled(plan(), planned=most - 1)
        with pytest.raises(refusals.EnoughThisYear):
            scheduled(plan(), planned=most)
        assert scheduled(planned=most)

    def test_is_no_business_of_who_acts_for_the_producer(self) -> None:
        rules.require_inspector(PROVINCE, "33", PRODUCER.id)
        with pytest.raises(refusals.OwnProducer):
            rules.require_inspector(BOTH, "33", PRODUCER.id)
        with pytest.raises(Forbidden):
            rules.require_inspector(OFFICER, "33", PRODUCER.id)

    def test_is_for_an_office_of_the_place(self) -> None:
        assert rules.office_for(OFFICER, COMMUNE, None) == COMMUNE
        with pytest.raises(refusals.OfficeMissing):
            rules.office_for(NEIGHBOUR, COMMUNE, None)
        several = Principal.of("s", "Hai nơi", "province-officer@33", f"commune-officer@{COMMUNE}")
        with pytest.raises(refusals.OfficeMissing):
            rules.office_for(several, COMMUNE, None)
        assert rules.office_for(several, COMMUNE, "33") == "33"

    def test_may_choose_another_day(self) -> None:
        later = rules.rescheduled(
            scheduled(), RescheduleCommand(planned_on=date(2027, 3, 20)), plan=None, at=AT, on=TODAY, by=OFFICER
        )
        assert (later.on, later.due_on) == (date(2027, 3, 20), date(2027, 3, 20))
        with pytest.raises(refusals.DayPast):
            rules.rescheduled(
                later, RescheduleCommand(planned_on=date(2027, 2, 1)), plan=None, at=AT, on=TODAY, by=OFFICER
            )


class TestNotingResults:
    def test_makes_findings_of_what_is_not_kept_with_article_and_severity(self) -> None:
        [finding] = checked(wrong="star-right").findings
        assert (finding.line, finding.scope, finding.severity) == ("star-right", "mark", "critical")
        assert finding.article
        [milder] = checked(wrong="star-right", severities={"star-right": "minor"}).findings
        assert milder.severity == "minor"

    def test_of_what_no_line_names_is_a_finding_too(self) -> None:
        [finding] = checked(other="Nhãn dán đè ngày sản xuất", other_severity="major").findings
        assert (finding.line, finding.severity) == (rules.OTHER, "major")

    def test_may_be_said_again_until_the_record_is_filed(self) -> None:
        again = rules.checked(checked(wrong="star-right"), check(), LAW, at=AT, on=TODAY, by=OFFICER)
        assert (again.findings, len(again.results)) == ((), len(LAW.checklist(["mark"])))
        with pytest.raises(StepRefused):
            rules.checked(completed(again), check(), LAW, at=AT, on=TODAY, by=OFFICER)

    def test_says_all_that_is_wrong(self) -> None:
        with pytest.raises(Refusal) as refused:
            checked(
                verdicts={"star-right": Verdict.NOT_KEPT, "no-such-line": Verdict.KEPT},
                visited_on=date(2027, 3, 2),
            )
        assert slugs(refused) == {
            "inspection.line-unknown",
            "inspection.line-unanswered",
            "inspection.finding-unsaid",
            "inspection.visit-in-future",
        }


class TestCompleting:
    def test_needs_both_signatures_or_the_refusal_explained(self) -> None:
        assert completed(checked()).passed is True
        assert completed(checked(wrong="code-right")).passed is False
        with pytest.raises(refusals.SignatureMissing):
            completed(checked(), None)
        with pytest.raises(refusals.RefusalUnexplained):
            completed(checked(), None, refused=True)
        assert (
            completed(checked(), None, refused=True, note="Không đồng ý; ông Bình chứng kiến").state is State.COMPLETED
        )

    def test_is_recorded_from_the_visit_to_today(self) -> None:
        with pytest.raises(refusals.RecordBeforeVisit):
            completed(checked(), signed_on=date(2027, 2, 28))
        with pytest.raises(refusals.RecordBeforeVisit):
            completed(checked(), signed_on=date(2027, 3, 2))

    def test_comes_after_the_results(self) -> None:
        with pytest.raises(StepRefused):
            completed(scheduled())

    def test_or_cancelling_with_a_reason(self) -> None:
        reason = Reason(reason="Đã có đoàn liên ngành")
        assert rules.cancelled(scheduled(), reason, at=AT, by=OFFICER).state is State.CANCELLED
        with pytest.raises(refusals.CancelReasonMissing):
            rules.cancelled(scheduled(), Reason(reason=""), at=AT, by=OFFICER)
        with pytest.raises(StepRefused):
            rules.cancelled(completed(checked()), reason, at=AT, by=OFFICER)


class TestWhoKnows:
    @pytest.mark.parametrize("who", [HUONG, BOTH], ids=["its person", "who is an officer besides"])
    def test_nobody_who_will_be_inspected(self, who: Principal) -> None:
        for open_one in (scheduled(), scheduled(plan()), checked()):
            assert not store.may_see(open_one, who, Closed())
        cancelled = rules.cancelled(scheduled(), Reason(reason="Bão"), at=AT, by=OFFICER)
        assert not store.may_see(cancelled, who, Closed())
        assert store.may_see(completed(checked()), who, Closed())

    def test_the_office_that_inspects_and_those_above_before_the_others_of_the_place(self) -> None:
        by_province = scheduled(plan())
        assert store.may_see(by_province, PROVINCE, Closed())
        assert not store.may_see(by_province, OFFICER, Closed())
        assert store.may_see(scheduled(), PROVINCE, Closed())
        over = completed(checked())
        assert store.may_see(over, OFFICER, Closed())
        assert not store.may_see(over, NEIGHBOUR, Closed())

    def test_not_who_stood_aside(self) -> None:
        closed = Closed(producers=frozenset({PRODUCER.id}))
        assert not store.may_see(completed(checked()), PROVINCE, closed)
        assert not store.may_see(scheduled(), PROVINCE, closed)


class TestThePlan:
    def test_is_for_this_year_or_a_later_one(self) -> None:
        assert plan_rules.opened("x", PlanCommand(year=2027), office="33", on=TODAY).state is PlanState.DRAFT
        with pytest.raises(refusals.YearOver):
            plan_rules.opened("x", PlanCommand(year=2026), office="33", on=TODAY)

    def test_has_a_producer_of_its_territory_once(self) -> None:
        line = LineCommand(producer_id=PRODUCER.id, scopes=("mark",))
        with pytest.raises(refusals.OnThePlanAlready):
            plan_rules.with_line(plan(approved=False), line, PRODUCER, at=AT, by=PROVINCE)
        with pytest.raises(refusals.OutsideTheTerritory):
            plan_rules.with_line(plan(approved=False), line, ELSEWHERE, at=AT, by=PROVINCE)
        with pytest.raises(refusals.OwnProducer):
            plan_rules.with_line(
                plan_rules.opened("x", PlanCommand(year=2027), office="33", on=TODAY), line, PRODUCER, at=AT, by=BOTH
            )

    def test_is_approved_with_lines_by_a_decision_that_is_signed(self) -> None:
        empty = plan_rules.opened("x", PlanCommand(year=2027), office="33", on=TODAY)
        command = ApprovalCommand(number="1/QĐ", signed_on=TODAY, signed_by="Bình")
        with pytest.raises(refusals.NothingPlanned):
            plan_rules.approved(empty, command, at=AT, on=TODAY, by=PROVINCE)
        tomorrow = command.model_copy(update={"signed_on": date(2027, 3, 2)})
        with pytest.raises(refusals.SignedInFuture):
            plan_rules.approved(plan(approved=False), tomorrow, at=AT, on=TODAY, by=PROVINCE)

    def test_once_approved_is_opened_before_it_changes_and_keeps_lines_that_have_a_visit(self) -> None:
        with pytest.raises(StepRefused):
            plan_rules.without_line(plan(), "1", visited=(), at=AT, by=PROVINCE)
        again = plan_rules.amended(plan(), Reason(reason="Bổ sung"), at=AT, by=PROVINCE)
        with pytest.raises(refusals.LineScheduled):
            plan_rules.without_line(again, "1", visited={"1"}, at=AT, by=PROVINCE)
        with pytest.raises(refusals.NoSuchLine):
            plan_rules.without_line(again, "7", visited=(), at=AT, by=PROVINCE)
        assert plan_rules.without_line(again, "1", visited=(), at=AT, by=PROVINCE).lines == ()

    def test_is_closed_with_its_counts_once_its_visits_are_over(self) -> None:
        open_one = scheduled(plan())
        with pytest.raises(refusals.LinesStillOpen):
            plan_rules.closed(plan(), [open_one], 4, at=AT, on=TODAY, by=PROVINCE)
        over = completed(rules.checked(open_one, check(), LAW, at=AT, on=TODAY, by=PROVINCE))
        done = plan_rules.closed(plan(), [over], 4, at=AT, on=TODAY, by=PROVINCE)
        assert (done.held, done.unplanned, done.closed_on) == (1, 4, TODAY)
