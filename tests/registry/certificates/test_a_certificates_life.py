"""What becomes of a certificate after it was issued: mark suspended and lifted, extended, given up, paper replaced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from law import lists
from law.certificate_life import CertificateLife, certificate_life, suspension_grounds
from law.lists import content
from law.rulebooks import shelf
from services.registry.certificates import paper, refusals, rules
from services.registry.certificates.certificate import Certificate, Mark, Suspension
from services.registry.certificates.commands import (
    ExtendCommand,
    GiveUpCommand,
    ReplacePaperCommand,
    SuspendMarkCommand,
)
from services.registry.certificates.lifecycle import State, Verb
from tests.callers import person
from tests.registry.certificates.test_certificate_rules import AT, CERTIFICATE, ON, RULEBOOK
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    HUONG,
    OFFICER,
    PROVINCE_OFFICER,
    Registry,
    ruled,
    submitted,
)

OFFICE, PRODUCER = person("officer", "province-officer@33"), person("own", "producer@p-1")
CITED = {"paper_number": "410/SNN", "paper_signed_on": ON}
DATA = ("QĐ-", "Long nhãn", "HTX", "Hưng Yên", "Xã Tân Hưng", "Chủ tịch", "Nguyễn")


def suspension(**more: Any) -> Suspension:
    command = SuspendMarkCommand(grounds=["mark-above-star"], why="In bốn sao", **more)
    return rules.suspension(command, ON)


class TestTheMark:
    def test_is_suspended_on_grounds_of_its_regulation_whose_source_is_kept(self) -> None:
        said = suspension(until=date(2026, 12, 31))
        assert [one.code for one in said.grounds] == ["mark-above-star"]
        assert "1162/QĐ-VPĐP-OCOP" in said.source
        after = rules.suspended(CERTIFICATE, said, at=AT, by=OFFICE)
        assert (after.state, after.mark, after.star) == (State.VALID, Mark.SUSPENDED, CERTIFICATE.star)

    @pytest.mark.parametrize(
        ("said", "refused"),
        [
            ({"grounds": ["because"], "why": "x"}, refusals.GroundUnknown),
            ({"grounds": ["mark-above-star"], "why": ""}, refusals.ReasonMissing),
            ({"grounds": ["mark-above-star"], "why": "x", "until": date(2026, 8, 2)}, refusals.DayPast),
            ({"grounds": ["mark-above-star"], "why": "x", "paper_number": "1"}, refusals.PaperNeeded),
        ],
    )
    def test_is_not_suspended_without_what_it_takes(self, said: dict[str, Any], refused: type[Exception]) -> None:
        with pytest.raises(refused):
            rules.suspension(SuspendMarkCommand(**said), ON)

    def test_is_suspended_once_and_lifted_once(self) -> None:
        after = rules.suspended(CERTIFICATE, suspension(), at=AT, by=OFFICE)
        with pytest.raises(refusals.SuspendedAlready):
            rules.suspended(after, suspension(), at=AT, by=OFFICE)
        lifted = rules.reinstated(after, "Đã sửa", at=AT, by=OFFICE)
        assert lifted.mark is Mark.ALLOWED
        with pytest.raises(refusals.NotSuspended):
            rules.reinstated(lifted, "Đã sửa", at=AT, by=OFFICE)

    def test_is_changed_by_officers_of_the_levels_of_the_list_and_not_by_its_producer(self) -> None:
        both = person("both", "province-officer@33", "producer@p-1")
        commune = person("commune", "commune-officer@33/11977")
        assert [rules.may_change_mark(one, CERTIFICATE, ON) for one in (OFFICE, both, commune)] == [True, False, False]

    def test_stands_across_the_sheet_with_its_day(self) -> None:
        after = rules.suspended(CERTIFICATE, suspension(), at=AT, by=OFFICE)
        filled = paper.inputs(after, address="https://x", on=ON)["told"]
        assert "TẠM DỪNG SỬ DỤNG NHÃN HIỆU" in filled
        assert "từ ngày 03/08/2026" in filled
        assert paper.pdf(after, address="https://x", on=ON).startswith(b"%PDF-")


class TestAnExtension:
    def until(self, until: date, certificate: Certificate = CERTIFICATE) -> Certificate:
        command = ExtendCommand(until=until, reason="Chờ kết quả", **CITED)
        asked = rules.extension(certificate, command, RULEBOOK, ON)
        return rules.extended(certificate, asked, at=AT, by=OFFICE)

    def test_goes_as_far_as_the_act_allows_from_the_first_last_day(self) -> None:
        most = date(2030, 1, 29)  # 180 days (Article 12.3) after 2 August 2029
        assert self.until(most).valid_until == most
        with pytest.raises(refusals.ExtendedTooFar):
            self.until(date(2030, 1, 30))
        with pytest.raises(refusals.ExtendedTooFar):
            self.until(date(2030, 1, 30), self.until(date(2029, 12, 31)))
        with pytest.raises(refusals.ExtendedTooFar):
            self.until(CERTIFICATE.valid_until)

    def test_is_not_given_by_an_act_that_knows_none(self) -> None:
        command = ExtendCommand(until=date(2029, 9, 1), reason="Chờ", **CITED)
        with pytest.raises(refusals.ExtensionNotAllowed):
            rules.extension(CERTIFICATE, command, shelf().get("R148"), ON)


class TestGivingUp:
    def test_is_the_producers_own_or_by_its_letter(self) -> None:
        own = rules.given_up(CERTIFICATE, GiveUpCommand(reason="Thôi"), on=ON, at=AT, by=PRODUCER)
        assert (own.state, own.ended_on) == (State.GIVEN_UP, ON)
        with pytest.raises(refusals.PaperNeeded):
            rules.given_up(CERTIFICATE, GiveUpCommand(reason="Thôi"), on=ON, at=AT, by=OFFICE)
        noted = rules.given_up(CERTIFICATE, GiveUpCommand(reason="Thôi", **CITED), on=ON, at=AT, by=OFFICE)
        assert noted.given_up is not None
        assert noted.given_up.letter is not None


class TestAPaper:
    def test_is_replaced_and_found_by_both_numbers(self) -> None:
        command = ReplacePaperCommand(old_number="12/GCN", new_number="19/GCN", what="Tên", producer_name="HTX Nhãn")
        after = rules.paper_replaced(CERTIFICATE, command, on=ON, at=AT, by=OFFICE)
        assert after.paper_numbers == ("12/GCN", "19/GCN")
        assert (after.producer_name, after.star, after.valid_until) == ("HTX Nhãn", 4, CERTIFICATE.valid_until)
        with pytest.raises(refusals.SamePaperNumber):  # its number is 19/GCN by now
            rules.paper_replaced(after, command, on=ON, at=AT, by=OFFICE)


@pytest.fixture
def an_act_that_allows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An edition of the list as an installation puts it in, of an act by which a certificate itself may be suspended."""
    act = {"vi": "Nghị định 1/2026/NĐ-CP Điều 9", "en": "Decree 1/2026/NĐ-CP, Article 9"}
    ground = {
        "id": "under-audit",
        "text": {"vi": "Chờ kết luận thanh tra", "en": "Until an audit ends"},
        "verified": "yes",
    }
    allowed = {"allowed": True, "levels": ["province"], "grounds": [ground], "source": act, "verified": "yes"}
    edition = {**content("certificate-life"), "in_force": {"first": ON}, "suspension": allowed}
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "act.yaml").write_text(yaml.safe_dump(edition, allow_unicode=True), encoding="utf-8")
    monkeypatch.setenv("OCOP_LAW", str(tmp_path))
    for cached in (lists.editions, certificate_life):
        cached.cache_clear()
    yield
    monkeypatch.undo()
    for cached in (lists.editions, certificate_life):
        cached.cache_clear()


