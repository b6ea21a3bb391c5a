"""
Sealed archives: a ZIP whose manifest names every file by its SHA-256, and a detached JWS over the manifest (RFC 7515, Appendix F).

Whoever opens one knows the keys of those it takes archives from; the signature is verified before anything else is unpacked, and
nothing is unpacked beyond the bounds. The signature is Ed25519 (RFC 8037), by a key made of the deployment's secret.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from kit.refusal import Kind, Refusal
from kit.secret import derived, secret
from kit.settings import ServiceSettings

MANIFEST, SIGNATURE = "manifest.json", "manifest.jws"
FORMAT = "sealed-archive-1"
ALGORITHM = "EdDSA"
LARGEST_BYTES = 60_000_000
"""Of an archive as it travels."""
UNPACKED_BYTES = 150_000_000
"""Of everything in it."""
MOST_FILES = 1_000
_MANIFEST_BYTES, _SIGNATURE_BYTES = 1_000_000, 4_000
_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError, KeyError)


class NotSealed(Refusal):
    slug = "sealed-archive.not-sealed"
    vi = "Tệp này không phải gói niêm phong: thiếu bản kê hoặc chữ ký, hoặc không mở được. Lấy lại gói từ nơi gửi."
    en = "This is no sealed archive: its manifest or signature is missing, or it does not open. Get it again from whoever sent it."


class ForeignSeal(Refusal):
    slug = "sealed-archive.foreign"
    kind = Kind.FORBIDDEN
    vi = "Gói do khóa «{kid}» ký, không có trong các khóa được tin ở đây. Hỏi nơi gửi khóa công khai của họ rồi đề nghị quản trị viên thêm vào."
    en = "The archive is signed by the key “{kid}”, which is not among those trusted here. Ask the sender for their public key and have the administrator add it."


class SealBroken(Refusal):
    slug = "sealed-archive.broken"
    kind = Kind.CONFLICT
    vi = "Gói đã bị sửa sau khi niêm phong: {what}. Không dùng gói này; lấy lại từ nơi gửi."
    en = "The archive was altered after it was sealed: {what}. Do not use it; get it again from whoever sent it."


class ArchiveTooLarge(Refusal):
    slug = "sealed-archive.too-large"
    kind = Kind.TOO_LARGE
    vi = "Gói quá lớn: tối đa {files} tệp, {unpacked} MB khi mở ra. Bỏ bớt tài liệu rồi niêm phong lại."
    en = "The archive is too large: at most {files} files and {unpacked} MB unpacked. Leave some papers out and seal it again."


@dataclass(frozen=True)
class Unsealed:
    """What an archive holds that bears its seal. `about`: what its sender says of it; `kid`: of whose key it is."""

    about: Mapping[str, Any]
    files: Mapping[str, bytes]
    kid: str


def sealing_key(settings: ServiceSettings, service: str) -> OKPKey:
    """The key by which a service of a deployment seals; another secret is another key."""
    seed = derived(secret(settings), service, "sealed archives")
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    x = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "d": _text(seed), "x": _text(x)})
    key.ensure_kid()
    return key


def trusted_keys(path: Path | None, own: OKPKey) -> KeySet:
    """The keys of those whose archives are taken here: a JWK set (RFC 7517) in a file, and one's own. Raises ValueError, OSError."""
    if path is None or json.loads(path.read_text(encoding="utf-8")) == {"keys": []}:
        return KeySet([own])  # joserfc refuses a set without keys, which a deployment that takes nothing in has
    return KeySet([own, *key_set(path).keys])


def key_set(path: Path) -> KeySet:
    """The public keys of a JWK set in a file, each with an id. Raises ValueError, OSError."""
    known = KeySet.import_key_set(json.loads(path.read_text(encoding="utf-8")))
    for key in known.keys:
        key.ensure_kid()
    return known


