"""What a deployment says about itself, from the environment."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from kit.clock import Clock, FileClock, SystemClock
from kit.identity import EVERYWHERE

_SECRETS = Path("/run/secrets") if Path("/run/secrets").is_dir() else None
"""Where a container finds secrets as files named like the settings."""

_PROVINCE_DIGITS = 2


class ServiceSettings(BaseSettings):
    """Every setting of a service; the names are the environment's."""

    model_config = SettingsConfigDict(env_file=None, secrets_dir=_SECRETS, extra="ignore", frozen=True)

    kafka_bootstrap_servers: str = Field("127.0.0.1:9092", alias="KAFKA_BOOTSTRAP_SERVERS")
    kafka_security_protocol: str = Field("PLAINTEXT", alias="KAFKA_SECURITY_PROTOCOL")
    kafka_username: str | None = Field(None, alias="KAFKA_USERNAME")
    kafka_password: SecretStr | None = Field(None, alias="KAFKA_PASSWORD")
    kafka_ca_file: str | None = Field(None, alias="KAFKA_CA_FILE")
    kafka_session_seconds: int = Field(45, alias="KAFKA_SESSION_SECONDS", ge=6, le=300)
    """After so long a silence a consumer counts as dead and its partitions go to others; the broker allows no less."""
    mongodb_uri: str = Field("mongodb://127.0.0.1:27017", alias="MONGODB_URI")
    mongodb_database: str | None = Field(None, alias="MONGODB_DATABASE")
    """Unset: `ocop_<service>[_<offices>]`."""

    oidc_issuer: str = Field("", alias="OIDC_ISSUER")
    oidc_internal_url: str | None = Field(None, alias="OIDC_INTERNAL_URL")
    """Where the provider is reached from inside when that differs from the issuer's public name."""
    oidc_ca_file: str | None = Field(None, alias="OIDC_CA_FILE")
    """The authority that signed the provider's certificate where it is reached from inside; unset: the system's."""
    oidc_client_id: str = Field("ocop", alias="OIDC_CLIENT_ID")
    oidc_client_secret: SecretStr | None = Field(None, alias="OIDC_CLIENT_SECRET")
    oidc_audience: str = Field("ocop", alias="OIDC_AUDIENCE")
    smtp_url: str = Field("smtp://127.0.0.1:1025", alias="SMTP_URL")
    mail_from: str = Field("OCOP <ocop@localhost>", alias="OCOP_MAIL_FROM")

    offices: str = Field("", alias="OCOP_OFFICES")
    """Comma-separated; `33` is that office alone, `33/*` it and all below. Unset: all."""
    public_url: str = Field("http://127.0.0.1:8080", alias="OCOP_PUBLIC_URL")
    security_contact: str = Field("", alias="OCOP_SECURITY_CONTACT", pattern=r"^((mailto:|https://)\S+)?$")
    """`mailto:` or `https:` address of whom to report security faults to, published at `/.well-known/security.txt`."""
    session_secret: SecretStr | None = Field(None, alias="OCOP_SESSION_SECRET")
    session_idle_minutes: int = Field(60, alias="OCOP_SESSION_IDLE_MINUTES", ge=5, le=720)
    """Without work for so long, a session ends."""
    session_hours: int = Field(12, alias="OCOP_SESSION_HOURS", ge=1, le=24)
    """So long after signing in a session ends, whatever was done in it: a working day with its breaks
    (NIST SP 800-63B, 4.2.3)."""
    rights_minutes: int = Field(5, alias="OCOP_RIGHTS_MINUTES", ge=1, le=60)
    """So old may grow what the identity provider said of a person's rights before it is asked again."""
    home: Path = Field(Path(".ocop"), alias="OCOP_HOME")
    clamd_url: str = Field("", alias="CLAMD_URL", pattern=r"^(tcp://[^/\s]+|unix:///\S+)?$")
    """ClamAV's daemon, `tcp://host:3310` or `unix:///run/clamav/clamd.ctl`: nothing is kept that it did not pass."""
    quota_files: int = Field(3_000, alias="OCOP_QUOTA_FILES", ge=1)
    """How many different files one sender (a producer) may have sent, removed ones included: they stay in the store."""
    quota_megabytes: int = Field(5_000, alias="OCOP_QUOTA_MEGABYTES", ge=1)
    """How many megabytes (10^6 bytes) they may have in all."""
    host: str = Field("127.0.0.1", alias="OCOP_HOST")
    port: int = Field(8080, alias="OCOP_PORT")
    trusted_proxies: str = Field("", alias="OCOP_TRUSTED_PROXIES")
    """Comma-separated addresses and networks whose X-Forwarded-For and -Proto are believed. Unset: nobody's."""
    anonymous_per_minute: int = Field(1200, alias="OCOP_ANONYMOUS_PER_MINUTE", ge=0)
    """Requests of nobody known, by address; an office of fifty behind one address stays below. 0: no limit."""
    person_per_minute: int = Field(1200, alias="OCOP_PERSON_PER_MINUTE", ge=0)
    """Requests of one person or program. 0: no limit."""
    connections: int = Field(800, alias="OCOP_CONNECTIONS", ge=10)
    """Open at once; below the files a process may open (`ulimit -n`, often 1024)."""
    connections_per_address: int = Field(300, alias="OCOP_CONNECTIONS_PER_ADDRESS", ge=1)
    """Open at once from one address; a trusted proxy may have all."""
    header_seconds: float = Field(10.0, alias="OCOP_HEADER_SECONDS", gt=0)
    """Within which the header of a request has come."""
    body_seconds: float = Field(20.0, alias="OCOP_BODY_SECONDS", gt=0)
    """Within which a body has come, with a second more for every 5,000 bytes."""
    package_keys: Path | None = Field(None, alias="OCOP_PACKAGE_KEYS")
    """A file with the public keys (a JWK set, RFC 7517) of installations whose sealed packages are taken in. Unset: nobody's."""
    development_clock: Path | None = Field(None, alias="OCOP_DEVELOPMENT_CLOCK")
    otlp_endpoint: str | None = Field(None, alias="OTEL_EXPORTER_OTLP_ENDPOINT")
    log_level: str = Field("INFO", alias="OCOP_LOG_LEVEL")

    def clock(self) -> Clock:
        """The clock this deployment lives by."""
        return FileClock(self.development_clock) if self.development_clock else SystemClock()

    def is_secure(self) -> bool:
        """Whether the site is published over TLS."""
        return urlsplit(self.public_url).scheme == "https"

    def proxy_networks(self) -> list[IPv4Network | IPv6Network]:
        """The trusted proxies; an address is a network of one. Raises ValueError for what is neither."""
        return [ip_network(proxy.strip()) for proxy in self.trusted_proxies.split(",") if proxy.strip()]

    def office_list(self) -> tuple[str, ...]:
        """The offices this deployment serves, as written."""
        return tuple(office.strip() for office in self.offices.split(",") if office.strip())

    def suffix(self) -> str:
        """What distinguishes this deployment's database and groups from another office's; empty when it serves all."""
        return "-".join(o.replace("/*", "-all").replace("/", "-") for o in self.office_list())

    def roots(self) -> tuple[str, ...]:
        """The offices at the root of what this deployment serves; that of the whole tree when it serves all."""
        return tuple(office.removesuffix("/*") for office in self.office_list()) or (EVERYWHERE,)

    def serves(self, office: str) -> bool:
        """Whether this deployment serves an office."""
        offices = self.office_list()
        if not offices:
            return True
        for served in offices:
            if served.endswith("/*"):
                root = served[:-2]
                if root == EVERYWHERE or office == root or office.startswith(root + "/"):
                    return True
            elif office == served:
                return True
        return False


def offices_of(suffix: str) -> tuple[str, ...]:
    """
    The roots of the offices that a deployment's suffix names (`33-11977-34-all`: 33/11977 and 34); none for no suffix.

    An office begins with a province, whose code alone has two digits, or is the root of the tree.
    """
    offices: list[str] = []
    for code in filter(None, suffix.split("-")):
        if code == "all":
            continue
        if offices and len(code) != _PROVINCE_DIGITS and code != EVERYWHERE:
            offices[-1] += f"/{code}"
        else:
            offices.append(code)
    return tuple(offices)


def development_settings(**values: object) -> ServiceSettings:
    """Settings given by name in code (tests and the estate), with the environment beneath them."""
    known = {name: field.alias or name for name, field in ServiceSettings.model_fields.items()}
    return ServiceSettings(**{known[name]: value for name, value in values.items()})  # type: ignore[arg-type]