class TestTheList:
    def test_says_that_no_act_allows_suspending_a_certificate_itself(self) -> None:
        assert certificate_life(ON).suspension.allowed is False
        assert suspension_grounds(ON) == ()

    def test_that_allows_it_names_who_may_and_on_what_grounds(self) -> None:
        said = certificate_life(ON).model_dump()
        said["suspension"]["allowed"] = True
        with pytest.raises(ValueError, match="/suspension"):
            CertificateLife.model_validate(said)

    def test_of_an_act_that_allows_it_has_the_grounds_of_that_act(self, an_act_that_allows_it: None) -> None:
        [ground] = suspension_grounds(ON)
        assert (ground.id, ground.article.vi) == ("under-audit", "Nghị định 1/2026/NĐ-CP Điều 9")

    def test_names_every_period(self) -> None:
        content = certificate_life(ON).model_dump()
        content["revocation"]["periods"] = content["revocation"]["periods"][:-1]
        with pytest.raises(ValueError, match="/revocation/periods"):
            CertificateLife.model_validate(content)

    def test_decides_whether_the_last_day_counts(self) -> None:
        from law.calendar import valid_until

        assert valid_until(date(2026, 9, 10), 36) == date(2029, 9, 10)
        assert valid_until(date(2026, 9, 10), 36, counts=False) == date(2029, 9, 9)


