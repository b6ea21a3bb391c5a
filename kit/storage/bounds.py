"""
How much one transaction may write, and how to split what is more.

What an open transaction wrote stays in the database's memory until it ends. MongoDB advises a thousand documents and
ends a transaction after a minute; the embedded server stood still for everybody, at its engine's own settings, between
1,800 and 2,100 rows of 2 kB with 96 MB of cache, between 10,000 and 14,000 with 512 MB (ADR 29).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from kit.refusal import Kind, Refusal

T = TypeVar("T")

MOST_ROWS = 4_000
MOST_BYTES = 8_000_000
"""Of BSON. The server keeps each row twice, with its log's entry, and what its indexes hold: some 25 MB at the most."""


WIDE_ROWS = 16_000
WIDE_BYTES = 48_000_000
"""
Of an act that is one by law and cannot be split (a decision of 500 lines), where a background task that a lease lets run
once asks for it: one at a time in a database. Measured with the embedded server (ADR 52).
"""


class TooMuchAtOnce(Refusal):
    """A transaction would write more than the database is asked to hold; nothing of it was kept."""

    slug = "transaction.too-large"
    kind = Kind.TOO_LARGE
    vi = (
        "Một lần lưu chỉ nhận tối đa {most_rows} bản ghi và {most_megabytes} MB; lần này nhiều hơn, nên chưa lưu gì. "
        "Chia thành nhiều phần nhỏ hơn (ít dòng hơn, tệp ngắn hơn) rồi gửi lần lượt."
    )
    en = (
        "At most {most_rows} records and {most_megabytes} MB are kept at a time; this is more, so nothing was kept. "
        "Split it into smaller parts (fewer rows, a shorter file) and send them one after the other."
    )

    def __init__(self) -> None:
        super().__init__(most_rows=MOST_ROWS, most_megabytes=MOST_BYTES // 1_000_000)


@dataclass
class Tally:
    """What one transaction has written so far."""

    rows: int = 0
    bytes: int = 0
    wide: bool = False
    """Whether the act is one that may be larger."""

    def add(self, rows: int, size: int) -> None:
        """Counts what is about to be written; raises TooMuchAtOnce when it would be more than a transaction may hold."""
        self.rows += rows
        self.bytes += size
        rows, bytes = (WIDE_ROWS, WIDE_BYTES) if self.wide else (MOST_ROWS, MOST_BYTES)
        if self.rows > rows or self.bytes > bytes:
            raise TooMuchAtOnce()


def pieces(
    items: Sequence[T], size: Callable[[T], int], *, rows: int | None = None, most: int | None = None
) -> Iterator[list[T]]:
    """The items in their order, in as few pieces as keep within the bound; one that is beyond it alone stands alone."""
    rows, most = rows or MOST_ROWS, most or MOST_BYTES
    some: list[T] = []
    held = 0
    for item in items:
        weight = size(item)
        if some and (len(some) >= rows or held + weight > most):
            yield some
            some, held = [], 0
        some.append(item)
        held += weight
    if some:
        yield some


def halves(items: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    """The first half and the rest."""
    middle = (len(items) + 1) // 2
    return items[:middle], items[middle:]


def weight_of(document: Any, encode: Callable[[Any], bytes]) -> int:
    """The encoded size of a document, a filter or a list of them (an update's pipeline), in bytes."""
    if isinstance(document, list):
        return sum(weight_of(part, encode) for part in document)
    return len(encode(document)) if document else 0
