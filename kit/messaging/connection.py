"""How this deployment reaches the broker, in the dialects of our client libraries."""

from __future__ import annotations

import ssl
from typing import Any

from faststream.security import BaseSecurity, SASLScram512

from kit.messaging.publishing import RelayProducer
from kit.settings import ServiceSettings


def for_faststream(settings: ServiceSettings) -> dict[str, Any]:
    """Keyword arguments of `KafkaBroker`."""
    servers = settings.kafka_bootstrap_servers.split(",")
    security: BaseSecurity | None = None
    if settings.kafka_username:
        password = settings.kafka_password.get_secret_value() if settings.kafka_password else ""
        security = SASLScram512(settings.kafka_username, password, ssl_context=_tls(settings))
    elif context := _tls(settings):
        security = BaseSecurity(ssl_context=context)
    return {"bootstrap_servers": servers, "security": security, "client_id": "ocop"}


def for_aiokafka(settings: ServiceSettings) -> dict[str, Any]:
    """Keyword arguments of aiokafka's clients."""
    arguments: dict[str, Any] = {
        "bootstrap_servers": settings.kafka_bootstrap_servers,
        "security_protocol": settings.kafka_security_protocol,
        "ssl_context": _tls(settings),
    }
    if settings.kafka_username:
        arguments |= {
            "sasl_mechanism": "SCRAM-SHA-512",
            "sasl_plain_username": settings.kafka_username,
            "sasl_plain_password": settings.kafka_password.get_secret_value() if settings.kafka_password else "",
        }
    return arguments


def for_confluent(settings: ServiceSettings) -> dict[str, str]:
    """The settings of confluent-kafka's clients, which administer the broker."""
    security = {"security.protocol": settings.kafka_security_protocol}
    if settings.kafka_ca_file:
        security["ssl.ca.location"] = settings.kafka_ca_file
    if settings.kafka_username:
        security |= {
            "sasl.mechanism": "SCRAM-SHA-512",
            "sasl.username": settings.kafka_username,
            "sasl.password": settings.kafka_password.get_secret_value() if settings.kafka_password else "",
        }
    return security


def producer(settings: ServiceSettings) -> RelayProducer:
    """The relay's producer: idempotent, every replica in sync acknowledges, an answer within half a minute."""
    return RelayProducer(
        **for_aiokafka(settings),
        enable_idempotence=True,
        acks="all",
        compression_type="lz4",
        request_timeout_ms=30_000,
        max_batch_size=262_144,
    )


def _tls(settings: ServiceSettings) -> ssl.SSLContext | None:
    if "SSL" not in settings.kafka_security_protocol:
        return None
    return ssl.create_default_context(cafile=settings.kafka_ca_file)
