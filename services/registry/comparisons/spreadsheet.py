"""The outcome of a comparison as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.language import gettext as _
from services.registry.comparisons.comparison import Line
from services.registry.comparisons.views import differing, outcomes, why


def rows(lines: Sequence[Line]) -> Iterator[list[str | int]]:
    """The names of the columns, then a row per line with what the list and the register say."""
    words = outcomes()
    yield [_("Dòng"), _("Sản phẩm"), _("Chủ thể"), _("Kết quả"), _("Khác nhau"), _("Ghi chú")]
    for one in lines:
        yield [one.line or "", one.product, one.producer, words[one.outcome], "; ".join(differing(one)), why(one)]
