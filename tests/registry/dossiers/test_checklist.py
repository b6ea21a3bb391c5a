"""What a producer reads of the papers asked for: this set's own rules, and no expired paper as one that is there."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from kit.language import speaking
from kit.refusal import Language
from law.rulebooks import shelf
from services.registry.dossiers import evidence_views
from services.registry.dossiers.dossier import Dossier, Evidence

TODAY = date(2026, 10, 1)
R26 = shelf().get("R26")
OF_OTHER_SETS = re.compile(
    r"\bbộ \d|\bsets? \d|\d–\d|mọi bộ|nhiều bộ|một số bộ|ở các bộ|every set|(some|many) sets|in sets"
)


def dossier_with(set_no: int, *papers: Evidence) -> Dossier:
    return Dossier.model_construct(id="d1", set_no=set_no, evidence=papers)


def paper(kind: str, expires_on: date | None) -> Evidence:
    return Evidence.model_construct(
        id="e1", name="Phiếu kiểm nghiệm.pdf", kind=kind, size=1, sha256="0" * 64, criterion=None, issued_on=None,
        expires_on=expires_on, added_at=datetime(2026, 9, 1, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("set_no", [sheet.set_no for sheet in R26.sheets])
def test_names_the_rules_of_this_set_and_of_no_other(set_no: int, language: Language) -> None:
    with speaking(language):
        lines = evidence_views.checklist(dossier_with(set_no), R26, TODAY)
    said = [text for line in lines for text in line["conditions"]]
    assert said
    assert not [text for text in said if OF_OTHER_SETS.search(text)]


def test_says_in_a_set_what_is_said_of_it_only() -> None:
    def of(set_no: int, kind: str) -> list[str]:
        lines = evidence_views.checklist(dossier_with(set_no), R26, TODAY)
        return next(line["conditions"] for line in lines if line["kind"] == kind)

    assert of(7, "story") == ["Câu chuyện riêng là mức tối thiểu để đạt 3 sao"]
    assert of(26, "story") == []
    assert of(24, "barcode-traceability") != of(7, "barcode-traceability")


def test_an_expired_paper_is_said_to_be_expired_and_not_held() -> None:
    over, valid = paper("test-report", date(2026, 9, 30)), paper("test-report", TODAY)
    (line,) = [
        one for one in evidence_views.checklist(dossier_with(7, over), R26, TODAY) if one["kind"] == "test-report"
    ]
    assert (line["held"], [one["id"] for one in line["expired"]]) == ([], ["e1"])
    (line,) = [
        one for one in evidence_views.checklist(dossier_with(7, valid), R26, TODAY) if one["kind"] == "test-report"
    ]
    assert ([one["id"] for one in line["held"]], line["expired"]) == (["e1"], [])
    asked = [one["label"] for one in evidence_views.unproven(dossier_with(7, over), R26, 3, TODAY)]
    assert asked == [one["label"] for one in evidence_views.unproven(dossier_with(7), R26, 3, TODAY)]
