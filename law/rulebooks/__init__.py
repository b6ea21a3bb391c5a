"""
Rulebooks: the law as data, one file per legal act.

    from law.rulebooks import shelf

    rulebook = shelf().in_force(date(2026, 8, 1))     # governs a dossier submitted on that day, to its end
    rulebook.id, rulebook.hash                        # both go into every sheet and ruling
    shelf().get(rulebook.id, hash)                    # exactly the edition that stamped something
    sheet = rulebook.sheet(7)                         # product set 7; .parts › .sections › .criteria › .options
    sheet.leaves                                      # all criteria, in order; leaf.options, leaf.least_for
    province = rulebook.tier("province")              # .acts, .forward_at, .stars, .authority_for(4)
    rulebook.next_tier("province")                    # the tier it is forwarded to
    rulebook.council                                  # defaults; an office's CouncilRegulation.over(defaults)
    rulebook.ground("/bands").source.vi               # the article a statement comes from

Points are Decimal out of the sheet's maximum, days are days of the calendar unless they say `working`.
"""

from law.rulebooks.council import CouncilOverlay, CouncilRegulation, CouncilSettings
from law.rulebooks.reading import hash_of, read_rulebook
from law.rulebooks.rulebook import Band, Deadline, Rulebook, Tier, UnknownSet
from law.rulebooks.sheet import Case, Condition, Criterion, Group, Option, Section, Sheet, SheetPart
from law.rulebooks.shelf import (
    NoRulebookInForce,
    RulebookFaulty,
    Shelf,
    UnknownEdition,
    UnknownRulebook,
    shelf,
    shelf_with,
    shipped,
)
from law.rulebooks.values import DossierKind, Period, Points, Text

__all__ = [
    "Band",
    "Case",
    "Condition",
    "CouncilOverlay",
    "CouncilRegulation",
    "CouncilSettings",
    "Criterion",
    "Deadline",
    "DossierKind",
    "Group",
    "NoRulebookInForce",
    "Option",
    "Period",
    "Points",
    "Rulebook",
    "RulebookFaulty",
    "Section",
    "Sheet",
    "SheetPart",
    "Shelf",
    "Text",
    "Tier",
    "UnknownEdition",
    "UnknownRulebook",
    "UnknownSet",
    "hash_of",
    "read_rulebook",
    "shelf",
    "shelf_with",
    "shipped",
]
