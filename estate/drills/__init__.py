"""Drills: the backbone is hurt on purpose, on servers of the drill's own, and its promises are checked afterwards."""
