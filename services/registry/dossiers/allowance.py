"""How much a producer may keep with us: every different file they ever sent counts, for it stays in the store."""

from __future__ import annotations

from dataclasses import dataclass

from kit.refusal import Kind, Refusal
from kit.settings import ServiceSettings
from kit.storage import Aggregate, Collection, Unit
from kit.web.files import Stored
from services.registry.dossiers import store


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


allowances: Collection[Allowance] = Collection(Allowance, "allowances")
sent: Collection[Sent] = Collection(Sent, "sent_files")


async def must_have_room(unit: Unit, producer_id: str, size: int, limit: Limit) -> None:
    """This will refuse a file before it is kept; `size` in bytes, 0 when not known. Raises AllowanceUsedUp."""
    _check(await _used(unit, producer_id), size, limit)


async def count_file(unit: Unit, producer_id: str, kept: Stored, limit: Limit) -> None:
    """
    This will count a content that was kept; the same one again costs nothing. Two at once meet on the producer's
    allowance, so that together they stay within it. Raises AllowanceUsedUp.
    """
    id = f"{producer_id}:{kept.sha256}"
    if await sent.find(unit, id):
        return
    used = await _used(unit, producer_id)
    _check(used, kept.size, limit)
    more = used.model_copy(update={"files": used.files + 1, "size": used.size + kept.size})
    await (allowances.keep(unit, more) if used.version else allowances.add(unit, more))
    await sent.add(unit, Sent(id=id, producer_id=producer_id, size=kept.size))


async def _used(unit: Unit, producer_id: str) -> Allowance:
    """What is counted; for a producer of an earlier release, at first, what their dossiers hold."""
    if found := await allowances.find(unit, producer_id):
        return found
    papers = {paper.sha256: paper.size for one in await store.of_producer(unit, producer_id) for paper in one.evidence}
    return Allowance(id=producer_id, files=len(papers), size=sum(papers.values()))


def _check(used: Allowance, size: int, limit: Limit) -> None:
    if used.files + 1 > limit.files or used.size + size > limit.size:
        raise AllowanceUsedUp(
            pointer="/file",
            files=used.files,
            used=used.size // 1_000_000,
            most_files=limit.files,
            most=limit.size // 1_000_000,
        )
