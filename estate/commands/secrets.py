"""`ocop secrets`: what docker-compose.yml reads from deploy/secrets/, made where it is missing: passwords and certificates."""

from __future__ import annotations

import base64
import os
import secrets as random
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import typer
from dotenv import dotenv_values

from estate.places import PROJECT
from estate.servers.authority import Authority, write
from kit.messaging.manifest import load

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

FOLDER = PROJECT / "deploy" / "secrets"
SERVICES = ("registry", "evaluation", "notifications", "reporting")
ADMINISTRATOR = "administrator"
_READABLE = 0o644
"""By a container's own user, which is nobody on this host; the folder, 0700, keeps this host's others out."""


@app.command()
def secrets() -> None:
    """Write what is missing, and certificates that end soon or name other hosts; everything else is kept."""
    settings = {**dotenv_values(PROJECT / ".env"), **os.environ}
    for name in make(
        FOLDER,
        settings.get("OCOP_PUBLIC_URL") or "https://localhost:8443",
        settings.get("OCOP_KAFKA_HOST") or "localhost",
    ):
        typer.echo(f"+ deploy/secrets/{name}")


def make(folder: Path, public_url: str, kafka_host: str) -> Iterator[str]:
    """Brings a folder of secrets up to date; yields the name of every file it writes."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    for part in ("kafka", "tls"):
        (folder / part).mkdir(exist_ok=True)
    yield from _passwords(folder)
    yield from _addresses(folder)
    yield from _certificates(folder, public_url, kafka_host)


def _passwords(folder: Path) -> Iterator[str]:
    names = ["OIDC_CLIENT_SECRET", "OCOP_SESSION_SECRET", "KEYCLOAK_ADMIN_PASSWORD", "GRAFANA_PASSWORD"]
    names += ["MONGODB_ROOT_PASSWORD", *(f"MONGODB_PASSWORD_{service.upper()}" for service in SERVICES)]
    principals = load(PROJECT / "deploy" / "topics.yaml").principals
    names += [f"kafka/{principal}.password" for principal in (ADMINISTRATOR, *principals)]
    for name in names:
        if not (folder / name).exists():
            write(folder / name, random.token_urlsafe(36).encode(), _READABLE)
            yield name
    if not (folder / "MONGODB_KEYFILE").exists():
        write(folder / "MONGODB_KEYFILE", base64.b64encode(random.token_bytes(756)), _READABLE)
        yield "MONGODB_KEYFILE"


def _addresses(folder: Path) -> Iterator[str]:
    """Each service's way to the database: written anew when its password was."""
    for service in SERVICES:
        password = (folder / f"MONGODB_PASSWORD_{service.upper()}").read_text().strip()
        content = f"mongodb://{service}:{password}@mongodb:27017/?replicaSet=rs0&authSource=admin&tls=true&tlsCAFile=/run/secrets/OCOP_CA"
        file = folder / f"MONGODB_URI_{service.upper()}"
        if not file.exists() or file.read_text() != content:
            write(file, content.encode(), _READABLE)
            yield file.name


def _certificates(folder: Path, public_url: str, kafka_host: str) -> Iterator[str]:
    authority = Authority.kept_in(folder / "tls")
    site = urlsplit(public_url).hostname or "localhost"
    for name, hosts in {
        "kafka": ["kafka", "localhost", "127.0.0.1", kafka_host],
        "mongodb": ["mongodb", "localhost"],
        "keycloak": ["keycloak", "localhost"],
        "proxy": [site, "localhost"],
    }.items():
        pair, own = folder / "tls" / f"{name}.pem", list(dict.fromkeys(hosts))
        if name == "proxy" and _is_anothers(pair, authority):
            continue  # the office's own certificate for visitors, put there by hand
        if pair.exists() and authority.vouches_for(pair.read_bytes(), own):
            continue
        key, chain = authority.issue(name, own)
        if name in ("kafka", "mongodb"):  # these two read key and certificate from one file
            write(pair, key + chain, _READABLE)
        else:
            write(folder / "tls" / f"{name}.key", key, _READABLE)
            write(pair, chain, _READABLE)
        yield f"tls/{name}.pem"


def _is_anothers(pair: Path, authority: Authority) -> bool:
    return pair.exists() and not authority.signed(pair.read_bytes())
