"""The process that makes the sample province of the estate in this home: `python -m estate.province`."""

import sys

from estate.places import home
from estate.province.making import make

if __name__ == "__main__":
    sys.exit(make(home()))
