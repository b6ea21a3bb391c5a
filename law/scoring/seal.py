"""The seal of a sheet: a digest told when it is sealed, so that anybody can see later that nothing was changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from law.scoring.filled import Filled


class Sealed(BaseModel):
    """What a sheet is bound to besides what was judged: by whom, for which case and round, under which rulebook. `notes` by criterion."""

    model_config = ConfigDict(frozen=True)

    case_id: str
    member_id: str
    round: int
    rulebook_id: str
    rulebook_hash: str
    note: str | None
    nonce: str | None
    notes: Mapping[str, str] = {}


def seal_of(filled: Filled, sealed: Sealed) -> str:
    """
    SHA-256 (hexadecimal) over everything that was judged and what it was judged by.

    The nonce keeps the sheet secret until it is revealed: the digest is announced at sealing, and a sheet scored by
    part has so few possible contents that without a nonce they could all be tried. Notes are bound where there are any: a
    sheet without is sealed as it was before there were notes.
    """
    bound: dict[str, object] = {
        **sealed.model_dump(exclude=set() if sealed.notes else {"notes"}),
        "answers": dict(filled.answers),
        "case_of": dict(filled.case_of),
        "parts": {part: format(points, "f") for part, points in filled.parts.items()},
        "raised": sorted(filled.raised),
    }
    text = json.dumps(bound, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
