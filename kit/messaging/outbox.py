"""Moved to `kit.work.outbox`."""  # moved

import sys

from kit.work import outbox as moved
from kit.work.outbox import *  # noqa: F403

sys.modules[__name__] = moved
