"""
One file opened within bounds: `python -m kit.web.inspection KIND FILE NAME SHOWN`.

Prints one line of JSON: `{"fault": [slug, {values}]}` when it is not to be kept, else `{"shown": bool}`: whether SHOWN now
holds the picture a browser shows for it. Whatever else happens (killed, out of memory) the parent reads from the exit.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

from kit.web.inspection import kinds
from kit.web.inspection.bounds import confine

OUT_OF_MEMORY = 77
"""The exit of a process that met its bound."""


def main(kind: str, file: str, name: str, into: str) -> dict[str, Any]:
    """What is found of one file. Raises MemoryError."""
    path, shown = Path(file), Path(into)
    if kind in kinds.PACKED:
        from kit.web import archives

        try:
            archives.look_through(path)
        except archives.ArchiveUnfit as unfit:
            return {"fault": ["archive", {"why": unfit.why}]}
        return {"shown": False}
    if kind == kinds.OLE:
        from kit.web.inspection import office

        return {"fault": ["locked" if office.locked(path, name) else "old", {}]}
    if kind == kinds.PDF:
        from kit.web.inspection import pdf

        fault = pdf.fault_of(path)
        return {"fault": [f"pdf-{fault}", {}]} if fault else {"shown": False}
    return _pictured(kind, path, shown)


def _pictured(kind: str, path: Path, into: Path) -> dict[str, Any]:
    from kit.web.inspection import film, picture

    try:
        (film if kind in kinds.FILMS else picture).shown(path, into)
    except picture.TooManyPixels as many:
        megapixels, most = many.args
        return {"fault": ["pixels", {"megapixels": megapixels, "most": most}]}
    except picture.NotReadable:
        return {"shown": False}
    return {"shown": True}


def _peak() -> int:
    """Bytes of memory it had at most. What `getrusage` says begins with what its parent had, on Linux."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    confine()
    try:
        found = main(*sys.argv[1:])
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    print(json.dumps(found | {"peak": _peak()}))
