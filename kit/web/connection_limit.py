"""The limit of open connections of one server, by address and altogether; who waits longest makes room."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address
from time import monotonic
from typing import Any

from kit.settings import ServiceSettings
from kit.telemetry.logs import log
from kit.web.connections import Connection

_log = log(__name__)
_LOG_SECONDS = 10
_LINGERING = 50
"""So many of one address may at once be answered why they are refused; more are cut off without a word."""


@dataclass
class ConnectionLimit:
    """Keeps the limits; `protocol` is what uvicorn calls for every connection."""

    settings: ServiceSettings
    waiting: dict[Connection, None] = field(default_factory=dict)
    """Connections with no request at work, the longest waiting first."""
    by_address: Counter[str] = field(default_factory=Counter)
    _proxies: list[IPv4Network | IPv6Network] = field(init=False)
    _refused: Counter[int] = field(default_factory=Counter)
    _logged: float = 0.0

    def __post_init__(self) -> None:
        self._proxies = self.settings.proxy_networks()

    def protocol(self, *args: Any, **named: Any) -> Connection:
        """A connection of this server."""
        return Connection(self, *args, **named)

    def is_proxy(self, host: str) -> bool:
        """Whether many people come from there, so that their connections are not one's."""
        try:
            address = ip_address(host)
        except ValueError:
            return False
        return any(address in network for network in self._proxies)

    def enter(self, connection: Connection) -> int | None:
        """
        Count a connection in; the status to refuse it with, or None.

        Of one address beyond its limit: 429. Beyond the limit of all, who waits longest with nothing at work makes
        room; 503 when all are at work.
        """
        self.by_address[connection.address] += 1
        over = self.by_address[connection.address] - self.settings.connections_per_address
        if connection.address and over > 0:
            if over > _LINGERING:
                connection.transport.abort()
            return 429
        if len(connection.connections) > self.settings.connections:
            longest = next((one for one in self.waiting if one is not connection), None)
            if longest is None:
                return 503
            longest.close()
        return None

    def leave(self, connection: Connection) -> None:
        """Count a connection out."""
        self.waiting.pop(connection, None)
        self.by_address[connection.address] -= 1
        if not self.by_address[connection.address]:
            del self.by_address[connection.address]

    def count(self, status: int) -> None:
        """Note a refusal; the log gets a line in ten seconds, however many there are."""
        self._refused[status] += 1
        if monotonic() - self._logged > _LOG_SECONDS:
            _log.warning("connections were refused", refused={str(k): n for k, n in self._refused.items()})
            self._refused.clear()
            self._logged = monotonic()
