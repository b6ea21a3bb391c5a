"""From a producer to a public certificate through the pages alone, as people in their browsers take it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from kit.identity import Principal
from law.rulebooks import shelf
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    CHAU,
    HUONG,
    MEMBER,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PDF,
    PROVINCE_OFFICER,
    STRANGER,
    Registry,
    best,
    returned,
    ruled,
)

HTX = {
    "name": "HTX Nhãn lồng Tân Hưng",
    "kind": "cooperative",
    "place": "tan hung",
    "representative-name": "Nguyễn Thị Hương",
    "representative-sex": "female",
    "representative-email": "huong@htx-tanhung.example",
    "representative-phone": "0912345678",
    "language": "vi",
}
OWN = r'(?<=href="/registry)/producers/[\w-]+'
"""The link to a producer, not the form beside the list."""
DATA = ("Tân Hưng", "Hương", "Long nhãn", "HTX", "Hưng Yên", "Hoàng Minh Châu", ".pdf")


@pytest.fixture
def browsers(registry: Registry) -> Any:
    made: dict[str, Browser] = {}
    return lambda who: made.setdefault(who.id if who else "", Browser(registry, who))


async def a_product(browser: Browser, producer: dict[str, str] = HTX, set_no: int = 7) -> str:
    """The path of a product's page, its producer registered on the way."""
    await browser.open("/producers/new", announced=DATA)
    own = await browser.submit("/producers/new", producer)
    await browser.open(own, announced=DATA)
    await browser.open(f"/products/new?producer={own.rpartition('/')[2]}", announced=DATA)
    return await browser.submit(
        f"/products/new?producer={own.rpartition('/')[2]}",
        {"name": "Long nhãn sấy Tân Hưng", "set_no": str(set_no), "description": "Cùi nhãn sấy"},
    )


async def a_dossier(browser: Browser, product: str) -> str:
    await browser.open(product, announced=DATA)
    await browser.open(f"{product}/dossiers/new", announced=DATA)
    return await browser.submit("/dossiers/new", {"kind": "first"})


async def upload(browser: Browser, dossier: str, name: str = "Đăng ký.pdf", content: bytes = PDF, **more: Any) -> str:
    await browser.open(f"{dossier}/evidence", announced=DATA)
    fields = {"kind": "business-registration", "issued_on": "", "expires_on": "", "criterion": ""} | more.pop(
        "fields", {}
    )
    return await browser.submit(
        f"{dossier}/evidence", fields, files={"file": (name, content, "application/pdf")}, **more
    )


def answers_of(set_no: int) -> dict[str, str]:
    return {f"answers-{leaf}": option for leaf, option in best(shelf().get("R26"), set_no)["answers"].items()}


async def a_submitted(browser: Browser) -> str:
    dossier = await a_dossier(browser, await a_product(browser))
    await upload(browser, dossier)
    await browser.open(f"{dossier}/self-assessment", announced=DATA)
    await browser.submit(f"{dossier}/self-assessment", answers_of(7) | {"then": "done"})
    await browser.open(f"{dossier}/submission", announced=DATA)
    return await browser.submit(f"{dossier}/submission", {"note": "Kính đề nghị xem xét"})


