"""The mail that the platform sent on this machine."""

from pathlib import Path

from estate.front.mailbox.api import router as api
from estate.front.mailbox.pages import router as pages
from kit.service import Slice

slice = Slice("mailbox", Path(__file__).parent, pages=pages, api=api)
