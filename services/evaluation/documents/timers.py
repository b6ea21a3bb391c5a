"""What documents begin with: the numbers an earlier release kept apart for them are taken into the one register."""

from __future__ import annotations

from kit.decisions.earlier import takes_numbers_in
from services.evaluation.documents.store import register

begins = [takes_numbers_in(register)]
