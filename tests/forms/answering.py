"""Answers for the fields of a form, by their type, and what stands in them: scripts that run in the page."""

from __future__ import annotations

from playwright.async_api import Page as Tab

FILL = """([action, variant, known]) => {
  const form = document.querySelector(`form[data-draft][action="${action}"]`);
  const said = new Set();
  const tell = (field) => ['input', 'change'].forEach((kind) => field.dispatchEvent(new Event(kind, {bubbles: true})));
  const two = (day) => String(day).padStart(2, '0');
  [...form.elements].forEach((field, at) => {
    if (!field.name || field.form !== form || ['hidden', 'file', 'submit', 'button'].includes(field.type)) return;
    const given = known[field.name];
    if (field.type === 'radio') {
      if (said.has(field.name)) return;
      said.add(field.name);
      const choices = [...form.querySelectorAll(`input[name="${CSS.escape(field.name)}"]`)];
      const chosen = choices.find((one) => one.value === given) ?? choices.at(variant % 2 ? 0 : -1);
      chosen.checked = true;
      tell(chosen);
      return;
    }
    const before = field.type === 'checkbox' ? field.checked : field.value;
    const hint = document.getElementById(`${field.id}-hint`)?.textContent ?? '';
    if (field.type === 'checkbox') field.checked = given === undefined ? !field.checked : field.value === given || field.checked;
    else if (field.tagName === 'SELECT') {
      const options = [...field.options];
      const chosen = options.findIndex((one) => one.value && one.value === given);
      field.selectedIndex = chosen >= 0 ? chosen : options.length - 1 - ((variant + 1) % Math.min(2, options.length));
    } else if (/dd\\/mm|\\d\\d\\/\\d\\d\\/\\d{4}/.test(hint)) field.value = `${two(variant + 2)}/09/2026`;
    else if (field.type === 'email') field.value = `nguoi${variant}${at}@htx.example`;
    else if (field.type === 'tel') field.value = `0221 386 ${2000 + 10 * variant + at}`;
    else if (field.inputMode === 'numeric') field.value = String(100 + 10 * variant + at);
    else if (given !== undefined && field.tagName !== 'TEXTAREA') field.value = given;
    else field.value = `${given ?? 'Nội dung'} – bản ${variant}`;
    if (before !== (field.type === 'checkbox' ? field.checked : field.value)) tell(field);
  });
}"""
"""
The answers of a `variant` (a number) into the form that is sent to `action`. `known`: values that the form
is known to take, by field; in long texts the variant is added to them.
"""

READ = """(action) => {
  const form = document.querySelector(`form[data-draft][action="${action}"]`);
  if (!form) return null;
  const seen = [...form.elements].filter((one) => one.type !== 'hidden' && one.type !== 'file').map((one) => one.name);
  return [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !name.startsWith('_') && seen.includes(name))
    .map(([name, value]) => `${name}=${value.replaceAll('\\r\\n', '\\n')}`).sort();
}"""
"""What stands in a form, by field; None where it is not on the page."""

PRESS = """(action) => {
  const form = document.querySelector(`form[data-draft][action="${action}"]`);
  delete form.dataset.sent;  // as if time had passed: a press right after another is an impatient finger's (ocop.js)
  form.requestSubmit([...form.elements].find((one) => one.type === 'submit'));
}"""
"""Presses the form's first button."""


async def fill(tab: Tab, action: str, variant: int, known: dict[str, str]) -> list[str]:
    """Fills the form in; what stands in it then, `name=value`."""
    await tab.evaluate(FILL, [action, variant, known])
    return await answers(tab, action) or []


async def answers(tab: Tab, action: str) -> list[str] | None:
    """What stands in the form."""
    found: list[str] | None = await tab.evaluate(READ, action)
    return found


async def press(tab: Tab, action: str) -> None:
    """Sends it, as a press of its button does."""
    await tab.evaluate(PRESS, action)
