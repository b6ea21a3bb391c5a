"""A letter as an e-mail: plain text and simple HTML with the same words."""

from __future__ import annotations

from collections.abc import Callable
from email.charset import QP, Charset
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, parseaddr, quote

from markupsafe import Markup, escape

from kit.clock import LOCAL
from services.notifications.messages.message import Message
from services.notifications.templates.letter import Letter, Way

Link = Callable[[Way], str]
"""The address of a letter's page, with scheme and host."""

_ENCODED_WORD = 75
"""RFC 2047, 2: no encoded word is longer."""
_READABLE = Charset("utf-8")
_READABLE.body_encoding = QP

_BODY = "font-family:system-ui,'Noto Sans',Arial,sans-serif;font-size:16px;line-height:1.5;color:#0b0c0c;max-width:40em"
_LABEL = "text-align:left;font-weight:600;padding:4px 16px 4px 0;vertical-align:top"


def composed(message: Message, *, sender: str, host: str, link: Link) -> bytes:
    """
    The mail of a message, to the byte the same at every attempt: a copy sent twice is known by its Message-ID.

    Raises ValueError when nobody reads for the recipient yet.
    """
    if message.letter is None or message.to is None:
        raise ValueError(f"message {message.id} has no reader")
    letter = message.letter
    mail = MIMEMultipart("alternative", boundary=f"ocop-{message.id}")
    mail["From"] = _address(*parseaddr(sender))
    mail["To"] = _address(message.to.name, message.to.email)
    mail["Subject"] = _encoded("Subject", letter.subject)
    mail["Date"] = format_datetime(message.created_at.astimezone(LOCAL))
    mail["Message-ID"] = message_id(message, host)
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = letter.language
    mail.attach(MIMEText(as_text(letter, link), "plain", _READABLE))  # type: ignore[arg-type]
    mail.attach(MIMEText(as_html(letter, link), "html", _READABLE))  # type: ignore[arg-type]
    return mail.as_bytes(policy=compat32.clone(linesep="\r\n"))


def message_id(message: Message, host: str) -> str:
    """The same for every attempt at a message."""
    return f"<{message.id}@{host}>"


def as_text(letter: Letter, link: Link) -> str:
    """The plain half."""
    parts = [letter.greeting, *letter.opening]
    if letter.items:
        parts.append("\n".join(f"- {item}" for item in letter.items))
    if letter.facts:
        parts.append("\n".join(f"{label}: {value}" for label, value in letter.facts))
    parts += letter.closing
    if letter.way:
        parts.append(f"{letter.way.text}:\n{link(letter.way)}")
    parts.append("--\n" + "\n".join(letter.footer))
    return "\n\n".join(parts) + "\n"


def as_html(letter: Letter, link: Link) -> str:
    """The other half; readable where styles are dropped."""
    body = [Markup("<p>{}</p>").format(text) for text in (letter.greeting, *letter.opening)]
    if letter.items:
        items = Markup("").join(Markup("<li>{}</li>").format(item) for item in letter.items)
        body.append(Markup("<ul>{}</ul>").format(items))
    if letter.facts:
        row = Markup('<tr><th scope="row" style="{}">{}</th><td style="padding:4px 0">{}</td></tr>')
        rows = Markup("").join(row.format(_LABEL, label, value) for label, value in letter.facts)
        body.append(Markup('<table style="border-collapse:collapse">{}</table>').format(rows))
    body += [Markup("<p>{}</p>").format(text) for text in letter.closing]
    if letter.way:
        body.append(Markup('<p><a href="{}">{}</a></p>').format(link(letter.way), letter.way.text))
    foot = Markup("<br>").join(escape(line) for line in letter.footer)
    body.append(Markup('<p style="font-size:14px;color:#505a5f">{}</p>').format(foot))
    page = Markup(
        '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8"><title>{}</title></head>\n<body style="{}">\n{}\n</body></html>\n'
    )
    return str(page.format(letter.language, letter.subject, _BODY, Markup("\n").join(body)))


def _address(name: str, address: str) -> str:
    name = " ".join(name.split())
    said = f'"{quote(name)}"' if name.isascii() else _encoded("From", name)
    return f"{said} <{address}>" if name else address


def _encoded(header: str, text: str) -> str:
    # The newer `EmailMessage` (Python 3.11 to 3.13) loses a blank where a long Vietnamese header is folded; `Header` does not.
    return Header(text, "utf-8", header_name=header, maxlinelen=_ENCODED_WORD).encode()