class TestTheJourneyThroughPages:
    async def test_ends_on_a_public_page_with_certificate_paper_and_code(
        self, browsers: Any, registry: Registry
    ) -> None:
        huong, public = browsers(HUONG), browsers(None)
        dossier = await a_dossier(huong, await a_product(huong))
        text = await huong.open(dossier, announced=DATA)
        assert "Còn thiếu gì và vì sao" in text
        assert "Chưa tự đánh giá" in text
        await upload(huong, dossier)
        text = await huong.open(f"{dossier}/self-assessment", announced=DATA)
        assert len(set(re.findall(r'type="radio" value="[^"]*"|name="(answers-[^"]+)"', text))) > 25
        some = dict(list(answers_of(7).items())[:5])
        await huong.submit(f"{dossier}/self-assessment", some | {"then": "stay"})
        text = await huong.open(f"{dossier}/self-assessment", announced=DATA)
        assert f"Còn {len(answers_of(7)) - 5} trên" in text
        assert "Lên 3 sao: cần thêm" in text
        await huong.submit(f"{dossier}/self-assessment", answers_of(7) | {"then": "done"})
        assert "Nộp được" in await huong.open(dossier, announced=DATA)
        await huong.open(f"{dossier}/submission", announced=DATA)
        await huong.submit(f"{dossier}/submission", {"note": ""})
        assert "1/PĐK-33-11977-2026" in await huong.open(dossier, announced=DATA)
        shown = await registry.read(HUONG, f"/api{dossier}")
        await public.open(f"/products/{shown['product_id']}", status=404)
        await registry.consume(ruled(shown, on=date(2026, 8, 3)))

        text = await public.open("/?q=long+nhan", announced=DATA)
        assert "/products/33-11977-1-2026" in text
        for typed in ("33-11977-1-2026", "33+11977+1+2026", "331197712026", "33–11977–1–2026"):
            assert "/products/33-11977-1-2026" in await public.open(f"/?q={typed}", announced=DATA)
        assert "/products/33-11977-1-2026" not in await public.open("/?q=33-11977-2-2026", announced=DATA)
        text = await public.open("/products/33119771%202026", announced=DATA)
        assert "12/QĐ-UBND" in text
        found = await registry.read(None, "/api/public/products?q=33%2011977%201%202026")
        assert [one["certificate"]["product_code"] for one in found["items"]] == ["33-11977-1-2026"]
        text = await public.open("/products/33-11977-1-2026", announced=DATA)
        for part in ("Long nhãn sấy Tân Hưng", "12/QĐ-UBND", "03/08/2026 – 03/08/2029", "Còn hiệu lực", "qr.svg"):
            assert part in text
        for secret in ("Nguyễn Thị Hương", "huong@", "912345678", "912 345 678"):
            assert secret not in text
        [certificate] = set(re.findall(r'href="/registry(/certificates/[^"/]+)"', text))
        await public.open(certificate, announced=DATA)
        answer = await public.client.get(f"{certificate}/paper.pdf")
        assert answer.content.startswith(b"%PDF-")
        answer = await public.client.get(f"{certificate}/qr.svg")
        assert answer.headers["content-type"] == "image/svg+xml"
        assert "Xem hồ sơ" in await huong.open(certificate, announced=DATA)

    async def test_an_empty_form_says_every_field_by_its_name_and_links_to_it(
        self, browsers: Any, registry: Registry
    ) -> None:
        huong = browsers(HUONG)
        product = await a_product(huong)
        form = f"/products/new?producer={(await registry.read(HUONG, f'/api{product}'))['producer_id']}"
        await huong.open(form, announced=DATA)
        text = await huong.submit(form, {"name": "", "set_no": "", "description": ""}, status=422)
        for field, words in (("name", "Hãy ghi «Tên sản phẩm»."), ("set_no", "Hãy chọn hoặc ghi «Bộ sản phẩm».")):
            assert re.search(rf'<a href="#{field}">{words}</a>', text), field
            assert re.search(rf'id="{field}-error"', text), field
        dossier = await a_dossier(huong, product)
        text = await huong.open(f"{dossier}/evidence", announced=DATA)
        assert 'type="date"' not in text
        text = await upload(huong, dossier, fields={"issued_on": "5/3/26", "expires_on": "31/02/2027"}, status=422)
        for words in ("Ngày cấp: «5/3/26»", "Ngày hết hạn: «31/02/2027»", 'value="5/3/26"', 'value="31/02/2027"'):
            assert words in text
        await upload(huong, dossier, fields={"issued_on": "5/3/2026", "expires_on": "05-03-2028"})
        assert "05/03/2028" in await huong.open(f"{dossier}/evidence", announced=DATA)

    async def test_a_returned_dossier_is_mended_and_handed_in_again(self, browsers: Any, registry: Registry) -> None:
        huong = browsers(HUONG)
        dossier = await a_submitted(huong)
        shown = await registry.read(HUONG, f"/api{dossier}")
        await registry.consume(returned(shown, "Phiếu kiểm nghiệm", on=date(2026, 8, 3), by=date(2026, 8, 20)))
        text = await huong.open(dossier, announced=(*DATA, "Phiếu kiểm nghiệm"))
        assert "Phiếu kiểm nghiệm" in text
        assert "20/08/2026" in text
        await upload(huong, dossier, "Kiểm nghiệm.pdf", PDF + b"%more", fields={"kind": "quality-declaration"})
        await huong.open(f"{dossier}/submission", announced=DATA)
        await huong.submit(f"{dossier}/submission", {"note": "Đã bổ sung"})
        text = await huong.open(dossier, announced=DATA)
        assert "Đã nộp" in text
        assert len(await registry.facts("vn.ocop.registry.dossier.supplemented.v1")) == 1

    async def test_an_upgrade_starts_from_the_last_dossier_and_shows_what_changed(
        self, browsers: Any, registry: Registry
    ) -> None:
        huong = browsers(HUONG)
        first = await a_submitted(huong)
        shown = await registry.read(HUONG, f"/api{first}")
        await registry.consume(ruled(shown, on=date(2026, 8, 3)))
        await huong.open(f"/products/{shown['product_id']}/dossiers/new", announced=DATA)
        assert "còn hiệu lực" in await huong.submit("/dossiers/new", {"kind": "first"}, status=409)
        upgrade = await huong.submit("/dossiers/new", {"kind": "upgrade"})
        text = await huong.open(upgrade, announced=DATA)
        assert "Các lựa chọn trên phiếu không đổi" in text
        assert "Đăng ký.pdf" in text
        await upload(huong, upgrade, "Hợp đồng liên kết.pdf", PDF + b"%2", fields={"kind": "material-origin"})
        answers = answers_of(7)
        criterion = next(iter(answers))
        lowest = shelf().get("R26").sheet(7).leaves[0].options[0].id
        await huong.open(f"{upgrade}/self-assessment", announced=DATA)
        await huong.submit(f"{upgrade}/self-assessment", answers | {criterion: lowest})
        text = await huong.open(upgrade, announced=DATA)
        for part in ("Lựa chọn đã đổi", "Minh chứng mới: Hợp đồng liên kết.pdf", "100 →"):
            assert part in text

    async def test_a_dossier_and_a_product_are_withdrawn_with_a_reason(self, browsers: Any) -> None:
        huong = browsers(HUONG)
        product = await a_product(huong)
        dossier = await a_dossier(huong, product)
        await huong.open(f"{product}/withdrawal", announced=DATA)
        text = await huong.submit(f"{product}/withdrawal", {"reason": "Ngừng sản xuất"}, status=409)
        assert "Sản phẩm còn hồ sơ chưa kết thúc" in text
        await huong.open(f"{dossier}/withdrawal", announced=DATA)
        assert "Hãy ghi lý do" in await huong.submit(f"{dossier}/withdrawal", {"reason": " "}, status=422)
        await huong.submit(f"{dossier}/withdrawal", {"reason": "Làm lại từ đầu"})
        await huong.open(f"{product}/withdrawal", announced=DATA)
        await huong.submit(f"{product}/withdrawal", {"reason": "Ngừng sản xuất"})
        text = await huong.open(product, announced=DATA)
        assert "Đã rút" in text
        assert "Ngừng sản xuất" in text


