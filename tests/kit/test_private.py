"""What the platform writes is closed to other users of the machine, and what an earlier release left open is closed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

from kit.private import close_to_others


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def an_open_home(at: Path) -> Path:
    home = at / "home"
    for name in ("files/ab/secret", "mail/x.eml", "cache/jar"):
        file = home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
        file.chmod(0o644)
    (home / "run.sh").write_text("x")
    (home / "run.sh").chmod(0o755)
    for folder in [home, *(path for path in home.rglob("*") if path.is_dir())]:
        folder.chmod(0o755)
    return home


class TestClosing:
    def test_leaves_folders_at_0700_and_files_at_0600(self, tmp_path: Path) -> None:
        home = an_open_home(tmp_path)
        assert close_to_others(home) > 0
        assert {mode(home), mode(home / "files"), mode(home / "files/ab"), mode(home / "run.sh")} == {0o700}
        assert {mode(home / "files/ab/secret"), mode(home / "mail/x.eml")} == {0o600}

    def test_spares_what_was_fetched_and_follows_no_link(self, tmp_path: Path) -> None:
        home, outside = an_open_home(tmp_path), tmp_path / "outside"
        outside.write_text("x")
        outside.chmod(0o644)
        (home / "link").symlink_to(outside)
        close_to_others(home)
        assert (mode(home / "cache/jar"), mode(outside)) == (0o644, 0o644)

    def test_of_a_closed_home_walks_nothing(self, tmp_path: Path) -> None:
        home = an_open_home(tmp_path)
        home.chmod(0o700)
        assert close_to_others(home) == 0
        assert close_to_others(tmp_path / "none") == 0


def test_what_is_written_after_the_start_is_private(tmp_path: Path) -> None:
    code = "from kit.private import write_privately; write_privately(); import pathlib; p = pathlib.Path('a'); p.mkdir(); (p / 'b').write_text('x')"
    subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, check=True, env={**os.environ, "PYTHONPATH": os.getcwd()}
    )
    assert (mode(tmp_path / "a"), mode(tmp_path / "a" / "b")) == (0o700, 0o600)
