"""
Recusals: to whom a dossier is closed, whichever office's council they stood aside from.

One slice that two services have, each in its own database: evaluation closes cases by it, notifications messages. (The
registry's `seats` keeps who sits as well; reporting keeps them with each journey.)
"""
