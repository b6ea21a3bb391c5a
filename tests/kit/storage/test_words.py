"""Words are found whatever their accents, in the database as it is."""

from __future__ import annotations

import pytest

from kit.storage import words_in
from kit.work import Work
from tests.kit.messaging.harness import counters

TEXTS = {
    "mead": "MẬT ONG hoa nhãn Phố Hiến",
    "coconut": "Kẹo dừa Đức Hợp",
    "number": "1/PĐK-33-11977-2026",
    "dots": "a.*b",
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mat ong", ["mead"]),
        ("ong  Mật", ["mead"]),
        ("NHÃN", ["mead"]),
        ("duc hop", ["coconut"]),
        ("Đức", ["coconut"]),
        ("dừa", ["coconut"]),
        ("dưa", ["coconut"]),
        ("pdk 33 11977", ["number"]),
        ("33-11977", ["number"]),
        ("mat dua", []),
        (".*", []),
        ("\u0301", []),
        ("", ["coconut", "dots", "mead", "number"]),
        ("   ", ["coconut", "dots", "mead", "number"]),
    ],
)
async def test_every_word_is_in_one_of_the_fields(work: Work, text: str, found: list[str]) -> None:
    raw = counters.raw(work.reading())
    await raw.insert_many([{"_id": id, "name": name, "other": ""} for id, name in TEXTS.items()])
    wanted = words_in(text, "name", "other")
    assert sorted([row["_id"] async for row in raw.find(wanted)]) == found
