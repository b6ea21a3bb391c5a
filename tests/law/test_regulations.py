"""An office's council regulation: a dated, validated file over the rulebook's defaults."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from law.rulebooks import shelf
from law.rulebooks.regulations import RegulationFaulty, check_regulation, regulations_in

RULEBOOK = shelf().get("R26")
GOOD = """
id: 33-2026
office: "33"
decision: {vi: Quy chế Hội đồng tỉnh, en: Provincial council regulation}
in_force: {first: 2026-06-01, last: 2026-12-31}
rulebooks: [R26]
council:
  quorum_share: 0.6
  spread_limit: 5
  at_forward: recognise-and-forward
"""


def write(folder: Path, text: str, name: str = "33.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


class TestARegulation:
    def test_holds_for_its_office_rulebook_and_days_only(self, tmp_path: Path) -> None:
        write(tmp_path, GOOD)
        regulations = regulations_in(tmp_path)
        inside = regulations.settings("33", RULEBOOK, date(2026, 6, 1))
        assert (inside.quorum_share, inside.spread_limit) == (Decimal("0.6"), Decimal(5))
        assert inside.at_forward == "recognise-and-forward"
        assert inside.chair_must_attend == RULEBOOK.council.chair_must_attend
        for office, rulebook, on in [
            ("33", RULEBOOK, date(2026, 5, 31)),
            ("33", RULEBOOK, date(2027, 1, 1)),
            ("01", RULEBOOK, date(2026, 6, 1)),
            ("33", shelf().get("R148"), date(2026, 6, 1)),
        ]:
            assert regulations.settings(office, rulebook, on) == rulebook.council

    def test_is_optional(self, tmp_path: Path) -> None:
        assert regulations_in(tmp_path / "nowhere").all() == ()

    @pytest.mark.parametrize(
        ("was", "becomes", "path", "kind"),
        [
            ("R26", "R27", "/rulebooks/0", "unknown-rulebook"),
            ("2026-12-31", "2026-05-31", "/in_force/last", "period-reversed"),
            ("0.6", "1.5", "/council/quorum_share", "wrong-value"),
            ("spread_limit", "spread", "/council", "unknown-name"),
            ("forward: recognise-and-forward", "forward: maybe", "/council/at_forward", "wrong-value"),
            (", en: Provincial council regulation", "", "/decision/en", "missing-language"),
        ],
    )
    def test_is_checked(self, tmp_path: Path, was: str, becomes: str, path: str, kind: str) -> None:
        file = write(tmp_path, GOOD.replace(was, becomes))
        assert (path, kind) in {(fault.path, fault.kind) for fault in check_regulation(file)}
        with pytest.raises(RegulationFaulty, match=path):
            regulations_in(tmp_path)

    def test_that_changes_nothing_is_a_fault(self, tmp_path: Path) -> None:
        file = write(tmp_path, GOOD.split("council:\n")[0] + "council: {}\n")
        assert [fault.kind for fault in check_regulation(file)] == ["regulates-nothing"]

    def test_may_not_overlap_another_of_the_same_office(self, tmp_path: Path) -> None:
        write(tmp_path, GOOD)
        write(
            tmp_path,
            GOOD.replace("2026-06-01", "2026-12-31").replace("last: 2026-12-31", "last: 2027-12-31"),
            "34.yaml",
        )
        with pytest.raises(RegulationFaulty, match="33-2026 from 2026-12-31 to 2026-12-31"):
            regulations_in(tmp_path)
        write(
            tmp_path,
            GOOD.replace("2026-06-01", "2027-01-01").replace("last: 2026-12-31", "last: 2027-12-31"),
            "34.yaml",
        )
        assert len(regulations_in(tmp_path).all()) == 2
