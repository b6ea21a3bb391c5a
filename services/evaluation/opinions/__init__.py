"""Opinions of a council in writing on a re-evaluation: asked for by a day, answered in secret, opened together."""