def sealed(files: Mapping[str, bytes], about: Mapping[str, Any], key: OKPKey) -> bytes:
    """The archive of some files by their paths. Blocks: run it in a thread. Raises ArchiveTooLarge."""
    _check_size(len(files), sum(map(len, files.values())))
    listed = [
        {"path": path, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for path, content in sorted(files.items())
    ]
    manifest = json.dumps({"format": FORMAT, "about": about, "files": listed}, ensure_ascii=False, indent=1).encode()
    signature = jws.serialize_compact({"alg": ALGORITHM, "kid": key.kid}, manifest, key, [ALGORITHM])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(MANIFEST, manifest)
        packed.writestr(SIGNATURE, jws.detach_content(signature))
        for path, content in sorted(files.items()):
            packed.writestr(path, content)
    return made.getvalue()


def unsealed(content: bytes, trusted: KeySet) -> Unsealed:
    """
    What an archive holds. Blocks: run it in a thread. Raises NotSealed, ForeignSeal of a key that is not trusted, SealBroken
    where anything differs from what was sealed, ArchiveTooLarge.
    """
    _check_size(0, len(content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _check_size(len(packed.infolist()), 0)
            manifest = _read(packed, MANIFEST, _MANIFEST_BYTES)
            kid = _verified(manifest, _read(packed, SIGNATURE, _SIGNATURE_BYTES), trusted)
            said = json.loads(manifest)
            if said.get("format") != FORMAT:
                raise NotSealed()
            return Unsealed(said["about"], _files(packed, said["files"]), kid)
    except Refusal:
        raise
    except _BROKEN as broken:
        raise NotSealed() from broken


def _verified(manifest: bytes, signature: bytes, trusted: KeySet) -> str:
    try:
        kid = str(jws.extract_compact(_attached(signature)).headers().get("kid", ""))
        key = next((one for one in trusted.keys if one.kid == kid), None)
    except (JoseError, ValueError) as unreadable:
        raise NotSealed() from unreadable
    if key is None:
        raise ForeignSeal(kid=kid[:60] or "–")
    try:
        jws.deserialize_compact(signature, key, [ALGORITHM], payload=manifest)
    except (JoseError, ValueError) as wrong:
        raise SealBroken(what=("bản kê không khớp chữ ký", "the manifest does not bear the signature")) from wrong
    return kid


def _attached(signature: bytes) -> bytes:
    """The signature with some payload in the place of the detached one, so that its header can be read."""
    head, _empty, tail = signature.split(b".")
    return b".".join((head, b"e30", tail))


def _files(packed: zipfile.ZipFile, listed: list[dict[str, Any]]) -> dict[str, bytes]:
    names = packed.namelist()
    expected = {MANIFEST, SIGNATURE, *(one["path"] for one in listed)}
    if len(names) != len(set(names)) or set(names) != expected:
        raise SealBroken(what=("có tệp thừa hoặc thiếu so với bản kê", "files are missing or were added"))
    left, found = UNPACKED_BYTES, {}
    for one in listed:
        content = _read(packed, one["path"], min(left, int(one["size"])))
        if len(content) != one["size"] or hashlib.sha256(content).hexdigest() != one["sha256"]:
            raise SealBroken(what=(f"tệp «{one['path'][:80]}» khác bản kê", f"the file “{one['path'][:80]}” differs"))
        left -= len(content)
        found[one["path"]] = content
    return found


def _read(packed: zipfile.ZipFile, name: str, most: int) -> bytes:
    """An entry whole; raises ArchiveTooLarge where it goes on beyond `most` bytes, whatever the directory says."""
    if name not in packed.namelist():
        raise NotSealed()
    with packed.open(name) as entry:
        content = entry.read(most + 1)
    if len(content) > most:
        if name in (MANIFEST, SIGNATURE):
            raise too_large()
        raise SealBroken(what=(f"tệp «{name[:80]}» khác bản kê", f"the file “{name[:80]}” differs"))
    return content


def _check_size(files: int, size: int) -> None:
    if files > MOST_FILES + 2 or size > UNPACKED_BYTES:
        raise too_large()


def too_large() -> ArchiveTooLarge:
    """The refusal of an archive beyond the bounds."""
    return ArchiveTooLarge(files=MOST_FILES, unpacked=UNPACKED_BYTES // 1_000_000)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
