"""What must hold of an activity, and what is made of it. No fixture is needed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kit.refusal import Refusal, Several
from law.activities import activity_list
from services.reporting.activities import refusals, rules
from services.reporting.activities.commands import RecordActivityCommand

TODAY = date(2026, 8, 3)
TRAINING: dict[str, Any] = {
    "office": "33/11977",
    "kind": "training",
    "name": "Tập huấn chu trình OCOP",
    "first": "2026-03-01",
    "figures": {"subject": "Chu trình OCOP", "participants": "1.045", "women": "28"},
}


def command(**more: Any) -> RecordActivityCommand:
    return RecordActivityCommand.model_validate(TRAINING | more)


def wrong(**more: Any) -> list[type[Refusal]]:
    """What is refused of a record."""
    listed = activity_list()
    try:
        asked = command(**more)
        rules.checked(asked, rules.kind_of(listed, asked.kind), listed, designs={"d-1"}, on=TODAY)
    except Several as several:
        return [type(one) for one in several.refusals]
    except Refusal as refusal:
        return [type(refusal)]
    return []


class TestTheRules:
    def test_numbers_are_kept_without_dots(self) -> None:
        listed = activity_list()
        said = rules.checked(command(), rules.kind_of(listed, "training"), listed, designs=(), on=TODAY)
        assert said["figures"] == {"subject": "Chu trình OCOP", "participants": "1045", "women": "28"}
        assert said["last"] == date(2026, 3, 1)

    def test_an_amount_is_read_as_vietnamese_write_it(self) -> None:
        listed = activity_list()
        figures = {"form": "Hội chợ, triển lãm", "products": "3", "revenue": "1,25 tỷ"}
        asked = command(kind="promotion", figures=figures)
        said = rules.checked(asked, rules.kind_of(listed, "promotion"), listed, designs=(), on=TODAY)
        assert said["figures"] == {"form": "fair", "products": "3", "revenue": "1250000000"}

    @pytest.mark.parametrize(
        ("more", "refused"),
        [
            ({}, []),
            ({"last": "2026-02-28"}, [refusals.DaysReversed]),
            ({"first": "2026-08-04"}, [refusals.NotYetHeld]),
            ({"first": "2026-08-03"}, []),
            ({"first": "2020-12-31"}, [refusals.TooLongAgo]),
            ({"first": "2021-01-01"}, []),
            ({"figures": {"subject": "x"}}, [refusals.FieldMissing]),
            ({"figures": {"subject": "x", "participants": "bốn mươi"}}, [refusals.CountUnreadable]),
            ({"figures": {"subject": "x", "participants": "4,5"}}, [refusals.CountUnreadable]),
            ({"figures": {"subject": "x", "participants": "5", "women": "6"}}, [refusals.PartTooLarge]),
            ({"figures": {"subject": "x", "participants": "5", "women": "5"}}, []),
            ({"figures": {"subject": "x", "participants": "5", "cows": "6"}}, [refusals.FieldUnknown]),
            ({"kind": "dance"}, [refusals.KindUnknown]),
            ({"kind": "publicity", "figures": {"medium": "smoke", "items": "1"}}, [refusals.ChoiceUnknown]),
            (
                {"kind": "design-support", "figures": {"producers": "1"}, "design_ids": ["d-2"]},
                [refusals.DesignUnknown],
            ),
            ({"kind": "design-support", "figures": {"producers": "1"}, "design_ids": ["d-1"]}, []),
            (
                {"first": "2026-08-04", "figures": {}},
                [refusals.NotYetHeld, refusals.FieldMissing, refusals.FieldMissing],
            ),
        ],
    )
    def test_both_sides_of_each(self, more: dict[str, Any], refused: list[type[Refusal]]) -> None:
        assert wrong(**more) == refused

    @pytest.mark.parametrize(
        ("code", "office"), [("33", "33"), ("11977", "33/11977"), (None, "33/330"), ("99999", "33/330")]
    )
    def test_a_promotion_is_of_the_office_where_it_was_held(self, code: str | None, office: str) -> None:
        assert rules.held_by(code, "33/330", date(2026, 7, 1)) == office
