"""Fonts of other scripts, so that a name in Chinese, Korean or Thai prints as it is written."""

from __future__ import annotations

from functools import cache

import typst

from kit.web.assets.store import package

PACKAGES = {
    "@expo-google-fonts/zcool-xiaowei": "400Regular",
    "@expo-google-fonts/nanum-myeongjo": "400Regular",
    "@expo-google-fonts/noto-sans-thai": "400Regular",
}
"""npm package → its folder of one weight. Typst takes a letter from these where the paper's own font has none."""


@cache
def fonts() -> typst.Fonts:
    """
    The fonts papers are set in: typst's own, the machine's, and these where they were fetched. Found once in a process.
    """
    found = ((package(name), weight) for name, weight in PACKAGES.items())
    return typst.Fonts(font_paths=[str(root / weight) for root, weight in found if root is not None])
