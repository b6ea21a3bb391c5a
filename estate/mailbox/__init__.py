"""The mail that the platform sent on this machine."""

from estate.mailbox.api import router as api
from estate.mailbox.pages import router as pages
from kit.service import Slice

slice = Slice("mailbox", pages=pages, api=api)
