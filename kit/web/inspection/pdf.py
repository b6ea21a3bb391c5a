"""Whether a PDF opens, by PDFium: what most browsers show it with."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from kit.web.inspection.found import Found, fit, unfit

_TAIL = 65_536
"""Bytes among which its end is marked; readers ask for 1,024, some scanners fill up with zeros."""


def opened(path: Path, ending: str, into: Path) -> Found:
    """Opens it as a reader would; a browser shows it as it is."""
    fault = fault_of(path)
    return unfit(f"pdf-{fault}") if fault else fit(shown=False)


def fault_of(path: Path) -> str | None:
    """What is wrong with a PDF: `password`, `cut`, `broken`, `empty`; None when it opens, first page and last."""
    if _cut(path):
        return "cut"
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as fault:
        locked = getattr(fault, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        return "password" if locked else "broken"
    try:
        pages = len(document)
        for at in {0, pages - 1} if pages else ():
            document[at].close()
    except pypdfium2.PdfiumError:
        return "broken"
    finally:
        document.close()
    return None if pages else "empty"


def _cut(path: Path) -> bool:
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(2048)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    if b"%%EOF" not in tail:
        return True
    # A linearized file has an end mark near its beginning too, and says how long it is (ISO 32000-1, annex F).
    announced = re.search(rb"/Linearized\b[^>]*?/L\s+(\d{1,12})", start)
    return announced is not None and size < int(announced[1])
