"""
What-if: decided cases under another rulebook.

    from law.whatif import read_cases, what_if

    summary = what_if(read_cases(open("rulings.jsonl")), read_rulebook(path), shelf())
    summary.changes["loses"], summary.moves[4, 3], summary.changed
"""

from law.whatif.case import DecidedCase, MalformedCase, read_cases
from law.whatif.rerun import Change, Rerun, Summary, rerun_one, what_if

__all__ = ["Change", "DecidedCase", "MalformedCase", "Rerun", "Summary", "read_cases", "rerun_one", "what_if"]
