"""Moved to `kit.messaging.parked.reasons`."""  # moved

import sys

from kit.messaging.parked import reasons as moved
from kit.messaging.parked.reasons import *  # noqa: F403

sys.modules[__name__] = moved
