"""What opening a file gave, as the process that opened it says so: values of JSON."""

from __future__ import annotations

from typing import Any

Found = dict[str, Any]


def fit(*, shown: bool, pages: int = 1) -> Found:
    """It may be kept; `shown`: a picture of it was written; `pages`: how many pictures there may be of it."""
    return {"shown": shown, "pages": pages}


def unfit(fault: str, **values: Any) -> Found:
    """It is refused; `fault` is a key of `process.REFUSALS`, `values` are what its sentence names."""
    return {"fault": [fault, values]}
