"""The half of a pair of words that the page speaks."""

from __future__ import annotations

from kit.web.language import current_language
from services.notifications.templates.template import Text
from services.notifications.territory import Words


def said(words: tuple[str, str] | Words | Text) -> str:
    """A pair (Vietnamese, English), words by language, or a text, in the page's language."""
    if isinstance(words, Text):
        return words.say(current_language())
    if isinstance(words, dict):
        return words[current_language()]
    return words[0] if current_language() == "vi" else words[1]
