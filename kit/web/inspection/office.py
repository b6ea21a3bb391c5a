"""Why a file of the older Office container (OLE) is not taken: most of these are today's documents behind a password."""

from __future__ import annotations

import mmap
from pathlib import Path, PurePosixPath

_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The stream a document with a password is put into ([MS-OFFCRYPTO] 2.3.4.4)."""
_OF_TODAY = {".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".pptm"}


def locked(path: Path, name: str) -> bool:
    """Whether it is a document of today behind a password, by what is in it, or what it is called."""
    if PurePosixPath(name).suffix.lower() in _OF_TODAY:
        return True
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(_PACKAGE) >= 0
