"""Text that can be printed on an official paper."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from kit.normalization import nfc

# Control characters have no shape and break the files; those of direction let a name reorder what stands beside it.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def printable(text: str) -> str:
    """The text composed (NFC), without what has no shape on paper; a tab is a space. Raises MarksPiled."""
    return nfc(_UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")))


Printable = Annotated[str, AfterValidator(printable)]
