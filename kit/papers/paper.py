"""An official paper as one value: what is on it, and nothing of how it looks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kit.papers.printable import Printable


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Paragraph(_Value):
    """A paragraph of the body; `bold` for an article's heading line, `centred` for a line such as QUYẾT ĐỊNH:."""

    kind: Literal["paragraph"] = "paragraph"
    text: Printable
    bold: bool = False
    italic: bool = False
    centred: bool = False


class Heading(_Value):
    """A heading of level 1 (I., chapter) to 3."""

    kind: Literal["heading"] = "heading"
    text: Printable
    level: Annotated[int, Field(ge=1, le=3)] = 1


class Numbered(_Value):
    """A list numbered 1., 2., … or with the marks a), b), … or –."""

    kind: Literal["numbered"] = "numbered"
    items: tuple[Printable, ...]
    marks: Literal["1.", "a)", "-"] = "1."


class Column(_Value):
    """A column of a table. `weight` is its share of the width; numbers stand right."""

    title: Printable
    weight: Annotated[float, Field(gt=0)] = 1
    align: Literal["left", "centre", "right"] = "left"


class Table(_Value):
    """A table, its head repeated on every page. Raises ValueError for a row of another length than the columns."""

    kind: Literal["table"] = "table"
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    rows: tuple[tuple[Printable, ...], ...] = ()

    @model_validator(mode="after")
    def _rows_fit(self) -> Table:
        wrong = next((i for i, row in enumerate(self.rows, 1) if len(row) != len(self.columns)), None)
        if wrong is not None:
            raise ValueError(
                f"row {wrong} has {len(self.rows[wrong - 1])} cells, the table {len(self.columns)} columns"
            )
        return self


Block = Annotated[Paragraph | Heading | Numbered | Table, Field(discriminator="kind")]


class Annex(_Value):
    """An annex on pages of its own, across them where it is wide."""

    title: Printable
    blocks: tuple[Block, ...]
    wide: bool = False


class Signature(_Value):
    """Lines of authority from top to bottom (`signature_lines`), the name, and for minutes what stands above them."""

    lines: tuple[Printable, ...]
    name: Printable = ""


class Paper(_Value):
    """
    An official paper (Decree 30/2020/NĐ-CP, Annex I).

    `kind` is the code in its symbol (`QĐ`, `TTr`, …, `-` for a letter); `number` and `on` are absent in a draft and in
    a paper that is signed by hand on print. `decides_as` stands above the grounds of a decision. A new line within
    `superior`, `issuer` or `subject` is kept: `ỦY BAN NHÂN DÂN\\nTỈNH HƯNG YÊN`.
    """

    superior: Printable = ""
    issuer: Printable
    kind: str
    symbol: Printable
    number: Annotated[int | None, Field(ge=1)] = None
    place: Printable
    on: date | None = None
    year: int
    subject: Printable
    addressees: tuple[Printable, ...] = ()
    decides_as: Printable = ""
    grounds: tuple[Printable, ...] = ()
    blocks: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = ()
    signatures: Annotated[tuple[Signature, ...], Field(max_length=2)] = ()
    recipients: tuple[Printable, ...] = ()
