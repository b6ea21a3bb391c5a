"""What in a rulebook is not verified: shown to an administrator, who confirms it or has the file corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from law.evidence import kind
from law.rulebooks.checking import walk
from law.rulebooks.council import CouncilRegulation
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.sheet import Sheet
from law.rulebooks.values import Text, Verified
from law.rulebooks.words import path_in_words, value_name

READ_SO = Text(vi="Bản số hóa, chưa đối chiếu bản ký", en="Digitised text, not checked against the signed act")


@dataclass(frozen=True, slots=True)
class Assumption:
    """
    A statement to confirm. `path`: where it stands; `what`: the place in words; `value`: what is assumed.

    `verified`: `partial` was read in an excerpt or the press, `no` nowhere.
    """

    rulebook_id: str
    path: str
    what: Text
    value: Text
    source: Text
    verified: Verified
    note: Text | None


def assumptions(rulebook: Rulebook, *, also_partial: bool = True) -> list[Assumption]:
    """All statements that are not verified, those of no source first; doubtful places of the sheets are `partial`."""
    found = [*_statements(rulebook), *_doubtful(rulebook)]
    kept = [one for one in found if also_partial or one.verified == "no"]
    return sorted(kept, key=lambda one: one.verified != "no")


def unsettled(rulebook: Rulebook, own: CouncilRegulation | None) -> list[Assumption]:
    """What steers an office's council and is said by no act, nor by the office's own regulation."""
    settled = {name for name, value in own.council.model_dump(exclude_none=True).items()} if own else set()
    return [
        one
        for one in assumptions(rulebook)
        if one.path.startswith("/council/") and one.path.rpartition("/")[2] not in settled
    ]


def _statements(rulebook: Rulebook) -> Iterator[Assumption]:
    content = rulebook.model_dump(mode="json", exclude={"sheets"})
    for ground in rulebook.grounds:
        if ground.verified != "yes":
            value = _short(_value_at(content, ground.path))
            what = _named(rulebook, ground.path)
            yield Assumption(rulebook.id, ground.path, what, value, ground.source, ground.verified, ground.note)


def _doubtful(rulebook: Rulebook) -> Iterator[Assumption]:
    for at, sheet in walk.sheets(rulebook):
        for path, where, value, note in _verify_notes(at, sheet):
            place = Text(vi=f"Bộ {sheet.set_no}, {where.vi}", en=f"Set {sheet.set_no}, {where.en}")
            yield Assumption(rulebook.id, path, place, value, READ_SO, "partial", note)


def _verify_notes(at: str, sheet: Sheet) -> Iterator[tuple[str, Text, Text, Text]]:
    if sheet.verify is not None:
        lines = len(sheet.reject)
        value = Text(vi=f"{lines} dòng điều kiện loại", en=f"reject lines: {lines}")
        yield at, Text(vi="cả phiếu", en="the sheet"), value, sheet.verify
    for path, part in walk.parts(at, sheet):
        if part.verify is not None:
            yield path, Text(vi=f"phần {part.id}", en=f"part {part.id}"), _points(part.max), part.verify
    for path, leaf in walk.criteria(at, sheet):
        if leaf.verify is not None:
            points = "/".join(str(option.points) for option in leaf.options)
            yield path, Text(vi=f"tiêu chí {leaf.id}", en=f"criterion {leaf.id}"), _points(points), leaf.verify
        for number, option in enumerate(leaf.options):
            if option.verify is not None:
                value = _points(option.points)
                if option.star:
                    least = Text(vi=f"tối thiểu cho {option.star} sao", en=f"the least for {option.star} stars")
                    value = _joined(", ", [value, least])
                where = Text(vi=f"phương án {option.id}", en=f"option {option.id}")
                yield f"{path}/options/{number}", where, value, option.verify


def _named(rulebook: Rulebook, path: str) -> Text:
    """A pointer in words: the chapter of the file, the tier, the setting."""
    chapter, *rest = path.split("/")[1:]
    named = path_in_words(Rulebook, path)
    if chapter == "tiers" and rest:
        named.insert(1, rulebook.tiers[int(rest[0])].label)
    return Text(vi=": ".join(one.vi for one in named), en=": ".join(one.en for one in named))


def _value_at(content: Any, path: str) -> Any:
    for step in path.split("/")[1:]:
        content = content[int(step)] if isinstance(content, list) else content.get(step) if content else None
        if content is None:
            return "–"
    return content


def _short(value: Any) -> Text:
    if isinstance(value, list):
        return _joined(", ", [_short(one) for one in value])
    if isinstance(value, dict):
        if "vi" in value:
            return Text(vi=value["vi"], en=value["en"])
        if "kind" in value:
            return kind(value["kind"]).label
        if "text" in value:
            return _short(value["text"])
        if "star" in value:
            rest = {name: item for name, item in value.items() if name in ("least", "authority")}
            return _joined(" ", [value_name(f"{value['star']}★:"), *(_short(item) for item in rest.values())])
        if "max" in value:
            return value_name(f"{value['id']} {value['max']}")
        if "label" in value:
            return _short(value["label"])
        return _joined(", ", [_short(item) for item in value.values()])
    return value_name(value)


def _points(points: object) -> Text:
    return Text(vi=f"{points} điểm", en=f"{points} points")


def _joined(by: str, texts: list[Text]) -> Text:
    return Text(vi=by.join(one.vi for one in texts) or "–", en=by.join(one.en for one in texts) or "–")