class TestTheSubmission:
    async def test_warns_of_evidence_the_claimed_star_asks_for_and_takes_the_dossier_all_the_same(
        self, browsers: Any
    ) -> None:
        huong = browsers(HUONG)
        dossier = await a_dossier(huong, await a_product(huong))
        await upload(huong, dossier)
        text = await huong.open(f"{dossier}/submission", announced=DATA)
        assert 'id="unproven"' not in text  # nothing is claimed yet
        await huong.open(f"{dossier}/self-assessment", announced=DATA)
        await huong.submit(f"{dossier}/self-assessment", answers_of(7))
        text = await huong.open(f"{dossier}/submission", announced=DATA)
        asked = text.partition('id="unproven"')[2].partition("</ul>")[0]
        for there, label in ((True, "Câu chuyện sản phẩm"), (True, "Phiếu kiểm nghiệm"), (False, "Giải thưởng")):
            assert (label.lower() in asked.lower()) is there, (label, asked)
        await upload(huong, dossier, "Câu chuyện.pdf", PDF + b"%3", fields={"kind": "story"})
        text = await huong.open(f"{dossier}/submission", announced=DATA)
        assert "kind=story" not in text.partition('id="unproven"')[2].partition("</ul>")[0]
        await huong.submit(f"{dossier}/submission", {"note": ""})


