"""A year's list of activities in one file: each row recorded, or refused with its reason and given back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.history import Actor
from kit.identity import Principal
from kit.lists import List, columns, day
from kit.lists.refusals import ListTooLong
from kit.lists.written import inert
from kit.refusal import Refusal, Several
from kit.work import Unit
from law.activities import ActivityKind, activity_list
from law.lists import stamp
from services.reporting.activities import announcements, refusals, rules, store, use_cases
from services.reporting.activities.activity import Activity, Import, RefusedRow
from services.reporting.activities.commands import ImportActivitiesCommand, RecordActivityCommand

MOST_ROWS = 1000
NAME, FIRST, LAST, NOTE, PUBLIC = "ten", "tu_ngay", "den_ngay", "ghi_chu", "cong_khai"
HEAD = {
    NAME: ("Tên hoạt động", "Name of the activity"),
    FIRST: ("Từ ngày", "First day"),
    LAST: ("Đến ngày", "Last day"),
    NOTE: ("Ghi chú", "Remark"),
    PUBLIC: ("Công khai", "Public"),
}
OWN = "rieng"
"""All the columns of the kind's own fields."""
FIELD_OF = dict(
    zip((NAME, FIRST, LAST, OWN, NOTE, PUBLIC), ("name", "first", "last", "figures", "note", "public"), strict=True)
)
WHY = ("Lý do chưa nhận", "Why it was not taken")
_YES, _NO = {"có", "co", "x", "yes", "1"}, {"", "không", "khong", "no", "0"}


def head(kind: ActivityKind) -> dict[str, tuple[str, str]]:
    """The columns of a kind's template, by id: what stands on top, in both languages."""
    own = {one.id: (f"{one.label.vi}{' *' if one.required else ''}", one.label.en) for one in kind.fields}
    return {NAME: HEAD[NAME], FIRST: HEAD[FIRST], LAST: HEAD[LAST], **own, NOTE: HEAD[NOTE], PUBLIC: HEAD[PUBLIC]}


def template(kind: ActivityKind) -> list[list[str]]:
    """The rows of a kind's template: its names, and one row that shows how it is filled in."""
    sample = {NAME: kind.example, FIRST: "01/03/2027", LAST: "02/03/2027", NOTE: "", PUBLIC: "có"}
    values = {"count": "45", "money": "350 triệu", "text": "…"}
    sample |= {one.id: one.choices[0].label.vi if one.choices else values[one.type] for one in kind.fields}
    names = head(kind)
    return [[said[0] for said in names.values()], [sample[id] for id in names]]


def refused(found: Import, kind: ActivityKind) -> list[list[str]]:
    """The rows that were not taken, of the template's shape, each with its reason: mended, the file is sent again."""
    names = head(kind)
    rows = [[*(one.cells.get(id, "") for id in names), one.vi] for one in found.refused]
    return [[*(said[0] for said in names.values()), WHY[0]], *rows]


def rows_of(found: List, kind: ActivityKind) -> Sequence[tuple[int, dict[str, str]]]:
    """The rows of a list by column, however the names are written. Raises ColumnsMissing, ColumnTwice."""
    names = head(kind)
    also = {said.removesuffix(" *"): id for id, pair in names.items() for said in pair}
    also |= {pair[0]: id for id, pair in names.items()}
    needed = [NAME, FIRST, *(one.id for one in kind.fields if one.required)]
    rows = columns(found, needed, also, [id for id in names if id not in needed]).rows
    if len(rows) > MOST_ROWS:
        raise ListTooLong(pointer="/file", limit=MOST_ROWS, what=("dòng", "rows"))
    return [(number, {id: _plain(cell) for id, cell in cells.items()}) for number, cells in rows]


async def import_activities(
    unit: Unit, asked: ImportActivitiesCommand, found: List, sha256: str, name: str, *, by: Principal
) -> Import:
    """
    Records the rows of a list. A row of an activity that is recorded already is known and enters nothing; what cannot be
    recorded is kept with its reason. Raises NotYourOffice, KindUnknown, ColumnsMissing, ColumnTwice, ListTooLong.
    """
    use_cases.must_record(unit, by, asked.office)
    listed = activity_list()
    kind = rules.kind_of(listed, asked.kind)
    lists = stamp(*use_cases.LISTS)
    made: list[Activity] = []
    known = 0
    wrong: list[RefusedRow] = []
    since = unit.today.replace(year=unit.today.year - listed.years.back, month=1, day=1)
    seen = await store.known_keys(unit, asked.office, kind.id, since, sha256)
    for number, cells in rows_of(found, kind):
        try:
            command = _command(cells, kind, asked)
            one = rules.recorded(
                unit.new_id(),
                command,
                listed,
                lists=lists,
                designs=(),
                on=unit.today,
                at=unit.now,
                by=by,
                imported=sha256,
            )
        except Refusal as refusal:
            wrong.append(_refused(number, cells, refusal))
            continue
        key = (one.name, one.first.isoformat())
        if key in seen:
            known += 1
            continue
        seen.add(key)
        made.append(one)
    await store.activities.add_all(unit, made)
    for one in made:
        announcements.recorded(unit, one.model_copy(update={"version": 1}))
    result = Import(
        id=unit.new_id(),
        **dict(asked),
        sha256=sha256,
        name=name,
        at=unit.now,
        by=Actor.of(by),
        recorded=len(made),
        known=known,
        refused=tuple(wrong),
    )
    return await store.imports.add(unit, result)


def _command(cells: Mapping[str, str], kind: ActivityKind, asked: ImportActivitiesCommand) -> RecordActivityCommand:
    """The command of one row; raises what is wrong with how a cell is written."""
    said = " ".join(cells.get(PUBLIC, "").split()).casefold()
    if said not in _YES | _NO:
        raise refusals.YesOrNo(given=said[:40])
    name = " ".join(cells.get(NAME, "").split())
    if not name:
        raise refusals.FieldMissing(field=HEAD[NAME])
    if not cells.get(FIRST, "").strip():
        raise refusals.FieldMissing(field=HEAD[FIRST])
    last = cells.get(LAST, "").strip()
    by_column = {
        NAME: name[:300],
        FIRST: day(cells[FIRST]),
        LAST: day(last) if last else None,
        NOTE: cells.get(NOTE, "").strip()[:4000],
        PUBLIC: said in _YES,
        OWN: {one.id: cells[one.id][:300] for one in kind.fields if cells.get(one.id, "").strip()},
    }
    written = {FIELD_OF[column]: value for column, value in by_column.items()}
    return RecordActivityCommand.model_validate({**dict(asked), **written})


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it: a refused row is sent again as it was given back."""
    return cell[1:] if cell.startswith("'") and inert(cell[1:]) != cell[1:] else cell


def _refused(number: int, cells: Mapping[str, str], refusal: Refusal) -> RefusedRow:
    parts = refusal.refusals if isinstance(refusal, Several) else [refusal]
    vi, en = (" ".join(one.say(language) for one in parts) for language in ("vi", "en"))
    return RefusedRow(number=number, cells=dict(cells), vi=vi, en=en)
