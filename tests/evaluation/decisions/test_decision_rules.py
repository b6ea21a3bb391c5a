"""What keeps a line from being issued, and what the page before signing says. No database."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kit.decisions.decision import By
from kit.history import Actor
from services.evaluation.decisions import rules
from services.evaluation.decisions.decision import CaseDecision, CaseLine, Kind

ON = date(2026, 8, 3)


def line(no: int, **changes: object) -> CaseLine:
    about = {
        "no": no,
        "case_id": f"c-{no}",
        "dossier_id": f"d-{no}",
        "dossier_number": f"{no}/PĐK",
        "product_id": f"s-{no}",
        "product_name": f"Long nhãn {no}",
        "producer_id": f"p-{no}",
        "producer_name": f"HTX {no}",
        "place": "33/11977",
        "place_name": "Xã Tân Hưng",
        "outcome": "recognised",
        "star": 4,
        "total": "83",
    }
    return CaseLine.model_validate(about | changes)


def decision(*lines: CaseLine) -> CaseDecision:
    return CaseDecision(
        id="dec-1",
        office="33",
        kind=Kind.RECOGNITION.value,
        symbol="QĐ-UBND",
        subject="…",
        lines=lines,
        authority="Chủ tịch",
        drafted_on=ON,
        drafted_by=Actor(id="o", name="O"),
    )


def checks(of: CaseDecision, now: dict[str, CaseLine | tuple[str, str]]) -> dict[str, bool]:
    return {one.code: one.met for one in rules.readiness(of, {}, now, on=ON)}


class TestALine:
    def test_that_is_as_its_sheets_give_it_is_ready(self) -> None:
        assert rules.not_ready(decision(line(1)), {"c-1": line(1).model_copy(update={"no": 7})}) == {}, (
            "its number is the annex's"
        )

    def test_whose_case_gives_another_result_or_another_name_is_not(self) -> None:
        of = decision(line(1), line(2), line(3), line(4))
        now = {"c-1": line(1, star=5), "c-2": line(2, producer_name="HTX khác"), "c-3": rules.RULED}
        assert rules.not_ready(of, now) == {1: rules.OTHER_RESULT, 2: rules.OTHER_NAMES, 3: rules.RULED, 4: rules.GONE}

    def test_that_was_withdrawn_is_not_asked_about(self) -> None:
        gone = line(1, withdrawn=By(who="o", at=datetime(2026, 8, 3, tzinfo=UTC), reason="…"))
        assert rules.not_ready(decision(gone), {}) == {}

    def test_of_a_council_follows_its_members(self) -> None:
        seats = line(1, outcome="", star=None, total=None, members=("A – Chủ tịch Hội đồng",), subject_id="k-1")
        assert rules.not_ready(decision(seats), {"c-1": seats}) == {}
        other = seats.model_copy(update={"members": ("B – Chủ tịch Hội đồng",)})
        assert rules.not_ready(decision(seats), {"c-1": other}) == {1: rules.OTHER_SEATS}


class TestThePageBeforeSigning:
    def test_is_green_where_nothing_speaks_against_it(self) -> None:
        assert checks(decision(line(1)), {"c-1": line(1)}) == {
            "sheets": True, "names": True, "codes": True, "papers": True,
        }  # fmt: skip

    def test_is_red_where_a_product_or_a_dossier_stands_twice(self) -> None:
        twice = line(2, product_id="s-1", dossier_number="1/PĐK")
        of = decision(line(1), twice)
        assert checks(of, {"c-1": line(1), "c-2": twice})["codes"] is False

    def test_tells_names_from_results(self) -> None:
        of = decision(line(1))
        assert checks(of, {"c-1": line(1, product_name="Khác")}) == {
            "sheets": True, "names": False, "codes": True, "papers": True,
        }  # fmt: skip


class TestTheAnnex:
    def test_is_in_the_order_of_place_producer_and_product(self) -> None:
        made = rules.numbered([line(1, place="33/2"), line(2, place="33/1"), line(3, place="33/1", producer_name="A")])
        assert [(one.no, one.case_id) for one in made] == [(1, "c-3"), (2, "c-2"), (3, "c-1")]
