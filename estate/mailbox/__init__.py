"""The mail that the platform sent on this machine."""

from pathlib import Path

from estate.mailbox.api import router as api
from estate.mailbox.pages import router as pages
from kit.slices import Slice

slice = Slice("mailbox", Path(__file__).parent, pages=pages, api=api)
