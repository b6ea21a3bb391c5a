"""The broker's jars: fetched once with jgo from the committed lock, and used only when their SHA-256 is the lock's."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

LOCK_FOLDER = Path(__file__).resolve().parents[2] / "deploy" / "kafka"


class BrokerJarsError(Exception):
    """The broker's jars could not be fetched, or are not those of the lock."""


def fetch(cache: Path) -> Path:
    """Returns the folder of the verified jars, fetching them first when the cache has none."""
    lock = LOCK_FOLDER / "jgo.lock.toml"
    folder = _folder(cache)
    if is_fetched(cache):
        return folder
    # A folder of our own until it is complete: two first runs side by side must not read each other's halves.
    partial = folder.with_name(f"{folder.name}.{os.getpid()}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for name in ("jgo.toml", "jgo.lock.toml"):
        shutil.copy(LOCK_FOLDER / name, partial)
    jgo = Path(sys.executable).with_name("jgo")
    command = [str(jgo), "--links", "copy", "--cache-dir", str(partial), "--repo-cache", str(cache / "m2"), "sync"]
    done = subprocess.run(command, cwd=partial, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise BrokerJarsError((done.stderr or done.stdout).strip()[-500:])
    _verify(partial, tomllib.loads(lock.read_text()))
    (partial / "verified").touch()
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)
    return folder


def is_fetched(cache: Path) -> bool:
    """Whether the cache has this lock's jars already, verified."""
    return (_folder(cache) / "verified").exists()


def class_path(folder: Path) -> str:
    """The Java class path of the fetched jars."""
    return os.pathsep.join([str(folder / "jars" / "*"), str(folder / "modules" / "*")])


def _folder(cache: Path) -> Path:
    return cache / f"kafka-{hashlib.sha256((LOCK_FOLDER / 'jgo.lock.toml').read_bytes()).hexdigest()[:12]}"


def _verify(folder: Path, lock: dict[str, list[dict[str, str]]]) -> None:
    expected = {entry["sha256"] for entry in lock["dependencies"]}
    found = {hashlib.sha256(jar.read_bytes()).hexdigest(): jar.name for jar in folder.glob("*/*.jar")}
    strangers = sorted(name for digest, name in found.items() if digest not in expected)
    if strangers or len(found) != len(expected):
        raise BrokerJarsError(f"jars differ from the lock: {', '.join(strangers) or 'some are missing'}")


if __name__ == "__main__":
    from estate.places import CACHE

    if sys.argv[1:] == ["check"]:
        sys.exit(0 if is_fetched(CACHE) else 1)
    fetch(CACHE)
