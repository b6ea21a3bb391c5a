"""What councils open to a person and close to them, and the question that tells what else a closed dossier closes."""

from __future__ import annotations

from dataclasses import dataclass

from kit.facts import Question


@dataclass(frozen=True)
class Sight:
    """Dossiers, by id, that councils open to a person, those they close, and of the opened those the person is to judge."""

    opened: frozenset[str]
    closed: frozenset[str]
    judged: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Closed:
    """
    Records of producers and products, by id, that no office opens to a person who stood aside, as far as they are not
    public; their own stay open to them.
    """

    producers: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()


class RecordsBehind(Question):
    """Which producers and products some dossiers are about; the answer is `Closed`."""

    dossiers: frozenset[str]
