"""A whole list loaded, row by row: what can be entered is, what cannot is said with its line."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from kit.identity import Principal
from kit.refusal import Forbidden, Refusal
from kit.storage import Work
from kit.web.text import one_form
from services.registry.recognitions import listed, rules
from services.registry.recognitions.reading import PublishedList
from services.registry.recognitions.use_cases import load_row
from services.registry.roles import RECOGNISERS


class Said(BaseModel):
    """Why a row was not entered."""

    slug: str
    vi: str
    en: str


class LineLoaded(BaseModel):
    """What became of one line of the file; the line with the column names is the first."""

    line: int
    product: str
    outcome: Literal["added", "joined", "known", "refused"]
    product_id: str | None = None
    certificate_id: str | None = None
    why: Said | None = None


def may_load(by: Principal) -> None:
    """Raises Forbidden for who recognises nothing."""
    if not by.has(*RECOGNISERS):
        raise Forbidden()


async def load_list(work: Work, told: PublishedList, *, by: Principal) -> list[LineLoaded]:
    """
    This will load every row of a CSV list, each in a transaction of its own; the same list again enters nothing twice.

    Raises Forbidden, ColumnsMissing, ListBroken; nothing was entered then.
    """
    may_load(by)
    rows = list(listed.rows_of(told.text))
    return [await _one(work, line, row, told.sha256, by) for line, row in enumerate(rows, start=2)]


async def _one(work: Work, line: int, values: dict[str, str | None], paper: str, by: Principal) -> LineLoaded:
    product = (values.get("product") or "").strip()
    try:
        said = {name: value and one_form(value) for name, value in values.items()}
        done = await work.run(load_row, rules.read(said), paper=paper, by=by)
    except Refusal as refused:
        why = Said(slug=refused.slug, vi=refused.say("vi"), en=refused.say("en"))
        return LineLoaded(line=line, product=product, outcome="refused", why=why)
    return LineLoaded(
        line=line,
        product=product,
        outcome=done.outcome,
        product_id=done.product_id,
        certificate_id=done.certificate_id,
    )
