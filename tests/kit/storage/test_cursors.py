"""A cursor is read back as it was made, for a list of its kind, and nothing else is one."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.aggregate import Aggregate
from kit.storage.cursors import LONGEST, CursorUnreadable, cursor, kind_of, read_cursor


class Colour(StrEnum):
    RED = "red"


class Part(Aggregate):
    name: str


class Thing(Aggregate):
    name: str
    size: int | None = None
    made_at: datetime
    made_on: date | None = None
    colour: Colour
    part: Part
    marks: tuple[str, ...] = ()
    sold: bool = False


def raw(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode("utf-8", "surrogatepass")).decode().rstrip("=")


IDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=100)
MOMENTS = st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.just(UTC))


@given(IDS, IDS, st.integers(-(2**63), 2**63 - 1), MOMENTS)
def test_a_cursor_is_read_as_it_was_made(text: str, id: str, number: int, moment: datetime) -> None:
    assert read_cursor(cursor(text, id), str) == (text, id)
    assert read_cursor(cursor(number, id), int) == (number, id)
    assert read_cursor(cursor(moment, id), datetime) == (moment, id)
    for kind in (str, int, datetime, date):
        assert read_cursor(cursor(None, id), kind) == (None, id)


def test_a_name_of_300_letters_of_any_script_fits() -> None:
    assert len(cursor("각" * 900, "0" * 36)) <= LONGEST
    assert len(cursor("😀" * 300, "0" * 36)) <= LONGEST


@pytest.mark.parametrize("kind", [str, int, datetime, date])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "zzz",
        "=" * 9,
        "é",
        raw("null"),
        raw('"ab"'),
        raw('{"a":1,"b":2}'),
        raw('["x"]'),
        raw('["x","y","z"]'),
        raw('[ "x","y"]'),
        raw('[null, "y"]'),
        raw('[null,{"$gt":""}]'),
        raw('[{"$gt":""},"y"]'),
        raw('[{"$regularExpression":{"pattern":".*","options":""}},"y"]'),
        raw('[{"$minKey":1},"y"]'),
        raw('[{"$date":"2026-08-03T00:00:00Z"},"y"]'),
        raw("[NaN,1]"),
        raw('[true,"y"]'),
        raw('[1.5,"y"]'),
        raw('[9223372036854775808,"y"]'),
        raw('["\\ud800","y"]'),
        raw("[" * 2_000),
        raw('["' + "x" * LONGEST + '","y"]'),
        cursor(None, "y") + "=",
        cursor(None, "x" * 301),
    ],
)
def test_what_we_did_not_write_is_no_cursor(text: str, kind: type) -> None:
    with pytest.raises(CursorUnreadable) as refused:
        read_cursor(text, kind)
    assert refused.value.kind.value == 422
    assert "next" in refused.value.say("en")


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (cursor("x", "y"), int),
        (cursor("x", "y"), datetime),
        (cursor("x", "y"), date),
        (cursor(1, "y"), str),
        (cursor(1, "y"), datetime),
        (raw('["2026-08-03T00:00:00","y"]'), datetime),
        (raw('["2026-08-03T07:00:00+07:00","y"]'), datetime),
        (raw('["0001-01-01T00:00:00+14:00","y"]'), datetime),
        (raw('["9999-12-31T23:59:59-14:00","y"]'), datetime),
        (raw('["10000-01-01T00:00:00+00:00","y"]'), datetime),
        (raw('["20260803","y"]'), date),
        (raw('["2026-02-30","y"]'), date),
    ],
)
def test_one_of_another_list_is_refused(made: str, kind: type) -> None:
    with pytest.raises(CursorUnreadable):
        read_cursor(made, kind)


def test_a_list_is_ordered_by_one_declared_scalar() -> None:
    kinds = {
        "_id": str,
        "name": str,
        "size": int,
        "made_at": datetime,
        "made_on": date,
        "colour": str,
        "part.name": str,
    }
    assert {path: kind_of(Thing, path) for path in kinds} == kinds
    for path in ("nothing", "marks", "part", "sold", "name.part"):
        with pytest.raises(TypeError):
            kind_of(Thing, path)
