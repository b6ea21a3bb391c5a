"""The steps of a product, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    REGISTERED = "registered"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class Verb(StrEnum):
    UPDATE = "update"
    OPEN_DOSSIER = "open-dossier"
    CERTIFY = "certify"
    END_PRODUCTION = "end-production"
    WITHDRAW = "withdraw"
    MERGE = "merge"


LIFECYCLE = Lifecycle(
    subject=("sản phẩm", "product"),
    initial=State.REGISTERED,
    table={
        (State.REGISTERED, Verb.UPDATE): State.REGISTERED,
        (State.REGISTERED, Verb.OPEN_DOSSIER): State.REGISTERED,
        (State.REGISTERED, Verb.CERTIFY): State.REGISTERED,
        (State.REGISTERED, Verb.END_PRODUCTION): State.REGISTERED,
        (State.REGISTERED, Verb.WITHDRAW): State.WITHDRAWN,
        (State.REGISTERED, Verb.MERGE): State.MERGED,
        (State.WITHDRAWN, Verb.MERGE): State.MERGED,
    },
    states={
        State.REGISTERED: ("đã đăng ký", "registered"),
        State.WITHDRAWN: ("đã rút", "withdrawn"),
        State.MERGED: ("đã gộp vào bản ghi khác", "merged into another record"),
    },
    verbs={
        Verb.UPDATE: ("cập nhật", "update"),
        Verb.OPEN_DOSSIER: ("mở hồ sơ", "open a dossier"),
        Verb.CERTIFY: ("cấp chứng nhận", "certify"),
        Verb.END_PRODUCTION: ("xác nhận ngừng sản xuất", "confirm that production ended"),
        Verb.WITHDRAW: ("rút khỏi Chương trình", "withdraw"),
        Verb.MERGE: ("gộp bản ghi trùng", "merge"),
    },
)
