"""Events about advisory work. People by id; nothing of what is proposed before the report is sealed."""

from __future__ import annotations

from typing import Any

from ocop_events.evaluation.advisory import (
    AdvisoryAnsweredV1,
    AdvisoryAskedV1,
    AdvisoryAssignedV1,
    AdvisoryFacts,
    AdvisoryReportedV1,
    AdvisorySampledV1,
    AdvisoryTestOrderedV1,
    AdvisoryVisitedV1,
)
from ocop_events.evaluation.case import CaseAdvisedV1
from ocop_events.vocabulary import FilledSheet, OfficialPaper

from kit.mapped import mapped
from kit.work import Unit
from services.evaluation.advisory.advisory import Advisory, LabTest, Question, Sample, Visit
from services.evaluation.advisory.review import Report, sheet_of
from services.evaluation.advisory.rules import paused_days
from services.evaluation.cases.announcements import facts as facts_of_case
from services.evaluation.cases.case import Case


def facts(work: Advisory) -> dict[str, Any]:
    """What every event of the work carries."""
    return dict(mapped(AdvisoryFacts, work))


def assigned(unit: Unit, work: Advisory, before: Advisory | None) -> None:
    """Who has the work now, and who did not have it `before`; nobody once it was stopped."""
    known = before.people if before else ()
    given = [one for one in work.people if one not in known]
    own = {"persons": list(work.people), "given": given, "recused": list(work.recused), "assigned_at": unit.now}
    fact = mapped(AdvisoryAssignedV1, work, **facts(work), **own)
    unit.announce(fact, place=work.place)


def asked(unit: Unit, work: Advisory, question: Question) -> None:
    fact = mapped(AdvisoryAskedV1, question, **facts(work), question_id=question.id)
    unit.announce(fact, place=work.place)


def answered(unit: Unit, work: Advisory, question: Question) -> None:
    own = {"question_id": question.id, "paused_days": paused_days(question), "persons": list(work.people)}
    unit.announce(mapped(AdvisoryAnsweredV1, question, **facts(work), **own), place=work.place)


def visited(unit: Unit, work: Advisory, visit: Visit) -> None:
    own = {"visit_id": visit.id, "pictures": len(visit.pictures)}
    unit.announce(mapped(AdvisoryVisitedV1, visit, **facts(work), **own), place=work.place)


def sampled(unit: Unit, work: Advisory, sample: Sample) -> None:
    own = {"asked_for": work.samples_asked}
    unit.announce(mapped(AdvisorySampledV1, sample, **facts(work), **own), place=work.place)


def test_ordered(unit: Unit, work: Advisory, test: LabTest) -> None:
    unit.announce(mapped(AdvisoryTestOrderedV1, test, **facts(work), test_id=test.id), place=work.place)


def reported(unit: Unit, work: Advisory, report: Report, case: Case) -> None:
    """The report, and that the case was advised."""
    assert report.sealed_by is not None
    assert report.sealed_by.id is not None
    signed = report.paper
    own = {"office": work.office, "name": signed.file.name, "sha256": signed.file.sha256} if signed else {}
    paper = mapped(OfficialPaper, signed, **own) if signed else None
    sheet = FilledSheet.model_validate(sheet_of(report).model_dump(include=set(FilledSheet.model_fields)))
    unit.announce(
        AdvisoryReportedV1(
            **facts(work),
            sheet=sheet,
            proposed_star=report.star,
            summary=report.note,
            report=paper,
            sealed_by=report.sealed_by.id,
            reported_at=unit.now,
        ),
        place=work.place,
    )
    unit.announce(
        CaseAdvisedV1(
            **facts_of_case(case), proposed_star=report.star, note=report.note, advised_on=unit.today, report=paper
        ),
        place=work.place,
    )
