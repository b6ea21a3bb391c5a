"""A letter as bytes on the wire: readable by every mail program, the same at every attempt."""

from __future__ import annotations

import email.policy
import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.notifications.deliveries.mail import as_text, composed
from services.notifications.messages.message import Message, Occasion
from services.notifications.messages.rules import addressed, drafted
from services.notifications.recipients.recipient import Addressee, Kind, Recipient
from services.notifications.templates import store as templates
from services.notifications.templates.letter import Letter, Way
from services.notifications.templates.rendering import render

AT = datetime(2026, 8, 3, 2, tzinfo=UTC)


def link(way: Way) -> str:
    return f"https://ocop.example/{way.service}{way.path}"


def message(to: str = "Nguyễn Thị Hương", *, language: str = "vi", **values: object) -> Message:
    template = templates.template("product-certified")
    occasion = Occasion(event_id="e", cause="e", type="t", at=AT, about="c-1")
    recipient = Recipient(kind=Kind.PRODUCER, id="p-1", place="33/11977", name="HTX")
    given = {**template.sample, **values}
    draft = drafted("m-1", occasion, recipient, template, given, at=AT)
    reader = Addressee(name=to, email="huong@htx.example", language="en" if language == "en" else "vi")

    def write(one: Addressee) -> Letter:
        return render(template, given, to=one.name, language=one.language)

    return addressed(draft, reader, write, at=AT)


def raw(one: Message) -> bytes:
    return composed(one, sender="OCOP Hưng Yên <ocop@hungyen.example>", host="ocop.example", link=link)


def read(one: Message) -> EmailMessage:
    mail = message_from_bytes(raw(one), policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


class TestAMail:
    def test_says_the_same_in_plain_text_and_html(self) -> None:
        mail = read(message())
        assert mail.get_content_type() == "multipart/alternative"
        plain, html = mail.iter_parts()
        for part, kind in ((plain, "plain"), (html, "html")):
            assert part.get_content_type() == f"text/{kind}"
            assert part.get_content_charset() == "utf-8"
            assert part["content-transfer-encoding"] == "quoted-printable"
            said = part.get_content()  # type: ignore[attr-defined]
            for words in (
                "Kính gửi ông/bà Nguyễn Thị Hương,",
                "33-11977-1-2026",
                "1608/QĐ-UBND",
                "20/11/2026",
                "19/11/2029",
            ):
                assert words in said
            assert (
                "https://ocop.example/registry/dossiers/" in said or "https://ocop.example/registry/products/" in said
            )
        assert '<html lang="vi">' in html.get_content()  # type: ignore[attr-defined]

    def test_writes_dates_and_numbers_as_its_reader_does(self) -> None:
        said = read(message(language="en")).get_body(("plain",)).get_content()  # type: ignore[union-attr]
        assert "20/11/2026" in said
        assert "4 stars" in said
        assert "20 November" not in said

    def test_names_its_sender_its_reader_its_day_and_itself(self) -> None:
        mail = read(message())
        assert str(mail["from"]) == "OCOP Hưng Yên <ocop@hungyen.example>"
        assert str(mail["to"]) == "Nguyễn Thị Hương <huong@htx.example>"
        assert mail["message-id"] == "<m-1@ocop.example>"
        assert mail["auto-submitted"] == "auto-generated"
        assert mail["date"].datetime == AT

    def test_is_the_same_to_the_byte_at_every_attempt(self) -> None:
        assert raw(message()) == raw(message())

    def test_keeps_lines_and_encoded_words_within_what_the_standards_allow(self) -> None:
        product = "Long nhãn sấy dẻo Tân Hưng hộp quà biếu thượng hạng của hợp tác xã nhãn lồng Phố Hiến tỉnh Hưng Yên"
        content = raw(message("Nguyễn Thị Thu Hương Giang Công Tằng Tôn Nữ " * 3, product=product))
        assert b"\n" not in content.replace(b"\r\n", b"")
        assert max(len(line) for line in content.split(b"\r\n")) <= 998
        words = re.findall(rb"=\?utf-8\?.*?\?=", content.split(b"\r\n\r\n", 1)[0])
        assert words
        assert max(len(word) for word in words) <= 75
        content.decode("ascii")

    def test_lets_nobody_write_headers_of_their_own(self) -> None:
        evil = "Mật ong\r\nBcc: victim@elsewhere.example\r\n\r\nMua ngay"
        content = raw(message(f'Hương" <x@y.example>, "{evil}', product=evil))
        headers = content.split(b"\r\n\r\n", 1)[0]
        assert not re.search(rb"^Bcc:", headers, re.MULTILINE)
        mail = message_from_bytes(content, policy=email.policy.default)
        assert [one.addr_spec for one in mail["to"].addresses] == ["huong@htx.example"]

    def test_lets_nobody_write_markup_of_their_own(self) -> None:
        html = read(message(product='<img src=x onerror="alert(1)">')).get_body(("html",)).get_content()  # type: ignore[union-attr]
        assert "<img" not in html
        assert "&lt;img" in html

    def test_cannot_be_made_before_anybody_reads_for_the_recipient(self) -> None:
        with pytest.raises(ValueError, match="no reader"):
            raw(message().model_copy(update={"letter": None}))

    @settings(deadline=None)
    @given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=120))
    def test_carries_every_subject_unharmed(self, product: str) -> None:
        announced = message(product=f"x{product}")
        headers = message_from_bytes(raw(announced))
        assert announced.letter
        assert str(make_header(decode_header(headers["subject"].replace("\r\n", "")))) == announced.letter.subject

    def test_ends_with_who_sent_it_and_why(self) -> None:
        announced = message().letter
        assert announced
        assert "Văn phòng Điều phối nông thôn mới tỉnh Hưng Yên" in as_text(announced, link)
        assert "xin không trả lời" in as_text(announced, link)
