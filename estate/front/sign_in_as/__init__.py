"""
One click signs in as any seeded person. Only a front that runs the estate's own provider has it: no service, and no image,
knows this address.
"""

from pathlib import Path

from estate.front.sign_in_as.pages import router
from kit.service import Slice

slice = Slice("sign_in_as", Path(__file__).parent, pages=router)
