"""Periods, windows and yearly days; and how a file meets its neighbours on the shelf."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from law.rulebooks.checking.fault import Fault, fault
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.shelf import Shelf, last_day

A_LEAP_YEAR = "2000-"


def date_faults(rulebook: Rulebook) -> Iterator[Fault]:
    period = rulebook.in_force
    if period.last is not None and period.last < period.first:
        yield fault("/in_force/last", "period-reversed")
    window = rulebook.re_evaluation
    opens, closes = window.opens_days_before, window.closes_days_before
    if opens is not None and closes is not None and closes > opens:
        yield fault("/re_evaluation", "window-reversed", closes=closes, opens=opens)
    for number, round_ in enumerate(rulebook.rounds):
        for name, value in (("submit_by", round_.submit_by), ("done_by", round_.done_by)):
            try:
                date.fromisoformat(A_LEAP_YEAR + value)
            except ValueError:
                yield fault(f"/rounds/{number}/{name}", "not-a-day", value=value)


def neighbour_faults(rulebook: Rulebook, shelf: Shelf) -> Iterator[Fault]:
    """
    Overlaps with and gaps to the other acts on the shelf. A file of the same id is the one being replaced.

    An act without a last day holds until a later one begins, so a new act is no overlap: it is the replacement.
    """
    others = sorted((r for r in shelf.all() if r.id != rulebook.id), key=lambda r: r.in_force.first)
    ends = {one.id: last_day(one, [*others, rulebook]) or date.max for one in (*others, rulebook)}
    end = ends[rulebook.id]
    for other in others:
        first = max(rulebook.in_force.first, other.in_force.first)
        last = min(end, ends[other.id])
        if first <= last:
            until = "…" if last == date.max else last.isoformat()
            yield fault("/in_force", "period-overlap", other=other.id, first=first.isoformat(), last=until)
    before = [other for other in others if other.in_force.first < rulebook.in_force.first]
    if before:
        nearest = max(before, key=lambda other: ends[other.id])
        yield from _gap(nearest, "/in_force/first", ends[nearest.id], rulebook.in_force.first)
    after = [other for other in others if other.in_force.first > end]
    if after:
        yield from _gap(after[0], "/in_force/last", end, after[0].in_force.first)


def _gap(other: Rulebook, at: str, end: date, start: date) -> Iterator[Fault]:
    first, last = end + timedelta(days=1), start - timedelta(days=1)
    if first <= last:
        yield fault(at, "period-gap", other=other.id, first=first.isoformat(), last=last.isoformat())
