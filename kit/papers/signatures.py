"""Who signs as what: the lines of authority above a signature, from an installed file and the day of signing."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from kit.refusal import Refusal


class Signing(StrEnum):
    """In which right somebody signs for an office."""

    HEAD = "head"
    DEPUTY = "in-place"
    BY_ORDER = "by-order"
    BY_AUTHORISATION = "by-authorisation"
    ACTING = "acting"


class NobodySigns(Refusal):
    """The file says nothing of who signs for such an office on that day."""

    slug = "paper.nobody-signs"
    vi = "Chưa có quy định ai ký cho loại cơ quan «{office}» vào ngày {on}. Bổ sung tệp quy định thể thức ký rồi thử lại."
    en = "The installed rules do not say who signs for “{office}” on {on}. Add it to the file of signatures and try again."


class PostMissing(Refusal):
    """Who signs by order or by authorisation signs with the own post."""

    slug = "paper.post-missing"
    vi = "Người ký thừa lệnh hoặc thừa ủy quyền phải ghi chức vụ của mình (ví dụ: CHÁNH VĂN PHÒNG)."
    en = "Who signs by order or by authorisation gives the own post (for example: CHÁNH VĂN PHÒNG)."


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Meaning(_Value):
    """In both languages."""

    vi: str
    en: str


class Abbreviation(_Value):
    """`TM.`, `KT.`, …"""

    words: str
    meaning: Meaning


class Edition(_Value):
    """How an office is signed for, from `first` to `last` (both counted). `body`: signed for as a body, else by its head."""

    first: date
    last: date | None = None
    body: str | None = None
    head: str
    deputy: str
    decides_as: str
    source: str
    verified: str


class OfficeSigning(_Value):
    """A sort of office, with its editions."""

    id: str
    editions: tuple[Edition, ...]


class Signatures(_Value):
    """The whole file."""

    abbreviations: dict[str, Abbreviation]
    source: str
    verified: str
    offices: tuple[OfficeSigning, ...]

    def edition(self, office: str, on: date) -> Edition:
        """How a sort of office is signed for on a day; raises NobodySigns."""
        for one in (edition for sort in self.offices if sort.id == office for edition in sort.editions):
            if one.first <= on and (one.last is None or on <= one.last):
                return one
        raise NobodySigns(office=office, on=f"{on:%d/%m/%Y}")


def signature_lines(
    signatures: Signatures, office: str, on: date, signing: Signing, *, post: str = "", of: str = ""
) -> tuple[str, ...]:
    """
    The lines of authority, from top to bottom: `("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")`.

    `post`: the signatory's own, which by order and by authorisation need; another deputy's title otherwise. `of` follows
    the body's name (`HUYỆN …`), where an office writes it. Raises NobodySigns or PostMissing.
    """
    rule = signatures.edition(office, on)
    said = {name: one.words for name, one in signatures.abbreviations.items()}
    body = (f"{said['on_behalf']} {rule.body} {of}".rstrip(),) if rule.body else ()
    if signing in (Signing.BY_ORDER, Signing.BY_AUTHORISATION):
        if not post:
            raise PostMissing(pointer="/post")
        word = said["by_order" if signing is Signing.BY_ORDER else "by_authorisation"]
        return (f"{word} {rule.head}", post)
    if signing is Signing.DEPUTY:
        return (*body, f"{said['in_place']} {rule.head}", post or rule.deputy)
    if signing is Signing.ACTING:
        return (*body, f"{said['acting']} {rule.head}")
    return (*body, rule.head)


def decides_as(signatures: Signatures, office: str, on: date, place: str) -> str:
    """The line above a decision's grounds: who decides by law on that day. `place` in capitals. Raises NobodySigns."""
    return signatures.edition(office, on).decides_as.format(place=place).rstrip()
