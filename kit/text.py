"""The one form in which text is kept."""

from __future__ import annotations

import unicodedata

from pydantic import AfterValidator

from kit.normalization import nfc

_UNSEEN = dict.fromkeys(
    [
        *(code for code in range(0x20) if chr(code) not in "\t\n\r"),
        *range(0x7F, 0xA0),
        *(0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
        *(0xFEFF, 0xFFFE, 0xFFFF),
    ]
)


def one_form(text: str) -> str:
    """
    Text as everybody else writes it: a mark and its letter as one character (NFC), and without what no eye can see.

    Control characters stop a document, a mail or a spreadsheet from being made; marks that turn the reading direction
    make `gpj.exe` of `exe.jpg`. Both come along when people paste, who cannot correct what they do not see.

    Raises MarksPiled; linear in the length of the text.
    """
    return nfc(text.translate(_UNSEEN))


def one_line(text: str) -> str:
    """
    A name, a number, an address: one line, however it was pasted.

    A line break inside a product's name would let its producer write lines of their own into the letters of an office.
    """
    return " ".join(text.split())


def is_visible(text: str) -> bool:
    """Whether nothing in a text is hidden: no control or format character, no line break, no half of a character."""
    return all(character == " " or character.isprintable() for character in text)


def visible(text: str) -> str:
    """A name that somebody else wrote, on one line and without what no eye can see."""
    return one_line(one_form("".join(c for c in text if c.isspace() or unicodedata.category(c) not in _HIDDEN)))


_HIDDEN = {"Cc", "Cf", "Cs"}
"""Control, format (direction, joiners) and half characters."""

Line = AfterValidator(one_line)
"""Marks a text of a command that is one line: `Annotated[str, Field(max_length=300), Line]`."""
