"""An office's council regulation: a dated, validated file over the rulebook's defaults."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from law.rulebooks import shelf
from law.rulebooks.kept import TEXTS, packed, remember
from law.rulebooks.reading import hash_of, read_content
from law.rulebooks.regulations import RegulationFaulty, Regulations, UnknownRegulation, check_regulation, regulations_in

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


CORRECTED = GOOD.replace("spread_limit: 5", "spread_limit: 7").replace(
    "rulebooks:", "correction: {on: 2026-09-01, reason: {vi: Đính chính, en: A misprint}}\nrulebooks:"
)


class TestACorrectedRegulation:
    @pytest.fixture(autouse=True)
    def _nothing_is_kept_of_other_tests(self) -> Iterator[None]:
        before = dict(TEXTS)
        TEXTS.clear()
        yield
        TEXTS.clear()
        TEXTS.update(before)

    def test_stands_beside_the_old_one_and_governs(self, tmp_path: Path) -> None:
        # The older one comes last by its name: the day of the correction decides.
        files = [write(tmp_path, CORRECTED, "a.yaml"), write(tmp_path, GOOD, "b.yaml")]
        corrected, first = (hash_of(read_content(file)) for file in files)
        held = regulations_in(tmp_path)
        assert [one.hash for one in held.editions("33-2026")] == [first, corrected]
        assert [one.hash for one in held.all()] == [corrected]
        assert held.settings("33", RULEBOOK, date(2026, 6, 1)).spread_limit == 7
        assert held.get("33-2026", first).council.spread_limit == 5
        with pytest.raises(UnknownRegulation, match="000000000000"):
            held.get("33-2026", "0" * 64)

    def test_that_does_not_say_it_is_one_overlaps(self, tmp_path: Path) -> None:
        write(tmp_path, GOOD, "a.yaml")
        write(tmp_path, GOOD.replace("spread_limit: 5", "spread_limit: 7"), "b.yaml")
        with pytest.raises(RegulationFaulty, match=r"b\.yaml"):
            regulations_in(tmp_path)

    def test_of_one_id_in_two_years_is_two_regulations(self, tmp_path: Path) -> None:
        write(tmp_path, GOOD, "a.yaml")
        next_year = GOOD.replace("2026-06-01", "2027-01-01").replace("last: 2026-12-31", "last: 2027-12-31")
        write(tmp_path, next_year.replace("spread_limit: 5", "spread_limit: 7"), "b.yaml")
        held = regulations_in(tmp_path)
        assert [held.settings("33", RULEBOOK, date(year, 7, 1)).spread_limit for year in (2026, 2027)] == [5, 7]

    def test_may_not_write_its_own_hash(self, tmp_path: Path) -> None:
        file = write(tmp_path, GOOD + "hash: abc\n")
        assert [one.kind for one in check_regulation(file)] == ["unknown-name"]

    def test_is_found_among_what_a_database_keeps_and_governs_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(tmp_path, GOOD)
        [own] = regulations_in(tmp_path).all()
        assert own.hash is not None
        monkeypatch.delitem(TEXTS, ("regulation", own.id, own.hash), raising=False)
        without = Regulations()
        assert not without.has_had(own)
        remember(own.id, own.hash, packed(own.text), "regulation")
        assert without.get(own.id, own.hash) == own
        assert without.of("33", "R26", date(2026, 6, 1)) is None
        assert without.all() == ()

    def test_is_what_a_ruling_states_word_for_word(self, tmp_path: Path) -> None:
        write(tmp_path, GOOD, "a.yaml")
        write(tmp_path, CORRECTED, "b.yaml")
        held = regulations_in(tmp_path)
        first, corrected = held.editions("33-2026")
        assert held.has_had(corrected.model_copy(update={"correction": None}))
        # A ruling of an earlier release states no hash: it states one of the editions, in full.
        assert held.has_had(first.model_copy(update={"hash": None}))
        assert not held.has_had(first.model_copy(update={"hash": corrected.hash}))
        laxer = first.council.model_copy(update={"spread_limit": Decimal(50)})
        assert not held.has_had(first.model_copy(update={"council": laxer}))
