"""A service put together: declared, prepared, running, measured; of its pages and its API it knows nothing."""

from kit.service.declaration import Service, Slice, Task
from kit.service.panels import Panels
from kit.service.readiness import Check
from kit.service.slices import find_slices

__all__ = ["Check", "Panels", "Service", "Slice", "Task", "find_slices"]
