"""What is shown of an inspection's lines, in the words of both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.language import speaking
from kit.web.catalogue import catalogue_of
from services import registry
from services.registry.inspections.inspection import Verdict
from services.registry.inspections.views import verdict_name

ENGLISH = catalogue_of([Path(registry.__path__[0]) / "locale" / "en.po"])


@pytest.mark.parametrize(
    ("verdict", "vi", "en"),
    [
        (Verdict.KEPT, "Đạt", "Passed"),
        (Verdict.NOT_KEPT, "Không đạt", "Failed"),
        (Verdict.NOT_APPLICABLE, "Không áp dụng", "Not applicable"),
    ],
)
def test_a_line_passed_or_failed(verdict: Verdict, vi: str, en: str) -> None:
    assert verdict_name(verdict) == vi
    with speaking("en", ENGLISH):
        assert verdict_name(verdict) == en


def test_who_inspected_is_an_office() -> None:
    assert ENGLISH.translate("Cơ quan") == "Office"
    assert ENGLISH.translate("Cơ quan gửi") == "Agency"
