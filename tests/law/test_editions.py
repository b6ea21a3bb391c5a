"""Editions of an act: the newest governs, every one that stamped something is found by its hash, none is replaced."""

from __future__ import annotations

import base64
import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from law.rulebooks import Shelf, UnknownEdition, UnknownRulebook, shelf_with, shipped
from law.rulebooks.assumptions import assumptions
from law.rulebooks.checking.files import check_content
from law.rulebooks.difference import changes, content_of
from law.rulebooks.kept import NotThatEdition, checked, packed, unpacked
from law.rulebooks.reading import hash_of, rulebook_of
from tests.law.test_installed import write

R26 = shipped().get("R26")


def corrected(**more: Any) -> dict[str, Any]:
    """R26 with one of its doubtful marks confirmed otherwise: the first option that `ocop rulebook assumptions` doubts."""
    content = content_of(R26)
    doubtful = next(one.path for one in assumptions(R26) if "/options/" in one.path)
    here: Any = content
    for step in doubtful.split("/")[1:]:
        here = here[int(step)] if isinstance(here, list) else here[step]
    here["star"] = here.get("star", 3) % 5 + 1 if here.get("star") else 4
    del here["verify"]
    return {**content, **more}


def correction(day: str) -> dict[str, Any]:
    return {"correction": {"on": day, "reason": {"vi": "Đính chính", "en": "A misprint"}}}


class TestACorrectedFile:
    def test_is_a_new_edition_beside_the_old_one(self, tmp_path: Path) -> None:
        content = corrected()
        held = shelf_with([write(tmp_path, "R26.json", content)])
        assert [one.hash for one in held.editions("R26")] == [R26.hash, hash_of(content)]
        assert held.get("R26", R26.hash) == R26
        assert held.get("R26").hash == held.latest("R26").hash == hash_of(content)
        assert held.in_force(date(2026, 8, 3)).hash == hash_of(content)
        assert [one.id for one in held.all()] == [one.id for one in shipped().all()]

    def test_under_any_name_and_with_any_number_of_editions(self, tmp_path: Path) -> None:
        second, third = corrected(**correction("2026-09-01")), corrected(**correction("2026-10-01"))
        # The later correction comes first by its name: the day of the correction decides.
        paths = [write(tmp_path, "a.json", third), write(tmp_path, "b.json", second)]
        held = shelf_with(paths)
        assert [one.hash for one in held.editions("R26")] == [R26.hash, hash_of(second), hash_of(third)]
        assert held.latest("R26").hash == hash_of(third)

    def test_with_the_shipped_content_is_no_other_edition(self, tmp_path: Path) -> None:
        held = shelf_with([write(tmp_path, "R26.json", content_of(R26))])
        assert [one.hash for one in held.editions("R26")] == [R26.hash]

    def test_is_checked_as_any_other(self) -> None:
        assert check_content(corrected(**correction("2026-09-01")), shipped()) == []

    def test_is_no_successor_of_itself(self) -> None:
        later = rulebook_of({**content_of(R26), "in_force": {"first": "2026-05-23"}})
        assert Shelf([R26, later]).successor(R26) is None


class TestWhatIsAskedByHash:
    def test_says_which_editions_are_held(self) -> None:
        with pytest.raises(UnknownEdition) as refused:
            shipped().get("R26", "0" * 64)
        assert R26.hash[:12] in refused.value.say("vi")
        assert refused.value.slug == "rulebook.unknown-edition"

    def test_of_an_unknown_act_says_so(self) -> None:
        with pytest.raises(UnknownRulebook):
            shipped().get("R27", "0" * 64)
        with pytest.raises(UnknownRulebook):
            shipped().editions("R27")

    def test_is_found_among_what_a_database_keeps_and_governs_nothing(self) -> None:
        other = rulebook_of(corrected())
        held = Shelf([R26], {("R26", other.hash): lambda: other, ("R99", "f" * 64): lambda: other})
        assert held.get("R26", other.hash) is other
        assert held.get("R99", "f" * 64) is other
        assert held.in_force(date(2026, 8, 3)) is R26
        assert [one.hash for one in held.editions("R26")] == [other.hash, R26.hash]
        assert held.all() == (R26,)


class TestTheTextOfAnEdition:
    def test_travels_and_is_the_same_edition_again(self) -> None:
        text = packed(R26.text)
        assert rulebook_of(unpacked(text)) == R26
        checked("R26", R26.hash, text)
        assert len(text) < 200_000

    @pytest.mark.parametrize(
        "text",
        [
            packed(b'{"id":"R26"}'),
            "not base64",
            base64.b64encode(b"not gzip").decode(),
            base64.b64encode(gzip.compress(b"not json")).decode(),
            base64.b64encode(gzip.compress(b"[]")).decode(),
            base64.b64encode(gzip.compress(b'{"id":"R26"}')[:-4]).decode(),
            packed(b" " * 20_000_001),
            packed(json.dumps({**content_of(R26), "validity_months": 360}).encode()),
        ],
        ids=["other", "base64", "gzip", "json", "list", "cut", "bomb", "changed"],
    )
    def test_that_is_another_is_refused(self, text: str) -> None:
        with pytest.raises(NotThatEdition):
            checked("R26", R26.hash, text)


class TestTheDifference:
    def test_is_empty_between_an_edition_and_itself(self) -> None:
        assert changes(R26, R26) == []

    def test_names_every_statement_in_words(self) -> None:
        content = content_of(R26)
        content["council"]["spread_limit"] = 7
        content["council"]["forward_on"] = "total" if content["council"]["forward_on"] == "star" else "star"
        content["sheets"][6]["parts"][0]["sections"][0]["criteria"][0]["label"] = {"vi": "Khác", "en": "Another"}
        found = changes(R26, rulebook_of(content))
        said = {one.path: (one.what.en, one.after.en if one.after else None, one.set_no) for one in found}
        assert said["/council/spread_limit"] == ("Council: Spread limit (points)", "7", None)
        assert said["/council/forward_on"][1] != content["council"]["forward_on"]
        [sheet] = [one for one in found if one.path.startswith("/sheets/")]
        assert (sheet.set_no, sheet.after.en if sheet.after else None) == (7, "Another")
        assert len(found) == 3

    def test_matches_entries_by_their_ids_not_their_places(self) -> None:
        content = content_of(R26)
        content["evidence"].reverse()
        gone = content["evidence"].pop()
        found = changes(R26, rulebook_of(content))
        assert [(one.path, one.after) for one in found] == [("/evidence/0", None)]
        assert gone["kind"] in found[0].what.en


def test_every_shipped_edition_has_its_own_name() -> None:
    """An earlier edition stays in the package as `<id>-<first 12 of its hash>.json`."""
    folder = Path(__file__).parents[2] / "law" / "data" / "rulebooks"
    for file in folder.glob("*.json"):
        content = json.loads(file.read_text(encoding="utf-8"), parse_float=str)
        assert file.stem in (content["id"], f"{content['id']}-{hash_of(content)[:12]}")
