"""
What contradicts a certificate: papers that ended, a mark that is shown wrongly, inspections that found something. It changes
nothing; whoever may propose a revocation is shown it with the article.
"""

from __future__ import annotations

from kit.facts import Fact, Question
from kit.identity import Principal
from services.registry.certificates.certificate import Certificate


class Contradiction(Fact):
    """One thing, in the reader's language. `kind`: what is broken (`law.measures`), which leads to a ground of revocation."""

    kind: str
    words: str


class WhatContradicts(Question):
    """What contradicts a certificate, as far as a person may see it: each answer is a list of `Contradiction`."""

    certificate: Certificate
    by: Principal
