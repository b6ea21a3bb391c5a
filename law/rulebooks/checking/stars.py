"""Bands, minima and tiers: every total has one star, every recognised star has one tier."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from law.levels import levels
from law.rulebooks.checking import walk
from law.rulebooks.checking.fault import Fault, fault
from law.rulebooks.rulebook import Rulebook


def band_faults(rulebook: Rulebook) -> Iterator[Fault]:
    placed = sorted(enumerate(rulebook.bands), key=lambda pair: pair[1].star)
    lowest = placed[0][1]
    if lowest.least != 0:
        yield fault(f"/bands/{placed[0][0]}/least", "band-gap", least=lowest.least)
    for (_, lower), (number, band) in pairwise(placed):
        at = f"/bands/{number}"
        if band.star > lower.star + 1:
            yield fault("/bands", "band-missing", star=lower.star + 1)
        if band.star == lower.star or band.least <= lower.least:
            yield fault(
                f"{at}/least",
                "band-overlap",
                star=band.star,
                least=band.least,
                lower=lower.star,
                lower_least=lower.least,
            )
        if band.least > rulebook.out_of:
            yield fault(f"{at}/least", "band-unreachable", star=band.star, least=band.least, out_of=rulebook.out_of)


def minimum_faults(rulebook: Rulebook) -> Iterator[Fault]:
    recognised = {band.star for band in rulebook.bands if band.recognised}
    found = False
    for place, leaf in walk.all_criteria(rulebook):
        for number, option in enumerate(leaf.options):
            if option.star is not None and option.star not in recognised:
                yield fault(f"{place}/options/{number}/star", "minimum-unknown-star", star=option.star)
        rising = sorted(leaf.least_for.items())
        found = found or bool(rising)
        for (lower, lower_points), (star, points) in pairwise(rising):
            if points < lower_points:
                yield fault(
                    f"{place}/options",
                    "minimum-order",
                    star=star,
                    points=points,
                    lower=lower,
                    lower_points=lower_points,
                )
    if rulebook.minima == "on-options" and rulebook.sheets and not found:
        yield fault("/minima", "minima-not-on-options")


def tier_faults(rulebook: Rulebook) -> Iterator[Fault]:
    upwards = [level.id for level in levels()]
    unknown = [(number, tier.level) for number, tier in enumerate(rulebook.tiers) if tier.level not in upwards]
    for number, level in unknown:
        yield fault(f"/tiers/{number}/level", "unknown-level", level=level, known=", ".join(upwards))
    ranks = [upwards.index(tier.level) for tier in rulebook.tiers if tier.level in upwards]
    if ranks != sorted(set(ranks)):
        yield fault("/tiers", "tier-order")
    recognised = {band.star for band in rulebook.bands if band.recognised}
    taken: dict[int | None, set[int]] = {}
    for number, tier in enumerate(rulebook.tiers):
        at = f"/tiers/{number}"
        if tier.acts == "screens" and (tier.recognises or tier.forward_at is not None):
            yield fault(at, "screening-tier-recognises")
        for star in tier.stars:
            if star not in recognised:
                yield fault(f"{at}/recognises", "star-not-recognised", star=star)
        for entry, one in enumerate(tier.recognises):
            for set_no in one.sets or (None,):
                if set_no is not None and set_no not in rulebook.sets:
                    yield fault(f"{at}/recognises/{entry}/sets", "unknown-set", set_no=set_no)
                if one.star in taken.setdefault(set_no, set()):
                    yield fault(f"{at}/recognises", "star-of-two-tiers", star=one.star)
                taken[set_no].add(one.star)
        if tier.forward_at is not None:
            if number == len(rulebook.tiers) - 1:
                yield fault(f"{at}/forward_at", "forward-from-the-top")
            if not 0 < tier.forward_at <= rulebook.out_of:
                yield fault(
                    f"{at}/forward_at", "forward-out-of-scale", forward_at=tier.forward_at, out_of=rulebook.out_of
                )
    covered = [star for star in recognised if all(rulebook.recogniser_of(star, no) for no in rulebook.sets)]
    for star in sorted(recognised.difference(covered)):
        yield fault("/tiers", "star-without-recogniser", star=star)
