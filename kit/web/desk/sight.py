"""What of a parked event a person may see: operators everything but personal data, which only their keepers do."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from kit.identity import Principal
from kit.messaging.parked import Parked
from kit.messaging.received import Record
from kit.refusal import NotFound, Refusal

OPERATORS = ("operator", "administrator")
KEEPERS = ("administrator",)
"""Who answers for the personal data in the system."""

PERSONAL = "personal"
"""The treaty's name for the part of an event that not every reader gets."""
VEIL = "•••"


class NotJson(Refusal):
    """The corrected data cannot be read at all."""

    slug = "parked.not-json"
    vi = "Nội dung phải là JSON đúng cú pháp ({detail}). Kiểm tra dấu ngoặc, dấu phẩy và dấu nháy."
    en = "The data must be well-formed JSON ({detail}). Check brackets, commas and quotes."


class NothingBehindTheVeil(Refusal):
    """A veil was put where there is nothing to keep."""

    slug = "parked.nothing-behind-the-veil"
    vi = "Không có dữ liệu cá nhân nào để giữ lại ở chỗ ghi «•••». Xóa mục đó, hoặc nhờ quản trị viên điền."
    en = "There are no personal data to keep where it says “•••”. Remove that part, or ask the administrator to fill it in."


def let_in(principal: Principal) -> None:
    """Raises NotFound for who has no business at the desk: for them there is none."""
    if not principal.has(*OPERATORS):
        raise NotFound()


def text_of(record: Record, principal: Principal) -> str | None:
    """The data as indented JSON, personal parts veiled; None where this person may not see what cannot be read."""
    if record.value is None:
        return ""
    try:
        data = json.loads(record.value)
    except (ValueError, RecursionError):
        return record.value.decode(errors="replace") if principal.has(*KEEPERS) else None
    shown = data if principal.has(*KEEPERS) else _veiled(data)
    return json.dumps(shown, ensure_ascii=False, indent=2)


def fingerprint(record: Record) -> str:
    """By which those who may not see the bytes can speak of them."""
    return hashlib.sha256(record.value or b"").hexdigest()


def corrected(written: str, row: Parked) -> bytes | None:
    """
    The data as a person wrote them, with what was veiled put back; nothing written is a tombstone.

    Raises NotJson, NothingBehindTheVeil.
    """
    if not written.strip():
        return None
    try:
        data = json.loads(written)
    except (ValueError, RecursionError) as wrong:
        raise NotJson(detail=str(wrong), pointer="/value") from wrong
    try:
        behind = json.loads(row.to_offer().value or b"null")
    except (ValueError, RecursionError):
        behind = None
    return json.dumps(_unveiled(data, behind), ensure_ascii=False).encode()


def _veiled(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: VEIL if name == PERSONAL and part is not None else _veiled(part) for name, part in data.items()}
    return [_veiled(part) for part in data] if isinstance(data, list) else data


def _unveiled(data: Any, behind: Any) -> Any:
    if isinstance(data, dict):
        known = behind if isinstance(behind, dict) else {}
        made = {}
        for name, part in data.items():
            if name == PERSONAL and part == VEIL:
                if name not in known:
                    raise NothingBehindTheVeil(pointer="/value")
                made[name] = known[name]
            else:
                made[name] = _unveiled(part, known.get(name))
        return made
    if isinstance(data, list):
        known_parts = behind if isinstance(behind, list) else []
        return [_unveiled(part, known_parts[n] if n < len(known_parts) else None) for n, part in enumerate(data)]
    return data
