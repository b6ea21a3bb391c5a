"""How much a producer may keep with us: every different file they ever sent counts, for it stays in the store."""

from __future__ import annotations

from dataclasses import dataclass

from kit.refusal import Kind, Refusal
from kit.settings import ServiceSettings
from kit.storage import Aggregate


class AllowanceUsedUp(Refusal):
    slug = "evidence.allowance-used-up"
    kind = Kind.CONFLICT
    vi = (
        "Chủ thể đã gửi {files} tệp, {used} MB; mức cho phép là {most_files} tệp, {most} MB. Dùng lại tệp đã gửi ở hồ sơ trước, "
        "giảm dung lượng tệp này, hoặc đề nghị cơ quan quản lý hệ thống nâng mức."
    )
    en = (
        "The producer has sent {files} files, {used} MB; {most_files} files and {most} MB are allowed. Use what was sent with an "
        "earlier dossier, make this file smaller, or ask the office that runs the system to raise the limit."
    )


@dataclass(frozen=True)
class Limit:
    """What one producer may have kept: different files, and their bytes together."""

    files: int
    size: int

    @classmethod
    def of(cls, settings: ServiceSettings) -> Limit:
        """The deployment's."""
        return cls(settings.quota_files, settings.quota_megabytes * 1_000_000)


class Allowance(Aggregate):
    """What a producer has used so far; the id is the producer's."""

    files: int = 0
    size: int = 0


class Sent(Aggregate):
    """A content of a producer's, counted once: the id is made of both."""

    producer_id: str
    size: int


def must_fit(used: Allowance, size: int, limit: Limit) -> None:
    """Raises AllowanceUsedUp when a file of `size` bytes is more than is left."""
    if used.files + 1 > limit.files or used.size + size > limit.size:
        raise AllowanceUsedUp(
            pointer="/file",
            files=used.files,
            used=used.size // 1_000_000,
            most_files=limit.files,
            most=limit.size // 1_000_000,
        )
