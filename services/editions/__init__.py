"""
The slice every service has: the editions of the law it has met, kept in its own database for as long as the database lives.

What is in force is what the files of the package and the installation say (`law.rulebooks.shelf`); what stamped a
dossier, a sheet or a ruling is read by exactly its (id, hash), from the files or from here.
"""
