"""Numbers of official papers: however somebody spells one, it is the same number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from pydantic import BaseModel, ConfigDict

from kit.lifecycle import Label
from kit.normalization import nfd
from kit.papers.printable import printable
from kit.refusal import Refusal

LONGEST = 120

_KIND_WORDS = {
    *("QUYET", "DINH", "SO", "TO", "TRINH", "THONG", "BAO", "CAO", "BIEN", "BAN", "GIAY", "MOI", "CONG", "VAN", "KE"),
    *("HOACH", "S", "NO", "PHIEU", "LAY", "Y", "KIEN"),
}
"""Words that say in full what the symbol says in short, and so add nothing to it."""
_NUMBER = re.compile(r"(?<![0-9])([0-9]{1,7})(?:([A-Z])(?![A-Z]))?(?![0-9])")
_YEAR = re.compile(r"\s*[/.]\s*((?:19|20)[0-9]{2})(?![0-9])")
_WRITTEN_DAY = re.compile(
    r"\bNGAY\s+([0-9]{1,2})\s*(?:[/.-]|THANG)\s*([0-9]{1,2})\s*(?:[/.-]|NAM)\s*((?:19|20)[0-9]{2})(?![0-9])"
)
_DAY = re.compile(r"\bNGAY\b.*", re.DOTALL)


class NumberUnreadable(Refusal):
    """No number of a paper can be found in what was typed."""

    slug = "paper.number-unreadable"
    vi = "«{text}» không phải số văn bản. Ghi số và ký hiệu như trên bản ký, ví dụ: 1608/{symbol}."
    en = "“{text}” is no number of a paper. Write number and symbol as on the signed copy, for example: 1608/{symbol}."


class OfficialNumber(BaseModel):
    """A number as it is compared (`key`: no marks, no leading zeros) and as it is shown (`text`)."""

    model_config = ConfigDict(frozen=True)

    key: str
    text: str


@dataclass(frozen=True)
class Place:
    """Where a number stands: its office, the number however it is spelt, the day of the act."""

    office: str
    number: OfficialNumber
    on: date

    @property
    def id(self) -> str:
        """The natural key of a number: one office, one year, one number."""
        return f"{self.office}|{self.on.year}|{self.number.key}"

    def before(self, years: int) -> Place:
        """The same number so many years earlier."""
        return replace(self, on=date(self.on.year - years, 12, 31)) if years else self


@dataclass(frozen=True)
class Act:
    """What has a number: its id, its `kind` in the caller's word, and what people call it (vi, en), nobody named."""

    id: str
    kind: str
    called: Label


def official_number(text: str, symbol: str, *, pointer: str | None = None) -> OfficialNumber:
    """
    What was typed, made one: `1608/QĐ-UBND`, `1608 /QĐ-UBND`, `QĐ 1608`, `1608` and `Số: 01608/qd-ubnd` are one number.

    `symbol` is the office's own for this kind of paper (`QĐ-UBND`), which completes what was left out. A year within
    (`15/2024/QĐ-UBND`) counts its own series and is kept. Raises NumberUnreadable.
    """
    shown = " ".join(printable(text[: LONGEST + 1]).split())
    folded = _folded(shown)
    found = _NUMBER.search(folded)
    if found is None or len(shown) > LONGEST or not int(found.group(1)):
        raise NumberUnreadable(pointer=pointer, text=shown[:60], symbol=symbol)
    rest = _DAY.sub("", folded[found.end() :])
    year = _YEAR.match(rest)
    if year:
        rest = rest[year.end() :]
    usual = _parts(_folded(symbol))
    parts = _completed(_parts(folded[: found.start()]), _parts(rest), usual)
    number = f"{int(found.group(1))}{found.group(2) or ''}"
    within = f"{year.group(1)}/" if year else ""
    written = symbol if parts == usual else "-".join(parts)
    return OfficialNumber(key=f"{number}/{within}{'-'.join(parts)}", text=f"{number}/{within}{written}")


def day_written(text: str) -> date | None:
    """The day that was typed behind a number (`12/QĐ-UBND ngày 05/02/2025`); None where there is none, or no such day."""
    found = _WRITTEN_DAY.search(_folded(text))
    if found is None:
        return None
    day, month, year = (int(one) for one in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _completed(before: list[str], after: list[str], usual: list[str]) -> list[str]:
    if before and after[:1] != before[:1]:
        after = [*before, *after]
    if not after or after == usual[:1] or after == usual[1:]:
        return usual
    return after


def _parts(folded: str) -> list[str]:
    return [part for part in re.findall(r"[A-Z0-9]+", folded) if part not in _KIND_WORDS]


def _folded(text: str) -> str:
    bare = "".join(sign for sign in nfd(text) if not "\u0300" <= sign <= "\u036f")
    return bare.replace("đ", "d").replace("Đ", "D").upper()
