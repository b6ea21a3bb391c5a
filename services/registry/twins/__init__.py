"""Likely twins: two records that may be one, for an officer to merge or to set apart."""
