"""
Places: administrative units as code and period, because official codes are reused.

    from law.places import gazetteer

    places = gazetteer()
    places.resolve("11977", date(2025, 5, 1)).name        # Xã Phương Nam
    places.resolve("11977", date(2026, 5, 1)).name        # Xã Tân Hưng
    places.at("33/11977", on); places.children("33", on); places.ancestors("33/330/12265", on)
    places.search("tan hung", on); places.office_name("33/11977", on, "en")
    today(places, "33/332/12367", then, until)            # where it is now; raises SplitNeedsAChoice
    carry(places, {"33/332/12367": 4}, then=…, until=…)   # a statistic of then in the borders of now
    changes_on(places, date(2025, 7, 1))                  # merged, split, abolished, created
    check_period(places, unit_rows, crosswalk_rows)       # faults of a new period; then with_period(…) loads it
    periods_in(folder, places)                            # every pair of files there, checked and loaded
"""

from law.places.carry import Carried, Unplaced, carry, rolled_up
from law.places.changes import PlaceChange, changes_on
from law.places.checking import PlaceFault, check_period, with_period
from law.places.gazetteer import Gazetteer
from law.places.held import gazetteer
from law.places.loading import periods_in
from law.places.naming import kind_words
from law.places.offices import NoOfficeThen, end_of, exists_on, heir_of, last_day_of, office_above, office_of
from law.places.outlines import Outline, Outlines, outlines
from law.places.place import CENTRE, Level, Place
from law.places.refusals import (
    NotThen,
    PeriodFaulty,
    ProvinceNotInstalled,
    SplitNeedsAChoice,
    SuccessorUnknown,
    UnknownPlace,
)
from law.places.search import plain
from law.places.succession import Succession, next_of, today

__all__ = [
    "CENTRE",
    "Carried",
    "Gazetteer",
    "Level",
    "NoOfficeThen",
    "NotThen",
    "Outline",
    "Outlines",
    "PeriodFaulty",
    "Place",
    "PlaceChange",
    "PlaceFault",
    "ProvinceNotInstalled",
    "SplitNeedsAChoice",
    "Succession",
    "SuccessorUnknown",
    "UnknownPlace",
    "Unplaced",
    "carry",
    "changes_on",
    "check_period",
    "end_of",
    "exists_on",
    "gazetteer",
    "heir_of",
    "kind_words",
    "last_day_of",
    "next_of",
    "office_above",
    "office_of",
    "outlines",
    "periods_in",
    "plain",
    "rolled_up",
    "today",
    "with_period",
]
