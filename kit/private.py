"""What a deployment writes is its own user's alone: 0700 for folders, 0600 for files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_FETCHED = {"cache", "tools"}
"""Beside an estate's state lies what it fetched from public registries: no secret, and large."""


def write_privately() -> None:
    """Has everything that this process and its children write from now on closed to other users."""
    os.umask(_OTHERS)


def close_to_others(home: Path) -> int:
    """
    Takes away what other users may do in a folder an earlier release left open; answers how many names it
    closed. A folder that shuts others out already is left alone: nothing below it can be reached.

    What belongs to somebody else is left as it is (a mounted volume's root). Symbolic links are not followed.
    """
    if not home.is_dir() or not _open(home):
        return 0
    return sum(_closed(path) for path in [home, *_below(home)])


def _below(home: Path) -> Iterator[Path]:
    for folder, names, files in os.walk(home):
        if Path(folder) == home:
            names[:] = [name for name in names if name not in _FETCHED]
        yield from (Path(folder, name) for name in [*names, *files])


def _closed(path: Path) -> bool:
    with suppress(OSError):
        if not path.is_symlink() and _open(path):
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~_OTHERS)
            return True
    return False


def _open(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & _OTHERS)