class TestAForm:
    async def test_refused_keeps_what_was_written_and_names_each_field(self, browsers: Any) -> None:
        huong = browsers(HUONG)
        await huong.open("/producers/new", announced=DATA)
        text = await huong.submit(
            "/producers/new", HTX | {"name": " ", "tax_code": "12", "representative-email": "huong"}, status=422
        )
        for field in ("#name", "#tax_code", "#representative-email"):
            assert f'href="{field}"' in text
        assert 'value="tan hung"' in text
        assert 'value="Nguyễn Thị Hương"' in text

    @pytest.mark.parametrize(("place", "said"), [("xyz", "Không có xã, phường nào tên"), ("Đông", "Có nhiều nơi tên")])
    async def test_says_what_is_wrong_with_a_commune(self, browsers: Any, place: str, said: str) -> None:
        huong = browsers(HUONG)
        await huong.open("/producers/new", announced=DATA)
        assert said in await huong.submit("/producers/new", HTX | {"place": place}, status=422)

    async def test_sent_twice_makes_one(self, browsers: Any) -> None:
        huong = browsers(HUONG)
        await huong.open("/producers/new", announced=DATA)
        first = await huong.submit("/producers/new", HTX)
        assert await huong.submit("/producers/new", HTX) == first

    async def test_of_a_page_read_before_somebody_changed_it_is_refused(self, browsers: Any) -> None:
        huong, officer = browsers(HUONG), browsers(OFFICER)
        product = await a_product(huong)
        own = re.search(OWN, await huong.open("/producers", announced=DATA))
        assert own
        await huong.open(f"{own.group()}/edit", announced=DATA)
        await officer.open(f"{own.group()}/edit", announced=DATA)
        await officer.submit("/edit", HTX | {"name": "HTX Nhãn lồng xã Tân Hưng"})
        text = await huong.submit("/edit", HTX | {"tax_code": "0900123456"}, status=412)
        assert "đã được người khác thay đổi" in text
        assert 'value="0900123456"' in text
        assert product

    async def test_in_decomposed_letters_is_kept_composed(self, browsers: Any) -> None:
        import unicodedata

        huong = browsers(HUONG)
        await huong.open("/producers/new", announced=DATA)
        own = await huong.submit("/producers/new", {k: unicodedata.normalize("NFD", v) for k, v in HTX.items()})
        assert HTX["name"] in await huong.open(own, announced=DATA)


