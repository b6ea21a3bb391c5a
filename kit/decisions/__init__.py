"""Decisions of an authority over 1 to 500 lines of whatever kind: numbered once, signed, issued all or nothing, corrected by new facts."""
