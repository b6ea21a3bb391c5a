"""What a published list says of a product, as its page shows it: days as people write them, no word of the file's own."""

from __future__ import annotations

import pytest

from services.registry.products.product import Published
from services.registry.products.views import published


@pytest.mark.parametrize(
    ("as_of", "shown"), [("2025-11-13", "13/11/2025"), ("2021", "2021"), (None, "Nguồn không nêu")]
)
def test_when_is_said_day_first_or_as_the_source_has_it(as_of: str | None, shown: str) -> None:
    said = Published(stage="recognised", star=3, confidence="sample", source="báo", as_of=as_of)
    assert published(said)[-2:] == [("Thời điểm của nguồn", shown), ("Mức đối chiếu", "Dữ liệu mẫu")]
