"""Moved to `kit.text`."""  # moved

import sys

from kit import text as moved
from kit.text import *  # noqa: F403

sys.modules[__name__] = moved
