"""Fonts of other scripts, so that a name in Chinese, Korean or Thai prints as it is written."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kit.web.assets.store import package

PACKAGES = {
    "@expo-google-fonts/zcool-xiaowei": "400Regular",
    "@expo-google-fonts/nanum-myeongjo": "400Regular",
    "@expo-google-fonts/noto-sans-thai": "400Regular",
}
"""npm package → its folder of one weight. Typst takes a letter from these where the paper's own font has none."""


@cache
def folders() -> tuple[str | Path | bytes, ...]:
    """The folders that were fetched; none where the assets were not: a paper is set all the same."""
    found = ((package(name), weight) for name, weight in PACKAGES.items())
    return tuple(root / weight for root, weight in found if root is not None)
