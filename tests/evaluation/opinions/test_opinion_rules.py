"""What follows from written opinions, by the rules alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from law.rulebooks import CouncilSettings, shelf
from services.evaluation.opinions import refusals, rules
from services.evaluation.opinions.commands import OpinionCommand, SummaryCommand
from services.evaluation.opinions.lifecycle import State
from services.evaluation.opinions.opinion import Form, Member, Opinions, Result, digest_of
from tests.callers import person

ON, BACK = date(2029, 6, 1), date(2029, 6, 10)
AT = datetime(2029, 6, 1, 2, tzinfo=UTC)
SETTINGS: CouncilSettings = shelf().get("R26").council
FIVE = ("a", "b", "c", "d", "e")


def collection(**said: Any) -> Opinions:
    members = tuple(Member(person_id=one, name=one.upper(), presides=one == "a") for one in FIVE)
    known: dict[str, Any] = {"id": "o", "star": 4, "star_now": 4, "answer_by": BACK, "members": members, "answered": ()}
    return Opinions.model_construct(**known | {"state": State.ASKED, "forms": (), "steps": (), "version": 1} | said)


def form(who: str, opinion: str) -> Form:
    return Form.model_construct(id=f"o|{who}", member_id=who, opinion=opinion, reason="Đủ", digest="", nonce="n")


def follows(opinions: Opinions, said: dict[str, str], **more: bool) -> tuple[Result, tuple[str, ...]]:
    return rules.result_of(opinions, [form(*one) for one in said.items()], SummaryCommand(**more), SETTINGS)


class TestWhatFollows:
    def test_is_the_star_kept_where_all_keep_and_their_sheet_gives_it(self) -> None:
        assert follows(collection(), dict.fromkeys(FIVE, "keep")) == (Result.KEEP, ())

    def test_is_a_lower_star_where_all_lower_and_their_sheet_gives_one(self) -> None:
        assert follows(collection(star=3), dict.fromkeys(FIVE, "lower")) == (Result.LOWER, ())

    @pytest.mark.parametrize(
        ("star", "said", "more", "why"),
        [
            (4, dict.fromkeys(FIVE, "keep") | {"e": "lower"}, {}, ("differ",)),
            (4, dict.fromkeys(FIVE, "keep") | {"e": "meet"}, {}, ("asked-to-meet", "differ")),
            (4, dict.fromkeys(FIVE, "keep"), {"complex": True}, ("complex",)),
            (4, {"a": "keep"}, {}, ("too-few",)),
            (4, dict.fromkeys(FIVE[1:], "keep"), {}, ("too-few",)),
            (3, dict.fromkeys(FIVE, "keep"), {}, ("star-differs",)),
            (4, dict.fromkeys(FIVE, "lower"), {}, ("star-differs",)),
        ],
        ids=["differ", "asks", "complex", "few", "without-the-chair", "keeps-another-star", "lowers-nothing"],
    )
    def test_is_a_meeting_and_says_why(
        self, star: int, said: dict[str, str], more: dict[str, bool], why: tuple[str, ...]
    ) -> None:
        assert follows(collection(star=star), said, **more) == (Result.MEETING, why)

    def test_is_a_visit_where_evidence_is_unclear_whatever_was_said(self) -> None:
        assert follows(collection(), dict.fromkeys(FIVE, "keep"), unclear=True) == (Result.VISIT, ("unclear",))

    def test_waits_for_who_has_not_answered_until_the_day_is_over(self) -> None:
        known = collection(answered=FIVE[:4])
        forms = [form(one, "keep") for one in FIVE[:4]]
        with pytest.raises(refusals.StillAwaited):
            rules.concluded(known, forms, SummaryCommand(), SETTINGS, by=person("chair"), on=BACK, at=AT)

    def test_says_in_words_why_it_is_complex(self) -> None:
        said = [form(one, "keep") for one in FIVE]
        with pytest.raises(refusals.ReasonMissing):
            rules.concluded(
                collection(), said, SummaryCommand(complex=True), SETTINGS, by=person("chair"), on=BACK, at=AT
            )


class TestAForm:
    def test_is_sealed_by_a_digest_that_nobody_can_guess(self) -> None:
        said = OpinionCommand(opinion="keep", reason="Đủ giấy tờ")
        after, sealed = rules.answered(collection(), said, nonce="n-1", by=person("b"), on=ON, at=AT)
        assert (after.answered, sealed.digest) == (("b",), digest_of("o", "b", said, "n-1"))
        assert sealed.digest != digest_of("o", "b", said, "n-2")

    @pytest.mark.parametrize(
        ("who", "answered", "on", "reason", "refused"),
        [
            ("x", (), ON, "Đủ", refusals.NotAsked),
            ("b", ("b",), ON, "Đủ", refusals.AnsweredAlready),
            ("b", (), date(2029, 6, 11), "Đủ", refusals.TooLate),
            ("b", (), ON, " ", refusals.ReasonMissing),
        ],
        ids=["a stranger's", "a second", "a late one", "one without a reason"],
    )
    def test_is_refused(
        self, who: str, answered: tuple[str, ...], on: date, reason: str, refused: type[Exception]
    ) -> None:
        said = OpinionCommand.model_construct(opinion="keep", reason=reason)
        with pytest.raises(refused):
            rules.answered(collection(answered=answered), said, nonce="n", by=person(who), on=on, at=AT)

    def test_goes_with_who_stands_aside(self) -> None:
        after = rules.left(collection(answered=("b", "c")), "b", recused=("b",))
        assert ([one.person_id for one in after.members], after.answered) == (["a", "c", "d", "e"], ("c",))
