"""The development clock: a laptop can play a day of the past. A deployment has no such thing."""

from pathlib import Path

from estate.front.clock.api import router as api
from estate.front.clock.pages import router as pages
from kit.service import Slice

slice = Slice("clock", Path(__file__).parent, pages=pages, api=api)
