"""Vietnamese order of names: letters first, tones after, case last. A key that any database sorts byte by byte."""

from __future__ import annotations

import unicodedata

from kit.normalization import nfc, nfd

_DIGITS = "0123456789"
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: chr(0x41 + at) for at, letter in enumerate(_LETTERS)}
# The order of dictionaries: level, grave, hook above, tilde, acute, dot below.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = {
    ("a", "\u0306"): "ă",
    ("a", "\u0302"): "â",
    ("e", "\u0302"): "ê",
    ("o", "\u0302"): "ô",
    ("o", "\u031b"): "ơ",
    ("u", "\u031b"): "ư",
}


def vietnamese_key(text: str) -> str:
    """
    A text to sort by: `a ă â … d đ e ê`, and only among equal letters by tone (`ca cà cả cã cá cạ`).

    Digits stand before letters and compare as numbers do; everything else parts words.
    """
    weighed = [(f"!{len(word):03}{word}", "") if word[0] in _DIGITS else _weighed(word) for word in _words(text)]
    return " ".join(letters for letters, _ in weighed) + "\t" + " ".join(tones for _, tones in weighed)


def _weighed(word: str) -> tuple[str, str]:
    weights: list[str] = []
    tones: list[str] = []
    for sign in nfd(word):
        if sign in _TONES and tones:
            tones[-1] = _TONES[sign]
        elif unicodedata.combining(sign):
            before = _LETTERS[ord(weights[-1]) - 0x41] if weights and weights[-1] <= _PLACE["z"] else ""
            if shaped := _SHAPES.get((before, sign)):
                weights[-1] = _PLACE[shaped]
        else:
            weights.append(_PLACE.get(sign, sign))
            tones.append("0")
    return "".join(weights), "".join(tones)


def _words(text: str) -> list[str]:
    words: list[str] = []
    kind = ""
    for sign in nfc(text).casefold():
        now = "digit" if sign in _DIGITS else "letter" if sign.isalnum() or unicodedata.combining(sign) else ""
        if now and now == kind:
            words[-1] += sign
        elif now:
            words.append(sign)
        kind = now
    return [word.lstrip("0") or "0" if word[0] in _DIGITS else word for word in words]
