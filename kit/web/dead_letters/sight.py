"""What of a parked event is shown: everything but personal data, which only their keepers see `whole`."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from kit.messaging.parked.dead_letter import Parked
from kit.messaging.parked.refusals import NotJson
from kit.messaging.parked.repair import Difference, differences
from kit.messaging.received import Record
from kit.refusal import Refusal

PERSONAL = "personal"
"""The contracts' name for the part of an event that not every reader gets."""
VEIL = "•••"


class NothingBehindTheVeil(Refusal):
    """A veil was put where there is nothing to keep."""

    slug = "parked.nothing-behind-the-veil"
    vi = "Không có dữ liệu cá nhân nào để giữ lại ở chỗ ghi «•••». Xóa mục đó, hoặc nhờ quản trị viên điền."
    en = "There are no personal data to keep where it says “•••”. Remove that part, or ask the administrator to fill it in."


def text_of(record: Record, *, whole: bool) -> str | None:
    """The data as indented JSON, personal parts veiled unless `whole`; None where what cannot be read may hold some."""
    if record.value is None:
        return ""
    try:
        data = json.loads(record.value)
    except (ValueError, RecursionError):
        return record.value.decode(errors="replace") if whole else None
    return json.dumps(data if whole else _veiled(data), ensure_ascii=False, indent=2)


def changes_of(row: Parked, *, whole: bool) -> list[Difference]:
    """What the repair changed, personal parts and what cannot be read veiled unless `whole`."""
    if row.repair is None:
        return []
    found = differences(row.record, row.to_offer())
    return found if whole else [_veil_of(one) for one in found]


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


def _veil_of(one: Difference) -> Difference:
    if one.at != "/" and f"/{PERSONAL}/" not in f"{one.at}/":
        return one
    return Difference(one.at, one.was and VEIL, one.now and VEIL)


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
