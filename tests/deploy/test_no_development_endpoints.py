"""A service as its image runs it has none of a laptop's endpoints: no clock to move, no mailbox, nobody to sign in as at will."""

from __future__ import annotations

import json
import subprocess
import sys
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path

import httpx
import pytest
import yaml

from kit.settings import development_settings
from kit.web.app import app_of

ROOT = Path(__file__).parents[2]
A_LAPTOPS = ("estate.front", "estate.servers.identity", "estate.province", "estate.demo")
"""Packages that hold them; none is in an image."""
SERVICES = ["registry", "evaluation", "notifications", "reporting"]
ENDPOINTS = [
    "/clock",
    "/api/clock",
    "/mailbox",
    "/as",
    "/operators",
    "/oauth2/authorize",
    "/oauth2/token",
    "/.well-known/openid-configuration",
]


@pytest.mark.parametrize("name", SERVICES)
async def test_a_service_alone_answers_none_of_them(name: str, tmp_path: Path) -> None:
    service = import_module(f"services.{name}.service").build(development_settings(home=tmp_path))
    transport = httpx.ASGITransport(app=app_of(service), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as client:
        assert (await client.get(f"/{name}/livez")).status_code == 200
        for endpoint in ENDPOINTS:
            for path in (endpoint, f"/dev{endpoint}", f"/{name}{endpoint}", f"/{name}/dev{endpoint}"):
                for method in ("GET", "POST"):
                    assert (await client.request(method, path)).status_code in (404, 405), (method, path)
    service.database.close()


def in_the_image(path: str) -> bool:
    """Whether a file of the tree is sent to the build: the last line of .dockerignore that speaks of it or of a folder above decides."""
    parts = Path(path).parts
    above = ["/".join(parts[: many + 1]) for many in range(len(parts))]
    sent = True
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        rule = line.removeprefix("!").removeprefix("**/")
        if rule and not rule.startswith("#") and any(fnmatch(one, rule) for one in (*above, *parts)):
            sent = line.startswith("!")
    return sent


def test_the_images_hold_none_of_their_files() -> None:
    files = [str(file.relative_to(ROOT)) for file in (ROOT / "estate").rglob("*.py")]
    assert in_the_image("estate/cli.py")
    assert in_the_image("services/registry/service.py")
    sent = [file for file in files if file.startswith(tuple(one.replace(".", "/") + "/" for one in A_LAPTOPS))]
    assert "estate/front/sign_in_as/pages.py" in sent
    assert not [file for file in sent if in_the_image(file)]


def test_no_service_of_the_compose_file_runs_an_estate() -> None:
    for name, service in yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"].items():
        said = json.dumps([service.get(key) for key in ("command", "entrypoint", "environment")])
        assert not [word for word in ("estate", "ocop up", '"up"', "OCOP_PROVINCE") if word in said], name


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_loads_none_of_their_modules(name: str) -> None:
    code = f"import sys, services.{name}.__main__, services.{name}.service; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert f"services.{name}.service" in loaded.split()
    assert not [module for module in loaded.split() if module.startswith(A_LAPTOPS)]


@pytest.mark.parametrize("command", [["topics", "--help"], ["lag", "--help"], ["parked", "--help"], ["--help"]])
def test_the_commands_an_image_is_asked_for_do_without_them(command: list[str]) -> None:
    code = (
        "import sys\n"
        f"for one in {A_LAPTOPS!r}: sys.modules[one] = None\n"
        f"sys.argv = ['ocop', *{command!r}]\n"
        "from estate.cli import main\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