class TestAnUpload:
    @pytest.mark.parametrize(
        ("name", "content", "status", "said"),
        [
            ("cắt.pdf", PDF[:150], 415, "bị cắt giữa chừng"),
            ("chạy.pdf", b"MZ\x90\x00" + b"\x00" * 64, 415, "không thuộc loại được nhận"),
            ("trống.pdf", b"", 422, "Chưa chọn tệp"),
            ("to.pdf", b"%PDF-1.4\n" + b"0" * 25_000_001, 413, "lớn hơn 25 MB"),
        ],
    )
    async def test_that_is_not_what_it_says_is_refused_in_words(
        self, browsers: Any, registry: Registry, name: str, content: bytes, status: int, said: str
    ) -> None:
        huong = browsers(HUONG)
        dossier = await a_dossier(huong, await a_product(huong))
        fields = {"kind": "growth", "issued_on": "2026-05-01"}
        text = await upload(huong, dossier, name, content, fields=fields, status=status)
        assert said in text
        assert 'value="01/05/2026"' in text
        assert (await registry.read(HUONG, f"/api{dossier}"))["evidence"] == []

    async def test_with_dates_reversed_is_refused_at_the_date(self, browsers: Any) -> None:
        huong = browsers(HUONG)
        dossier = await a_dossier(huong, await a_product(huong))
        fields = {"issued_on": "2026-05-01", "expires_on": "01/04/2026"}
        assert 'href="#expires_on"' in await upload(huong, dossier, fields=fields, status=422)

    async def test_is_taken_out_again(self, browsers: Any) -> None:
        huong = browsers(HUONG)
        dossier = await a_dossier(huong, await a_product(huong))
        await upload(huong, dossier)
        text = await huong.open(f"{dossier}/evidence", announced=DATA)
        assert "Đăng ký.pdf" in text
        [removal] = set(re.findall(r'action="/registry(/dossiers/[^"]*/removal)"', text))
        await huong.submit(removal)
        assert "Chưa có tệp nào" in await huong.open(f"{dossier}/evidence", announced=DATA)

    async def test_that_has_expired_stands_between_the_dossier_and_its_submission(self, browsers: Any) -> None:
        huong = browsers(HUONG)
        dossier = await a_dossier(huong, await a_product(huong))
        await upload(huong, dossier, fields={"issued_on": "2025-01-01", "expires_on": "2026-07-01"})
        text = await huong.open(dossier, announced=DATA)
        assert "đã hết hạn ngày 01/07/2026" in text


class TestTheLiveTally:
    async def test_counts_what_is_not_saved_and_keeps_nothing(self, browsers: Any, registry: Registry) -> None:
        huong = browsers(HUONG)
        dossier = await a_dossier(huong, await a_product(huong))
        await huong.open(f"{dossier}/self-assessment", announced=DATA)
        fields = {"_csrf": huong.session.form_token} | answers_of(7)
        answer = await huong.client.post(f"{dossier}/self-assessment/tally", data=fields)
        assert answer.status_code == 200
        assert "100 trên 100 điểm" in answer.text
        assert "Chưa lưu" in answer.text
        assert (await registry.read(HUONG, f"/api{dossier}"))["self_assessment"] is None

    async def test_is_for_its_producer_only(self, browsers: Any) -> None:
        huong, other = browsers(HUONG), browsers(CHAU)
        dossier = await a_dossier(huong, await a_product(huong))
        await other.open("/")
        token = {"_csrf": other.session.form_token}
        answer = await other.client.post(f"{dossier}/self-assessment/tally", data=token)
        assert answer.status_code == 404

    async def test_of_a_part_level_sheet_takes_a_comma(self, registry_2023: Registry) -> None:
        chau = Browser(registry_2023, CHAU)
        announced = {
            "name": "Công ty TNHH Hoàng Minh Châu",
            "kind": "sme",
            "place": "chi tan",
            "representative-name": "Châu",
        }
        dossier = await a_dossier(chau, await a_product(chau, announced, set_no=7))
        text = await chau.open(f"{dossier}/self-assessment", announced=DATA)
        assert "chấm theo tổng điểm từng phần" in text
        text = await chau.submit(
            f"{dossier}/self-assessment", {"parts-A": "3o", "parts-B": "20", "parts-C": "99"}, status=422
        )
        assert 'href="#parts-A"' in text
        await chau.submit(f"{dossier}/self-assessment", {"parts-A": "32,5", "parts-B": "20", "parts-C": "21,5"})
        assert "74 trên 100 điểm" in await chau.open(f"{dossier}/self-assessment", announced=DATA)


