"""What changed between two editions of an act: every statement that differs, with its name in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from law.rulebooks.rulebook import Rulebook
from law.rulebooks.values import Text
from law.rulebooks.words import KEYS, path_in_words, value_name


@dataclass(frozen=True, slots=True)
class Change:
    """
    One statement that differs. `path`: where it stands in the newer edition, or in the older one when it is gone.

    `before` and `after` are none where the statement was not there.
    """

    path: str
    what: Text
    before: Text | None
    after: Text | None
    set_no: int | None = None
    """The product set whose sheet changed; none for what concerns all of them."""


def changes(older: Rulebook, newer: Rulebook) -> list[Change]:
    """Every difference between two editions, in the order of the file; the entries of a list are matched by their ids."""
    before, after = content_of(older), content_of(newer)
    return [
        Change(path, _words(path, before if now is None else after), _said(then), _said(now), _set(path, before, after))
        for path, then, now in _differences("", before, after)
    ]


def content_of(rulebook: Rulebook) -> dict[str, Any]:
    """What the file of an edition says."""
    if rulebook.text:
        content: dict[str, Any] = json.loads(rulebook.text, parse_float=str)
        return content
    return rulebook.model_dump(mode="json", exclude_none=True)


def _differences(path: str, then: Any, now: Any) -> Iterator[tuple[str, Any, Any]]:
    if then == now:
        return
    if isinstance(then, dict) and isinstance(now, dict) and not _is_text(then) and not _is_text(now):
        for name in dict.fromkeys([*then, *now]):
            yield from _differences(f"{path}/{name}", then.get(name), now.get(name))
    elif isinstance(then, list) and isinstance(now, list) and (key := _key(then, now)):
        old, new = {one[key]: (n, one) for n, one in enumerate(then)}, {one[key]: (n, one) for n, one in enumerate(now)}
        for name in dict.fromkeys([*new, *old]):
            number, _ = new.get(name) or old[name]
            yield from _differences(f"{path}/{number}", old.get(name, (0, None))[1], new.get(name, (0, None))[1])
    else:
        yield path, then, now


def _key(*lists: list[Any]) -> str | None:
    """The field by which the entries of both lists are told apart; none where there is no such field."""
    entries = [one for some in lists for one in some]
    if not entries or not all(isinstance(one, dict) for one in entries):
        return None
    for key in KEYS:
        named = [[one.get(key) for one in some] for some in lists]
        if all(None not in some and len({*some}) == len(some) for some in named):
            return key
    return None


def _is_text(value: dict[str, Any]) -> bool:
    return set(value) == {"vi", "en"}


def _words(path: str, content: Any) -> Text:
    """The names of the fields on the way, each with the id of the entry it goes through."""
    names = path_in_words(Rulebook, path)
    entries: list[str] = []
    here = content
    for step in path.split("/")[1:]:
        if isinstance(here, list):
            here = here[int(step)]
            known = next((here[key] for key in KEYS if isinstance(here, dict) and key in here), None)
            entries += [str(known)] if known is not None else []
        elif isinstance(here, dict):
            here = here.get(step)
    tail = f" ({' › '.join(entries)})" if entries else ""
    return Text(vi=": ".join(n.vi for n in names) + tail or path, en=": ".join(n.en for n in names) + tail or path)


def _said(value: Any) -> Text | None:
    if value is None:
        return None
    if isinstance(value, dict) and _is_text(value):
        return Text.model_validate(value)
    if isinstance(value, dict | list):
        text = json.dumps(value, ensure_ascii=False)
        return Text(vi=text, en=text)
    return value_name(value)


def _set(path: str, before: dict[str, Any], after: dict[str, Any]) -> int | None:
    steps = path.split("/")
    if len(steps) < 3 or steps[1] != "sheets" or not steps[2].isdigit():
        return None
    for content in (after, before):
        sheets = content.get("sheets", [])
        if int(steps[2]) < len(sheets):
            found: int = sheets[int(steps[2])]["set_no"]
            return found
    return None
