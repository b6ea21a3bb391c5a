"""By what whoever stands behind a dossier is recognised among the people of a roster: keyed hashes, never the numbers."""

from __future__ import annotations

from kit.aggregate import Aggregate


class Recognisable(Aggregate):
    """What one dossier's producer is known by (`programme.recognising`); its id is the dossier's."""

    producer_id: str
    known_by: dict[str, str]
