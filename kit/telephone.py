"""Telephone numbers: checked, kept in one form (E.164), shown as they are written at home. By Google's libphonenumber."""

from __future__ import annotations

from typing import Any

from kit.refusal import Refusal

_SIGNS = frozenset("0123456789+-.() ")


class NoTelephone(Refusal):
    slug = "telephone.not-a-number"
    vi = "Số điện thoại không đúng: thiếu, thừa chữ số hoặc sai đầu số. Ghi như khi gọi, ví dụ 0912 345 678 hoặc 0221 386 2345; số nước ngoài bắt đầu bằng dấu +."
    en = "This is no telephone number: digits are missing, too many, or the prefix does not exist. Write it as it is dialled, such as 0912 345 678 or 0221 386 2345; one abroad begins with +."


def telephone(text: str, region: str, *, pointer: str | None = None) -> str:
    """
    A number in the one form (`+84912345678`), from how people write it; without a country's prefix it is one of `region`
    (ISO 3166-1 alpha-2). ASCII digits only. Raises NoTelephone, which does not repeat what was written.
    """
    number = _read(text, region)
    if number is None:
        raise NoTelephone(pointer=pointer)
    library, parsed = number
    return str(library.format_number(parsed, library.PhoneNumberFormat.E164))


def shown(kept: str | None, region: str) -> str:
    """
    A number as it is dialled at home (`0912 345 678`), one of elsewhere with its country's prefix; what was kept before
    numbers were checked, as it was written.
    """
    number = _read(kept, region) if kept else None
    if number is None:
        return kept or ""
    library, parsed = number
    own = parsed.country_code == library.country_code_for_region(region)
    form = library.PhoneNumberFormat.NATIONAL if own else library.PhoneNumberFormat.INTERNATIONAL
    return str(library.format_number(parsed, form))


def _read(text: str, region: str) -> tuple[Any, Any] | None:
    import phonenumbers as library  # thousands of number ranges: loaded when the first number comes

    if not _SIGNS.issuperset(text):
        return None
    try:
        parsed = library.parse(text, region)
    except library.NumberParseException:
        return None
    return (library, parsed) if library.is_valid_number(parsed) else None
