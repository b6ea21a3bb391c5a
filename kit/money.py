"""Amounts of money in whole đồng, read and shown as Vietnamese write them: `1.250.000.000`, `1,25 tỷ`, `350 triệu`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from kit.normalization import MarksPiled, nfc
from kit.refusal import Language

MOST = 10**15
"""A million tỷ: no amount of the programme comes near, and it fits everywhere a whole number is kept."""
_LONGEST = 60
UNITS = {"đồng": 1, "nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}
_CALLED = {
    "đồng": ("đồng", "đ", "vnđ", "vnd", "dong"),
    "nghìn": ("nghìn", "ngàn", "nghin", "ngan", "k"),
    "triệu": ("triệu", "trieu", "tr", "trđ"),
    "tỷ": ("tỷ", "tỉ", "ty", "ti"),
}
_UNIT_OF = {
    nfc(word): size for unit, size in UNITS.items() for word in _CALLED[unit]
}  # what people write → how many đồng
_PART = re.compile(r"\s*(\d+(?:[.,]\d+)*(?:\s\d{3}(?!\d))*)\s*([^\W\d_]+)?")
_DOTS = re.compile(r"\d{1,3}(\.\d{3})+")
_COMMAS = re.compile(r"\d{1,3}(,\d{3})+")
_BLANKS = re.compile(r"\d{1,3}(\s\d{3})+")
_FRACTION = re.compile(r"\d+,\d+")
_POINT = re.compile(r"\d+\.\d+")


def read_dong(text: str) -> int:
    """
    The đồng of an amount as people write it: `1.250.000.000`, `1250000000 đ`, `1,25 tỷ`, `350 triệu`, `1 tỷ 250 triệu`.

    A comma parts decimals and a dot thousands, as Vietnamese write. What could be read in two ways is refused: `1.250 tỷ`,
    a bare `350`, `1 tỷ 2`. Raises PydanticCustomError (a ValueError) that says what to write instead.
    """
    if len(text) > _LONGEST:
        raise _unreadable(text)
    try:
        composed = nfc(text)
    except MarksPiled:
        raise _unreadable(text) from None
    given = " ".join(composed.replace("\u00a0", " ").replace("\u202f", " ").lower().split())
    parts = _parts(given, text)
    whole, before = Decimal(0), None
    for number, size in parts:
        if size is None and (len(parts) > 1 or 0 < number < 1000):
            raise _ambiguous(text)
        size = size or 1
        if before is not None and (size >= before or number * size >= before):
            raise _ambiguous(text)
        whole, before = whole + number * size, size
    if whole != int(whole):
        raise PydanticCustomError("money_fraction", "“{given}” is no whole number of đồng", {"given": text[:40]})
    return int(whole)


def write_dong(amount: int, language: Language = "vi") -> str:
    """`1.250.000.000` in Vietnamese, `1,250,000,000` in English; a minus before what is below nothing."""
    grouped = f"{amount:,}"
    return grouped.replace(",", ".") if language == "vi" else grouped


def _parts(given: str, text: str) -> list[tuple[Decimal, int | None]]:
    # Of «350 triệu đồng» the last word says nothing more; of «1.000 đồng» it is the unit.
    given = re.sub(r"(?<=[^\W\d_])\s+(đồng|đ|vnđ|vnd|dong)$", "", given)
    found: list[tuple[Decimal, int | None]] = []
    at = 0
    while at < len(given):
        part = _PART.match(given, at)
        if part is None or part.end() == at:
            raise _unreadable(text)
        word = part[2]
        if word is not None and word not in _UNIT_OF:
            raise _unreadable(text)
        found.append(
            (_number(part[1].strip(), word is not None and _UNIT_OF[word] > 1, text), _UNIT_OF.get(word or ""))
        )
        at = part.end()
    if not found:
        raise _unreadable(text)
    return found


def _number(written: str, of_unit: bool, text: str) -> Decimal:
    """`of_unit`: it counts thousands or more, so that it may have decimals."""
    if re.fullmatch(r"\d+", written):
        return Decimal(written)
    if _FRACTION.fullmatch(written) and of_unit:  # 1,25 tỷ; also 1,250 tỷ: a comma parts decimals
        return Decimal(written.replace(",", "."))
    if of_unit and (_DOTS.fullmatch(written) or _BLANKS.fullmatch(written)):
        raise _ambiguous(text)  # 1.250 tỷ: some mean 1,25, others one thousand two hundred and fifty
    if _POINT.fullmatch(written) and of_unit:  # 1.25 tỷ can be nothing else
        return Decimal(written)
    for grouped in (_DOTS, _BLANKS):
        if grouped.fullmatch(written):
            return Decimal(re.sub(r"[.\s]", "", written))
    if _COMMAS.fullmatch(written) and not of_unit:  # as spreadsheets in English write it; đồng have no decimals
        return Decimal(written.replace(",", ""))
    raise _unreadable(text)


def _ambiguous(text: str) -> PydanticCustomError:
    return PydanticCustomError(
        "money_ambiguous",
        "“{given}” can be read in two ways: write all the digits (1.250.000.000), or a number and its unit (1,25 tỷ; 350 triệu)",
        {"given": text[:40]},
    )


def _unreadable(text: str) -> PydanticCustomError:
    return PydanticCustomError(
        "money_unreadable",
        "“{given}” is no amount: write all the digits (1.250.000.000), or a number and its unit (1,25 tỷ; 350 triệu)",
        {"given": text[:40]},
    )


def _as_written(sent: object) -> object:
    if isinstance(sent, (bool, float)):
        raise PydanticCustomError("int_type", "Should be a whole number of đồng")  # a float keeps no amount exactly
    return read_dong(sent) if isinstance(sent, str) and sent.strip() else sent


Dong = Annotated[int, BeforeValidator(_as_written), Field(ge=0, le=MOST)]
"""Whole đồng in a command: a whole number, or a text as people write it (`read_dong`)."""
