"""In which right somebody signs, in words of a form."""

from __future__ import annotations

from kit.language import current_language
from kit.papers.signatures import Signing

_WORDS = {
    Signing.HEAD: ("Người đứng đầu", "Head of the office"),
    Signing.DEPUTY: ("Ký thay (KT.)", "In place of the head (KT.)"),
    Signing.ACTING: ("Quyền (Q.)", "Acting head (Q.)"),
    Signing.BY_ORDER: ("Thừa lệnh (TL.)", "By order (TL.)"),
    Signing.BY_AUTHORISATION: ("Thừa ủy quyền (TUQ.)", "By authorisation (TUQ.)"),
}


def rights() -> list[tuple[str, str]]:
    """The rights as (value, text), in the page's language."""
    return [(right.value, words[current_language() == "en"]) for right, words in _WORDS.items()]
