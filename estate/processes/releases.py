"""Other releases of this product beside the source at hand: which was the last, its source, and its environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from estate import services
from estate.places import CACHE, PROJECT
from estate.refusals import NoCheckout, ReleaseAway

LAST_RELEASE = PROJECT / "deploy" / "last-release"
"""The commit that counts as the last release for as long as nothing is tagged."""
_WITHIN = 600
"""Seconds for fetching an environment."""


def checkouts(asked: Iterable[str]) -> dict[str, Path]:
    """`SERVICE=FOLDER` as `ocop up --from` takes it; raises NoCheckout where no service can be run from there."""
    found: dict[str, Path] = {}
    for one in asked:
        name, _, folder = one.partition("=")
        if name not in services.NAMES or not (Path(folder) / ".venv" / "bin" / "python").exists():
            raise NoCheckout(asked=one, names=", ".join(services.NAMES))
        found[name] = Path(folder).resolve()
    return found


def last_release() -> str:
    """The commit of the newest tag `v…`; without any, the one that `deploy/last-release` names. Raises ReleaseAway."""
    tags = _git("tag", "--list", "v*", "--sort=-version:refname").split()
    named = tags[0] if tags else LAST_RELEASE.read_text("utf-8").split()[0]
    return _git("rev-parse", "--verify", f"{named}^{{commit}}").strip()


def exported(commit: str, folder: Path | None = None) -> Path:
    """
    The source of a commit with an environment from its own lock, ready to run; made once. Raises ReleaseAway.

    `folder`: where releases are kept; `.ocop/releases` unless given.
    """
    place = (folder or PROJECT / ".ocop" / "releases") / commit[:12]
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=place.parent, prefix=f"{commit[:12]}."))
        archive = draft / "source.tar"
        _git("archive", "--output", str(archive), commit)
        shutil.unpack_archive(archive, draft, filter="data")
        archive.unlink()
        draft.rename(place)
    # Fetched jars and page assets are shared: they are kept by their hash.
    environment = {**os.environ, "OCOP_CACHE": str(CACHE)}
    done = subprocess.run(
        ["estate/setup.sh"], cwd=place, env=environment, capture_output=True, text=True, timeout=_WITHIN
    )
    if done.returncode != 0:
        raise ReleaseAway(what=commit[:12], detail=(done.stderr or done.stdout).strip()[-300:])
    return place


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=PROJECT, capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise ReleaseAway(what=words[-1], detail=done.stderr.strip()[-300:])
    return done.stdout
