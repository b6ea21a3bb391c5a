"""Moved to `kit.work.serials`."""  # moved

import sys

from kit.work import serials as moved
from kit.work.serials import *  # noqa: F403

sys.modules[__name__] = moved
