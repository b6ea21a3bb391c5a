"""Vietnamese first, English complete."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kit.language import everything, gettext, speaking
from kit.web import formats, messages
from kit.web.catalogue import catalogue_of
from tests.kit.web.web_sample.client import Browser

AT = datetime(2026, 3, 5, 18, 30, tzinfo=UTC)  # half past one in the morning of the 6th, in Vietnam


class TestAPage:
    async def test_is_vietnamese_unless_english_is_asked_for(self, browser: Browser) -> None:
        assert '<html lang="vi"' in (await browser.get("/new")).text
        spoken = await browser.get("/new", headers={"Accept-Language": "fr, en-GB;q=0.8, vi;q=0.5"})
        assert '<html lang="en"' in spoken.text
        assert spoken.headers["content-language"] == "en"

    async def test_stays_in_the_language_that_was_chosen(self, browser: Browser) -> None:
        chosen = await browser.get("/new?lang=en")
        assert "Sign in" in chosen.text
        assert "Sign in" in (await browser.get("/new", headers={"Accept-Language": "vi"})).text
        await browser.get("/new?lang=vi")
        assert "Đăng nhập" in (await browser.get("/new", headers={"Accept-Language": "en"})).text

    async def test_ignores_a_language_it_does_not_have(self, browser: Browser) -> None:
        answer = await browser.get('/new?lang=x"><script>', headers={"Accept-Language": ";q=,vi;q=zz,*"})
        assert '<html lang="vi"' in answer.text
        assert "set-cookie" not in answer.headers or "ocop_language" not in answer.headers["set-cookie"]

    async def test_offers_itself_in_the_other_language(self, browser: Browser) -> None:
        page = (await browser.get("/?b=%C4%91&lang=vi")).text
        assert 'href="/sample/?b=%C4%91&amp;lang=en"' in page


class TestAText:
    def test_is_the_vietnamese_one_or_its_english(self) -> None:
        assert gettext("{count} sao", count=3) == "3 sao"
        with speaking("en"):
            assert gettext("{count} sao", count=3) == "3 stars"

    def test_of_a_package_wins_over_the_kits(self, tmp_path: Path) -> None:
        own = tmp_path / "en.po"
        own.write_text('msgid "Đăng nhập"\nmsgstr "Log on"\n', encoding="utf-8")
        kits = Path(messages.ROOT / "kit/web/locale/en.po")
        both = catalogue_of([own, kits])
        assert (both.translate("Đăng nhập"), both.translate("Đăng xuất")) == ("Log on", "Sign out")
        assert everything.translate("Đăng nhập") == "Sign in"


class TestAFormat:
    @pytest.mark.parametrize(
        ("shown", "vi", "en"),
        [
            (lambda: formats.show_date(date(2026, 3, 5)), "05/03/2026", "05/03/2026"),
            (lambda: formats.show_date("2026-03-05"), "05/03/2026", "05/03/2026"),
            (lambda: formats.show_date(AT), "06/03/2026", "06/03/2026"),
            (lambda: formats.show_datetime(AT), "01:30 06/03/2026", "01:30 06/03/2026"),
            (lambda: formats.show_datetime("2026-03-05T18:30:00.000Z"), "01:30 06/03/2026", "01:30 06/03/2026"),
            (lambda: formats.show_number(1234567), "1.234.567", "1,234,567"),
            (lambda: formats.show_number(Decimal("1234.5")), "1.234,5", "1,234.5"),
            (lambda: formats.show_points("74.50"), "74,5", "74.5"),
            (lambda: formats.show_points(Decimal("100")), "100", "100"),
            (lambda: formats.show_size(1_240_000), "1,2 MB", "1.2 MB"),
            (lambda: formats.show_date(None) + formats.show_points(None) + formats.show_number(""), "", ""),
        ],
    )
    def test_is_each_languages_own(self, shown: object, vi: str, en: str) -> None:
        assert shown() == vi  # type: ignore[operator]
        with speaking("en"):
            assert shown() == en  # type: ignore[operator]


class TestTheEnglish:
    @pytest.mark.parametrize("package", messages.packages(), ids=lambda folder: folder.name)
    def test_of_every_package_is_complete(self, package: Path) -> None:
        assert [str(gap) for gap in messages.gaps(package)] == []

    def test_check_finds_what_is_missing_unused_or_names_other_fields(self, tmp_path: Path) -> None:
        package = tmp_path / "services" / "one"
        (package / "slice" / "templates").mkdir(parents=True)
        (package / "locale").mkdir()
        (package / "slice" / "pages.py").write_text('_("Đã nộp {number}")\nmark("Trang đầu")\n', encoding="utf-8")
        (package / "slice" / "templates" / "a.html").write_text('{{ _("Gửi") }}', encoding="utf-8")
        (package / "locale" / "en.po").write_text(
            'msgid "Đã nộp {number}"\nmsgstr "Submitted {count}"\n\nmsgid "Cũ"\nmsgstr "Old"\n', encoding="utf-8"
        )
        found = {(gap.msgid, gap.what) for gap in messages.gaps(package, tmp_path)}
        assert found == {
            ("Đã nộp {number}", "the English names other {fields}"),
            ("Trang đầu", "no English"),
            ("Gửi", "no English"),
            ("Cũ", "no longer used"),
        }
        assert messages.update(package) == 2
        assert {str(m.id) for m in messages.kept(package) if m.id} == {"Đã nộp {number}", "Trang đầu", "Gửi"}
