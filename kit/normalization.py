"""Unicode normalization with a bound on its cost: the only place that calls `unicodedata.normalize`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kit.refusal import Kind, Refusal

MARKS_LIMIT = 30
"""Combining marks in a row, counted decomposed: the bound of the Stream-Safe Text Format (UAX #15, section 13)."""


class MarksPiled(Refusal):
    """More combining marks in a row than any language writes; normalizing them would take quadratic time."""

    slug = "text.marks-piled"
    kind = Kind.INVALID
    vi = "Có hơn {limit} dấu kết hợp liền nhau {where} (ký tự thứ {at}). Xoá bớt dấu rồi gửi lại."
    en = "There are more than {limit} combining marks in a row {where} (character {at}). Remove them and send again."

    def __init__(self, text: str, at: int) -> None:
        before = text[max(0, at - 20) : at]
        where = (
            (f"sau «{before}»", f"after “{before}”") if before else ("ở đầu văn bản", "at the beginning of the text")
        )
        super().__init__(limit=MARKS_LIMIT, where=where, at=at + 1)


def nfc(text: str) -> str:
    """The composed form (NFC). Raises MarksPiled before any work that is not linear."""
    check_marks(text)
    return unicodedata.normalize("NFC", text)


def nfd(text: str) -> str:
    """The decomposed form (NFD). Raises MarksPiled before any work that is not linear."""
    check_marks(text)
    return unicodedata.normalize("NFD", text)


def nfkc(text: str) -> str:
    """The composed form with compatibility forms replaced (NFKC). Raises MarksPiled before any work that is not linear."""
    check_marks(text)
    return unicodedata.normalize("NFKC", text)


def check_marks(text: str) -> None:
    """
    One linear scan. Raises MarksPiled at the first run of more than MARKS_LIMIT combining marks.

    CPython sorts the marks of a run by insertion: 84 KB of them take seconds, 6 MB hours. A run is counted as it is
    after decomposition, because that is what is sorted: the signs that decompose into marks only (U+0344, U+0F73,
    U+0F75, U+0F81) count twice, and the marks of a composed letter before the run count too.
    """
    if text.isascii():
        return
    for suspect in _SUSPECT.finditer(text):
        begin = suspect.start()
        count = _trailing(text[begin - 1]) if begin else 0
        for at, sign in enumerate(suspect.group(), start=begin):
            weight = WEIGHT.get(sign, 0)
            if not weight:
                begin, count = at + 1, _trailing(sign)
                continue
            count += weight
            if count > MARKS_LIMIT:
                raise MarksPiled(text, begin)


def _trailing(sign: str) -> int:
    """How many marks a sign ends with when it is decomposed."""
    count = 0
    for part in reversed(unicodedata.normalize("NFD", sign)):
        if not unicodedata.combining(part):
            break
        count += 1
    return count


def _marks() -> Iterator[tuple[str, int]]:
    """Every sign that decomposes into combining marks only, and into how many; none lies beyond the first two planes."""
    for code in range(0x300, 0x20000):
        sign = chr(code)
        if unicodedata.combining(sign):
            yield sign, len(unicodedata.normalize("NFD", sign))
        elif unicodedata.decomposition(sign):
            parts = unicodedata.normalize("NFD", sign)
            if all(unicodedata.combining(part) for part in parts):
                yield sign, len(parts)


WEIGHT = dict(_marks())
"""How many marks each sign stands for."""
# A cheap net before the exact count. The marks of the second plane are scattered: a class that lists them is a slow one,
# so that all of the plane is suspect. No letter ends with more than three marks and no mark yields more than two: a
# shorter run cannot be over the limit.
_IN_A_ROW = (MARKS_LIMIT - 3) // 2 + 1
_FIRST_PLANE = "".join(sign for sign in WEIGHT if sign <= "\uffff")
_SUSPECT = re.compile(f"[{_FIRST_PLANE}\U00010000-\U0001ffff]{{{_IN_A_ROW},}}")
