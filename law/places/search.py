"""Finding a place by its name as people type it: without accents, in any case, words in any order."""

from __future__ import annotations

import unicodedata

from kit.normalization import nfd


def plain(text: str) -> str:
    """`Xã Tân Hưng` → `xa tan hung`. The letter đ has no accent to take off and is named."""
    decomposed = nfd(text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def rank(name: str, wanted: str) -> int | None:
    """Lower is nearer; None when some word is not there. Both arguments as `plain` gives them."""
    if not wanted:
        return None
    bare = name.partition(" ")[2]
    if wanted in (name, bare):
        return 0
    if name.startswith(wanted) or bare.startswith(wanted):
        return 1
    if all(word in name for word in wanted.split()):
        return 2 if wanted in name else 3
    return None
