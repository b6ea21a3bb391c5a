"""The one form in which text is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from kit.normalization import MarksPiled, nfc

_UNSEEN = dict.fromkeys(
    [
        *(code for code in range(0x20) if chr(code) not in "\t\n\r\v\f"),
        *(code for code in range(0x7F, 0xA0) if chr(code) != "\x85"),
        *(0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
        *(0xFEFF, 0xFFFE, 0xFFFF),
        # Of no width, and of no meaning between letters of Vietnamese: two names that look alike are to be alike.
        *(0x00AD, 0x061C, 0x180E, 0x200B, *range(0x2060, 0x2065), *range(0xFFF9, 0xFFFC)),
        *range(0xE0000, 0xE0080),
    ]
)
_LOOKALIKES = {0x00D0: "Đ", 0x0189: "Đ", 0x00F0: "đ"}
"""The Icelandic and African letters that keyboards and old converters give for Đ: `ÐÔNG TẢO` is found as `ĐÔNG TẢO`."""
_BREAKS = dict.fromkeys(map(ord, "\v\f\x85\u2028\u2029"), "\n")
"""What word processors write for the end of a line: taken away, it would join two words into one."""
_FORM: dict[int, str | None] = {**_UNSEEN, **_LOOKALIKES, **_BREAKS}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SENT = {code: into for code, into in _FORM.items() if not _CONTROL.fullmatch(chr(code))}


_JOINERS = re.compile("[\u200c\u200d]+")
_OURS = re.compile("[0-9A-Za-zÀ-ỹ]")


def _joined(run: re.Match[str]) -> str:
    """Joiners beside a letter of ours do nothing and go; between pictures, and in other scripts, they mean something."""
    beside = run.string[max(0, run.start() - 1) : run.start()] + run.string[run.end() : run.end() + 1]
    return "" if _OURS.search(beside) else run.group()


def one_form(text: str) -> str:
    """
    Text as everybody else writes it: a mark and its letter as one character (NFC), Đ as Đ, and without what no eye can see.

    Control characters stop a document, a mail or a spreadsheet from being made; marks that turn the reading direction
    make `gpj.exe` of `exe.jpg`. Both come along when people paste, who cannot correct what they do not see.

    Raises MarksPiled; linear in the length of the text.
    """
    return _JOINERS.sub(_joined, nfc(text.translate(_FORM)))


def as_sent(text: str) -> str:
    """
    A field as it comes in: the one form, but for control characters. Whose field it is refuses them where a line is meant
    (`Line`), and drops them among paragraphs. Raises MarksPiled.
    """
    return _JOINERS.sub(_joined, nfc(text.translate(_SENT)))


def one_line(text: str) -> str:
    """
    A name, a number, an address: one line, however it was pasted.

    A line break inside a product's name would let its producer write lines of their own into the letters of an office.
    """
    return " ".join(text.split())


def sentence(words: str) -> str:
    """Words as they begin a line: the first letter a capital, the rest as it is."""
    return words[:1].upper() + words[1:]


def is_visible(text: str) -> bool:
    """Whether nothing in a text is hidden: no control or format character, no line break, no half of a character."""
    return all(character == " " or character.isprintable() for character in text)


# RFC 5321 without quoted local parts and address literals: what offices and producers really have. Accents would need
# SMTPUTF8, which not every server on the way speaks.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}"
)


def is_address(text: str) -> bool:
    """Whether mail can be sent there, as far as the writing shows: one rule for whoever asks for an address and whoever writes to it."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def visible(text: str) -> str:
    """A name that somebody else wrote, on one line and without what no eye can see."""
    return one_line(one_form("".join(c for c in text if c.isspace() or unicodedata.category(c) not in _HIDDEN)))


_HIDDEN = {"Cc", "Cf", "Cs"}
"""Control, format (direction, joiners) and half characters."""


def as_line(text: str) -> str:
    """
    A text somebody entered where one line is meant, in the one form; breaks and blanks at its ends are nothing.

    Raises PydanticCustomError for a line break or a control character within (a `ValueError`, so that a command line
    that reads an argument with it refuses too), MarksPiled. What is refused was pasted from somewhere else: joined in
    silence it would be a name nobody wrote.
    """
    bare = text.strip()
    if _CONTROL.search(bare):
        raise PydanticCustomError(
            "control_character",
            "There is a control character in it that nobody sees: check it and send it again, or write it anew",
        )
    formed = one_form(bare).strip()
    if "\n" in formed or "\r" in formed:
        raise PydanticCustomError("line_break", "Write it on one line: there is a line break in it")
    return one_line(formed)


def as_paragraphs(text: str) -> str:
    """A text of several lines in the one form. Raises MarksPiled."""
    return one_form(text)


def formed(value: Any, form: Callable[[str], str] = one_form) -> Any:
    """
    Whatever JSON holds, its names in the one form and its texts in the `form` asked for. Raises MarksPiled with the pointer
    of the text.
    """
    if isinstance(value, str):
        return form(value)
    if isinstance(value, list):
        return [_formed_at(place, item, form) for place, item in enumerate(value)]
    if isinstance(value, dict):
        return {one_form(name): _formed_at(name, item, form) for name, item in value.items()}
    return value


def _formed_at(place: str | int, item: Any, form: Callable[[str], str]) -> Any:
    try:
        return formed(item, form)
    except MarksPiled as piled:
        piled.pointer = f"/{place}{piled.pointer or ''}"
        raise


Line = BeforeValidator(lambda value: as_line(value) if isinstance(value, str) else value)
"""
Marks a text that is one line: `Annotated[str, Field(max_length=300), Line]`. The form comes before the limits, so that a
letter counts as one however its accents were typed; and it comes with the type, wherever the text comes from.
"""
Paragraphs = BeforeValidator(lambda value: as_paragraphs(value) if isinstance(value, str) else value)
"""Marks a text of several lines: `Annotated[str, Field(max_length=4000), Paragraphs]`."""
