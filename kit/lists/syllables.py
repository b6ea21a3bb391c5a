"""Whether a text reads as Vietnamese: how many of its accented words are syllables that Vietnamese can have."""

from __future__ import annotations

import re

from kit.normalization import nfc, nfd

_ONSET = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx]"
_NUCLEUS = (
    "oai|oay|oao|oeo|uây|uôi|uyê|uya|uyu|iêu|yêu|ươi|ươu|uêu"
    "|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|uă|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|ya|ye"
    "|[aăâeêioôơuưy]"
)
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_NUCLEUS})(?:ch|ng|nh|[cmnpt])?")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0309\u0303\u0323"))
_LONGEST = 14
"""Letters of the longest syllable ("nghiêng"), each with its marks apart."""
_WORD = re.compile(r"[A-Za-z\u0080-\u200a\u2100-\uffff]+")
"""Whatever is beyond ASCII counts as a letter but for dashes and quotation marks: wrongly read letters are signs."""


def readable(text: str) -> float:
    """The share of words beyond ASCII that are Vietnamese syllables, 0 to 1; 1 where there is no such word."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 1.0


def is_syllable(word: str) -> bool:
    """Whether Vietnamese could have this word; one syllable with at most one tone."""
    if len(word) > _LONGEST:
        return False
    apart = nfd(word.lower())
    bare = apart.translate(_TONES)
    one_tone = len(apart) - len(bare) <= 1
    proper = word.islower() or word.isupper() or word.istitle()  # letters of another encoding mix the two
    return one_tone and proper and bool(_SYLLABLE.fullmatch(nfc(bare)))
