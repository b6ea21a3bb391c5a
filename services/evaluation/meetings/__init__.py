"""Meetings of councils: called over an agenda of cases, held one case after the other with everybody's screen, closed and minuted."""
