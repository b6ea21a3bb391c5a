"""A decided case, as it goes into a what-if: one line of JSON, the data of a `ruling.issued` event."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from kit.refusal import Refusal
from law.explanation import Recorded, recorded_of


class MalformedCase(Refusal):
    slug = "whatif.malformed-case"
    vi = "Dòng {line} không phải là một kết luận đã ban hành: {reason}. Xuất lại tệp bằng «ocop whatif --save»."
    en = "Line {line} is not an issued ruling: {reason}. Write the file anew with “ocop whatif --save”."


@dataclass(frozen=True, slots=True)
class DecidedCase:
    """A ruling and the names it is told by."""

    id: str
    product: str
    office: str
    ruling: Recorded
    decided_on: date | None = None


def read_cases(lines: Iterable[str]) -> Iterator[DecidedCase]:
    """One case per line, blank lines aside. Raises MalformedCase with the number of the line."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _case(number, line)


def _case(number: int, line: str) -> DecidedCase:
    try:
        # Points travel as text; a bare number with a decimal point stays text too, never a binary float.
        data = json.loads(line, parse_float=str)
        ruling = recorded_of(data)
        decided = data.get("decided_on")
        on = date.fromisoformat(decided) if decided else None
        return DecidedCase(data["ruling_id"], data["product"]["name"], data["office"], ruling, on)
    except (ValueError, KeyError, TypeError) as fault:
        raise MalformedCase(line=number, reason=_reason(fault)) from fault


def _reason(fault: Exception) -> str:
    if isinstance(fault, ValidationError):
        first = fault.errors(include_url=False)[0]
        return f"/{'/'.join(str(step) for step in first['loc'])}: {first['msg']}"
    return f"{fault}"
