"""What may become of a revocation, and what its decision needs, by rule."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kit.history import SYSTEM
from kit.language import speaking
from kit.lifecycle import StepRefused
from law.certificate_life import certificate_life, cited_ground, mark_grounds, revocation_law
from law.rulebooks import shelf
from programme.places import where
from services.registry.certificates import rules as certificate_rules
from services.registry.certificates import views as certificate_views
from services.registry.certificates.certificate import Certificate, DecisionCited, Ground, Revoked
from services.registry.certificates.lifecycle import Verb as CertificateVerb
from services.registry.revocations import refusals, rules
from services.registry.revocations.commands import (
    AppealCommand,
    AskCommand,
    CollectCommand,
    ConcludeCommand,
    ExplainCommand,
    SettleCommand,
    SubmitCommand,
)
from services.registry.revocations.lifecycle import State
from services.registry.revocations.revocation import Because, Late, Revocation, Source
from tests.callers import person

ON = date(2026, 8, 3)
AT = datetime(2026, 8, 3, 2, tzinfo=UTC)
RULEBOOK = shelf().in_force(ON)
LAW = revocation_law(RULEBOOK, ON)
OFFICER = person("officer", "province-officer@33")
PRODUCER = person("huong", "producer@p-1")
PAPER = {"paper_number": "410/SNNMT", "paper_signed_on": ON}
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
CITED = DecisionCited(id="d-1", number="77/QĐ-UBND", decided_on=ON, line=1, of=1)
PUBLISHED = [
    ("Hết thời hạn 36 tháng, chủ thể không nộp hồ sơ đánh giá, phân hạng lại", "not-re-evaluated"),
    ("Giấy chứng nhận hết hiệu lực từ 31/12/2023", "not-re-evaluated"),
    ("Không đạt tiêu chí bắt buộc đối với sản phẩm hạng 3 sao", "criteria-no-longer-met"),
    ("Không duy trì vùng nguyên liệu, hết hạn chứng nhận VietGAP", "criteria-no-longer-met"),
    ("Kết quả đánh giá lại dưới 50 điểm", "re-evaluated-not-recognised"),
    ("Chủ thể có đơn xin rút, không tiếp tục tham gia Chương trình", "given-back"),
    ("Cơ sở ngừng sản xuất sản phẩm", "production-stopped"),
    ("Hợp tác xã đã giải thể, doanh nghiệp phá sản", "production-stopped"),
    ("Hộ kinh doanh chuyển nhượng cơ sở cho chủ khác", "producer-changed"),
    ("Sáp nhập hai hợp tác xã", "producer-changed"),
    ("Thay đổi công thức, quy cách so với hồ sơ đã công nhận", "product-changed"),
    ("Giả mạo phiếu kiểm nghiệm trong hồ sơ", "dishonest-or-forged"),
    ("Mẫu sản phẩm chứa chất cấm, bị xử phạt về an toàn thực phẩm", "legal-breach"),
    ("Ghi nhãn sai xuất xứ", "legal-breach"),
    ("In bốn sao khi được công nhận ba sao", "ocop-mark-misuse"),
    ("Theo kết luận của đoàn thanh tra liên ngành", "other-authority-conclusion"),
    ("Công nhận hai lần cùng một sản phẩm tại hai quyết định", "recognised-in-error"),
    ("Đã được công nhận nâng hạng tại quyết định khác", "recognised-anew"),
    ("–", "reason-not-given"),
]
"""Reasons as decisions to revoke give them, and the ground each is sorted under. The first four are known from published decisions."""
GROUNDS = rules.grounds_of(["legal-breach"], LAW)


def proposed(source: str = Source.PERSON.value, certificate: Certificate = CERTIFICATE) -> Revocation:
    because = Because(text="In sai hạng sao", source=source, proposed_on=ON, by=SYSTEM)
    authority = certificate_rules.authority_over(certificate, RULEBOOK, ON)
    return rules.proposed("r-1", certificate, authority, LAW, because=because, grounds=GROUNDS, lists={})


def explained() -> Revocation:
    asked = rules.asked(proposed(), AskCommand(**PAPER), on=ON, at=AT, by=OFFICER)
    return rules.explained(asked, ExplainCommand(text="Đã sửa"), on=ON, at=AT, by=PRODUCER)


def concluded() -> Revocation:
    command = ConcludeCommand(conclusion="revoke", reason="Không sửa", **PAPER)
    return rules.concluded(explained(), command, LAW, on=ON, at=AT, by=OFFICER)


def decided(on: date = ON) -> Revocation:
    done = {"grounds": GROUNDS, "collector": "33/11977", "after_end": False, "on": on, "at": AT, "by": OFFICER}
    return rules.decided(concluded(), CITED, **done)


class TestAProposal:
    def test_is_the_offices_that_revokes_the_star_by_the_rulebook_in_force(self) -> None:
        made = proposed()
        assert (made.office, made.authority) == ("33", "Chủ tịch UBND cấp tỉnh")
        five = proposed(certificate=CERTIFICATE.model_copy(update={"star": 5}))
        assert (five.office, five.authority) == ("vn", "Bộ trưởng Bộ NN&MT")

    def test_goes_to_a_successor_where_the_level_that_decided_is_gone(self) -> None:
        then = date(2025, 7, 3)  # districts had ended, and the act with the province in their stead had not come
        rulebook = shelf().get("R148")
        three = CERTIFICATE.model_copy(update={"star": 3, "place": where("33/330/12265", date(2025, 6, 30))})
        over = certificate_rules.authority_over(three, rulebook, then)
        assert (over.office, over.level, over.instead_of) == ("33", "province", "district")

    def test_is_looked_at_within_the_period_of_the_list(self) -> None:
        assert proposed().due_on == certificate_life(ON).period("consider").last_day(ON)

    def test_cites_the_article_of_each_ground(self) -> None:
        assert [one.article for one in GROUNDS] == ["QĐ 26/2026/QĐ-TTg, Điều 8.1.c"]
        with pytest.raises(refusals.GroundUnknown):
            rules.grounds_of(["because-we-say-so"], LAW)

    def test_over_what_was_revoked_already_is_refused(self) -> None:
        done = Revoked(revoked_on=ON, grounds=GROUNDS, decision=CITED)
        revoked = certificate_rules.revoked(CERTIFICATE, done, at=AT, by=OFFICER)
        with pytest.raises(refusals.RevokedAlready):
            proposed(certificate=revoked)

    def test_gets_one_more_reason_and_says_nothing_twice(self) -> None:
        first = proposed()
        again = rules.with_reason(first, first.because[0], GROUNDS, at=AT, by=SYSTEM)
        assert again is first
        other = Because(text="Lô hàng không đạt", source=Source.INSPECTION.value, ref="i-1", proposed_on=ON, by=SYSTEM)
        more = rules.with_reason(first, other, [Ground(code="x", words="X"), *GROUNDS], at=AT, by=SYSTEM)
        assert [one.source for one in more.because] == ["person", "inspection"]
        assert [one.code for one in more.grounds] == ["legal-breach", "x"]


class TestAnExplanation:
    def test_is_asked_by_a_paper_and_until_a_day_to_come(self) -> None:
        with pytest.raises(refusals.PaperNeeded):
            rules.asked(proposed(), AskCommand(), on=ON, at=AT, by=OFFICER)
        with pytest.raises(refusals.AnswerTooEarly):
            rules.asked(proposed(), AskCommand(answer_by=ON, **PAPER), on=ON, at=AT, by=OFFICER)
        asked = rules.asked(proposed(), AskCommand(answer_by=date(2026, 8, 20), **PAPER), on=ON, at=AT, by=OFFICER)
        assert (asked.state, asked.due_on) == (State.ASKED, date(2026, 8, 20))

    def test_of_an_officer_names_the_producers_letter(self) -> None:
        asked = rules.asked(proposed(), AskCommand(**PAPER), on=ON, at=AT, by=OFFICER)
        with pytest.raises(refusals.PaperNeeded):
            rules.explained(asked, ExplainCommand(text="Đã sửa"), on=ON, at=AT, by=OFFICER)
        noted = rules.explained(asked, ExplainCommand(text="Đã sửa", **PAPER), on=ON, at=AT, by=OFFICER)
        assert noted.explained is not None
        assert noted.explained.letter is not None

    def test_that_never_came_leaves_the_step_to_the_office(self) -> None:
        asked = rules.asked(proposed(), AskCommand(**PAPER), on=ON, at=AT, by=OFFICER)
        silent = rules.passed_by(asked, on=date(2026, 8, 20), at=AT)
        assert silent.explained is not None
        assert (silent.state, silent.explained.silent) == (State.EXPLAINED, True)


class TestAConclusion:
    def test_starts_the_days_of_the_law(self) -> None:
        made = concluded()
        assert made.concluded is not None
        assert made.concluded.decide_by == date(2026, 8, 18)  # Article 8.4: 15 days
        assert made.due_on == date(2026, 8, 18)

    def test_needs_an_explanation_unless_the_commune_confirmed_or_an_authority_concluded(self) -> None:
        command = ConcludeCommand(conclusion="revoke", reason="Không còn sản xuất", **PAPER)
        with pytest.raises(refusals.ExplanationFirst):
            rules.concluded(proposed(), command, LAW, on=ON, at=AT, by=OFFICER)
        confirmed = proposed(Source.PRODUCTION_ENDED.value)
        assert rules.concluded(confirmed, command, LAW, on=ON, at=AT, by=OFFICER).state is State.CONCLUDED

    def test_to_keep_ends_the_procedure(self) -> None:
        command = ConcludeCommand(conclusion="keep", reason="Đã khắc phục")
        kept = rules.concluded(explained(), command, LAW, on=ON, at=AT, by=OFFICER)
        assert (kept.state, kept.dropped_because, kept.due_on) == (State.DROPPED, "Đã khắc phục", None)

    def test_is_submitted_without_moving_its_day(self) -> None:
        sent = rules.submitted(concluded(), SubmitCommand(**PAPER), on=date(2026, 8, 5), at=AT, by=OFFICER)
        assert (sent.state, sent.due_on) == (State.SUBMITTED, date(2026, 8, 18))


class TestADecision:
    def test_has_the_paper_collected_or_said_to_be_lost_with_a_word(self) -> None:
        with pytest.raises(refusals.ReasonMissing):
            rules.collected(decided(), CollectCommand(lost=True), office="33/11977", on=ON, at=AT, by=OFFICER)
        got = rules.collected(decided(), CollectCommand(), office="33/11977", on=ON, at=AT, by=OFFICER)
        assert (got.state, got.due_on) == (State.COLLECTED, None)

    def test_is_contested_while_the_period_runs_and_once_at_a_time(self) -> None:
        command = AppealCommand(why="Đã sửa trước đó")
        contested = rules.appealed(decided(), command, on=ON, at=AT, by=PRODUCER)
        assert contested.waits == "appeal-settled"
        with pytest.raises(refusals.AppealOpen):
            rules.appealed(contested, command, on=ON, at=AT, by=PRODUCER)
        with pytest.raises(refusals.AppealLate):
            rules.appealed(decided(), command, on=date(2026, 12, 3), at=AT, by=PRODUCER)

    def test_that_is_annulled_ends_the_procedure_and_one_upheld_goes_on(self) -> None:
        contested = rules.appealed(decided(), AppealCommand(why="Đã sửa"), on=ON, at=AT, by=PRODUCER)
        upheld = SettleCommand(result="upheld", answer="Giữ nguyên", **PAPER)
        assert rules.settled(contested, upheld, on=ON, at=AT, by=OFFICER).state is State.DECIDED
        annulled = SettleCommand(result="annulled", answer="Hủy", **PAPER)
        assert rules.settled(contested, annulled, on=ON, at=AT, by=OFFICER).state is State.DROPPED
        with pytest.raises(refusals.NoAppeal):
            rules.settled(decided(), upheld, on=ON, at=AT, by=OFFICER)

    def test_cannot_be_dropped(self) -> None:
        with pytest.raises(StepRefused):
            rules.dropped(decided(), "Nhầm", at=AT, by=OFFICER)


class TestADayThatPasses:
    def test_is_noted_once_for_the_step_that_is_late(self) -> None:
        made = concluded()
        assert rules.overdue(made, date(2026, 8, 18)) is None
        late = rules.overdue(made, date(2026, 8, 19))
        assert late is not None
        assert late.late == (Late(step="decision", was_due_on=date(2026, 8, 18)),)
        assert rules.overdue(late, date(2026, 8, 20)) is None


class TestTheLaw:
    def test_has_grounds_for_every_rulebook_and_says_which_were_not_read(self) -> None:
        for rulebook in shelf().all():
            grounds = revocation_law(rulebook, ON).grounds
            assert grounds, rulebook.id
            assert all(one.article.vi for one in grounds)
        assert {one.verified for one in LAW.grounds} == {"yes"}
        assert "no" in {one.verified for one in revocation_law(shelf().get("R148"), ON).grounds}

    @pytest.mark.parametrize(("reason", "ground"), PUBLISHED)
    @pytest.mark.parametrize("rulebook", [one.id for one in shelf().all()])
    def test_has_a_ground_for_each_reason_that_decisions_give(self, rulebook: str, reason: str, ground: str) -> None:
        """A decision that lists what has lapsed, or was recognised under whichever act, finds its reason by another name than “other”."""
        found = revocation_law(shelf().get(rulebook), ON, ended=True)
        assert found.ground(ground), reason
        assert found.ground("other") is None

    def test_knows_grounds_of_what_has_ended_for_such_only(self) -> None:
        assert LAW.ground("not-re-evaluated") is None
        assert revocation_law(RULEBOOK, ON, ended=True).ground("not-re-evaluated") is not None


def test_an_ended_certificate_keeps_its_end_when_it_is_revoked() -> None:
    expired = CERTIFICATE.stepped(CertificateVerb.EXPIRE, at=AT, by=SYSTEM)
    done = Revoked(revoked_on=date(2029, 11, 2), grounds=GROUNDS, decision=CITED)
    after = certificate_rules.revoked(expired, done, at=AT, by=OFFICER)
    assert (after.state, after.ended_on) == (expired.state, date(2029, 8, 3))
    with pytest.raises(StepRefused):
        certificate_rules.revoked(
            certificate_rules.revoked(CERTIFICATE, done, at=AT, by=OFFICER), done, at=AT, by=OFFICER
        )


class TestACitedGround:
    def test_is_said_in_the_language_of_the_page_and_kept_as_it_was_signed(self) -> None:
        [ground] = GROUNDS
        assert certificate_views.cited(ground) == f"{ground.words} (QĐ 26/2026/QĐ-TTg, Điều 8.1.c)"
        with speaking("en"):
            assert certificate_views.cited(ground).endswith("or other law (Decision 26/2026/QĐ-TTg, Article 8.1.c)")
            unknown = ground.model_copy(update={"words": "Theo văn bản cũ", "article": None})
            assert certificate_views.cited(unknown) == "Theo văn bản cũ"

    @pytest.mark.parametrize("id", [one.id for one in mark_grounds(ON)])
    def test_of_a_suspension_is_known_too(self, id: str) -> None:
        found = next(one for one in mark_grounds(ON) if one.id == id)
        assert cited_ground(id, found.text.vi) == found
