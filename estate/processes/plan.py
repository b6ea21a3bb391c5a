"""Which processes an estate consists of, at which addresses, with which settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from estate import services
from estate.people import CLIENT, service_secrets
from estate.processes import serve
from estate.processes.children import Child, free_port
from estate.processes.forked import Forked

APART = {"district": "33/330/*", "province": "33,33/11977"}
"""
With `--apart`: the evaluations that are deployments of their own, and the offices each serves; the province's also
the one commune of today whose officer can sign in to a development estate.
"""


@dataclass
class Plan:
    """One start of an estate."""

    home: Path
    port: int
    apart: bool
    kafka: str
    mongodb: str
    checkouts: Mapping[str, Path] = field(default_factory=dict)
    """Services that run another release: the folder of its source, with an environment (`.venv`) of its own, by name."""
    identity_port: int = field(default_factory=lambda: free_port(8081))
    mail_port: int = field(default_factory=lambda: free_port(1025))
    issuer: str = ""
    smtp: str = ""
    behind: dict[str, int] = field(default_factory=dict)
    """The port of each service behind the front, by its name."""
    evaluations: dict[str, int] = field(default_factory=dict)
    """The port of each evaluation of its own, by the name of its part."""

    def __post_init__(self) -> None:
        self.issuer = os.environ.get("OIDC_ISSUER") or f"http://127.0.0.1:{self.identity_port}"
        self.smtp = os.environ.get("SMTP_URL") or f"smtp://127.0.0.1:{self.mail_port}"
        names = [name for name in services.present() if not (self.apart and name == "evaluation")]
        self.behind = {name: free_port(8091 + number) for number, name in enumerate(names)}
        if self.apart:
            self.evaluations = {part: free_port(8082 + number) for number, part in enumerate(APART)}

    @property
    def own_provider(self) -> bool:
        """Whether people sign in at the estate's own provider, as whom they like."""
        return not os.environ.get("OIDC_ISSUER")

    @property
    def url(self) -> str:
        """The front's address."""
        return f"http://127.0.0.1:{self.port}"

    def evaluation_urls(self) -> dict[str, str]:
        """The address of each evaluation of its own, by the offices it serves."""
        return {APART[part]: f"http://127.0.0.1:{port}" for part, port in self.evaluations.items()}

    def processes(self) -> list[Child]:
        """The services, and the front that leads to them."""
        apart = [self._evaluation(part) for part in self.evaluations]
        return [*(self._service(name) for name in self.behind), *apart, self._front()]

    def ports(self) -> dict[str, int]:
        """Where each process answers, by its name."""
        apart = {f"evaluation-{part}": port for part, port in self.evaluations.items()}
        return {**self.behind, **apart, serve.FRONT: self.port}

    def _service(self, name: str) -> Child:
        # Who a request is from is told by the front; nobody else's word for it is taken.
        own = {"OCOP_PORT": str(self.behind[name]), "OCOP_PUBLIC_URL": self.url, "OCOP_TRUSTED_PROXIES": "127.0.0.1"}
        if name in self.checkouts:
            return self._other_release(name, self.checkouts[name], own)
        return self._child(name, [name], own)

    def _other_release(self, name: str, checkout: Path, own: Mapping[str, str]) -> Child:
        """A service as another release runs it: nothing of ours is in its process."""
        serving = ["-m", "estate.processes.serve", name]
        if not (checkout / "estate" / "processes").is_dir():
            serving = ["-m", "estate.house", "--services", name]  # until November 2026 one process served several
        python = str(checkout / ".venv" / "bin" / "python")
        environment = {**self._environment(), **own, "PYTHONPATH": ""}
        return Child(name, [python, *serving], self.home / "logs" / f"{name}.log", environment, checkout)

    def _evaluation(self, part: str) -> Child:
        """An evaluation of its own: own offices and with them own database and consumer groups, own address."""
        port = self.evaluations[part]
        own = {"OCOP_PORT": str(port), "OCOP_PUBLIC_URL": f"http://127.0.0.1:{port}", "OCOP_OFFICES": APART[part]}
        return self._child(f"evaluation-{part}", ["evaluation"], own)

    def _front(self) -> Child:
        words = [serve.FRONT, "--fronts", ",".join(self.evaluation_urls().values())]
        words += [word for name, port in self.behind.items() for word in ("--to", f"{name}={port}")]
        words += ["--identity"] if self.own_provider else []
        words += ["--mail"] if not os.environ.get("SMTP_URL") else []
        return self._child(serve.FRONT, words, {"OCOP_PORT": str(self.port), "OCOP_PUBLIC_URL": self.url})

    def _child(self, name: str, words: list[str], own: Mapping[str, str]) -> Child:
        return Forked(name, words, self.home / "logs" / f"{name}.log", {**self._environment(), **own})

    def _environment(self) -> dict[str, str]:
        given = {
            "KAFKA_BOOTSTRAP_SERVERS": self.kafka,
            "MONGODB_URI": self.mongodb,
            "OIDC_ISSUER": self.issuer,
            "SMTP_URL": self.smtp,
            # A process killed on a laptop is missed at once: its successor need not wait for its share.
            "KAFKA_SESSION_SECONDS": "6",
            "OCOP_HOME": str(self.home),
            "OCOP_HOST": "127.0.0.1",
            "OCOP_DEVELOPMENT_CLOCK": str(self.home / "clock.json"),
        }
        if self.own_provider:
            given["OIDC_CLIENT_ID"] = CLIENT
            given["OIDC_CLIENT_SECRET"] = service_secrets(self.home)[CLIENT]
        return given
