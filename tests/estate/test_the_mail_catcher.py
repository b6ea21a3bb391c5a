"""The laptop's mail server keeps letters and tells nobody whose they were."""

from __future__ import annotations

import logging
import smtplib
from email.message import EmailMessage
from pathlib import Path

import pytest

from estate.processes.children import free_port
from estate.servers.mail import Catcher, Mailbox


class TestALetterThatIsCaught:
    def test_is_kept_and_its_addresses_are_in_no_log(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        mailbox, port = Mailbox(tmp_path), free_port()
        catcher = Catcher(mailbox, port)
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = "ocop@localhost", "huong@htx-tanhung.example", "Đã nhận"
        letter.set_content("Kính gửi bà Hương")
        with caplog.at_level(logging.INFO):
            catcher.start()
            try:
                with smtplib.SMTP("127.0.0.1", port, timeout=5) as server:
                    server.send_message(letter)
            finally:
                catcher.stop()
        assert [kept.recipients for kept in mailbox.letters()] == [("huong@htx-tanhung.example",)]
        assert "huong@" not in caplog.text
