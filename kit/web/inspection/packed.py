"""Whether a ZIP file, and the document that is one, may be opened by a person."""

from __future__ import annotations

from pathlib import Path

from kit.web import archives
from kit.web.inspection.found import Found, fit, unfit


def opened(path: Path, ending: str, into: Path) -> Found:
    """Looks through all that is packed in it."""
    try:
        archives.look_through(path)
    except archives.ArchiveUnfit as fault:
        return unfit("archive", why=fault.why)
    return fit(shown=False)
