"""Moved to `kit.work.ticker`."""  # moved

import sys

from kit.work import ticker as moved
from kit.work.ticker import *  # noqa: F403

sys.modules[__name__] = moved
