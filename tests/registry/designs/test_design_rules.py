"""Rules of designs: both sides of each, without fixtures."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kit.identity import Principal
from kit.lifecycle import StepRefused
from programme.places import Where
from services.registry.designs import refusals, rules
from services.registry.designs.commands import DesignCommand
from services.registry.designs.design import Design
from services.registry.designs.lifecycle import State
from services.registry.marks.mark_use import Picture, PictureFile
from services.registry.marks.refusals import TooManyPictures
from services.registry.producers.producer import Producer

TODAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 3, tzinfo=UTC)
PLACE = Where(code="11977", path="33/11977", name="Xã Tân Hưng", on=TODAY)
OWN = Principal.of("huong", "Hương", "producer@p-huong")
BOTH = Principal.of("both", "Cả hai", "producer@p-huong", "commune-officer@33/11977")
PICTURE = Picture(
    id="p", sha256="0" * 64, size=1, media_type="image/png", name="a.png", url="https://x.example", added_on=TODAY
)
PAPER = PictureFile(sha256="1" * 64, size=1, media_type="application/pdf", name="dong-y.pdf")
BAG = {"name": "Túi quà nhãn lồng", "kind": "gift-bag", "designer": "Trần Văn Hoạ", "consented_on": "2026-08-01"}


def a_draft(**changes: Any) -> Design:
    named: dict[str, Any] = {"id": "p-huong", "name": "HTX", "kind": "cooperative"}
    producer = Producer.model_construct(**named)
    command = DesignCommand(**{**BAG, **changes})
    return rules.entered("d-1", command, producer, place=PLACE, on=TODAY, supported_by=None)


def ready() -> Design:
    pictured = rules.with_picture(a_draft(), PICTURE, at=NOW, by=OWN)
    return rules.with_consent(pictured, PAPER, at=NOW, by=OWN)


class TestTheRules:
    def test_a_designer_agreed_before_today(self) -> None:
        with pytest.raises(refusals.ConsentedLater):
            a_draft(consented_on="2026-11-03")
        assert a_draft(consented_on="2026-11-02").state is State.DRAFT

    def test_nothing_is_offered_without_picture_and_consent(self) -> None:
        with pytest.raises(refusals.NothingToShow):
            rules.offered(a_draft(), at=NOW, by=OWN)
        with pytest.raises(refusals.ConsentMissing):
            rules.offered(rules.with_picture(a_draft(), PICTURE, at=NOW, by=OWN), at=NOW, by=OWN)
        assert rules.offered(ready(), at=NOW, by=OWN).state is State.OFFERED

    def test_pictures_are_bounded(self) -> None:
        full = a_draft().model_copy(update={"pictures": (PICTURE,) * 12})
        with pytest.raises(TooManyPictures):
            rules.with_picture(full, PICTURE, at=NOW, by=OWN)

    def test_who_acts_for_the_producer_does_not_publish_it(self) -> None:
        offered = rules.offered(ready(), at=NOW, by=OWN)
        with pytest.raises(refusals.OwnDesign):
            rules.published(offered, at=NOW, by=BOTH, office="33/11977")
        officer = Principal.of("officer", "Cán bộ", "commune-officer@33/11977")
        published = rules.published(offered, at=NOW, by=officer, office="33/11977")
        assert (published.state, published.office) == (State.PUBLISHED, "33/11977")
        assert rules.taken_up(published).taken_up == 1

    def test_only_what_is_in_the_gallery_is_taken_up(self) -> None:
        with pytest.raises(refusals.NotInTheGallery):
            rules.taken_up(ready())

    def test_what_was_offered_is_not_changed_any_more(self) -> None:
        offered = rules.offered(ready(), at=NOW, by=OWN)
        with pytest.raises(StepRefused):
            rules.with_picture(offered, PICTURE, at=NOW, by=OWN)
