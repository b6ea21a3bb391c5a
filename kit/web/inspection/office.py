"""Why a file of the older Office container (OLE) is not taken: most of these are today's documents behind a password."""

from __future__ import annotations

import mmap
from pathlib import Path

from kit.web.inspection.found import Found, unfit

_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The stream a document with a password is put into ([MS-OFFCRYPTO] 2.3.4.4)."""
_OF_TODAY = {".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".pptm"}


def opened(path: Path, ending: str, into: Path) -> Found:
    """None of these is kept: says which it is."""
    return unfit("locked" if locked(path, ending) else "old")


def locked(path: Path, ending: str) -> bool:
    """Whether it is a document of today behind a password, by what is in it, or what its name ends with."""
    if ending.lower() in _OF_TODAY:
        return True
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(_PACKAGE) >= 0
