"""The deadline of messages: until when delivering one is of use."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.notifications.messages import use_cases

timers = [Timer(use_cases.USEFULNESS, use_cases.end_usefulness)]
