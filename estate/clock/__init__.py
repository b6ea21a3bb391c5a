"""The development clock: a laptop can play a day of the past. A deployment has no such thing."""

from estate.clock.api import router as api
from estate.clock.pages import router as pages
from kit.service import Slice

slice = Slice("clock", pages=pages, api=api)
