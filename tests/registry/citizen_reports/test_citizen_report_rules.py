"""What is taken of a citizen's report and how many, both sides of each line; how its answer number is read. No fixture."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kit.lifecycle import StepRefused
from law.measures import citizen_reports
from programme.places import Where
from services.registry.citizen_reports import rules
from services.registry.citizen_reports.citizen_report import CitizenReport, Photograph, Tally
from services.registry.citizen_reports.commands import AnswerCommand, ReportCommand
from services.registry.citizen_reports.refusals import (
    BreachUnsaid,
    NoSuchSubject,
    NotReportable,
    TooManyPhotographs,
    TooManyToday,
)
from services.registry.products.product import Product
from tests.callers import person

LAW = citizen_reports()
TODAY = date(2026, 8, 3)
NOON = datetime(2026, 8, 3, 5, tzinfo=UTC)
OFFICER = person("officer", "commune-officer@33/11977")
HERE = Where(code="11977", path="33/11977", name="Xã Tân Hưng", on=TODAY)


def a_product(**changes: Any) -> Product:
    said = {
        "id": "pr-1", "name": "Long nhãn", "set_no": 7, "producer_id": "p-1", "producer_name": "HTX",
        "producer_kind": "cooperative", "place": HERE, "registered_on": TODAY,
    }  # fmt: skip
    return Product(**(said | changes))


def a_report(about: str = "mark", photographs: int = 0, **changes: Any) -> CitizenReport:
    pictures = tuple(
        Photograph(id=str(at), sha256="0" * 64, size=1, media_type="image/jpeg") for at in range(photographs)
    )
    return rules.received(
        "r-1", ReportCommand(about=about, words="In năm sao"), pictures, LAW,
        product=a_product(**changes), number="ABCD-EFGH-IJKL-MNOP-QRST", lists={}, at=NOON, on=TODAY,
    )  # fmt: skip


class TestAReport:
    def test_is_the_communes_to_answer_within_the_lists_days(self) -> None:
        report = a_report(photographs=rules.MOST_PHOTOGRAPHS)
        assert (report.office, report.answer_by) == ("33/11977", LAW.answer_by(TODAY))

    def test_is_about_something_of_the_list_with_so_many_photographs_on_a_product_with_a_producer(self) -> None:
        with pytest.raises(NoSuchSubject):
            a_report("weather")
        with pytest.raises(TooManyPhotographs):
            a_report(photographs=rules.MOST_PHOTOGRAPHS + 1)
        with pytest.raises(NotReportable):
            a_report(producer_id="")

    def test_keeps_no_number_but_what_it_is_found_by(self) -> None:
        report = a_report()
        assert "ABCD" not in report.model_dump_json()
        assert report.number_hash == rules.hashed("abcd efgh ijkl mnop qrst")


class TestTheAnswerNumber:
    def test_is_five_groups_of_four_and_another_for_each_report(self) -> None:
        one, other = rules.number_from("a"), rules.number_from("b")
        assert one != other
        assert [len(group) for group in one.split("-")] == [4] * 5

    def test_is_read_however_it_was_copied(self) -> None:
        assert rules.hashed("OIBO-2345-ABCD-EFGH-IJKL") == rules.hashed(" 0180 2345 abcd efgh ijkl")
        assert rules.hashed("OIBO-2345-ABCD-EFGH-IJKL") != rules.hashed("OIBO-2345-ABCD-EFGH-IJKM")


class TestADay:
    @pytest.mark.parametrize("of", [rules.OF_A_NETWORK, rules.OF_A_PRODUCT, rules.IN_ALL])
    def test_takes_so_many_and_no_more(self, of: str) -> None:
        full = Tally(id="x", reports=rules.MOST_A_DAY[of] - 1)
        assert rules.counted(full, of, 0).reports == rules.MOST_A_DAY[of]
        with pytest.raises(TooManyToday):
            rules.counted(rules.counted(full, of, 0), of, 0)

    def test_takes_so_many_photographs(self) -> None:
        full = Tally(id="x", photographs=rules.MOST_PHOTOGRAPHS_A_DAY[rules.OF_A_NETWORK] - 1)
        assert rules.counted(full, rules.OF_A_NETWORK, 1).reports == 1
        with pytest.raises(TooManyToday):
            rules.counted(full, rules.OF_A_NETWORK, 2)


class TestAnAnswer:
    def answered(self, report: CitizenReport, founded: str, breach_id: str | None = None) -> CitizenReport:
        command = AnswerCommand(founded=founded, answer="Đã kiểm tra")
        return rules.answered(report, command, breach=breach_id, at=NOON, on=TODAY, by=OFFICER)

    def test_is_given_once(self) -> None:
        answered = self.answered(a_report(), "no")
        assert (answered.founded, answered.answered_on) == (False, TODAY)
        with pytest.raises(StepRefused):
            self.answered(answered, "no")

    def test_that_it_is_founded_names_the_breach(self) -> None:
        assert self.answered(a_report(), "yes", "b-1").breach_id == "b-1"
        with pytest.raises(BreachUnsaid):
            self.answered(a_report(), "yes")
