"""
One file opened within bounds: `python -m kit.web.inspection KIND FILE ENDING SHOWN`.

Prints one line of JSON: `{"fault": [slug, {values}]}` when it is not to be kept, else `{"shown": bool}`: whether SHOWN now
holds the picture a browser shows for it. Whatever else happens (killed, out of memory) the parent reads from the exit.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from importlib import import_module
from pathlib import Path

from kit.web.inspection.bounds import confine
from kit.web.inspection.kinds import OPENED

OUT_OF_MEMORY = 77
"""The exit of a process that met its bound."""


def _peak() -> int:
    """Bytes of memory it had at most. What `getrusage` says begins with what its parent had, on Linux."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    confine()
    kind, file, ending, into = sys.argv[1:]
    try:
        # Only what this kind needs, and after the bounds are set: importing is opening too.
        found = import_module(f"kit.web.inspection.{OPENED[kind]}").opened(Path(file), ending, Path(into))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    print(json.dumps(found | {"peak": _peak()}))