@pytest.fixture
async def certificate(registry: Registry) -> Any:
    dossier = await submitted(registry)
    await registry.consume(ruled(dossier, on=ON))
    [fact] = await registry.facts("vn.ocop.registry.certificate.issued.v1")
    return await registry.read(None, f"/api/certificates/{fact['certificate_id']}")


async def done(registry: Registry, who: Any, one: dict[str, Any], at: str, status: int = 200, **said: Any) -> Any:
    version = one["version"]
    return await registry.send(who, f"/api/certificates/{one['id']}/{at}", said, version=version, status=status)


class TestAtItsEndpoints:
    async def test_the_mark_is_suspended_told_and_free_again_after_its_last_day(
        self, registry: Registry, certificate: dict[str, Any]
    ) -> None:
        said = {"grounds": ["mark-above-star"], "why": "Bao bì in năm sao", "until": "2026-08-31"}
        after = await done(registry, PROVINCE_OFFICER, certificate, "mark-suspension", **said)
        assert (after["state"], after["mark_right"]) == ("valid", "suspended")
        assert "why" not in after["suspension"]
        [fact] = await registry.facts("vn.ocop.registry.mark.use-suspended.v1")
        assert (fact["until"], fact["grounds"][0]["code"]) == ("2026-08-31", "mark-above-star")
        text = await Browser(registry, None).open(f"/certificates/{certificate['id']}", announced=DATA)
        assert "đang bị tạm dừng" in text
        assert "1162/QĐ-VPĐP-OCOP" in text
        assert "năm sao" not in text
        registry.clock.set(datetime(2026, 9, 1, 3, tzinfo=UTC))
        await registry.service.ticker.sweep_once()
        [fact] = await registry.facts("vn.ocop.registry.mark.use-reinstated.v1")
        assert fact["reinstated_on"] == "2026-09-01"
        states = await registry.facts("vn.ocop.registry.certificate.state.v1")
        assert [one.get("mark") for one in states] == ["allowed", "suspended", "allowed"]

    async def test_a_certificate_itself_is_not_suspended_and_the_refusal_says_what_may_be_done(
        self, registry: Registry, certificate: dict[str, Any]
    ) -> None:
        said = {"grounds": ["under-audit"], "why": "Thanh tra"}
        refused = await done(registry, PROVINCE_OFFICER, certificate, "suspension", status=409, **said)
        assert refused["type"].endswith("certificate.suspension-not-allowed")
        assert "tạm dừng quyền sử dụng nhãn hiệu" in refused["detail_vi"]
        offered = await Browser(registry, PROVINCE_OFFICER).open(f"/certificates/{certificate['id']}", announced=DATA)
        assert "/steps/suspension" not in offered

    async def test_a_certificate_itself_is_suspended_once_an_act_that_allows_it_is_installed(
        self, registry: Registry, certificate: dict[str, Any], an_act_that_allows_it: None
    ) -> None:
        at, said = f"/certificates/{certificate['id']}", {"grounds": ["under-audit"], "why": "Thanh tra"}
        await done(registry, OFFICER, certificate, "suspension", status=403, **said)
        await done(registry, HUONG, certificate, "suspension", status=403, **said)
        officer = Browser(registry, PROVINCE_OFFICER)
        assert "/steps/suspension" in await officer.open(at, announced=DATA)
        assert "Nghị định 1/2026/NĐ-CP Điều 9" in await officer.open(f"{at}/steps/suspension", announced=DATA)
        await officer.submit(f"{at}/steps/suspension", said)
        after = await registry.read(None, f"/api/certificates/{certificate['id']}")
        assert (after["state"], after["mark_right"], after["suspension"]["whole"]) == ("valid", "suspended", True)
        assert "đang bị tạm đình chỉ" in await Browser(registry, None).open(at, announced=DATA)
        [fact] = await registry.facts("vn.ocop.registry.certificate.suspended.v1")
        assert (fact["suspended_on"], fact["grounds"][0]["code"]) == ("2026-08-03", "under-audit")
        assert await registry.facts("vn.ocop.registry.mark.use-suspended.v1") == []
        await done(registry, PROVINCE_OFFICER, after, "mark-reinstatement", reason="Thanh tra không thấy vi phạm")
        assert len(await registry.facts("vn.ocop.registry.certificate.reinstated.v1")) == 1
        states = await registry.facts("vn.ocop.registry.certificate.state.v1")
        assert [one.get("mark") for one in states] == ["allowed", "suspended", "allowed"]

    async def test_given_up_by_its_producer_it_is_no_recognition_any_more(
        self, registry: Registry, certificate: dict[str, Any]
    ) -> None:
        await done(registry, OFFICER, certificate, "giving-up", status=403, reason="Thôi")
        after = await done(registry, HUONG, certificate, "giving-up", reason="Chuyển sang sản phẩm khác")
        assert after["state"] == "given-up"
        product = await registry.read(OFFICER, f"/api/products/{certificate['product_id']}")
        assert product["certified"]["ended"] == "given-up"
        registry.clock.set(datetime(2029, 8, 5, 3, tzinfo=UTC))
        await registry.service.ticker.sweep_once()
        assert await registry.facts("vn.ocop.registry.certificate.expired.v1") == []

    async def test_extended_it_lapses_on_the_later_day(self, registry: Registry, certificate: dict[str, Any]) -> None:
        said = {"until": "2029-12-31", "reason": "Chờ kết quả", "paper_number": "5/QĐ", "paper_signed_on": "2026-08-03"}
        after = await done(registry, PROVINCE_OFFICER, certificate, "extension", **said)
        assert after["valid_until"] == "2029-12-31"
        product = await registry.read(OFFICER, f"/api/products/{certificate['product_id']}")
        assert product["certified"]["valid_until"] == "2029-12-31"
        registry.clock.set(datetime(2029, 12, 31, 3, tzinfo=UTC))
        for _ in range(9):
            await registry.service.ticker.sweep_once()
        assert await registry.facts("vn.ocop.registry.certificate.expired.v1") == []

    async def test_its_paper_is_found_by_the_struck_number_too(
        self, registry: Registry, certificate: dict[str, Any]
    ) -> None:
        said = {"old_number": "12/GCN-OCOP", "new_number": "19/GCN-OCOP", "what": "Tên chủ thể"}
        await done(registry, PROVINCE_OFFICER, certificate, "paper-replacement", **said)
        for number, struck in (("12/GCN-OCOP", True), ("19/GCN-OCOP", False)):
            [found] = (await registry.read(None, f"/api/certificate-papers?number={number}"))["items"]
            assert (found["certificate"]["id"], found["struck"]) == (certificate["id"], struck)

    async def test_the_pages_do_the_same(self, registry: Registry, certificate: dict[str, Any]) -> None:
        at, province, own = (
            f"/certificates/{certificate['id']}",
            Browser(registry, PROVINCE_OFFICER),
            Browser(registry, HUONG),
        )
        await province.open(f"{at}/steps/mark-suspension", announced=DATA)
        await province.submit(f"{at}/steps/mark-suspension", {"grounds": ["mark-above-star"], "why": "In sai"})
        await province.open(f"{at}/steps/mark-reinstatement", announced=DATA)
        await province.submit(f"{at}/steps/mark-reinstatement", {"reason": "Đã sửa"})
        await province.open(f"{at}/steps/extension", announced=DATA)
        await province.open(f"{at}/steps/paper-replacement", announced=DATA)
        said = {"old_number": "12/GCN", "new_number": "19/GCN", "what": "Tên"}
        await province.submit(f"{at}/steps/paper-replacement", said)
        assert "19/GCN" in await own.open(at, announced=DATA)
        await own.open(f"{at}/steps/giving-up", announced=DATA)
        assert (await own.client.get(f"{at}/steps/extension")).status_code == 404


def test_a_suspended_mark_is_free_again_by_law_only_while_the_certificate_lives() -> None:
    ended = CERTIFICATE.stepped(Verb.EXPIRE, at=AT, by=OFFICE)
    assert ended.mark is Mark.ENDED
