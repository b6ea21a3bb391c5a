"""Moved: `kit.service`."""  # moved

from kit.service import Check, Slice, Task, find_slices

__all__ = ["Check", "Slice", "Task", "find_slices"]
