"""A use of the mark: what the machine finds, what an officer answers, and what becomes of it when the right is gone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kit.identity import Principal
from kit.lifecycle import StepRefused
from programme.places import Where
from services.registry.certificates.certificate import Certificate, Suspension
from services.registry.certificates.lifecycle import State as CertificateState
from services.registry.marks import refusals, rules
from services.registry.marks.commands import AnswerCommand, UseCommand
from services.registry.marks.lifecycle import State
from services.registry.marks.mark_use import MarkUse, Picture, Waits
from services.registry.products.product import Product

TODAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 3, tzinfo=UTC)
PLACE = Where(code="11977", path="33/11977", name="Xã Tân Hưng", on=TODAY)
HUONG = Principal.of("huong", "Hương", "producer@p-huong")
OFFICER = Principal.of("officer", "Cán bộ", "commune-officer@33/11977")
PICTURE = Picture(
    id="p1", sha256="0" * 64, size=9, media_type="image/jpeg", name="a.jpg", url="https://x.example/p1", added_on=TODAY
)
PRODUCT = Product(
    id="pr-1",
    name="Long nhãn",
    set_no=7,
    producer_id="p-huong",
    producer_name="HTX Tân Hưng",
    producer_kind="cooperative",
    place=PLACE,
    registered_on=TODAY,
)


def certificate(**changes: Any) -> Certificate:
    """Four stars, in force since September."""
    said: dict[str, Any] = {
        "id": "c-1",
        "product_id": "pr-1",
        "product_name": "Long nhãn",
        "set_no": 7,
        "producer_id": "p-huong",
        "producer_name": "HTX Tân Hưng",
        "producer_kind": "cooperative",
        "place": PLACE,
        "decision_number": "7/QĐ-UBND",
        "decided_on": date(2026, 9, 10),
        "product_code": "33-11977-1-2026",
        "star": 4,
        "authority": "Chủ tịch UBND tỉnh",
        "rulebook_id": "R26",
        "valid_from": date(2026, 9, 10),
        "valid_until": date(2029, 9, 9),
    }
    return Certificate(**{**said, **changes})


def described(**changes: Any) -> UseCommand:
    return UseCommand(**{"medium": "packaging", "what": "Nhãn giấy", "own_brand": True, **changes})


def a_use(**changes: Any) -> MarkUse:
    return rules.registered("u-1", described(**changes), PRODUCT, certificate(), None, on=TODAY)


def answered(use: MarkUse, by: Principal = OFFICER, **said: Any) -> MarkUse:
    return rules.answered(use, AnswerCommand(**said), at=NOW, on=TODAY, by=by, office="33/11977")


class TestWhatTheMachineFinds:
    def found(self, held: Certificate | None = None, why_not: str | None = None, **changes: Any) -> set[str]:
        return set(rules.findings(described(**changes), (PICTURE,), held or certificate(), why_not))

    def test_is_nothing_where_use_and_certificate_agree(self) -> None:
        assert self.found(star_shown=4, code_shown="33-11977-1-2026", since=date(2026, 10, 1)) == set()

    def test_is_that_nothing_can_be_compared_without_a_picture(self) -> None:
        assert rules.findings(described(), (), certificate(), None) == ("no-picture",)

    @pytest.mark.parametrize(("star", "found"), [(3, set()), (4, set()), (5, {"more-stars"})])
    def test_is_a_star_above_the_one_held(self, star: int, found: set[str]) -> None:
        assert self.found(star_shown=star) == found

    def test_is_another_code_however_it_is_spelt(self) -> None:
        assert self.found(code_shown="33 11977 1 2026") == set()
        assert self.found(code_shown="33-11977-2-2026") == {"other-code"}
        assert self.found(certificate(product_code=""), code_shown="33-11977-2-2026") == set()

    def test_is_a_use_before_the_first_day_but_not_of_a_product_recognised_before(self) -> None:
        early = date(2026, 9, 9)
        assert self.found(since=early) == {"before-the-certificate"}
        assert self.found(certificate(supersedes="c-0"), since=early) == set()

    def test_is_a_missing_brand_where_it_must_stand_beside(self) -> None:
        assert self.found(own_brand=False) == {"no-own-brand"}
        assert self.found(own_brand=None) == set()
        assert self.found(medium="papers", own_brand=False) == set()

    def test_is_a_star_below_which_the_mark_is_not_used(self) -> None:
        assert self.found(certificate(star=2)) == {"below-smallest-star"}

    def test_is_that_the_right_is_gone(self) -> None:
        assert self.found(why_not="expired") == {"no-certificate"}
        assert self.found(why_not=rules.SUSPENDED) == {"mark-suspended"}


class TestTheRight:
    def test_is_that_of_a_living_certificate_to_its_last_day(self) -> None:
        held = certificate()
        assert rules.no_right(held, held.valid_until) is None
        assert rules.no_right(held, date(2029, 9, 10)) == "expired"

    @pytest.mark.parametrize("state", [CertificateState.REVOKED, CertificateState.EXPIRED, CertificateState.GIVEN_UP])
    def test_ends_with_the_certificate(self, state: CertificateState) -> None:
        assert rules.no_right(certificate(state=state), TODAY) == state.value

    def test_is_suspended_and_is_none_without_a_certificate(self) -> None:
        held = certificate(suspension=Suspension(grounds=(), why="In sai hạng sao", suspended_on=TODAY))
        assert rules.no_right(held, TODAY) == rules.SUSPENDED
        assert rules.no_right(None, TODAY) == rules.NEVER

    def test_lets_files_be_handed_out_from_the_smallest_star(self) -> None:
        assert rules.allows_mark(certificate(star=3), None)
        assert not rules.allows_mark(certificate(star=2), None)
        assert not rules.allows_mark(certificate(), rules.SUSPENDED)
        assert not rules.allows_mark(None, rules.NEVER)


class TestAUse:
    def test_is_recorded_whatever_is_wrong_and_waits_for_an_answer(self) -> None:
        use = a_use(star_shown=5)
        assert (use.state, use.waits, use.due_on) == (State.REGISTERED, Waits.ANSWER, date(2026, 12, 2))
        assert "more-stars" in use.findings

    def test_of_a_product_without_the_right_is_to_be_taken_down_at_once(self) -> None:
        use = rules.registered("u", described(), PRODUCT, None, rules.NEVER, on=TODAY)
        assert (use.waits, use.due_on) == (Waits.TAKE_DOWN, date(2026, 12, 2))
        assert use.certificate is None

    def test_is_looked_at_anew_when_it_was_changed(self) -> None:
        use = answered(a_use(), answer="refused", words="Sai mẫu")
        assert use.take_down
        after = rules.changed(use, described(what="Nhãn mới"), certificate(), None, at=NOW, on=TODAY, by=HUONG)
        assert (after.state, after.waits, after.take_down) == (State.REGISTERED, Waits.ANSWER, None)

    def test_holds_so_many_pictures(self) -> None:
        use = a_use().model_copy(update={"pictures": (PICTURE,) * rules.MOST_PICTURES})
        with pytest.raises(refusals.TooManyPictures):
            rules.with_picture(use, PICTURE, certificate(), None, at=NOW, on=TODAY, by=HUONG)

    def test_that_was_only_expected_is_registered_once_it_is_described(self) -> None:
        use = rules.started("u", described(), PRODUCT, certificate(), on=TODAY)
        assert (use.state, use.waits, use.due_on) == (State.STARTED, Waits.DESCRIPTION, None)
        pictured = rules.with_picture(use, PICTURE, certificate(), None, at=NOW, on=TODAY, by=HUONG)
        assert pictured.state is State.STARTED
        after = rules.changed(pictured, described(), certificate(), None, at=NOW, on=TODAY, by=HUONG)
        assert (after.state, after.findings) == (State.REGISTERED, ())


class TestAnAnswer:
    def test_in_order_leaves_nothing_to_wait_for(self) -> None:
        use = answered(a_use(), answer="in-order")
        assert (use.state, use.waits, use.due_on) == (State.IN_ORDER, None, None)

    def test_to_correct_has_a_day_of_its_own_or_the_usual_one(self) -> None:
        use = answered(a_use(), answer="to-correct", reasons=["more-stars"], correct_by="2026-11-20")
        assert (use.waits, use.due_on) == (Waits.CORRECTION, date(2026, 11, 20))
        assert answered(a_use(), answer="to-correct", words="Sửa").due_on == date(2026, 12, 2)

    @pytest.mark.parametrize("day", ["2026-11-02", "2027-11-03"])
    def test_to_correct_by_today_or_in_years_is_refused(self, day: str) -> None:
        with pytest.raises(refusals.CorrectByMisplaced):
            answered(a_use(), answer="to-correct", words="Sửa", correct_by=day)

    @pytest.mark.parametrize("answer", ["to-correct", "refused"])
    def test_that_asks_for_something_gives_a_reason(self, answer: str) -> None:
        with pytest.raises(refusals.ReasonsMissing):
            answered(a_use(), answer=answer)

    def test_refused_has_it_taken_down(self) -> None:
        use = answered(a_use(), answer="refused", reasons=["misleading"])
        assert (use.state, use.waits, use.due_on) == (State.REFUSED, Waits.TAKE_DOWN, date(2026, 12, 2))
        assert answered(use, answer="in-order").take_down is None

    def test_is_nobodys_who_acts_for_the_producer(self) -> None:
        both = Principal.of("both", "Cả hai", "commune-officer@33/11977", "producer@p-huong")
        with pytest.raises(refusals.OwnUse):
            answered(a_use(), both, answer="in-order")

    def test_is_none_of_what_is_over(self) -> None:
        over = rules.ended(a_use(), "Dùng hết", at=NOW, on=TODAY, by=HUONG)
        assert (over.state, over.ended_on, over.waits) == (State.ENDED, TODAY, None)
        with pytest.raises(StepRefused):
            answered(over, answer="in-order")


class TestWhenTheRightIsGone:
    def test_a_use_has_to_disappear_by_a_day_and_an_earlier_order_keeps_its_own(self) -> None:
        use = rules.to_take_down(answered(a_use(), answer="in-order"), "revoked", at=NOW, on=TODAY)
        assert (use.state, use.waits, use.due_on) == (State.IN_ORDER, Waits.TAKE_DOWN, date(2026, 12, 2))
        again = rules.to_take_down(use, "expired", at=NOW, on=date(2026, 11, 20))
        assert again.take_down
        assert (again.take_down.by, again.take_down.because) == (date(2026, 12, 2), "expired")

    def test_a_suspension_that_is_lifted_lifts_the_order(self) -> None:
        use = rules.to_take_down(answered(a_use(), answer="in-order"), rules.SUSPENDED, at=NOW, on=TODAY)
        assert not rules.is_refused(use)
        after = rules.lifted(use, certificate(), at=NOW)
        assert (after.state, after.take_down, after.waits) == (State.IN_ORDER, None, None)

    def test_what_an_officer_refused_has_to_disappear_whatever_becomes_of_the_certificate(self) -> None:
        refused = answered(a_use(), answer="refused", words="Sai mẫu")
        assert rules.is_refused(refused)
        gone = rules.to_take_down(refused, rules.SUSPENDED, at=NOW, on=date(2026, 11, 20))
        back = rules.lifted(gone, certificate(), at=NOW)
        assert rules.is_refused(back)
        assert (back.state, back.waits, back.due_on) == (State.REFUSED, Waits.TAKE_DOWN, date(2026, 12, 2))

    def test_one_that_was_refused_and_ordered_down_may_stay_once_it_is_changed_under_a_new_certificate(self) -> None:
        gone = rules.to_take_down(answered(a_use(), answer="refused", words="Sai"), "expired", at=NOW, on=TODAY)
        still = rules.changed(gone, described(what="Nhãn mới"), certificate(), "expired", at=NOW, on=TODAY, by=HUONG)
        assert still.waits is Waits.TAKE_DOWN
        new = certificate(id="c-2")
        after = rules.changed(gone, described(what="Nhãn mới"), new, None, at=NOW, on=TODAY, by=HUONG)
        assert (after.take_down, after.waits) == (None, Waits.ANSWER)


class TestAfterANewRecognition:
    def test_the_producer_says_whether_a_use_stays(self) -> None:
        gone = rules.to_take_down(answered(a_use(), answer="in-order"), "expired", at=NOW, on=TODAY)
        asked = rules.asked_whether_it_stays(gone, at=NOW, on=TODAY)
        assert (asked.waits, asked.due_on, asked.take_down) == (Waits.CONFIRMATION, date(2026, 12, 2), None)
        later = certificate(id="c-2", star=3, supersedes="c-1")
        kept = rules.kept(asked, later, None, at=NOW, on=TODAY, by=HUONG)
        assert (kept.state, kept.waits, kept.certificate and kept.certificate.id) == (
            State.REGISTERED,
            Waits.ANSWER,
            "c-2",
        )

    def test_what_nobody_asked_is_not_answered(self) -> None:
        with pytest.raises(refusals.NothingAsked):
            rules.kept(a_use(), certificate(), None, at=NOW, on=TODAY, by=HUONG)
