"""What is shown of an overview: the front page of a place, the communes by standard, one commune's sheet; the JSON twins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from kit.collation import vietnamese_key
from kit.language import current_language
from kit.language import gettext as _
from law.commune_criteria import CommuneStandard, commune_criteria
from law.figures import figure_rules
from law.published import published_totals
from programme import names
from programme.names import said
from services.reporting.figures.rules import period
from services.reporting.overview import rules
from services.reporting.overview.rules import Met, YearEnd
from services.reporting.overview.use_cases import Commune, Overview
from services.reporting.standings import page_views
from services.reporting.standings.question import address
from services.reporting.standings.rules import holds
from services.reporting.standings.views import StandingsView


class StandardView(BaseModel):
    """How a commune stands by one standard."""

    id: str
    act: str
    products_needed: int
    star: int
    products: int
    met: bool
    fails_on: date | None = Field(
        description="From this day on, as certificates end, fewer products count than it asks for"
    )
    verified: str


class CommuneView(BaseModel):
    """A commune's sheet."""

    place: str
    name: str
    on: date
    products: int = Field(description="Products alive on the day")
    none_from: date | None = Field(description="From this day on none is alive, if nothing new is recognised")
    standards: list[StandardView]


def commune_view(commune: Commune, on: date) -> CommuneView:
    """A commune for a client."""
    return CommuneView(
        place=commune.place.path,
        name=commune.place.name,
        on=on,
        products=sum(holds(one, on) for one in commune.entries),
        none_from=rules.none_from(commune.entries, on),
        standards=[
            StandardView(
                id=one.standard.id,
                act=one.standard.act.vi,
                products_needed=one.standard.products,
                star=one.standard.star,
                products=one.products,
                met=one.met,
                fails_on=one.fails_on,
                verified=one.standard.verified,
            )
            for one in _met(commune, on)
        ],
    )


def front(found: Overview) -> dict[str, Any]:
    """The front page of a place."""
    asked, view = found.asked, found.by_place
    stars = sorted(view.stars, reverse=True)
    shown = page_views.whole(asked, view)
    years = rules.through_the_years(found.entries, published_totals().of(asked.place), asked.on)
    return {
        "place": said(view.place.label),
        "path": asked.place,
        "on": asked.on,
        "total": view.total,
        "view": view,
        "stars": stars,
        "map": shown["map"],
        "months": shown["months"],
        "ending": shown["ending"],
        "places": [(said(one.label), f"/overview?place={one.code}", one) for one in view.groups if one.total],
        "empty": sum(1 for one in view.groups if not one.total),
        "products": f"/standings/products?{address(asked)}",
        "standings": f"/standings?{address(asked)}",
        "csv": f"/api/standings.csv?{address(asked)}",
        "sectors": _groups(found.by_sector),
        "kinds": _groups(found.by_kind),
        "years": [_year(one) for one in years],
        "sources": [(one.about.say(current_language()), one.where) for one in published_totals().of(asked.place)],
        "credentials": sorted(
            (
                (names.credential_kind(code) if code else _("Không ghi"), count)
                for code, count in found.credentials.items()
            ),
            key=lambda one: (-one[1], vietnamese_key(one[0])),
        ),
        "overdue": found.overdue,
        "running": _running(found),
        "soon": sum(total for _month, _stars, total in shown["ending"][:3]),
        "communes": f"/communes?province={asked.place.partition('/')[0]}",
    }


def _running(found: Overview) -> list[tuple[str, str, int]]:
    since, until = period(None, None, found.asked.on)
    at = urlencode({"area": found.asked.place, "since": since.isoformat(), "until": until.isoformat()})
    return [
        (figure_rules().figure(code).label.say(current_language()), f"/figures/{code}?{at}", count)
        for code, count in found.running.items()
    ]


def _groups(view: StandingsView) -> list[tuple[str, dict[str, int], int]]:
    return [(said(one.label), one.stars, one.total) for one in view.groups if one.total]


def _year(one: YearEnd) -> dict[str, Any]:
    published = one.published
    return {
        "on": one.on,
        "counted": one.counted,
        "published": published.total if published else None,
        "new": published.new if published else None,
        "difference": one.difference,
    }


def communes(found: Sequence[Commune], on: date) -> dict[str, Any]:
    """The communes of a province by the standards in force, those that meet none or soon will not first."""
    standards = commune_criteria().on(on)
    about = [one for one in found if commune_criteria().is_for(one.place.name)]
    rows = [_row(commune, standards, on) for commune in about]
    rows.sort(key=lambda one: (one["none_from"] or date.min, vietnamese_key(one["name"])))
    return {
        "standards": [_standard(one) for one in standards],
        "rows": rows,
        "others": len(found) - len(about),
        "on": on,
        "with_products": sum(1 for one in rows if one["products"]),
        "met": [sum(1 for one in rows if one["met"][at][0]) for at in range(len(standards))],
    }


def sheet(commune: Commune, on: date) -> dict[str, Any]:
    """One commune's sheet: standards, products alive with their last days."""
    return {
        "name": names.place(commune.place.path, on),
        "path": commune.place.path,
        "on": on,
        "products": sum(holds(one, on) for one in commune.entries),
        "none_from": rules.none_from(commune.entries, on),
        "standards": [
            _standard(one.standard) | {"count": one.products, "met": one.met, "fails_on": one.fails_on}
            for one in _met(commune, on)
        ],
        "ending": sorted((one.last_on, one.star) for one in commune.entries if holds(one, on)),
        "listed": f"/standings/products?place={commune.place.path}",
        "root": commune.place.path.partition("/")[0],
    }


def _row(commune: Commune, standards: Sequence[CommuneStandard], on: date) -> dict[str, Any]:
    return {
        "name": names.place(commune.place.path, on),
        "path": commune.place.path,
        "products": sum(holds(one, on) for one in commune.entries),
        "none_from": rules.none_from(commune.entries, on),
        "met": [
            (one.met, one.fails_on) for one in (rules.met(standard, commune.entries, on) for standard in standards)
        ],
    }


def _standard(one: CommuneStandard) -> dict[str, Any]:
    language = current_language()
    return {
        "label": one.label.say(language),
        "act": one.act.say(language),
        "criterion": one.criterion,
        "products": one.products,
        "star": one.star,
        "unverified": one.verified != "yes",
    }


def _met(commune: Commune, on: date) -> list[Met]:
    listed = commune_criteria()
    standards = listed.on(on) if listed.is_for(commune.place.name) else ()
    return [rules.met(standard, commune.entries, on) for standard in standards]
