"""One page of a PDF as a picture, by PDFium: for browsers that show no PDF within a page (telephones), and without its scripts."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from kit.web.inspection.found import Found, fit

WIDTH, HEIGHT = 1600, 2560
"""Pixels at most: a page of small print stays readable when it is enlarged."""


def opened(path: Path, ending: str, into: Path) -> Found:
    """Writes a JPEG of the page whose number, from 1, is given as `ending`; how many there are is told in any case."""
    try:
        document = pypdfium2.PdfDocument(path)
        pages, at = len(document), int(ending) - 1
        if not 0 <= at < pages:
            return fit(shown=False, pages=pages)
        document.init_forms()  # what was filled into its fields is drawn too; nothing of its scripts is run
        page = document[at]
        scale = min(WIDTH / page.get_width(), HEIGHT / page.get_height())
        page.render(scale=scale).to_pil().convert("RGB").save(into, "JPEG", quality=82, optimize=True)
    except (pypdfium2.PdfiumError, ZeroDivisionError, ValueError):
        return fit(shown=False)
    return fit(shown=True, pages=pages)
