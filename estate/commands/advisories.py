"""The lock against the advisory data in reach (OSV, asked by uv): `python -m estate.commands.advisories UV`. Silence is not "clean"."""

from __future__ import annotations

import subprocess
import sys

NOT_TAKEN = 75
"""EX_TEMPFAIL (sysexits.h): neither good nor bad."""
_PATIENCE = 120
_AWAY = (
    "error sending request",
    "dns error",
    "failed to lookup",
    "connect",
    "timed out",
    "failed to fetch",
    "http status",
)


def judge(code: int, said: str) -> tuple[int, str]:
    """The exit code and the sentence for what `uv audit` answered."""
    if code == 0:
        return 0, f"no advisory is known against the lock, says OSV\n{said}"
    if any(sign in said.lower() for sign in _AWAY) and "vulnerabilit" not in said.lower():
        return NOT_TAKEN, f"NOT AUDITED: no advisory data in reach; nothing is known of the lock, good or bad\n{said}"
    return 1, said


def main(uv: str) -> int:
    """Asks, and prints what is known; answers the exit code: 1 when an advisory stands, 75 when none could be asked for."""
    command = [uv, "audit", "--frozen", "--preview-features", "audit"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE)
        code, verdict = judge(done.returncode, (done.stdout + done.stderr).strip())
    except subprocess.TimeoutExpired:
        code, verdict = (
            NOT_TAKEN,
            f"NOT AUDITED: no answer within {_PATIENCE} s; nothing is known of the lock, good or bad",
        )
    print(verdict)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
