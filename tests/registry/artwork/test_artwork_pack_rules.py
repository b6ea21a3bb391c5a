"""Rules of artwork: both sides of each, without fixtures."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kit.identity import Principal
from kit.lifecycle import StepRefused
from services.registry.artwork import refusals, rules
from services.registry.artwork.artwork_pack import ArtworkPack, PackFile
from services.registry.artwork.commands import PackCommand
from services.registry.artwork.lifecycle import State
from tests.registry.marks.test_mark_use_rules import PRODUCT, certificate

TODAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 3, tzinfo=UTC)
BY = Principal.of("officer", "Cán bộ", "province-officer@33")
FILE = PackFile(sha256="0" * 64, size=1, media_type="image/png", name="nhan-hieu.png")
PACK = {"office": "33", "name": "Bộ nhận diện", "description": "In từ 15 mm"}


def a_pack(**changes: Any) -> ArtworkPack:
    return rules.entered("a-1", PackCommand(**{**PACK, **changes}), on=TODAY)


def offered(**changes: Any) -> ArtworkPack:
    return rules.offered(rules.with_file(a_pack(**changes), FILE, at=NOW, by=BY), at=NOW, by=BY)


class TestTheRules:
    def test_a_pack_without_files_is_not_handed_out_and_one_that_is_does_not_change(self) -> None:
        with pytest.raises(refusals.NoFiles):
            rules.offered(a_pack(), at=NOW, by=BY)
        with pytest.raises(StepRefused):
            rules.with_file(offered(), FILE, at=NOW, by=BY)

    def test_holds_so_many_files(self) -> None:
        full = a_pack().model_copy(update={"files": (FILE,) * rules.MOST_FILES})
        with pytest.raises(refusals.TooManyFiles):
            rules.with_file(full, FILE, at=NOW, by=BY)

    def test_is_for_products_of_its_star_and_its_place(self) -> None:
        rules.check_fits(offered(star=4), PRODUCT, certificate(star=4))
        rules.check_fits(offered(), PRODUCT, certificate(star=3))
        with pytest.raises(refusals.OfAnotherStar):
            rules.check_fits(offered(star=5), PRODUCT, certificate(star=4))
        with pytest.raises(refusals.OfAnotherPlace):
            rules.check_fits(offered(office="17"), PRODUCT, certificate())
        with pytest.raises(refusals.NotHandedOut):
            rules.check_fits(a_pack(), PRODUCT, certificate())

    def test_its_digest_is_of_all_its_files_in_their_order(self) -> None:
        other = FILE.model_copy(update={"sha256": "1" * 64})
        one, two = (a_pack().model_copy(update={"files": files}) for files in ((FILE, other), (other, FILE)))
        assert len({one.sha256, two.sha256, a_pack().sha256}) == 3
        assert rules.withdrawn(a_pack(), at=NOW, by=BY).state is State.WITHDRAWN
