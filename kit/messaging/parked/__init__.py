"""Parked events: dead letters of one service, kept byte for byte until a person has dealt with them."""

# moved: begin
# isort: off
from kit.messaging.parked.dead_letter import ENVELOPE, Ending, Parked, Repair, Step, ToPark
from kit.messaging.parked.lifecycle import LIFECYCLE, State, Verb
from kit.messaging.parked.reasons import Amiss, Reason
from kit.messaging.parked.store import park, parked, settle

__all__ = [
    "ENVELOPE",
    "LIFECYCLE",
    "Amiss",
    "Ending",
    "Parked",
    "Reason",
    "Repair",
    "State",
    "Step",
    "ToPark",
    "Verb",
    "park",
    "parked",
    "settle",
]
# isort: on
# moved: end
