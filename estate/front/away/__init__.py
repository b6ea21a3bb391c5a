"""What the front says in place of a service that does not answer."""

from pathlib import Path

from estate.front.away.api import router as api
from estate.front.away.pages import router as pages
from kit.service import Slice

slice = Slice("away", Path(__file__).parent, pages=pages, api=api)
