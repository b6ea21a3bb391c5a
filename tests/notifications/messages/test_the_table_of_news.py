"""Every text says what it promises of every event it names: filled from the contract's own example, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from ocop_events import catalogue
from ocop_events.envelope import Envelope
from ocop_events.examples import example

from kit.messaging.received import Received
from services.notifications.messages.news import rows
from services.notifications.messages.subscriptions import NEWS
from services.notifications.templates import store as templates
from services.notifications.templates.rendering import render
from services.notifications.templates.template import OnEvent, Template
from tests.records import record_of

ON = date(2026, 8, 3)
SAID = [(template, how) for row in NEWS for template, how in row.said]
CASE = templates.template("case-returned")
NEVER_LEFT_OUT = ("product", "case_id", "uses", "certificate", "was_at")
"""What the contract lets an event leave out, and every one that is mailed has."""


def received(how: OnEvent) -> Received[Any]:
    """The example of an event, as it is where a text speaks of it."""
    fact = catalogue[how.event].model_validate(example(how.event)).model_copy(update=dict(how.when))
    record = record_of(fact, datetime(2026, 8, 3, 2, tzinfo=UTC))
    return Received(Envelope.from_headers(record.headers), fact, record)


@pytest.mark.parametrize(("template", "how"), SAID, ids=[f"{template.id} on {how.event}" for template, how in SAID])
class TestAText:
    def test_is_filled_from_the_event_it_names(self, template: Template, how: OnEvent) -> None:
        event = received(how)
        [row] = [row for row in NEWS if row.event.event_type == how.event]
        news = next(one for one in row.news(event) if one.template == template.id)
        for language in ("vi", "en"):
            letter = render(template, news.values, to="Nguyễn Văn A", language=language)
            assert "{" not in letter.model_dump_json().replace('{"', "").replace(":{", "")
        assert news.to(ON).id
        assert row.occasion(event).about

    def test_is_filled_without_what_the_event_may_leave_out(self, template: Template, how: OnEvent) -> None:
        event = received(how)
        kept = {*how.when, *how.given, *(how.values.get(name, name) for name in how.given), *NEVER_LEFT_OUT}
        left = {
            name: [] if name == "grounds" else field.get_default(call_default_factory=True)
            for name, field in type(event.data).model_fields.items()
            if name not in kept and (name == "grounds" or not field.is_required())
        }
        bare = replace(event, data=event.data.model_copy(update=left))
        [row] = [row for row in NEWS if row.event.event_type == how.event]
        for news in row.news(bare):
            render(templates.template(news.template), news.values, to="Nguyễn Văn A", language="vi")

    def test_takes_nothing_from_a_field_that_it_or_the_event_has_not(self, template: Template, how: OnEvent) -> None:
        fields = catalogue[how.event].model_fields
        assert set(how.values) <= set(template.fields)
        assert {*how.when, *filter(None, (how.day, how.about))} <= set(fields)


class TestTheTable:
    def test_has_texts_of_the_newest_version_only(self) -> None:
        assert all(template == templates.template(template.id) for template, _ in SAID)
        assert {template.id for template, _ in SAID} == {template.id for template in templates.newest()}

    @pytest.mark.parametrize(
        ("event", "handler"),
        [
            ("vn.ocop.evaluation.case.returned.v1", "when_a_case_is_returned_say_it_differently"),
            ("vn.ocop.evaluation.case.opened.v1", "when_a_case_is_returned_tell_the_producer_what_is_missing"),
        ],
        ids=["two handlers of one event", "one handler of two events"],
    )
    def test_refuses(self, event: str, handler: str) -> None:
        more = CASE.news[0].model_copy(update={"event": event, "handler": handler})
        with pytest.raises(ValueError, match="one handler of its own"):
            rows([CASE, CASE.model_copy(update={"news": (more,)})])

    def test_knows_events_of_the_contract_only(self) -> None:
        more = CASE.news[0].model_copy(update={"event": "vn.ocop.evaluation.case.lost.v1"})
        with pytest.raises(KeyError):
            rows([CASE.model_copy(update={"news": (more,)})])
