"""What stands in the forms of a page: what is kept, or what its reader wrote and has not yet sent; and what is wrong with it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from uuid_utils import uuid7

from kit.drafts.draft import Content, Draft, Earlier
from kit.drafts.merging import IDENTITY, Change, changed, mark, merged, plain, written_marks
from kit.language import gettext
from kit.web import csrf
from kit.web.language import language_of
from kit.web.links import here
from kit.web.refused_form import PAGE_FIELD, Refused, field_of
from kit.web.session import presence

FORM, SHOWN, WINDOW, WRITER, KEY, VERSION = "_form", "_shown", "_window", "_writer", "_key", "_version"
HISTORY = "_history"
_FIELD = Markup('<input type="hidden" name="{}" value="{}">')


@dataclass
class Filled:
    """One form while it is written into the page."""

    action: str = ""
    changes: dict[str, Change] = field(default_factory=dict)
    refused: bool = False
    draft: Draft | None = None
    earlier: Content | None = None
    shown: dict[str, str] = field(default_factory=dict)
    applied: int = 0
    both: list[dict[str, str]] = field(default_factory=list)
    """Fields that were changed here and elsewhere: `name label mine theirs`."""
    moved: tuple[str, ...] = ()
    """Prefixes of rows in which somebody else stands by now."""


class Forms:
    """What a page's forms know; the macro `form` of `kit/forms.html` opens and closes each."""

    def __init__(self, request: Request, refused: Refused | None) -> None:
        self._request = request
        self._refused = refused
        self._language = language_of(request)
        self._now = self._filled_of("")
        self._placed = refused is None

    def hidden(self, version: int | None = None) -> Markup:
        """The fields every form carries: token, the command's key, the page it is on, the version it changes."""
        fields = {csrf.FIELD: csrf.token(self._request), KEY: str(uuid7()), PAGE_FIELD: here(self._request)}
        if version is not None:
            fields[VERSION] = str(version)
        return _hidden(fields)

    def opens(self, action: str) -> str:
        """The fields that follow are those of the form sent to `action`."""
        self._now = self._filled_of(action)
        self._placed |= self._now.refused
        return ""

    def closes(self, *, ask: str | None = None, history: bool = False) -> Markup:
        """What the form carries beside its fields: where it goes, whose it is, and what its page had shown."""
        now, fields = self._now, {FORM: self._now.action}
        known = presence(self._request)
        if now.shown:
            turn = now.draft.version if now.draft else 0
            fields |= {SHOWN: written_marks(now.shown), WINDOW: f"{turn}.{secrets.token_urlsafe(6)}"}
        if known:
            fields[WRITER] = self._request.app.state.sessions.keys.writer(known.session.who.id)
        if ask:
            fields[csrf.ASK] = ask
        if history:
            fields[HISTORY] = "yes"
        self._now = self._filled_of("")
        return _hidden(fields)

    def unplaced(self) -> list[str]:
        """The texts that were changed in the refused form, where the page's own forms are no longer that one."""
        if self._placed or self._refused is None:
            return []
        written, shown = self._refused.written, self._refused.shown
        names = changed(written, shown) if shown else list(written)
        return [text for name in names for text in written.get(name, ()) if len(text) > 1]

    def state(self) -> dict[str, Any]:
        """For the macro: `keeps` (there is something to lose), `applied`, `both`, `at`, `earlier`, `showing`, `refused`."""
        now = self._now
        draft = now.draft
        rows: Sequence[Earlier] = draft.earlier if draft else ()
        return {
            "keeps": bool(now.shown) and presence(self._request) is not None,
            "applied": now.applied,
            "both": now.both,
            "at": draft.saved_at if draft and draft.changes else None,
            "earlier": rows,
            "showing": next((row for row in rows if now.earlier and row.id == now.earlier.id), None),
            "refused": now.refused,
        }

    def sent(self, name: str, default: Any = "", label: str = "", options: Iterable[Any] = ()) -> Any:
        """
        What stands in a field: what was written and not yet sent, else `default`, which is what is kept.

        `label` and `options` (of (value, text)) are how it is named where both sides changed it.
        """
        values = self._values(name, [default], label, options)
        return values[0] if values else ""

    def sent_all(self, name: str, default: Any = (), label: str = "", options: Iterable[Any] = ()) -> Any:
        """All values of a field that may have several (checkboxes)."""
        return list(self._values(name, list(default), label, options))

    def fixed(self, name: str, value: Any) -> Markup:
        """A hidden field that says whom its row is about; what was written for another is not written here."""
        now = self._now
        now.shown[name] = IDENTITY + mark([value])
        change = now.changes.get(name)
        if change and plain(change.values) != plain([value]):
            now.moved = (*now.moved, name.rpartition("-")[0] + "-")
        return _FIELD.format(name, value)

    def error(self, name: str) -> dict[str, str] | None:
        """What is wrong with a field, as the macros' `errorMessage`."""
        now = self._now
        for part in self._refused.parts if self._refused and now.refused else ():
            if field_of(part) == name:
                return {"text": part.say(self._language), "visuallyHiddenText": gettext("Lỗi")}
        for one in now.both:
            if one["name"] == name:
                text = gettext("Bản đã lưu ở nơi khác: «{theirs}». Ô này đang giữ phần bạn viết.", theirs=one["theirs"])
                return {"text": text, "visuallyHiddenText": gettext("Lỗi")}
        return None

    def errors(self) -> list[dict[str, str]]:
        """All that is wrong, as the error summary's list."""
        announced = []
        for part in self._refused.parts if self._refused else ():
            name = field_of(part)
            announced.append({"text": part.say(self._language)} | ({"href": f"#{name}"} if name else {}))
        return announced

    def _values(self, name: str, kept: list[Any], label: str, options: Iterable[Any]) -> Sequence[Any]:
        now = self._now
        if now.action:
            now.shown[name] = mark(kept)
        if now.earlier:
            then: Sequence[Any] = now.earlier.fields.get(name, tuple(kept))
            now.applied += mark(then) != mark(kept)
            return then
        if now.refused and self._refused and not self._refused.shown:  # a form that does not say what it had shown
            return self._refused.written.get(name, [])
        change = now.changes.get(name)
        if change is None or name.startswith(now.moved or ("\0",)):
            return kept
        mine, both = merged(change, kept)
        if not mine:
            return kept
        now.applied += 1
        if both:
            said = {str(option[0]): str(option[1]) for option in options}
            spoken = ["; ".join(said.get(one, one) for one in plain(side)) or "–" for side in (change.values, kept)]
            now.both.append({"name": name, "label": label or name, "mine": spoken[0], "theirs": spoken[1]})
        return change.values

    def _filled_of(self, action: str) -> Filled:
        refused, state = self._refused, self._request.state
        draft = getattr(state, "drafts", {}).get(action)
        if refused and refused.form in {"", action}:
            sent = {name: tuple(refused.written.get(name, ())) for name in refused.shown}
            changes = {name: Change(values=values, base=refused.shown[name]) for name, values in sent.items()}
            return Filled(action, changes, refused=True, draft=draft)
        if draft is None:
            return Filled(action, {})
        earlier: Content | None = getattr(state, "earlier", None)
        if earlier and earlier.form == action:
            return Filled(action, {}, draft=draft, earlier=earlier)
        return Filled(action, dict(draft.changes), draft=draft)


def _hidden(fields: dict[str, str]) -> Markup:
    return Markup("").join(_FIELD.format(name, value) for name, value in fields.items())
