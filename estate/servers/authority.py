"""A certificate authority of one's own, for what the deployed shape says to itself: the broker, the database, Keycloak."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kit.refusal import Kind, Refusal

AUTHORITY_YEARS = 10
CERTIFICATE_DAYS = 397
RENEW_DAYS = 60
"""A certificate with less left is made anew when `make secrets` comes by."""


class AuthorityKeyAway(Refusal):
    """Certificates must be made, and the key that signs them is not here."""

    slug = "secrets.authority-key-away"
    kind = Kind.NOT_FOUND
    vi = "Thiếu khóa ca.key trong {folder}. Đặt lại khóa đang giữ ở nơi khác rồi chạy lại, hoặc xóa ca.pem để lập cơ quan chứng thực mới."
    en = "The key ca.key is not in {folder}. Put back the one you keep elsewhere and run this again, or remove ca.pem to begin a new authority."


@dataclass(frozen=True)
class Authority:
    """Signs certificates of servers. Its key stays in `ca.key`, readable by its owner, and goes into no container."""

    certificate: x509.Certificate
    key: EllipticCurvePrivateKey

    @classmethod
    def kept_in(cls, folder: Path) -> Authority:
        """The authority of a folder (`ca.pem`, `ca.key`), made when there is none yet. Raises AuthorityKeyAway."""
        certificate, key = folder / "ca.pem", folder / "ca.key"
        if certificate.exists() and not key.exists():
            raise AuthorityKeyAway(folder=folder)
        if not certificate.exists():
            made = _new_authority()
            write(key, _key_pem(made.key), 0o600)
            write(certificate, made.certificate.public_bytes(Encoding.PEM), 0o644)
        loaded = load_pem_private_key(key.read_bytes(), None)
        if not isinstance(loaded, EllipticCurvePrivateKey):
            raise TypeError(f"{key} is no key of ours")
        return cls(x509.load_pem_x509_certificate(certificate.read_bytes()), loaded)

    def issue(self, name: str, hosts: Iterable[str]) -> tuple[bytes, bytes]:
        """A server's key and its certificate with ours behind it, as PEM; `hosts` are names and numeric addresses."""
        key = generate_private_key(SECP256R1())
        usages = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
        named = x509.SubjectAlternativeName([_general(host) for host in hosts])
        certificate = (
            _begun(name, self.certificate.subject, key, timedelta(days=CERTIFICATE_DAYS))
            .add_extension(named, critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage(usages), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        chain = certificate.public_bytes(Encoding.PEM) + self.certificate.public_bytes(Encoding.PEM)
        return _key_pem(key), chain

    def signed(self, pem: bytes) -> bool:
        """Whether the first certificate of a PEM is ours."""
        return self._own(pem) is not None

    def vouches_for(self, pem: bytes, hosts: Iterable[str]) -> bool:
        """Whether the first certificate of a PEM is ours, for these hosts and no others, and good for a while."""
        certificate = self._own(pem)
        if certificate is None:
            return False
        named = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        lasts = certificate.not_valid_after_utc - datetime.now(UTC) > timedelta(days=RENEW_DAYS)
        return lasts and set(named) == {_general(host) for host in hosts}

    def _own(self, pem: bytes) -> x509.Certificate | None:
        try:
            certificate = x509.load_pem_x509_certificates(pem)[0]
            certificate.verify_directly_issued_by(self.certificate)
        except (ValueError, TypeError, InvalidSignature):
            return None
        return certificate


def write(file: Path, content: bytes, mode: int) -> None:
    """Puts a file in its place, whole, with its mode from the first byte on."""
    draft = file.with_name(f".{file.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as out:
        os.fchmod(out.fileno(), mode)
        out.write(content)
    draft.replace(file)


def _new_authority() -> Authority:
    key = generate_private_key(SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "OCOP internal authority")])
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        _begun("OCOP internal authority", name, key, timedelta(days=365 * AUTHORITY_YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Authority(certificate, key)


def _begun(name: str, issuer: x509.Name, key: EllipticCurvePrivateKey, lasts: timedelta) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + lasts)
    )


def _general(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _key_pem(key: EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