class TestWhoSeesWhat:
    @pytest.mark.parametrize("who", [STRANGER, NEIGHBOURS_OFFICER, CHAU], ids=lambda who: who.id)
    async def test_what_is_not_theirs_is_not_there(self, browsers: Any, who: Principal) -> None:
        huong, other = browsers(HUONG), browsers(who)
        dossier = await a_submitted(huong)
        own = re.search(OWN, await huong.open("/producers", announced=DATA))
        product = re.search(r"/products/[0-9a-f-]{36}", await huong.open("/products", announced=DATA))
        assert own
        assert product
        for path in (own.group(), f"{own.group()}/edit", product.group(), f"{product.group()}/edit", dossier):
            await other.open(path, status=404)
        for path in (f"{dossier}/evidence", f"{dossier}/self-assessment", f"{dossier}/submission"):
            await other.open(path, status=404)
        for path in ("/producers", "/products", "/dossiers"):
            text = await other.open(path, announced=DATA)
            assert "Tân Hưng" not in text.replace("Trang", "")

    @pytest.mark.parametrize("who", [OFFICER, PROVINCE_OFFICER], ids=lambda who: who.id)
    async def test_offices_read_a_dossier_once_it_is_submitted(self, browsers: Any, who: Principal) -> None:
        huong, other = browsers(HUONG), browsers(who)
        draft = await a_dossier(huong, await a_product(huong))
        await other.open(draft, status=404)
        await upload(huong, draft)
        await huong.open(f"{draft}/self-assessment", announced=DATA)
        await huong.submit(f"{draft}/self-assessment", answers_of(7))
        await huong.open(f"{draft}/submission", announced=DATA)
        await huong.submit(f"{draft}/submission", {"note": ""})
        text = await other.open(draft, announced=DATA)
        assert "Đăng ký.pdf" in text
        assert "Rút hồ sơ" not in text
        assert "Lưu nháp" not in await other.open(f"{draft}/self-assessment", announced=DATA)

    async def test_a_member_of_a_council_does_not_see_personal_data(self, browsers: Any) -> None:
        huong = browsers(HUONG)
        await a_submitted(huong)
        own = re.search(OWN, await huong.open("/producers", announced=DATA))
        assert own
        await browsers(MEMBER).open(own.group(), status=404)

    @pytest.mark.parametrize("path", ["/producers", "/products", "/dossiers", "/certificates", "/producers/new"])
    async def test_who_is_not_signed_in_is_sent_to_sign_in(self, browsers: Any, path: str) -> None:
        answer = await browsers(None).client.get(path)
        assert answer.status_code == 303
        assert "/sign-in" in answer.headers["location"]


class TestPlaces:
    async def test_a_former_commune_is_found_without_accents_and_leads_to_today(self, browsers: Any) -> None:
        public = browsers(None)
        text = await public.open("/places?name=chi+tan", announced=("Xã", "Chí Tân", "Hưng Yên"))
        found = re.search(r'href="/registry(/places\?path=33/330/12265[^"]*)"', text)
        assert found, text
        text = await public.open(found.group(1), announced=("Xã", "Chí Tân", "Hưng Yên"))
        assert "Hiện nay:" in text

    async def test_an_unknown_place_is_said_to_be_unknown(self, browsers: Any) -> None:
        assert "Không có đơn vị nào" in await browsers(None).open("/places?name=zzz")
        assert "99/99999" in await browsers(None).open("/places?path=99/99999")

    async def test_a_day_that_is_none_is_not_taken_for_another(self, browsers: Any) -> None:
        for day in ("0", "1754006400", "2026-02-30"):
            text = await browsers(None).open(f"/places?name=chi+tan&on={day}")
            assert f"«{day}» không phải một ngày có thật" in text
            assert "33/330/12265" not in text


class TestTheSearch:
    async def test_finds_without_accents_by_place_and_star(self, browsers: Any, registry: Registry) -> None:
        dossier = await a_submitted(browsers(HUONG))
        await registry.consume(ruled(await registry.read(HUONG, f"/api{dossier}"), on=date(2026, 8, 3)))
        public = browsers(None)
        for query in ("q=LONG+NHAN", "q=tân+hưng", "place=tan+hung", "place=hung+yen", "star=4", "status=alive", ""):
            assert "33-11977-1-2026" in await public.open(f"/?{query}", announced=DATA), query
        for query in ("q=tuong", "star=5", "place=pho+hien"):
            assert "33-11977-1-2026" not in await public.open(f"/?{query}", announced=DATA), query
        assert "Không có xã, phường nào tên" in await public.open("/?place=xyz", announced=DATA)
