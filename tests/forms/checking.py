"""A form that loses nothing: its session cut, its save stopped, the network gone, a second window faster."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from playwright.async_api import BrowserContext, Error, Route, expect
from playwright.async_api import Page as Tab

from kit.service.running import OWN
from tests.forms.answering import answers, fill, press
from tests.forms.crawling import Found
from tests.forms.site import Site
from tests.matrix.asking import ASKS

_NOT_THE_FACTS = {name for name, _ in OWN}
"""Collections every service has beside those of its subject."""


class LostError(AssertionError):
    """A form has lost, doubled or overwritten something."""


@dataclass(frozen=True)
class Sitting:
    """A form before somebody who fills it in."""

    site: Site
    form: Found
    context: BrowserContext

    @property
    def action(self) -> str:
        """Where the form is sent, as its page says it."""
        return f"{self.site.prefix}{self.form.action}"

    @property
    def known(self) -> dict[str, str]:
        """Values the matrix sends to this endpoint."""
        asks = ASKS[self.site.name]
        ask = asks.get(f"POST {self.form.kind}")
        return dict(ask.form or {}) if ask else {}

    async def opened(self) -> Tab:
        tab = await self.context.new_page()
        tab.on("dialog", lambda dialog: asyncio.ensure_future(dialog.accept()))
        await tab.goto(f"{self.site.prefix}{self.form.page}")
        return tab

    async def filled(self, tab: Tab, variant: int) -> list[str]:
        found = await fill(tab, self.action, variant, self.known)
        if not found:
            raise LostError(f"{self.form.title}: nothing could be filled in")
        return found

    async def says(self, tab: Tab, text: str) -> None:
        """The form announces what became of its draft."""
        state = tab.locator(f'form[data-draft][action="{self.action}"]').locator("[data-draft-state]")
        try:
            await expect(state).to_contain_text(text, timeout=10_000)
        except AssertionError as fault:
            raise LostError(f"{self.form.title}: it does not say «{text}»") from fault

    async def stands(self, tab: Tab) -> list[str] | None:
        """What stands in the form; asked again where the page is just coming anew."""
        for _ in range(50):
            with suppress(Error):
                return await answers(tab, self.action)
            await asyncio.sleep(0.1)
        raise LostError(f"{self.form.title}: the page does not come to rest")

    async def holds(self, tab: Tab, wanted: list[str], when: str) -> None:
        """Every answer stands in the form; what the device kept may be on its way, and the page comes again with it."""
        found: list[str] | None = None
        for _ in range(50):
            found = await self.stands(tab)
            if found == wanted:
                return
            await asyncio.sleep(0.1)
        gone = sorted(set(wanted) - set(found or []))
        raise LostError(f"{self.form.title}: {when}, these answers are gone: {gone}; there are {found}")

    async def send(self, tab: Tab) -> int:
        """Presses the form's button, and says yes where it is asked whether that is meant; the answer's status."""
        async with tab.expect_navigation(), tab.expect_response(_posted) as sent:
            await press(tab, self.action)
        status = (await sent.value).status
        sure = tab.locator('form:has(input[name="_sure"]) button')
        if status == 200 and await sure.count():
            async with tab.expect_navigation(), tab.expect_response(_posted) as meant:
                await sure.click()
            status = (await meant.value).status
        if status >= 500:
            raise LostError(f"{self.form.title}: answered {status}")
        return status

    async def facts(self) -> dict[str, str]:
        """Everything the service keeps of its subject, each document as a text, by its collection and id."""
        database = self.site.world.service.database.driver
        return {
            f"{name} {row['_id']}": json.dumps(row, default=str, ensure_ascii=False, sort_keys=True)
            for name in await database.list_collection_names()
            if name not in _NOT_THE_FACTS
            async for row in database[name].find({})
        }


def _changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return sorted(one for one in before.keys() | after.keys() if before.get(one) != after.get(one))


def _posted(response: Any) -> bool:
    return bool(response.request.method == "POST" and response.request.is_navigation_request())


async def cut(sitting: Sitting) -> None:
    """The session has ended on the server when the form is sent: after the sign-in every answer is there."""
    tab = await sitting.opened()
    written = await sitting.filled(tab, 1)
    await sitting.site.end_sessions(sitting.form.who)
    # The provider is another machine: where its page would come, a page of ours says so.
    await tab.route("**/sign-in*", lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>.</h1>"))
    async with tab.expect_navigation(url=re.compile("/sign-in")):
        await press(tab, sitting.action)
    await sitting.site.sign_in(sitting.context, sitting.form.who)
    await sitting.holds(await sitting.opened(), written, "after the session was cut")


async def stopped(sitting: Sitting) -> None:
    """
    A save that never arrives, and one whose answer never comes: the answers stand in the form, which can be sent again,
    and is done once.
    """
    tab = await sitting.opened()
    written = await sitting.filled(tab, 1)
    arrived: list[int] = []

    async def never(route: Route) -> None:
        if route.request.method == "POST" and route.request.is_navigation_request():
            arrived.append(0)
            await route.abort("aborted")
        else:
            await route.fallback()

    async def unanswered(route: Route) -> None:
        if route.request.method == "POST" and route.request.is_navigation_request():
            arrived.append((await route.fetch(max_redirects=0)).status)
            await route.abort("aborted")
        else:
            await route.fallback()

    for times, way in enumerate((never, unanswered), 1):
        await tab.route("**/*", way)
        await press(tab, sitting.action)
        for _ in range(100):
            if len(arrived) == times:
                break
            await asyncio.sleep(0.05)
        if len(arrived) < times:
            raise LostError(f"{sitting.form.title}: a form whose save was stopped cannot be sent again")
        await tab.unroute("**/*")
        await sitting.holds(tab, written, "after the save was stopped")
    before = await sitting.facts()
    status = await sitting.send(tab)
    if arrived[-1] == 303:
        after = await sitting.facts()
        if status != 303 or before != after:
            changed = _changed(before, after)
            raise LostError(f"{sitting.form.title}: sent again it was answered {status} and changed {changed}")
    elif status >= 400:
        await sitting.holds(tab, written, f"after the answer {status}")


async def offline(sitting: Sitting) -> None:
    """Without a network what is written is kept on the device, and goes to the server when there is one again."""
    tab = await sitting.opened()
    await sitting.context.set_offline(True)
    written = await sitting.filled(tab, 2)
    await sitting.says(tab, "được giữ trên máy này")
    await press(tab, sitting.action)
    await sitting.says(tab, "Mất mạng")
    await sitting.context.set_offline(False)
    await sitting.says(tab, "Đã lưu nháp")
    await tab.close()
    await sitting.holds(await sitting.opened(), written, "after the network was away")


async def doubled(sitting: Sitting) -> None:
    """Another window of the same form is sent first: what it brought stays, and what this one holds is not lost."""
    tab, second = await sitting.opened(), await sitting.opened()
    shown = await sitting.stands(tab) or []
    written = await sitting.filled(tab, 1)
    theirs = await sitting.filled(second, 2)
    first = await sitting.send(second)
    before = await sitting.facts()
    status = await sitting.send(tab)
    after = await sitting.facts()
    if status == 303:
        gone = _overwritten(written, theirs, before, after)
        if first == 303 and gone:
            raise LostError(f"{sitting.form.title}: the second window overwrote {gone} without a word")
        return
    if before != after and status >= 400:
        raise LostError(f"{sitting.form.title}: answered {status}, and changed {_changed(before, after)}")
    found = await sitting.stands(tab)
    if found is not None:
        # What was not touched here follows what is kept by now; what was, is as it was written.
        gone = [one for one in _touched(shown, written) if one not in found]
        if gone:
            raise LostError(
                f"{sitting.form.title}: answered {status}, these answers are gone: {gone}; there are {found}"
            )
    else:  # the form is not for now any more: its texts stand on the page that says so
        said = await tab.locator("main").inner_text()
        texts = [one.partition("=")[2] for one in written if "bản 1" in one]
        if gone := [text for text in texts if " ".join(text.split()) not in " ".join(said.split())]:
            raise LostError(f"{sitting.form.title}: answered {status}, and the page does not show {gone}: {said}")


def _touched(shown: list[str], written: list[str]) -> list[str]:
    """The answers of the fields in which something else stands than the page had shown."""
    changed = {one.partition("=")[0] for one in set(shown) ^ set(written)}
    return [one for one in written if one.partition("=")[0] in changed]


def _overwritten(mine: list[str], theirs: list[str], before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Values only the other window had sent, which stood among the facts and do not any more."""
    kept, now = "\n".join(before.values()), "\n".join(after.values())
    sent = {one.partition("=")[2] for one in set(theirs) - set(mine)}
    return [text for text in sorted(sent) if len(text) > 3 and f'"{text}"' in kept and f'"{text}"' not in now]


CHECKS: dict[str, Callable[[Sitting], Awaitable[None]]] = {
    "session cut": cut,
    "save stopped": stopped,
    "offline": offline,
    "second window": doubled,
}


async def loses(site: Site, form: Found) -> dict[str, str]:
    """What is wrong with a form, by the check that found it; each begins with everything as it was."""
    found: dict[str, str] = {}
    for name, check in CHECKS.items():
        async with site.visited(form.who) as context:
            try:
                await check(Sitting(site, form, context))
            except (LostError, Error) as fault:
                found[name] = str(fault)
        await site.world.undo()
    return found
