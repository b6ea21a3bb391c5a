"""Moved to `kit.messaging.parked.decided`."""  # moved

import sys

from kit.messaging.parked import decided as moved
from kit.messaging.parked.decided import *  # noqa: F403

sys.modules[__name__] = moved
