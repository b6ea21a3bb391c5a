"""How the letters of a list are written: UTF-8, UTF-16, Windows-1258, or the fonts TCVN3 (ABC) and VNI of before Unicode."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Literal, get_args

from kit.lists.refusals import ListUnreadable
from kit.lists.syllables import readable
from kit.normalization import nfc

Writing = Literal["unicode", "windows-1258", "tcvn3", "vni"]
WRITINGS: tuple[Writing, ...] = get_args(Writing)

_ENOUGH = 0.8
"""The share of Vietnamese syllables from which on a text is taken to be read rightly."""
_SAMPLE = 20_000
"""Characters that are looked at."""

# TCVN 5712:1993, VN3: a Unicode letter for each of these bytes, which Windows shows as the Latin-1 letter of that number.
_TCVN3_CODES = (
    *range(0xA1, 0xAF),
    *(0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBB, 0xBC, 0xBD, 0xBE),
    *range(0xC6, 0xCD),
    *(0xCE, 0xCF),
    *range(0xD0, 0xD9),
    *range(0xDC, 0xE0),
    *range(0xE1, 0xF0),
    *range(0xF1, 0xFF),
)
_TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
TCVN3 = dict(zip(_TCVN3_CODES, _TCVN3_LETTERS, strict=True))
"""Code of a letter in TCVN 5712 (ABC fonts) → the letter."""

# VNI for Windows: a letter and a sign after it; a few letters are one sign.
_TONES = dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_ROOF = dict(zip("àáåãä", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_BOWL = dict(zip("èéúüë", "\u0300\u0301\u0309\u0303\u0323", strict=True))


def decoded(content: bytes, said: Writing | None = None) -> tuple[tuple[Writing, ...], str]:
    """
    How the letters of some bytes may be written, the likeliest (or the one a person `said`) first, and the text read so. Text
    in UTF-8 or UTF-16 may itself hold letters of the old fonts.

    Raises ListUnreadable for what is no text.
    """
    text = _unicode(content)
    if text is not None:
        found = likely(text, said)
        return found, converted(text, found[0])
    latin, windows = content.decode("latin-1"), _or_none(content, "cp1258")
    sample = _sample(latin)
    scores: dict[Writing, float] = {"tcvn3": readable(from_tcvn3(sample)), "vni": readable(from_vni(sample))}
    if windows is not None:
        scores = {"windows-1258": readable(_sample(nfc(windows))), **scores}
    if max(scores.values()) < _ENOUGH:
        raise ListUnreadable(pointer="/file", why=_NO_TEXT)
    found = _ordered(scores, said)
    return found, nfc(windows) if windows is not None and found[0] == "windows-1258" else converted(latin, found[0])


def likely(text: str, said: Writing | None = None) -> tuple[Writing, ...]:
    """How the letters of a text may be meant, the likeliest (or the one a person `said`) first: letters above Latin-1 mean themselves."""
    sample = _sample(text)
    if not sample or any("\u0100" <= sign < "\u2000" for sign in sample):
        return ("unicode",)
    scores: dict[Writing, float] = {"unicode": readable(sample)}
    scores |= {"tcvn3": readable(from_tcvn3(sample)), "vni": readable(from_vni(sample))}
    return _ordered(scores, said)


def converted(text: str, writing: Writing) -> str:
    """Text in Unicode whose letters stand for those of an old font, in its own letters."""
    return from_tcvn3(text) if writing == "tcvn3" else from_vni(text) if writing == "vni" else text


def from_tcvn3(text: str) -> str:
    """Unicode for a text whose letters stand for those of TCVN3; what is none of them stays."""
    return text.translate(TCVN3)


def from_vni(text: str) -> str:
    """Unicode for a text whose letters stand for those of VNI; what is none of them stays."""
    return nfc("".join(_vni(text)))


def _vni(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        letter, sign = text[at], text[at + 1 : at + 2]
        pair = _vni_pair(letter.lower(), sign.lower())
        if pair:
            yield pair.upper() if letter.isupper() else pair
            at += 2
        else:
            alone = _VNI_ALONE.get(letter.lower(), letter.lower())
            yield alone.upper() if letter.isupper() else alone
            at += 1


def _vni_pair(letter: str, sign: str) -> str:
    """The letter that two of VNI stand for, decomposed; empty for those that stand for themselves."""
    if letter in "aeouy" and sign in _TONES and sign:
        return letter + _TONES[sign]
    if letter in "ôö" and sign in _TONES and sign:
        return _VNI_ALONE[letter] + _TONES[sign]
    if letter in "aeo" and sign == "â":
        return letter + "\u0302"
    if letter in "aeo" and sign in _ROOF and sign:
        return letter + "\u0302" + _ROOF[sign]
    if letter == "a" and sign == "ê":
        return "ă"
    if letter == "a" and sign in _BOWL and sign:
        return "ă" + _BOWL[sign]
    return ""


_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_NO_TEXT = (
    "chữ trong tệp không thuộc bảng mã nào nhận ra được",
    "its letters are of no encoding that can be recognised",
)


def _unicode(content: bytes) -> str | None:
    """UTF-16 by its mark or by its zeros, or UTF-8; None for what is neither."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _or_none(content, name)
    start = content[:400]
    for zeros, name in ((start[1::2], "utf-16-le"), (start[::2], "utf-16-be")):
        if len(start) >= 4 and zeros.count(0) > len(zeros) // 2:
            return _or_none(content, name)
    return _or_none(content, "utf-8")


def _or_none(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _sample(text: str) -> str:
    """The first lines that have letters beyond ASCII."""
    return "\n".join(line for line in text.splitlines() if not line.isascii())[:_SAMPLE]


def _ordered(scores: dict[Writing, float], said: Writing | None) -> tuple[Writing, ...]:
    # A tie goes to the first: what reads well as it is stays as it is.
    return tuple(sorted(scores, key=lambda one: (one != said, -scores[one])))
