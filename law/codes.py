"""
Product codes and receipt numbers: the rulebook's pattern, a place and a serial make a text. Leading zeros stay.

Product code: head of each sheet in Annex II to Decision 26/2026/QĐ-TTg; receipt: Form 01 in its Annex III. The forms with a
district are those of its time, known from codes in use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from kit.normalization import nfkc
from kit.refusal import Refusal
from law.levels import code_digits, largest, place_kinds, smallest
from law.rulebooks.rulebook import Rulebook


class NotACommune(Refusal):
    slug = "code.not-a-commune"
    vi = "Mã sản phẩm và số tiếp nhận được cấp theo xã; {path} không phải là xã. Chọn xã nơi sản xuất."
    en = "Product codes and receipt numbers are given by commune; {path} is not one. Choose the producing commune."


class MalformedCode(Refusal):
    slug = "code.malformed"
    vi = "“{code}” không đúng dạng mã của bất kỳ bộ tiêu chí nào. Dạng đúng, ví dụ: {forms}."
    en = "“{code}” has the form of no rulebook's codes. Right forms: {forms}."


class CodeParts(BaseModel):
    """A code taken apart. `codes`: kind of place → official code. `rulebooks`: ids whose pattern it fits."""

    model_config = ConfigDict(frozen=True)

    codes: dict[str, str]
    serial: int
    year: int
    rulebooks: tuple[str, ...]


def product_code(rulebook: Rulebook, commune_path: str, serial: int, year: int) -> str:
    """Such as `33-11977-1-2026`. The serial comes from the counter named by `product_counter`. Raises NotACommune."""
    return _filled(rulebook.codes.product, commune_path, str(serial), year)


def receipt_number(rulebook: Rulebook, commune_path: str, serial: int, year: int) -> str:
    """Such as `12/PĐK-33-11977-2026`. The serial comes from the counter named by `receipt_counter`."""
    return _filled(rulebook.codes.receipt, commune_path, str(serial), year)


def product_counter(rulebook: Rulebook, commune_path: str, year: int) -> str:
    """What a serial runs over: two products with the same counter must not share a serial."""
    return _filled(rulebook.codes.product, commune_path, "#", year)


def receipt_counter(rulebook: Rulebook, commune_path: str, year: int) -> str:
    return _filled(rulebook.codes.receipt, commune_path, "#", year)


def read_product_code(code: str, rulebooks: list[Rulebook]) -> CodeParts:
    """Takes a code apart by the patterns of the rulebooks given. Raises MalformedCode."""
    fits = [(r.id, found) for r in rulebooks if (found := _pattern(r.codes.product).fullmatch(code))]
    if not fits:
        raise MalformedCode(code=code, forms=", ".join(sorted({r.codes.product for r in rulebooks})))
    parts = fits[0][1].groupdict()
    return CodeParts(
        codes={kind: parts[kind] for kind in reversed(place_kinds()) if kind in parts},
        serial=int(parts["serial"]),
        year=int(parts["year"]),
        rulebooks=tuple(rulebook_id for rulebook_id, _ in fits),
    )


def product_codes_meant(typed: str, rulebooks: Iterable[Rulebook]) -> tuple[str, ...]:
    """
    The codes a text may mean as people type them: `33 11977 1 2026`, `33–11977–1–2026`, `OCOP 331197712026`. Empty when it
    has the form of none; several where the forms of two acts fit.
    """
    bare = _NO_CODE.sub("", nfkc(typed)).strip()
    found: dict[str, None] = {}
    for template in dict.fromkeys(rulebook.codes.product for rulebook in rulebooks):
        if parts := _pattern(template, between=_BETWEEN).fullmatch(bare):
            found[template.format(**parts.groupdict())] = None
    return tuple(found)


_BETWEEN = r"[\s./_\-\u00ad\u200b\u2010-\u2015\u2212]*"
"""What people, printers and telephones put between the parts of a code, if anything."""
_NO_CODE = re.compile(r"^\W*(ocop|mã( sản phẩm)?)\b\W*", re.IGNORECASE)
_COUNTED = {"serial": r"[1-9]\d*", "year": r"20\d{2}"}


def _pattern(template: str, between: str = "-") -> re.Pattern[str]:
    parts = re.sub(r"\\\{(\w+)\\\}", lambda m: f"(?P<{m[1]}>{_digits(m[1])})", re.escape(template))
    return re.compile(parts.replace(re.escape("-"), between), re.ASCII)


def _digits(field: str) -> str:
    if field in _COUNTED:
        return _COUNTED[field]
    long = code_digits()[field]
    return rf"\d{{{long}}}" if long else r"\d+"


_ENDS = 2
"""Codes of a place in a time without levels between the largest and the smallest."""


def _filled(template: str, commune_path: str, serial: str, year: int) -> str:
    """
    A pattern with a level between meets a place without one when a dossier of the old rules is decided after districts
    ended: the code then goes without that segment, as those of the later acts do.
    """
    codes, kinds = commune_path.split("/"), tuple(reversed(place_kinds()))
    if len(codes) == len(kinds):
        places = dict(zip(kinds, codes, strict=True))
    elif len(codes) == _ENDS:
        places = {largest(): codes[0], smallest(): codes[1]}
    else:
        raise NotACommune(path=commune_path)
    for missing in (kind for kind in kinds if kind not in places):
        template = template.replace(f"{{{missing}}}-", "")
    return template.format(**places, serial=serial, year=year)
