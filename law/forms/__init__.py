"""
Forms of returns: what offices report upwards, as data (`law/data/returns/`, each a list of the family `returns/`).

A new form of the ministry is a file: `ocop forms check FILE` says every fault of it, an installation puts it into its
`lists/` folder (`law.installed`), and each edition keeps its hash, by which a return names the edition it was filled in by.
"""

from law.forms.form import Cell, Check, Form, Formula, Owed, Section
from law.forms.held import form, form_with, forms_held, forms_in_force

__all__ = ["Cell", "Check", "Form", "Formula", "Owed", "Section", "form", "form_with", "forms_held", "forms_in_force"]
