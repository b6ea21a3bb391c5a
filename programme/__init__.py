"""
What every service knows of the programme: its roles, offices, places, the way of a dossier, and what things are called.

Above `law` and `kit`, below the services; owns no document and speaks to no database.
"""
