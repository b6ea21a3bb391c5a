"""What is shown of an office's council regulation: the JSON view and the form that confirms it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, get_args

from pydantic import BaseModel

from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.web.labelled import Asked, form
from law.rulebooks import CouncilRegulation, CouncilSettings
from law.rulebooks.assumptions import Assumption, unsettled
from law.rulebooks.words import named, setting_name, value_name
from law.terms import council_terms
from programme import names
from programme.roles import MAY
from services.evaluation.cases import access, legal
from services.evaluation.cases.case import Case
from services.evaluation.regulations import rules
from services.evaluation.regulations.commands import RegulationCommand
from services.evaluation.regulations.regulation import Governing, OfficeRegulation, version_of

UNSOURCED = frozenset(
    name for name, field in CouncilSettings.model_fields.items() if (said := named(field)) and not said.sourced
)
"""Settings of which no act speaks, so that no rulebook names a source: the software's default until an office says."""


class SettingView(BaseModel):
    """A setting of an office's councils. `says`: `regulation` of the office, `act`, or `assumed`: nobody said yet."""

    name: str
    vi: str
    en: str
    value: str
    says: Literal["regulation", "act", "assumed"]


class RegulationView(Governing):
    """By what the councils of an office count under a rulebook, and in what time they act."""

    version: int = 0
    """Of what the office confirmed; 0: nothing yet."""
    decision: str | None
    """What the office's regulation is called; None: it has none yet."""
    settings: list[SettingView]
    terms_assumed: bool
    confirmed_at: datetime | None
    confirmed_by: str | None


def view(case: Case, in_force: CouncilRegulation | None, own: OfficeRegulation | None) -> RegulationView:
    """What governs councils that the case's office forms now."""
    rulebook = legal.rulebook_of(case.dossier)
    settings = in_force.over(rulebook.council) if in_force else rulebook.council
    said = in_force.council.as_text() if in_force else {}
    assumed = {_setting(one) for one in unsettled(rulebook, in_force)} | UNSOURCED
    return RegulationView(
        version=version_of(own),
        office=case.office,
        rulebook_id=rulebook.id,
        decision=in_force.decision.vi if in_force else None,
        settings=[
            SettingView(
                name=name,
                vi=setting_name(name).vi,
                en=setting_name(name).en,
                value=value,
                says="regulation" if name in said else "assumed" if name in assumed else "act",
            )
            for name, value in settings.every_text().items()
        ],
        terms=rules.days_of(own),
        terms_assumed=own is None,
        confirmed_at=own.confirmed_at if own else None,
        confirmed_by=own.by_name if own else None,
    )


def form_of(case: Case, in_force: CouncilRegulation | None, own: OfficeRegulation | None) -> dict[str, Any]:
    """The form that confirms it, filled with what is applied now, each with whose word that is."""
    rulebook, language = legal.rulebook_of(case.dossier), current_language()
    settings = in_force.over(rulebook.council) if in_force else rulebook.council
    left = {_setting(one): one for one in unsettled(rulebook, in_force)}
    decision = in_force.decision.say(language) if in_force else ""
    since = dict(in_force.in_force) if in_force and not left else {}
    known = RegulationCommand.model_construct(**since | {"decision": decision})
    days = rules.days_of(own)
    return {
        "case": case,
        "office": names.office(case.office, case.opened_on),
        "rulebook": rulebook,
        "decision": decision or None,
        "own": own,
        "version": version_of(own),
        "left": len(left),
        "asked": [one for one in form(RegulationCommand, known) if one.key not in ("council", "terms")],
        "settings": [_asked(name, value, left.get(name)) for name, value in settings.every_text().items()],
        "terms": [
            _field(f"terms-{term.id}", term.label.say(language), str(days[term.id]), "number", _no_act(own))
            for term in council_terms().steps
        ],
    }


def asks(case: Case, by: Principal, left: list[Assumption]) -> dict[str, Any] | None:
    """What a case's page asks of somebody who may confirm the regulation; None when there is nothing to ask."""
    may = access.acts_for(case, by, *MAY.rule) and access.sees_all(case, by) and not access.conflict_of(case, by)
    if not (left and may and rules.awaits_confirmation(case)):
        return None
    return {"case": case, "count": len(left)}


def _asked(name: str, value: str, assumed: Assumption | None) -> Asked:
    language = current_language()
    hint = (
        _("Chưa ai quy định, đang áp dụng mức chung: {source}", source=assumed.source.say(language))
        if assumed
        else None
    )
    options = _options(name)
    value = value if options else value_name(value).say(language)  # a decimal comma in Vietnamese, read either way
    kind = "choice" if options else "text"
    return _field(f"council-{name}", setting_name(name).say(language), value, kind, hint, options)


def _field(
    name: str, label: str, value: str, kind: str, hint: str | None, options: list[tuple[str, str]] | None = None
) -> Asked:
    return Asked(name, name, label, hint, kind, value, "text", None, options or [], [])


def _options(name: str) -> list[tuple[str, str]]:
    """What may be chosen of a setting: yes or no, or one of its codes; nothing of one that is a number."""
    annotation, language = CouncilSettings.model_fields[name].annotation, current_language()
    if annotation is bool:
        return [(str(one).lower(), value_name(one).say(language)) for one in (True, False)]
    field = CouncilSettings.model_fields[name]
    return [(code, value_name(code, field).say(language)) for code in get_args(annotation) if isinstance(code, str)]


def _no_act(own: OfficeRegulation | None) -> str | None:
    return None if own else _("Ngày làm việc. {source}", source=council_terms().source.say(current_language()))


def _setting(one: Assumption) -> str:
    return one.path.rpartition("/")[2]
