"""Published schemas: every edition is kept, and what would break one is refused as a whole."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ocop_events import catalogue
from ocop_events.envelope import EventData
from ocop_events.freeze import freeze, frozen, main
from ocop_events.schemas import schema_of

TYPE = "vn.ocop.testing.thing.happened.v1"


def thing(**fields: tuple[type, object]) -> type[EventData]:
    """A type of the contract with these fields, in place of the one before."""
    catalogue.pop(TYPE, None)
    space = {
        "__module__": __name__,
        "__annotations__": {"id": str, **{name: kind for name, (kind, _) in fields.items()}},
    }
    defaults = {name: value for name, (_, value) in fields.items() if value is not ...}
    return type("ThingHappenedV1", (EventData,), {**space, **defaults}, type=TYPE, topic="ocop.testing.thing", key="id")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder where everything, our thing included, was published once."""
    thing(star=(int, ...))
    freeze(tmp_path)
    yield tmp_path
    catalogue.pop(TYPE, None)


class TestFreezing:
    def test_adds_what_is_new(self, folder: Path) -> None:
        assert json.loads((folder / f"{TYPE}.json").read_text()) == schema_of(TYPE)

    def test_twice_changes_nothing(self, folder: Path) -> None:
        before = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
        assert not freeze(folder).changed
        assert {file: file.stat().st_mtime_ns for file in folder.iterdir()} == before

    def test_keeps_the_edition_before_when_a_field_is_added(self, folder: Path) -> None:
        before = schema_of(TYPE)
        thing(star=(int, ...), note=(str, ""))
        assert freeze(folder).renewed == [TYPE]
        assert [schema for _, schema in frozen(folder, TYPE)] == [before, schema_of(TYPE)]

    def test_refuses_a_breaking_change_and_writes_nothing(self, folder: Path) -> None:
        before = (folder / f"{TYPE}.json").read_text()
        thing(star=(str, ...))
        outcome = freeze(folder)
        assert outcome.refused
        assert "/star: type was 'integer', now 'string'" in outcome.refused[0]
        assert (folder / f"{TYPE}.json").read_text() == before

    def test_looks_at_every_edition_and_not_only_the_last(self, folder: Path) -> None:
        # As if the last edition had been edited by hand: it forgot `star`, the one before did not.
        thing(star=(int, ...), note=(str, ""))
        freeze(folder)
        thing(note=(str, ""))
        (folder / f"{TYPE}.json").write_text(json.dumps(schema_of(TYPE)))
        assert any("against edition 1" in refusal and "/star" in refusal for refusal in freeze(folder).refused)

    def test_refuses_that_a_type_goes(self, folder: Path) -> None:
        catalogue.pop(TYPE)
        assert any(TYPE in refusal for refusal in freeze(folder).refused)

    def test_keeps_no_edition_when_only_words_were_bettered(self, folder: Path) -> None:
        changed = thing(star=(int, ...))
        changed.__doc__ = "Said better."
        changed.model_rebuild(force=True)
        outcome = freeze(folder)
        assert (outcome.reworded, outcome.renewed) == ([TYPE], [])
        assert len(frozen(folder, TYPE)) == 1

    def test_on_the_command_line_says_what_to_do(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        thing(star=(str, ...))
        assert main(["--folder", str(folder)]) == 1
        assert "define the next major version" in capsys.readouterr().err


class TestWhatIsPublished:
    def test_is_what_the_classes_say(self) -> None:
        # A process of its own: other tests of this one may have put types into the catalogue.
        done = subprocess.run(
            [sys.executable, "-m", "ocop_events.generate", "--check"], capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, f"run `python -m ocop_events.generate` and commit:\n{done.stdout}{done.stderr}"
