"""Why a token does not count, in words that say to whoever sent it what to change. Nothing of the token is in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from joserfc.errors import (
    ClaimError,
    DecodeError,
    ExceededSizeError,
    ExpiredTokenError,
    InvalidPayloadError,
    JoseError,
    MissingClaimError,
)

Label = tuple[str, str]
"""(Vietnamese, English)."""

ID_TOKEN: Label = (
    "đây là mã định danh (ID token); các giao diện chỉ nhận mã truy cập (access token)",
    "it is an ID token; these endpoints take access tokens only",
)
OTHER_KIND: Label = ("đây không phải mã truy cập (access token)", "it is not an access token")
NO_LOGOUT: Label = ("đây không phải mã đăng xuất (logout token)", "it is not a logout token")
TOO_OLD: Label = ("mã được cấp đã lâu", "it was issued too long ago")
NOBODY: Label = ("mã không nêu phiên hay người nào", "it names neither a session nor a person")
USED: Label = ("mã đã được dùng", "it has been used before")
ID_HIDDEN: Label = (
    "mã người dùng (sub) dài quá, hoặc có ký tự ẩn hay khoảng trắng ở đầu, cuối",
    "the user id (sub) is too long, or has hidden characters or spaces around it",
)
_UNREADABLE: Label = ("không đọc được như một mã JWT", "it cannot be read as a JWT")
_UNSIGNED: Label = (
    "chữ ký không phải của máy chủ đăng nhập của hệ thống này",
    "it is not signed by the sign-in server of this system",
)
_EXPIRED: Label = ("mã đã hết hạn", "it has expired")
_CLAIMS: dict[str, Label] = {
    "iss": ("mã do máy chủ đăng nhập khác cấp", "another sign-in server issued it"),
    "aud": ("mã được cấp cho hệ thống khác", "it was issued for another system"),
    "nbf": ("mã chưa đến lúc có hiệu lực", "it is not valid yet"),
    "iat": ("thời điểm cấp mã không hợp lệ", "its time of issue is not valid"),
    "nonce": ("mã thuộc một lần đăng nhập khác", "it belongs to another sign-in"),
}


def why(fault: Exception) -> Label:
    """What is wrong with a token that could not be decoded, or whose claims do not hold."""
    if isinstance(fault, ExpiredTokenError):
        return _EXPIRED
    if isinstance(fault, MissingClaimError):
        return f"thiếu thông tin «{fault.claim}»", f"it has no “{fault.claim}” claim"
    if isinstance(fault, ClaimError):
        return _CLAIMS.get(fault.claim, (f"«{fault.claim}» không hợp lệ", f"its “{fault.claim}” claim is not valid"))
    if isinstance(fault, (DecodeError, InvalidPayloadError, ExceededSizeError)):
        return _UNREADABLE
    if isinstance(fault, JoseError):
        return _UNSIGNED  # the signature, its algorithm or its key is not the provider's
    return _UNREADABLE


def other_than_access(header: Mapping[str, Any], claims: Mapping[str, Any]) -> Label | None:
    """
    Why a sound token is no access token; None when nothing speaks against it.

    RFC 9068 2.1: an access token's header says `at+jwt`, where the provider follows it. Where it does not, an ID token
    is known by what only sign-in needs (OpenID Connect Core 1.0, 2 and 3.1.3.6), and Keycloak names the kind in a claim.
    """
    said = str(header.get("typ", "")).lower().removeprefix("application/")
    kind = str(claims.get("typ", "")).lower()
    if kind == "id" or {"nonce", "at_hash", "c_hash"} & claims.keys():
        return ID_TOKEN
    if said not in ("", "jwt", "at+jwt") or kind not in ("", "bearer", "dpop"):
        return OTHER_KIND
    return None
