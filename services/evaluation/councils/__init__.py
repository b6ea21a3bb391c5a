"""Councils: who judges a case, and who may not."""
