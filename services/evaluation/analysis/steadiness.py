"""Before a ruling is issued: would the star stand without one member, by the median, and how near is a band's edge."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from pydantic import BaseModel

from law.analysis import NearEdge, near_edge, stability
from law.rulebooks import Rulebook
from law.scoring import points_text, shown
from services.evaluation.scoring.result import Bench

CENT = Decimal("0.01")


class Without(BaseModel):
    """The council's total and star had this member not scored. Points as people see them."""

    member_id: str
    name: str
    total: str
    star: int
    decisive: bool


class Edge(BaseModel):
    """The edge of a band that the total is near to. `above`: it holds that star, barely; else it just misses it."""

    edge: str
    star: int
    distance: str
    above: bool


class Steadiness(BaseModel):
    """How firmly the result stands. `near`: none when the total is clear of every edge by the margin."""

    total: str
    star: int
    median: str
    star_by_median: int
    stable: bool
    without: list[Without]
    margin: str
    near: Edge | None


def steadiness(rulebook: Rulebook, bench: Bench) -> Steadiness:
    """Looks at a concluded council's sheets; weighs scores only and decides nothing."""
    sheets = {member: sheet.for_law() for member, sheet in bench.sheets.items()}
    found = stability(rulebook, bench.set_no, sheets, settings=bench.settings)
    near = near_edge(rulebook, found.total, bench.settings.watch_margin)
    if near and not decides(near, found.star):
        near = None

    def seen(points: Decimal) -> str:
        return points_text(shown(rulebook, points))

    return Steadiness(
        total=seen(found.total),
        star=found.star,
        median=seen(found.median),
        star_by_median=found.star_by_median,
        stable=found.is_stable,
        without=[
            Without(
                member_id=one.member,
                name=bench.names.get(one.member, one.member),
                total=seen(one.total),
                star=one.star,
                decisive=one.member in found.decisive,
            )
            for one in found.without
        ],
        margin=points_text(bench.settings.watch_margin),
        near=Edge(
            edge=seen(near.edge),
            star=near.star,
            distance=points_text(near.distance.quantize(CENT, ROUND_CEILING)),
            above=near.above,
        )
        if near
        else None,
    )


def decides(near: NearEdge, star: int) -> bool:
    """Whether crossing the edge could change this star: not when a threshold holds the star below the total's band."""
    return star == (near.star if near.above else near.star - 1)
