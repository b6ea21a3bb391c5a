"""
Reports: what each consolidated report says, section by section, of which figures (`law/data/reports.yaml`).

The sections of the year's report are the seven orders of the Department's letter of 2023; the acts of the programme ask for
reports upwards without prescribing this form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from kit.refusal import Kind, Refusal
from law import lists
from law.figures import CODE, figure_rules
from law.rulebooks.values import Part, Period, Text, Verified

_PLACED = re.compile(r"\{([a-z][a-z0-9-]*)\}")
SAID = ("place", "since", "until")
"""What a text may name beside its figures."""


class UnknownReport(Refusal):
    slug = "report.unknown-kind"
    kind = Kind.NOT_FOUND
    vi = "Không có mẫu báo cáo «{kind_id}». Xem danh sách mẫu rồi chọn lại."
    en = "There is no form of report “{kind_id}”. Look at the list and choose again."


class Section(Part):
    """
    A section: its words with figures in place (`{dossiers-submitted}`), and its table. `table`: the figures themselves, by the
    places below (`places`), beside the day before the period (`change`), or divided (`by`); `ending`: certificates that end by month.
    """

    no: str
    heading: Text
    text: Text
    figures: tuple[str, ...] = Field(min_length=1)
    table: Literal["figures", "places", "change", "by", "ending"] = "figures"
    by: str | None = None


class ReportForm(Part):
    """A kind of report. `public`: everything in it is public anyway, so that an office may open it to everybody."""

    id: str = Field(pattern=CODE)
    label: Text
    subject: Text
    public: bool = False
    sections: tuple[Section, ...] = Field(min_length=1)


@lists.of_form("reports")
class ReportForms(Part):
    """The file."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    reports: tuple[ReportForm, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits_together(self) -> ReportForms:
        if wrong := "; ".join(self._wrong()):
            raise ValueError(wrong)
        return self

    def _wrong(self) -> Iterator[str]:
        ids = [one.id for one in self.reports]
        yield from (f"the report {id} stands here twice" for id in sorted({i for i in ids if ids.count(i) > 1}))
        known = {one.code for one in figure_rules().figures}
        for report in self.reports:
            for section in report.sections:
                at = f"{report.id} {section.no}"
                yield from (f"{at}: {code} is no figure" for code in section.figures if code not in known)
                named = {*_PLACED.findall(section.text.vi), *_PLACED.findall(section.text.en)}
                strangers = sorted(named - set(section.figures) - set(SAID))
                yield from (f"{at}: the text names {one}, which is none of its figures" for one in strangers)
                if (section.table == "by") != (section.by is not None):
                    yield f"{at}: a division is named by a table of divisions, and by no other"

    def report(self, id: str) -> ReportForm:
        """A kind of report. Raises UnknownReport."""
        for one in self.reports:
            if one.id == id:
                return one
        raise UnknownReport(kind_id=id)


def filled(text: str, values: dict[str, str]) -> str:
    """A text with its figures in place."""
    return _PLACED.sub(lambda found: values.get(found.group(1), found.group(0)), text)


@cache
def report_forms(hash: str | None = None) -> ReportForms:
    """The newest list, or the edition that stamped something. Raises UnknownListEdition."""
    said = lists.edition_with("reports", hash).content if hash else lists.content("reports")
    return ReportForms.model_validate(said)
