"""The checker names every fault of a rulebook file, in plain words, with its path."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from law.rulebooks.checking.fault import WORDS
from law.rulebooks.checking.files import check_content, check_file
from law.rulebooks.reading import UnreadableFile
from tests.law.breaking import BREAKERS, valid

VALID = valid()
SLOW = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class TestAValidFile:
    def test_has_no_fault(self) -> None:
        assert check_content(VALID) == []

    def test_may_be_written_as_yaml(self, tmp_path: Path) -> None:
        file = tmp_path / "R26.yaml"
        file.write_text(yaml.safe_dump(VALID, allow_unicode=True), encoding="utf-8")
        assert check_file(file) == []


class TestAFileBrokenBy:
    @pytest.mark.parametrize("name", BREAKERS)
    @given(data=st.data())
    @SLOW
    def test(self, name: str, data: st.DataObject) -> None:
        content = copy.deepcopy(VALID)
        expected = BREAKERS[name](data.draw, content)
        found = {(fault.path, fault.kind) for fault in check_content(content)}
        assert expected in found

    def test_each_kind_of_fault_is_one_of_these(self) -> None:
        """No sentence of the checker without a way to reach it; those of regulations, values and forms have their own tests."""
        produced = set()

        @given(st.data())
        @settings(max_examples=1, deadline=None, suppress_health_check=list(HealthCheck))
        def once(data: st.DataObject) -> None:
            for breaker in BREAKERS.values():
                produced.add(breaker(data.draw, copy.deepcopy(VALID))[1])

        once()
        of_rulebooks = {one for one in WORDS if not one.startswith("form-")}  # tests/law/test_forms.py
        assert of_rulebooks - produced == {"wrong-value", "regulates-nothing", "unknown-rulebook", "unknown-list"}


class TestEveryFault:
    def test_is_said_at_once_in_both_languages(self) -> None:
        content = copy.deepcopy(VALID)
        content["bands"][-1]["least"] = 5
        content["sheets"][0]["parts"][0]["max"] = 41
        content["codes"]["product"] = "{province}"
        faults = check_content(content)
        assert {fault.kind for fault in faults} == {
            "band-gap", "sections-sum", "parts-sum", "code-without-serial",
        }  # fmt: skip
        assert all(fault.text.vi and fault.text.en and fault.text.vi != fault.text.en for fault in faults)
        assert str(faults[0]).startswith(
            "/sheets/0/parts/0/max: The sections add up to 40 points, but the part says 41"
        )


class TestAnUnreadableFile:
    @pytest.mark.parametrize(
        ("name", "text", "says"),
        [
            ("a.json", '{"format": 1,', "Expecting"),
            ("a.json", '{"id": "a", "id": "b"}', '"id" is given twice'),
            ("a.yaml", "id: a\nid: b\n", '"id" is given twice'),
            ("a.yaml", "id: [", "expected"),
        ],
    )
    def test_is_refused_with_the_reason(self, tmp_path: Path, name: str, text: str, says: str) -> None:
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(UnreadableFile, match=says):
            check_file(tmp_path / name)

    def test_that_holds_something_else_is_a_fault(self, tmp_path: Path) -> None:
        file = tmp_path / "a.json"
        file.write_text(json.dumps(["not", "a", "rulebook"]), encoding="utf-8")
        assert [fault.kind for fault in check_file(file)] == ["wrong-value"]

    def test_with_a_number_no_reader_agrees_on_is_a_fault(self) -> None:
        assert [fault.kind for fault in check_content({**VALID, "validity_months": 2**53})] == ["wrong-value"]
