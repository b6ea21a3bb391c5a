"""
The one process that runs the front and the four services of an estate: `python -m estate.house …`.

Its settings are the services' own environment; the options name what only an estate has.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn

from estate import services
from estate.front import NAME, Front, Site
from estate.identity.provider import Provider, Seen
from estate.mail import Catcher, Mailbox
from estate.people import council_people, office_contacts
from kit.settings import ServiceSettings
from kit.telemetry.logs import configure_logs
from kit.telemetry.tracing import configure_tracing


def build(settings: ServiceSettings, names: list[str], *, identity: bool, mail: bool, fronts: list[str]) -> Site:
    """The whole site; `fronts` are the addresses of services that run elsewhere and sign in here too."""
    mailbox = Mailbox(settings.home / "mail")
    threads: list[Provider | Catcher] = []
    if identity:
        threads.append(Provider(_seen(settings, [settings.public_url, *fronts])))
    if mail:
        threads.append(Catcher(mailbox, urlsplit(settings.smtp_url).port or 25))
    rooms = [services.build(name, settings) for name in names]
    for room in rooms:
        room.resources |= {"office_contacts": office_contacts(), "council_people": council_people()}
    front = Front(settings, rooms, threads)
    front.resources["mailbox"] = mailbox
    return Site(front)


def _seen(settings: ServiceSettings, fronts: list[str]) -> Seen:
    doors = [*services.NAMES, NAME]
    redirects = [f"{front}/{door}/sign-in/callback" for front in fronts for door in doors]
    logouts = [f"{front}/{door}/sign-in/backchannel-logout" for front in fronts for door in doors]
    return Seen(Path(settings.home), urlsplit(settings.oidc_issuer).port or 80, redirects, fronts, logouts)


def main() -> None:
    """This will serve until asked to end."""
    parser = argparse.ArgumentParser(prog="python -m estate.house", description=__doc__)
    parser.add_argument("--services", default=",".join(services.NAMES))
    parser.add_argument("--identity", action="store_true", help="run the development identity provider")
    parser.add_argument("--mail", action="store_true", help="run the mail catcher")
    parser.add_argument("--fronts", default="", help="addresses of services that run elsewhere")
    asked = parser.parse_args()
    # The development provider speaks plain http on loopback; Authlib refuses that unless told.
    os.environ.setdefault("AUTHLIB_INSECURE_TRANSPORT", "1")
    settings = ServiceSettings()
    configure_logs(settings.log_level)
    configure_tracing("ocop", settings.otlp_endpoint)
    site = build(
        settings,
        [name for name in asked.services.split(",") if name],
        identity=asked.identity,
        mail=asked.mail,
        fronts=[front for front in asked.fronts.split(",") if front],
    )
    uvicorn.run(
        site,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=2,
    )


if __name__ == "__main__":
    main()
