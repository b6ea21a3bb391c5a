"""Moved to `kit.work.lease`."""  # moved

import sys

from kit.work import lease as moved
from kit.work.lease import *  # noqa: F403

sys.modules[__name__] = moved
