"""
Outlines of the units below a province, as SVG paths: for pictures of figures, not for surveying.

TopoJSON (github.com/topojson/topojson-specification 2.1): arcs are quantised and told as differences; a geometry names its arcs,
`~i` the reversed one. Longitudes are narrowed by the cosine of the middle latitude, so that shapes look as on a map.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml

from law.packaged import read_text
from law.places.held import gazetteer

WIDTH = 1000.0
"""Units of a map's width; its height follows."""
Point = tuple[float, float]


@dataclass(frozen=True)
class Outline:
    """One unit: `d` of an SVG path, and the point in the middle of its largest part."""

    path: str
    d: str
    x: float
    y: float


@dataclass(frozen=True)
class Outlines:
    """All units of a map, `width` by `height`."""

    width: float
    height: float
    units: tuple[Outline, ...]


def outlines(place: str, on: date) -> Outlines | None:
    """The units right below a place on a day; None where no outlines of that place and day are held."""
    rows = [row for row in _index() if row["within"] == place and row["from"] <= on]
    if not rows:
        return None
    drawn = _drawn(max(rows, key=lambda row: row["from"])["file"])
    below = {unit.code: unit.path for unit in gazetteer().children(place, on)}
    if set(drawn.codes) != set(below):  # the borders have changed since, or it is of other units
        return None
    units = (Outline(below[code], d, x, y) for code, (d, x, y) in drawn.codes.items())
    return Outlines(drawn.width, drawn.height, tuple(units))


@dataclass(frozen=True)
class _Drawn:
    width: float
    height: float
    codes: dict[str, tuple[str, float, float]]


@cache
def _index() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(read_text("places/outlines.yaml"))["outlines"]
    return rows


@cache
def _drawn(file: str) -> _Drawn:
    held = json.loads(read_text(f"places/{file}"))
    arcs = [list(_points(arc, held["transform"])) for arc in held["arcs"]]
    corners = [point for arc in arcs for point in arc]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    narrow = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / ((east - west) * narrow)
    flat = [[((x - west) * narrow * scale, (north - y) * scale) for x, y in arc] for arc in arcs]
    geometries = held["objects"]["communes"]["geometries"]
    codes = {one["properties"]["code"]: _shape(one, flat) for one in geometries}
    return _Drawn(WIDTH, round((north - south) * scale, 1), codes)


def _points(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    for step in arc:
        x, y = x + step[0], y + step[1]
        yield x * kx + dx, y * ky + dy


def _shape(geometry: dict[str, Any], arcs: list[list[Point]]) -> tuple[str, float, float]:
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    rings = [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]
    d = "".join("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in ring) + "Z" for polygon in rings for ring in polygon)
    x, y = _middle(max((polygon[0] for polygon in rings), key=lambda ring: abs(_area(ring))))
    return d, round(x, 1), round(y, 1)


def _ring(indexes: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring without the last, which is the first again; an arc begins where the one before it ended."""
    return [point for index in indexes for point in (arcs[index] if index >= 0 else arcs[~index][::-1])[:-1]]


def _area(ring: list[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _middle(ring: list[Point]) -> Point:
    area = _area(ring)
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)
    return x, y
