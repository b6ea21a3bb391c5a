"""A certificate's steps and the days of its life on which something is announced, by rule."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from kit.history import SYSTEM
from kit.lifecycle import StepRefused
from law.rulebooks import shelf
from programme.places import where
from services.registry.certificates import rules, views
from services.registry.certificates.certificate import Certificate
from services.registry.certificates.lifecycle import State, Verb

ON = date(2026, 8, 3)
AT = datetime(2026, 8, 3, 2, tzinfo=UTC)
RULEBOOK = shelf().in_force(ON)
CERTIFICATE = Certificate(
    id="c-1",
    product_id="s-1",
    product_name="Long nhãn",
    set_no=7,
    producer_id="p-1",
    producer_name="HTX Nhãn lồng",
    producer_kind="cooperative",
    place=where("33/11977", ON),
    product_code="33-1",
    star=4,
    decision_number="1/QĐ",
    decided_on=ON,
    authority="UBND tỉnh",
    rulebook_id=RULEBOOK.id,
    valid_from=ON,
    valid_until=date(2029, 8, 2),
)


class TestACertificate:
    def test_keeps_the_step_that_ended_it(self) -> None:
        expired = CERTIFICATE.stepped(Verb.EXPIRE, at=AT, by=SYSTEM)
        assert (expired.state, [step.verb for step in expired.steps]) == (State.EXPIRED, ["expire"])

    def test_expires_once_and_may_still_be_superseded(self) -> None:
        expired = CERTIFICATE.stepped(Verb.EXPIRE, at=AT, by=SYSTEM)
        with pytest.raises(StepRefused):
            expired.stepped(Verb.EXPIRE, at=AT, by=SYSTEM)
        assert expired.may == [Verb.SUPERSEDE, Verb.REVOKE_AFTER_END]

    def test_shows_everybody_all_but_who_took_its_steps_or_entered_it(self) -> None:
        expired = CERTIFICATE.stepped(Verb.EXPIRE, at=AT, by=SYSTEM)
        shown = views.public(expired).model_dump()
        assert set(Certificate.model_fields) - set(shown) == {"steps", "entered_by"}
        assert shown["state"] == "expired"

    def test_is_shown_on_its_product_as_it_is(self) -> None:
        known = rules.certified(CERTIFICATE)
        assert (known.certificate_id, known.star, known.valid_until) == ("c-1", 4, CERTIFICATE.valid_until)


class TestTheLadder:
    def test_goes_down_to_the_day_after_the_last(self) -> None:
        rungs = rules.rungs(CERTIFICATE.valid_until, RULEBOOK)
        assert [rung.on for rung in rungs] == sorted(rung.on for rung in rungs)
        assert (rungs[-2].on, rungs[-1].on) == (date(2029, 8, 2), date(2029, 8, 3))

    def test_passes_by_what_nobody_looked_at_but_for_the_end(self) -> None:
        last = CERTIFICATE.valid_until
        rung = rules.next_rung(last, RULEBOOK, last)
        assert rung
        assert rung.days_left == -1
        assert rules.next_rung(last, RULEBOOK, last + timedelta(days=1)) is None
