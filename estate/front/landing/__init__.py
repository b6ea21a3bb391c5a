"""The first pages of a development estate: for people, and the operators' corner."""

from pathlib import Path

from estate.front.landing.pages import router
from kit.service import Slice

slice = Slice("landing", Path(__file__).parent, pages=router)
