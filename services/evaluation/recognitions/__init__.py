"""Recognitions: every certificate as the registry publishes it, and on a case what became of an earlier one."""
