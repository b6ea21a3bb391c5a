"""How the cells of a row are read: lines, days, numbers, stages and provinces as people write them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from kit.lists import day
from kit.lists.row import BREAK
from kit.refusal import Refusal
from kit.text import one_form, one_line
from law.places import CENTRE, gazetteer, kind_words, plain
from services.registry.recognitions.published_list import name_of
from services.registry.recognitions.refusals import DayUnread, StageUnknown, ValueNotALine, ValueUnread

RANKS = re.compile(rf"^({'|'.join(map(re.escape, kind_words()))})\.? ")
_YEAR = re.compile(r"\b(20\d\d)\b", re.ASCII)
_WHOLE = re.compile(r"(?<=\d)[.,]0+$", re.ASCII)
"""What programs write behind a whole number."""
STARS = re.compile(r"\s*(sao|stars?|[*★⭐]+)\s*$", re.IGNORECASE)


def bare(name: str) -> str:
    return RANKS.sub("", plain(name))


def days(said: Mapping[str, str], decided_on: date | None) -> list[date]:
    """Days of the row's time, the likeliest first: its own, or the edges of the year it speaks of."""
    if decided_on:
        return [decided_on]
    try:
        return [date.fromisoformat(said["as_of"])]
    except ValueError:
        year = _YEAR.search(said["as_of"])
    if year is None:  # the source says no time at all: the province as the oldest list has it
        return [date(2000, 1, 1)]
    return [date(int(year[1]), 1, 1), date(int(year[1]) - 1, 12, 31)]


def decided(said: Mapping[str, str]) -> date | None:
    given = said["decided_on"]
    try:
        return day(given) if given else None
    except Refusal as unread:
        why = (unread.say("vi"), unread.say("en"))
        raise DayUnread(column=name_of("decided_on"), product=said["product"], why=why) from unread


def day_of(as_of: str | None) -> date | None:
    """The day a source speaks of, where it says one: it may name a year only, or nothing that is a day."""
    try:
        return day(as_of) if as_of else None
    except Refusal:
        return None


def line(name: str, value: str) -> str:
    """A value in the one form on one line. Raises ValueNotALine, MarksPiled."""
    value = value.strip()
    if any(sign in value for sign in ("\n", "\r", BREAK, "\u2029")):
        raise ValueNotALine(column=name_of(name), what=("ngắt dòng bên trong", "a line break"))
    if any((ord(sign) < 0x20 and sign != "\t") or 0x7F <= ord(sign) < 0xA0 for sign in value):
        raise ValueNotALine(
            column=name_of(name), what=("ký tự điều khiển không nhìn thấy", "a control character nobody sees")
        )
    return one_line(one_form(value))


def stage(said: Mapping[str, str], stages: Mapping[str, Sequence[str]]) -> str:
    given = said["stage"]
    for stage, words in stages.items():
        if plain(given) in map(plain, (stage, *words)):
            return stage
    if stages:
        known = (", ".join(words[0] if words else stage for stage, words in stages.items()), ", ".join(stages))
        raise StageUnknown(product=said["product"], given=given[:30], known=known)
    return given


def province(said: Mapping[str, str], decided_on: date | None) -> str:
    """The code of the province, of one that is named too; what is neither stays, to be shown when it is refused."""
    given = said["province_then"]
    if given.isdigit():
        return given.zfill(2) if given.isascii() else given
    for on in days(said, decided_on):
        provinces = [one for one in gazetteer().children(CENTRE, on) if bare(one.name) == bare(given)]
        if len(provinces) == 1:
            return provinces[0].path
    return given


def number(said: Mapping[str, str], column: str, least: int, most: int) -> int | None:
    given = _WHOLE.sub("", said[column])
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) <= 3 and least <= int(given) <= most):
        raise ValueUnread(column=name_of(column), product=said["product"], given=given[:30])
    return int(given)
