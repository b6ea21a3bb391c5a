"""The forms of dossiers are drawn from their commands: what a form asks is what its command asks, filled with what is known."""

from __future__ import annotations

import re
from datetime import date

from kit.identity import Principal
from services.registry.dossiers.commands import EvidenceCommand, OpenCommand, SubmitCommand, TickCommand
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import HUONG, Registry, a_draft, returned, submitted


async def shown(registry: Registry, path: str, who: Principal = HUONG) -> str:
    answer = await Browser(registry, who).client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def form_of(text: str, action: str) -> str:
    """The form that is sent to an address."""
    [form] = re.findall(rf'<form method="post" action="[^"]*{re.escape(action)}".*?</form>', text, re.DOTALL)
    return str(form)


def asked(form: str) -> set[str]:
    return {name for name in re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', form) if name[0] != "_"}


async def test_a_paper_is_asked_about_and_its_kind_is_chosen_on_the_way(registry: Registry) -> None:
    at = f"/dossiers/{(await a_draft(registry))['id']}/evidence"
    form = form_of(await shown(registry, f"{at}?kind=quality-declaration"), at)
    assert asked(form) == {*EvidenceCommand.model_fields, "file"}
    assert '<option value="quality-declaration" selected>' in form
    assert "Ngày cấp (không bắt buộc)" in form


async def test_a_dossier_is_opened_for_something_said_with_each_choice(registry: Registry) -> None:
    product = (await a_draft(registry))["product_id"]
    form = form_of(await shown(registry, at := f"/products/{product}/dossiers/new"), at)
    assert asked(form) == set(OpenCommand.model_fields) - {"product_id"}
    assert len(re.findall(r'type="radio"[^>]* checked', form)) == 1
    assert 'class="govuk-hint govuk-radios__hint"' in form


async def test_what_was_ticked_stays_ticked_and_what_is_unchanged_is_owned_up_to(registry: Registry) -> None:
    dossier = await submitted(registry)
    await registry.consume(returned(dossier, "Phiếu kiểm nghiệm", "Ảnh bao bì", on=date(2026, 8, 3)))
    at = f"/dossiers/{dossier['id']}"
    ticks = form_of(await shown(registry, at), f"{at}/asked")
    assert asked(ticks) == set(TickCommand.model_fields)
    assert "checked" not in ticks
    browser = Browser(registry, HUONG)
    await browser.open(at, announced=("Tân Hưng", "Long nhãn", "Phiếu kiểm nghiệm", "Ảnh bao bì", "Nguyễn", "dang-ky"))
    await browser.submit(f"{at}/asked", {"done": "1"})
    ticks = form_of(await shown(registry, at), f"{at}/asked")
    assert re.findall(r'value="(\d)" checked', ticks) == ["1"]
    word = form_of(await shown(registry, f"{at}/submission"), f"{at}/submission")
    assert asked(word) == set(SubmitCommand.model_fields)
    assert "Tôi vẫn nộp lại nguyên như cũ" in word
