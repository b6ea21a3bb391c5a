"""The programme's journeys, played through the public endpoints of a running estate: `ocop demo`."""

from estate.demo.playing import play

__all__ = ["play"]
