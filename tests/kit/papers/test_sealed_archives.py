"""Sealed archives: what was put in comes out, and nothing else does."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from joserfc.jwk import KeySet, OKPKey

from kit.papers import sealed
from kit.papers.sealed import MANIFEST, SIGNATURE, unsealed

OURS, THEIRS = (OKPKey.generate_key("Ed25519", {"kid": kid}) for kid in ("ours", "theirs"))
TRUSTED = KeySet([OURS])
FILES = {"events/1.json": b"{}", "papers/qd.pdf": b"%PDF" * 1_000}


def made(key: OKPKey = OURS) -> bytes:
    return sealed.sealed(FILES, {"case": "c-1"}, key)


def altered(content: bytes, changes: dict[str, bytes | None], *, twice: str = "") -> bytes:
    """The archive with some entries replaced, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        entries: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()} | changes
        for name, data in entries.items():
            if data is not None:
                new.writestr(name, data)
        if twice:
            new.writestr(twice, b"other")
    return out.getvalue()


def manifest(content: bytes) -> dict[str, object]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        found: dict[str, object] = json.loads(packed.read(MANIFEST))
    return found


class TestAnArchive:
    def test_gives_back_what_was_sealed_and_whose_key_it_was(self) -> None:
        found = unsealed(made(), TRUSTED)
        assert (found.files, found.about, found.kid) == (FILES, {"case": "c-1"}, "ours")

    def test_of_a_key_that_is_not_trusted_is_foreign(self) -> None:
        with pytest.raises(sealed.ForeignSeal, match="theirs"):
            unsealed(made(THEIRS), TRUSTED)

    def test_that_names_our_key_and_was_signed_by_another_is_broken(self) -> None:
        liar = OKPKey.import_key({**THEIRS.as_dict(private=True), "kid": "ours"})
        with pytest.raises(sealed.SealBroken):
            unsealed(made(liar), TRUSTED)

    @pytest.mark.parametrize(
        "changes",
        [
            {"papers/qd.pdf": b"%PDF-other"},
            {"papers/qd.pdf": FILES["papers/qd.pdf"] + b"x"},
            {"papers/qd.pdf": None},
            {"papers/more.pdf": b"%PDF"},
            {MANIFEST: b'{"format": "sealed-archive-1", "about": {}, "files": []}'},
        ],
    )
    def test_that_was_altered_is_broken(self, changes: dict[str, bytes | None]) -> None:
        with pytest.raises(sealed.SealBroken):
            unsealed(altered(made(), changes), TRUSTED)

    def test_with_an_entry_twice_is_broken(self) -> None:
        with pytest.warns(UserWarning, match="Duplicate"):
            doubled = altered(made(), {}, twice="papers/qd.pdf")
        with pytest.raises(sealed.SealBroken):
            unsealed(doubled, TRUSTED)

    @pytest.mark.parametrize(
        "content", [b"", b"PK\x03\x04 no", altered(made(), {SIGNATURE: None}), altered(made(), {SIGNATURE: b"a.b"})]
    )
    def test_that_is_none_says_so(self, content: bytes) -> None:
        with pytest.raises(sealed.NotSealed):
            unsealed(content, TRUSTED)

    def test_is_bounded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        content = made()
        monkeypatch.setattr(sealed, "MOST_FILES", 1)
        for act in (lambda: unsealed(content, TRUSTED), lambda: sealed.sealed({**FILES, "x": b"", "y": b""}, {}, OURS)):
            with pytest.raises(sealed.ArchiveTooLarge):
                act()
        bomb = altered(content, {MANIFEST: b" " * 2_000_000})
        monkeypatch.setattr(sealed, "MOST_FILES", 10)
        with pytest.raises(sealed.ArchiveTooLarge):
            unsealed(bomb, TRUSTED)


class TestTrust:
    def test_is_in_a_key_set_and_in_oneself(self, tmp_path: Path) -> None:
        file = tmp_path / "keys.json"
        file.write_text(json.dumps({"keys": [THEIRS.as_dict(private=False)]}))
        both = sealed.trusted_keys(file, OURS)
        assert {unsealed(made(key), both).kid for key in (OURS, THEIRS)} == {"ours", "theirs"}
        with pytest.raises(sealed.ForeignSeal):
            unsealed(made(THEIRS), sealed.trusted_keys(None, OURS))
