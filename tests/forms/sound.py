"""A page that is sound: nothing axe-core finds moderate or worse, nothing wider than the window, nothing cut off."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from playwright.async_api import Page as Tab

from kit.web.assets.chromium import axe_script

SHOTS = os.environ.get("OCOP_SCREENSHOTS")
"""A folder to leave pictures in, to be looked at."""
WIDTHS = (1280, 380)
LANGUAGES = ("vi", "en")
_WIDE = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 0) return null;
  const past = [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > innerWidth);
  return `${wide} px wider than the window, by ${past.slice(-3).map((one) => one.outerHTML.slice(0, 120)).join(' ')}`;
}"""


async def findings(tab: Tab) -> list[str]:
    """What axe-core finds moderate, serious or critical in the page as it is, with where."""
    # Through the browser's own channel, not a script of the page: the policy stops those, as it should.
    await tab.evaluate(axe_script())
    found: dict[str, Any] = await tab.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{one['impact']} {one['id']}: {[node['html'][:200] for node in one['nodes']][:3]}"
        for one in found["violations"]
        if one["impact"] != "minor"
    ]


async def wrong_with(tab: Tab, width: int, name: str) -> list[str]:
    """What is wrong with the page at a width; a picture of it where a folder is named."""
    await tab.set_viewport_size({"width": width, "height": 900})
    if SHOTS:
        file = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\W+", "-", name).strip("-")
        await tab.screenshot(path=str(Path(SHOTS) / f"{file}-{width}.png"), full_page=True)
    wide: str | None = await tab.evaluate(_WIDE)
    return [*await findings(tab), *([wide] if wide else [])]
