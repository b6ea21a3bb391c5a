"""What the front says in place of a service that does not answer."""

from estate.away.api import router as api
from estate.away.pages import router as pages
from kit.service import Slice

slice = Slice("away", pages=pages, api=api)
