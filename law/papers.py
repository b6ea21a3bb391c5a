"""How official papers look and who signs as what, as dated data: `law/data/papers/`."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from kit.papers.layout import Layout
from kit.papers.signatures import Signatures
from kit.refusal import Refusal
from law.levels import levels
from law.packaged import read_text
from law.places import CENTRE, gazetteer
from law.places.naming import own_name


class OfficeOnPaper(BaseModel):
    """
    An office as papers write it: `name` (`Ủy ban nhân dân`), `of` (`tỉnh Hưng Yên`), the place where it signs, the letters
    of its symbol, and the sort of office by which `signatures.yaml` says who signs.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    of: str
    place: str
    symbol: str
    signs_as: str

    @property
    def whole(self) -> str:
        """`Ủy ban nhân dân tỉnh Hưng Yên`."""
        return f"{self.name} {self.of}".strip()

    @property
    def head(self) -> str:
        """The same in the two lines of a paper's head."""
        return "\n".join(filter(None, (self.name, self.of)))


class CouncilOnPaper(BaseModel):
    """The council of an office as papers write it."""

    model_config = ConfigDict(frozen=True)

    name: str
    symbol: str
    signs_as: str


class NoLayout(Refusal):
    """No edition of the layout holds on a day."""

    slug = "paper.no-layout"
    vi = "Không có thể thức văn bản nào có hiệu lực vào ngày {on}. Chọn ngày khác hoặc bổ sung tệp thể thức."
    en = "No layout of official papers is in force on {on}. Choose another day, or install the layout of that time."


def layout(on: date) -> Layout:
    """The layout in force on a day; of two the one that began later. Raises NoLayout."""
    found = [one for one in layouts() if one.in_force.holds(on)]
    if not found:
        raise NoLayout(on=f"{on:%d/%m/%Y}")
    return max(found, key=lambda one: one.in_force.first)


def layout_of(id: str) -> Layout | None:
    """The edition of the layout that a draft was written by; None where it does not ship any more."""
    return next((one for one in layouts() if one.id == id), None)


def office(path: str, on: date) -> OfficeOnPaper:
    """An office as it is written on a paper of a day. Raises UnknownPlace, NotThen."""
    place = gazetteer().at(path, on) if path != CENTRE else None
    level = place.level if place else levels()[-1].place
    row = next(one for one in _offices()["offices"] if level in one["levels"])
    called = gazetteer().office_name(path, on)
    return OfficeOnPaper(
        name=row["name"] or called,
        of=called.removeprefix(f"{row['short']} ") if row["name"] else "",
        place=row.get("place") or (own_name(place) if place else ""),
        symbol=row["symbol"],
        signs_as=row["signs_as"],
    )


def council() -> CouncilOnPaper:
    """What a council is called on its papers."""
    return CouncilOnPaper.model_validate(_offices()["council"])


def grounds(on: date) -> tuple[str, ...]:
    """What every decision of an office rests on, on a day."""
    rows = _offices()["grounds"]
    day = on.isoformat()
    return tuple(row["text"] for row in rows if row["first"] <= day and day <= row.get("last", day))


@cache
def _offices() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(read_text("papers/offices.yaml"))
    return read


@cache
def layouts() -> tuple[Layout, ...]:
    """Every edition that ships."""
    return tuple(Layout.model_validate(one) for one in yaml.safe_load(read_text("papers/layout.yaml"))["editions"])


@cache
def signatures() -> Signatures:
    """Who signs as what, at all times that ship."""
    return Signatures.model_validate(yaml.safe_load(read_text("papers/signatures.yaml")))
