"""How official papers look and who signs as what, as lists with editions (`law.lists`): `law/data/papers/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from kit.papers.layout import Layout
from kit.papers.signatures import Signatures
from kit.refusal import Kind, Refusal
from law import lists
from law.levels import levels
from law.places import CENTRE, gazetteer
from law.places.naming import own_name
from law.rulebooks.kept import kept_of
from law.rulebooks.values import Period

DECISION = "QĐ"
"""The kind of paper that a decision is, as in the symbol of its number (Decree 30/2020/NĐ-CP, Annex III)."""
NOTICE = "TB"
"""The kind of paper that a notice is."""


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


class OfficesOfLevels(BaseModel):
    """How the offices of some levels are written; `name` empty: as the places call them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    levels: tuple[str, ...]
    signs_as: str
    name: str
    short: str
    symbol: str
    place: str = ""


class SubmitterOnPaper(BaseModel):
    """Who submits decisions to the authority of some levels, from `first` to `last`, both counted; `head`: who signs for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    levels: tuple[str, ...]
    name: str
    symbol: str
    head: str
    first: date
    last: date | None = None
    source: str
    verified: str


class PaperGround(BaseModel):
    """What every decision of an office rests on, from `first` to `last`, both counted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    first: date
    last: date | None = None


class _OfPapers(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    list: str
    in_force: Period


@lists.of_form("papers/offices")
class PaperOffices(_OfPapers):
    """The file of how offices are written on papers."""

    source: str
    verified: str
    offices: tuple[OfficesOfLevels, ...]
    council: CouncilOnPaper
    submitters: tuple[SubmitterOnPaper, ...] = ()
    grounds: tuple[PaperGround, ...]


@lists.of_form("papers/layout")
class PaperLayouts(_OfPapers):
    """The file of layouts, each with the days it holds."""

    editions: tuple[Layout, ...]


@lists.of_form("papers/signatures")
class PaperSignatures(Signatures):
    """The file of who signs as what."""

    list: str
    in_force: Period


class NoLayout(Refusal):
    """No edition of the layout holds on a day."""

    slug = "paper.no-layout"
    vi = "Không có thể thức văn bản nào có hiệu lực vào ngày {on}. Chọn ngày khác hoặc bổ sung tệp thể thức."
    en = "No layout of official papers is in force on {on}. Choose another day, or install the layout of that time."


class LayoutNotHeld(Refusal):
    """The layout a draft was written by is in no file and no database any more."""

    slug = "paper.layout-not-held"
    kind = Kind.NOT_FOUND
    vi = "Không giữ thể thức «{id}» (bản {digest}) mà bản thảo đã dùng. Nạp lại tệp thể thức đó, hoặc lập bản thảo mới."
    en = "The layout “{id}” (edition {digest}) of this draft is not held. Install its file again, or write a new draft."


def layout(on: date) -> Layout:
    """The layout in force on a day; of two the one that began later. Raises NoLayout."""
    found = [one for one in layouts() if one.in_force.holds(on)]
    if not found:
        raise NoLayout(on=f"{on:%d/%m/%Y}")
    return max(found, key=lambda one: one.in_force.first)


def layout_of(id: str, digest: str = "") -> Layout:
    """
    The layout a draft was written by, from the files or what the database keeps: exactly the one with this digest, or
    for a draft of before digests were kept the newest of this id. Raises LayoutNotHeld.
    """
    found = [one for one in _every_layout() if one.id == id and digest in ("", one.digest)]
    if not found:
        raise LayoutNotHeld(id=id, digest=digest[:12])
    return found[-1]


def office(path: str, on: date) -> OfficeOnPaper:
    """An office as it is written on a paper of a day. Raises UnknownPlace, NotThen."""
    place = gazetteer().at(path, on) if path != CENTRE else None
    level = place.level if place else levels()[-1].place
    row = next(one for one in _offices().offices if level in one.levels)
    called = gazetteer().office_name(path, on)
    return OfficeOnPaper(
        name=row.name or called,
        of=called.removeprefix(f"{row.short} ") if row.name else "",
        place=row.place or (own_name(place) if place else ""),
        symbol=row.symbol,
        signs_as=row.signs_as,
    )


def submitter(path: str, on: date) -> SubmitterOnPaper | None:
    """Who submits decisions to an office on a day, as the newest file has it; None where it names nobody."""
    place = gazetteer().at(path, on) if path != CENTRE else None
    level = place.level if place else levels()[-1].place
    found = [one for one in _offices().submitters if level in one.levels and one.first <= on <= (one.last or on)]
    return found[-1] if found else None


def symbol(path: str, on: date, kind: str = DECISION) -> str:
    """The symbol of an office's papers of a kind (`QĐ-UBND`), a decision unless given. Raises UnknownPlace, NotThen."""
    return f"{kind}-{office(path, on).symbol}"


def council() -> CouncilOnPaper:
    """What a council is called on its papers."""
    return _offices().council


def grounds(on: date) -> tuple[str, ...]:
    """What every decision of an office rests on, on a day."""
    return tuple(one.text for one in _offices().grounds if one.first <= on <= (one.last or on))


@cache
def _offices() -> PaperOffices:
    return PaperOffices.model_validate(lists.content("papers/offices"))


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout that ships or was installed; of two files' with one id, the later file's."""
    return tuple({one.id: one for one in _layouts_in(one.content for one in lists.editions("papers/layout"))}.values())


def _every_layout() -> Iterator[Layout]:
    yield from _layouts_in(kept_of("list", "papers/layout").values())
    yield from _layouts_in(one.content for one in lists.editions("papers/layout"))


def _layouts_in(files: Iterable[Mapping[str, Any]]) -> Iterator[Layout]:
    for file in files:
        yield from PaperLayouts.model_validate(file).editions


@cache
def signatures() -> Signatures:
    """Who signs as what, at all times the newest file speaks of."""
    return PaperSignatures.model_validate(lists.content("papers/signatures"))
