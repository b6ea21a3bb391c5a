"""Uses of the mark as the JSON API and the pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import Field

from kit.history import Step
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.web.formats import show_date
from kit.web.labelled import Asked, Options, form, rows
from law.mark import Medium, mark_rules
from programme import names
from programme.roles import REGISTRARS, acts_for, keeps
from services.registry.certificates.contradiction import Contradiction
from services.registry.marks import rules
from services.registry.marks.commands import AnswerCommand, UseCommand
from services.registry.marks.lifecycle import LIFECYCLE, State, Verb
from services.registry.marks.mark_use import ANSWERS, Answer, AnswerFields, MarkUse, UseFields, Waits

COLOURS = {
    State.STARTED: "grey",
    State.REGISTERED: "blue",
    State.IN_ORDER: "green",
    State.TO_CORRECT: "yellow",
    State.REFUSED: "red",
    State.ENDED: "grey",
}


class MarkUseView(MarkUse):
    """One use of the mark for machines; who took its steps is the register's own."""

    steps: tuple[Step, ...] = Field((), exclude=True)


def view(use: MarkUse) -> MarkUseView:
    """A use for those who may see it."""
    return MarkUseView.model_validate(use.model_dump(exclude={"steps"}))


def line(use: MarkUse, on: date) -> dict[str, Any]:
    """A use as a row of a list."""
    return {
        "id": use.id,
        "product": use.product_name,
        "producer": use.producer_name,
        "medium": medium(use.medium),
        "what": use.what,
        "state": names.state(LIFECYCLE, use.state),
        "colour": COLOURS[use.state],
        "waits": waiting(use, on),
        "waits_colour": "red" if rules.is_overdue(use, on) or use.waits is Waits.TAKE_DOWN else "yellow",
        "findings": [finding(one) for one in use.findings],
        "due_on": use.due_on,
        "registered_on": use.registered_on,
    }


def whole(use: MarkUse, by: Principal, on: date) -> dict[str, Any]:
    """A use as a page: how it looks, what is found, what was answered, and what the reader may do."""
    writes = keeps(by, use.producer_id, use.place.path)
    officer = by.covers(use.place.path, *REGISTRARS) and not acts_for(by, use.producer_id)
    may = use.may
    shown = rows(UseFields, use, {"medium": media(), "own_brand": _yes_no()}, but=("what",))
    return {
        "use": use,
        "line": line(use, on),
        "shown": shown,
        "certificate": use.certificate,
        "guidance": _guidance(use.medium),
        "pictures": [{"id": one.id, "name": one.name, "added_on": one.added_on} for one in use.pictures],
        "answered": _answer(use.answer) if use.answer else None,
        "take_down": use.take_down,
        "because": because(use.take_down.because) if use.take_down else "",
        "may_change": writes and Verb.CHANGE in may,
        "may_keep": writes and use.confirm_by is not None and Verb.KEEP in may,
        "may_end": writes and Verb.END in may,
        "may_answer": officer and Verb.FIND_IN_ORDER in may,
        "room": rules.MOST_PICTURES - len(use.pictures),
        "steps": [
            {"at": step.at, "verb": names.verb(LIFECYCLE, step.verb), "by": step.by.name, "note": _note(step)}
            for step in reversed(use.steps)
        ],
    }


def use_form(known: UseFields | None = None) -> list[Asked]:
    """The form of a use."""
    return form(UseCommand, known, {"medium": media(), "own_brand": _yes_no()})


def answer_form(use: MarkUse) -> list[Asked]:
    """The form of an officer's answer; what the machine found is ticked beforehand."""
    language = current_language()
    checks = [(one.id, one.label.say(language)) for one in mark_rules().checks]
    choices: dict[str, Options] = {"answer": [(one, answer_words(one)) for one in ANSWERS], "reasons": checks}
    hint = _("Để trống: {count} ngày kể từ hôm nay.", count=mark_rules().term("correct").days)
    own: dict[str, dict[str, Any]] = {"correct_by": {"hint": hint}, "reasons": {"value": list(use.findings)}}
    return [replace(one, **own.get(one.key, {})) for one in form(AnswerCommand, None, choices)]


def guidance() -> list[dict[str, Any]]:
    """What the regulation says, medium by medium."""
    language = current_language()
    return [
        {
            "label": one.label.say(language),
            "text": one.guidance.say(language),
            "sure": sure(one.verified),
            "brand": one.brand_beside,
        }
        for one in mark_rules().media
    ]


def source() -> dict[str, Any]:
    """Where what is said of the mark is from, and how far it was compared with it."""
    known, language = mark_rules(), current_language()
    return {
        "regulation": known.regulation,
        "source": known.source.say(language),
        "sure": sure(known.verified),
        "star": known.smallest_star.value,
        "star_source": known.smallest_star.source.say(language),
        "terms": [(_term(one.id), one.days, one.counted, sure(one.verified)) for one in known.terms],
        "checks": [(one.label.say(language), one.article or "–", sure(one.verified)) for one in known.checks],
    }


