"""The first page of a development estate."""

from estate.landing.pages import router
from kit.service import Slice

slice = Slice("landing", pages=router)
