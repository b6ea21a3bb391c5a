"""Whom a report concerns, and what no report may be: both sides of each line, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kit.command import Reason
from kit.identity import Principal
from kit.lifecycle import StepRefused
from law.agencies import Agency, agencies, may_be_silent
from law.rulebooks.values import Text
from services.registry.agencies import rules
from services.registry.agencies.lifecycle import State
from services.registry.agencies.matching import ABOUT, Clues, Verdict, office_of, verdict
from services.registry.agencies.refusals import ProductNeeded, ReasonMissing
from services.registry.agencies.report import Candidate, Report, Whom
from services.registry.agencies.subscriptions import REPORTS, about
from tests.registry.agencies.agency_harness import SAID, report

NOON = datetime(2026, 8, 3, 5, tzinfo=UTC)
TODAY = date(2026, 8, 3)
OFFICER = Principal.of("officer", "Officer", "commune-officer@33/11977")


def whom(
    producer: str = "p1", product: str | None = "s1", name: str = "HTX Nhãn lồng Tân Hưng", place: str = "33/11977"
) -> Whom:
    named = {"product_id": product, "product_name": "Long nhãn"} if product else {}
    return Whom(producer_id=producer, producer_name=name, producer_kind="cooperative", place_path=place, **named)


def heard(about: str = "inspection.reported", **fields: Any) -> Report:
    said = report(about, **fields)
    return rules.heard("r1", said["agency"], "e1", about, said, at=NOON, office="33")


PRODUCT, PRODUCER, OTHER = whom(), whom(product=None), whom("p2", "s2", "Công ty Hoa Sen")


class TestACertainMatch:
    @pytest.mark.parametrize(
        ("clues", "by"),
        [
            (Clues(by_code=PRODUCT), "product-code"),
            (Clues(by_code=PRODUCT, by_tax=PRODUCER), "product-code"),
            (Clues(by_tax=PRODUCER), "tax-code"),
            (Clues(by_number=PRODUCER), "credential-number"),
            (Clues(by_number=PRODUCER, by_tax=PRODUCER), "credential-number"),
            (Clues(remembered=PRODUCT), "remembered"),
            (Clues(by_code=PRODUCT, remembered=OTHER), "product-code"),
        ],
    )
    def test_is_by_what_names_one_only(self, clues: Clues, by: str) -> None:
        found = verdict("credential.granted", clues)
        assert (found.whom is not None, found.by) == (True, by)

    @pytest.mark.parametrize(
        ("clues", "because"),
        [
            (Clues(), "unknown"),
            (Clues(by_code=PRODUCT, by_tax=whom("p2", None)), "codes-disagree"),
            (Clues(by_code=PRODUCT, by_number=OTHER), "number-of-another"),
            (Clues(by_tax=PRODUCER, by_number=OTHER), "number-of-another"),
            (Clues(by_code=PRODUCT, holder="Công ty Hoa Sen"), "holder-differs"),
            (Clues(alike=(Candidate(**dict(PRODUCT), reasons=("holder",)),)), ""),
        ],
    )
    def test_is_none_where_what_is_said_fits_two_or_nobody(self, clues: Clues, because: str) -> None:
        found = verdict("credential.granted", clues)
        assert (found.whom, found.because) == (None, because)

    def test_of_a_product_is_not_made_by_its_producer_alone(self) -> None:
        found = verdict("lab-test.reported", Clues(by_tax=PRODUCER, products=(PRODUCT, whom(product="s3"))))
        assert found.whom is None
        assert [one.product_id for one in found.candidates] == ["s1", "s3"]
        assert verdict("inspection.reported", Clues(by_tax=PRODUCER)).whom == PRODUCER

    def test_of_a_withdrawal_needs_the_number_on_file(self) -> None:
        assert verdict("credential.withdrawn", Clues(by_code=PRODUCT)).because == "number-not-on-file"
        assert verdict("credential.withdrawn", Clues(by_code=PRODUCT, by_number=PRODUCT)).whom == PRODUCT

    def test_outside_an_agency_s_field_is_for_a_person(self) -> None:
        found = verdict("inspection.reported", Clues(by_code=PRODUCT), its_field=False)
        assert (found.whom, found.because, len(found.candidates)) == (None, "not-its-field", 1)

    def test_a_holder_called_nearly_so_is_the_same(self) -> None:
        assert (
            verdict("ip-right.granted", Clues(by_code=PRODUCT, holder="Hợp tác xã Nhãn lồng Tân Hưng")).whom == PRODUCT
        )


def test_it_waits_at_the_smallest_office_of_all_who_may_be_meant() -> None:
    neighbour = whom("p2", "s2", place="33/12004")
    assert office_of([PRODUCT, PRODUCER], "33") == "33/11977"
    assert office_of([PRODUCT, neighbour], "vn") == "33"
    assert office_of([PRODUCT, whom("p3", place="01/00004")], "33") == "33"
    assert office_of([], "33") == "33"


class TestAReport:
    @pytest.mark.parametrize("kind", sorted(SAID))
    def test_of_each_type_is_taken_as_its_example_says(self, kind: str) -> None:
        taken = heard(kind)
        assert rules.refusal_of(taken.data, taken.content) is None

    @pytest.mark.parametrize(
        ("kind", "fields", "slug"),
        [
            ("inspection.reported", {"tax_code": "033090001234"}, "persons-number"),
            ("inspection.reported", {"tax_code": "033 090-001 234"}, "persons-number"),
            ("inspection.reported", {"finding": "x" * 4001}, "too-long"),
            ("inspection.reported", {"report_id": "x" * 201}, "too-long"),
            ("lab-test.reported", {"parameters": {str(n): "" for n in range(201)}}, "too-long"),
            ("inspection.reported", {"inspected_on": "2026-08-03"}, "before-it-happened"),
            ("credential.granted", {"kind": "medal"}, "kind-unknown"),
            ("credential.granted", {"number": " "}, "number-missing"),
            ("credential.granted", {"expires_on": "2026-07-19"}, "ends-before-it-begins"),
        ],
    )
    def test_is_not_taken(self, kind: str, fields: dict[str, Any], slug: str) -> None:
        taken = heard(kind, **fields)
        found = rules.refusal_of(taken.data, taken.content)
        assert found is not None
        assert found.slug == f"agency-report.{slug}"
        refused = rules.refused(taken, found, at=NOON)
        assert (refused.state, refused.refused and refused.refused.slug) == (State.REFUSED, found.slug)

    def test_keeps_no_person_s_number_and_nothing_made_of_it(self) -> None:
        one, other = heard(tax_code="033090001234"), heard(tax_code="033090009999")
        assert "033090" not in one.model_dump_json()
        assert one.digest == other.digest

    def test_is_the_same_however_its_fields_are_ordered_and_another_when_it_says_otherwise(self) -> None:
        said = report("inspection.reported")
        turned = dict(reversed(said.items()))
        again = rules.heard("r2", said["agency"], "e2", "inspection.reported", turned, at=NOON, office="33")
        assert again.digest == heard().digest
        assert heard(finding="Khác").digest != again.digest

    def test_waits_with_its_candidates_or_is_matched(self) -> None:
        waits = rules.judged(heard(), Verdict(because="unknown"), on=TODAY, at=NOON, office="33")
        assert (waits.state, waits.waiting_since, waits.office) == (State.WAITING, NOON, "33")
        known = rules.judged(heard(), Verdict(PRODUCT, "product-code"), on=TODAY, at=NOON, office="33")
        assert (known.state, known.office, known.waiting_since) == (State.MATCHED, "33/11977", None)

    def test_of_a_product_is_matched_to_one(self) -> None:
        with pytest.raises(ProductNeeded):
            rules.matched(heard("lab-test.reported"), PRODUCER, "person", on=TODAY, at=NOON, who=OFFICER)

    def test_is_set_aside_or_its_match_withdrawn_with_a_reason(self) -> None:
        with pytest.raises(ReasonMissing):
            rules.set_aside(heard(), Reason(reason=" "), at=NOON, by=OFFICER)
        aside = rules.set_aside(heard(), Reason(reason="Không {phải} ở đây"), at=NOON, by=OFFICER)
        assert aside.refused is not None
        assert "{phải}" in aside.refused.vi
        matched = rules.matched(heard(), PRODUCT, "person", on=TODAY, at=NOON, who=OFFICER)
        with pytest.raises(ReasonMissing):
            rules.withdrawn(matched, Reason(reason=""), at=NOON, by=OFFICER)
        back = rules.withdrawn(matched, Reason(reason="Nhầm mã"), at=NOON, by=OFFICER)
        assert (back.state, back.match, back.waiting_since) == (State.WAITING, None, NOON)
        with pytest.raises(StepRefused):
            rules.withdrawn(back, Reason(reason="Nhầm mã"), at=NOON, by=OFFICER)


def test_every_type_an_agency_may_publish_is_known_here() -> None:
    assert {about(event.event_type) for event in REPORTS} == set(ABOUT) == set(SAID)
    assert {one for agency in agencies() for one in agency.reports} <= set(ABOUT)


class TestSilence:
    AGENCY = Agency(id="a", label=Text(vi="A", en="A"), office="33", reports=(), usual_days=30)

    def test_is_by_the_list_until_its_own_rhythm_is_known(self) -> None:
        assert may_be_silent(self.AGENCY, [TODAY]) == timedelta(days=90)

    def test_is_by_its_own_rhythm_then_and_never_shorter_than_the_least(self) -> None:
        weekly = [TODAY - timedelta(days=14 * n) for n in range(5)]
        daily = [TODAY - timedelta(days=n) for n in range(5)]
        assert may_be_silent(self.AGENCY, weekly) == timedelta(days=42)
        assert may_be_silent(self.AGENCY, daily) == timedelta(days=7)