def sure(verified: str) -> str:
    """How far something was compared with its source."""
    said = {"yes": _("Đã đối chiếu toàn văn"), "partial": _("Đối chiếu được một phần"), "no": _("Chưa đối chiếu")}
    return said.get(verified, verified)


def media() -> Options:
    """The media to choose from."""
    return [(one.id, one.label.say(current_language())) for one in mark_rules().media]


def contradictions(found: Iterable[MarkUse], on: date) -> list[Contradiction]:
    """The uses that were not corrected or taken down in time, each as what contradicts the product's certificate."""
    late = [one for one in found if one.waits in (Waits.CORRECTION, Waits.TAKE_DOWN) and one.due_on and one.due_on < on]
    return [
        Contradiction(
            kind="mark",
            words=_(
                "{medium}: chưa sửa hoặc gỡ bỏ, hạn là ngày {day}.",
                medium=medium(one.medium),
                day=show_date(one.due_on),
            ),
        )
        for one in late
    ]


def medium(id: str) -> str:
    """A medium; its code where the list no longer has it."""
    known = mark_rules().medium(id)
    return known.label.say(current_language()) if known else id


def finding(id: str) -> str:
    """What is wrong; its code where the list no longer has it."""
    known = mark_rules().named.get(id)
    return known.label.say(current_language()) if known else id


def waits_words(waits: Waits) -> str:
    """For what a use waits."""
    return {
        Waits.ANSWER: _("Chờ cơ quan trả lời"),
        Waits.CORRECTION: _("Phải sửa"),
        Waits.TAKE_DOWN: _("Phải gỡ bỏ"),
        Waits.CONFIRMATION: _("Chờ chủ thể trả lời có giữ lại"),
        Waits.DESCRIPTION: _("Chờ chủ thể khai"),
    }[waits]


def waiting(use: MarkUse, on: date) -> str:
    """For what a use waits and until when."""
    if use.waits is None:
        return ""
    said = waits_words(use.waits)
    if use.due_on is None:
        return said
    if rules.is_overdue(use, on):
        return _("{what}, quá hạn {count} ngày", what=said, count=(on - use.due_on).days)
    return _("{what} chậm nhất ngày {day}", what=said, day=show_date(use.due_on))


def because(code: str) -> str:
    """Why a use has to disappear."""
    said = {
        rules.SUSPENDED: _("Quyền dùng nhãn hiệu đang tạm dừng"),
        rules.REFUSED: _("Cơ quan trả lời không được dùng"),
        rules.NEVER: _("Sản phẩm chưa có giấy chứng nhận"),
        "expired": _("Giấy chứng nhận đã hết hiệu lực"),
        "revoked": _("Giấy chứng nhận đã bị thu hồi"),
        "given-up": _("Chủ thể đã thôi tham gia"),
        "superseded": _("Giấy chứng nhận đã được thay thế"),
    }
    return said.get(code, code)


def answer_words(code: str) -> str:
    """An officer's answer."""
    said = {
        "in-order": _("Đúng quy chế"),
        "to-correct": _("Phải sửa"),
        "refused": _("Không được dùng"),
    }
    return said.get(code, code)


def _answer(answer: Answer) -> dict[str, Any]:
    named = mark_rules().named
    choices: dict[str, Options] = {"answer": [(one, answer_words(one)) for one in ANSWERS]}
    shown = rows(AnswerFields, answer, choices, but=("reasons", "words"))
    return {
        "shown": [*shown, (_("Ngày trả lời"), show_date(answer.answered_on))],
        "grounds": [(finding(one), named[one].article if one in named else None) for one in answer.reasons],
        "said": answer.words,
    }


def _guidance(id: str) -> str | None:
    known: Medium | None = mark_rules().medium(id)
    return known.guidance.say(current_language()) if known else None


def _note(step: Step) -> str | None:
    ordered = step.verb == Verb.ORDER_TAKE_DOWN.value
    return because(step.note) if ordered and step.note else step.note


def _yes_no() -> Options:
    return [("yes", _("Có")), ("no", _("Không")), ("", _("Chưa rõ"))]


def _term(id: str) -> str:
    said = {
        "answer-use": _("Cơ quan trả lời việc sử dụng đã đăng ký"),
        "correct": _("Chủ thể sửa, khi cơ quan không ghi ngày"),
        "take-down": _("Gỡ bỏ khi hết quyền dùng nhãn hiệu"),
        "confirm": _("Trả lời có giữ lại sau khi được công nhận lại"),
        "answer-request": _("Cơ quan trả lời đơn vị khác xin dùng"),
    }
    return said.get(id, id)
