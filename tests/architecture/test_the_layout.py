"""A stranger finds where a line belongs: names, places and sizes are the same everywhere."""

from __future__ import annotations

import ast
import importlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.refusal import Refusal
from tests.architecture import house

CAST = {
    *("commands", "lifecycle", "refusals", "rules", "store", "use_cases", "announcements", "views"),
    *("api", "pages", "subscriptions", "timers", "gauges"),
}
ROOT_OF_A_SERVICE = {"__init__", "__main__", "service", "seed"}
"""Modules outside the slices; `seed` only where a development estate begins with things of several slices."""
BY_NOUN = re.compile(r"[a-z_]+_(pages|views|lifecycle)")
"""A file of the cast that would be too long, parted by what it is about."""
BESIDE_THE_CAST = {
    # Nouns without an identity of their own: values, readings of other services' facts.
    "registry/agencies/clues": "lookup: what is known here of the identifiers in a report; the questions it asks",
    "registry/agencies/effects": "use cases: what a matched report leads to, by its type",
    "registry/agencies/matching": "computation: whom a report concerns, and what is uncertain",
    "registry/certificates/contradiction": "value: what contradicts a certificate; the question that slices above answer",
    "registry/certificates/decision": "value: a ruling in the registry's words",
    "registry/certificates/issuing": "use cases: how a certificate comes about; what becomes of it is in use_cases.py",
    "registry/revocations/decision": "aggregate: a decision over certificates, a decision of the kit with lines of its own",
    "registry/certificates/arriving": "use cases: decisions of many lines, whose certificates wait for every line",
    "registry/revocations/deciding": "use cases: decisions over certificates; those of the procedure are in use_cases.py",
    "registry/revocations/decision_store": "store: decisions over certificates, a register of the kit with an order of its own",
    "registry/revocations/decision_files": "store: the files of drafts and signed copies",
    "registry/revocations/drafting": "computation: what stands on a decision to revoke",
    "registry/producers/likeness": "computation: by which keys names like one are found",
    "registry/producers/similarity": "computation: how alike two names are",
    "registry/products/similarity": "computation: whether two products may be the same",
    "registry/recognitions/row": "value: one row of a published list",
    "registry/seats/sight": "value: what a council opens and closes to a person",
    "reporting/directives/giving": "use cases: offices are sent a directive and given its tasks, by whoever gives them",
    "reporting/directives/directive_files": "store: signed copies and proof on their way in",
    "reporting/directives/report_paper": "computation: what stands on the report on carrying out a directive",
    "reporting/directives/task_rules": "rules: of tasks; those of the directive are in rules.py",
    "reporting/directives/task_store": "store: tasks of offices; directives and their copies are in store.py",
    "reporting/directives/task_use_cases": "use cases: of tasks; those of the directive are in use_cases.py",
    "evaluation/cases/higher_office": "rules: what becomes of a case by what a higher office found",
    "evaluation/cases/dossier": "value: the dossier a case is about",
    "evaluation/councils/citing": "use cases: decisions that set councils and teams up, cited in the register of numbers",
    "evaluation/councils/found": "value: a sign of a conflict of interest, in words",
    "evaluation/councils/conflicts": "use cases: conflicts of interest found from what is known, for a person to decide on",
    "evaluation/advisory/advisory_files": "store: photographs of visits, what comes with answers, the signed report",
    "evaluation/advisory/assigned_form": "format: the team as the form that gives out the work sends it",
    "evaluation/advisory/questions": "use cases: what the producer is asked and answers",
    "evaluation/advisory/report_paper": "computation: what stands on the report to be signed",
    "evaluation/opinions/summary_paper": "computation: what stands on the summary of written opinions",
    "evaluation/rulings/in_writing": "computation: what follows from written opinions",
    "evaluation/advisory/report_rules": "rules: of reviews and the report; those of the work are in rules.py",
    "evaluation/advisory/reviewing": "use cases: reviews and the report; what else is done on a case is in use_cases.py",
    "evaluation/advisory_teams/team_files": "store: signed copies of decisions and of papers that name who stands in",
    "evaluation/councils/seated_form": "format: the roster as a form sends it",
    "evaluation/decisions/afternoon": "store: every paper of a decision's cases, read in order for one archive",
    "evaluation/decisions/decision": "aggregate: a decision over cases, a decision of the kit with lines of its own",
    "evaluation/decisions/decision_files": "store: the files of drafts and signed copies",
    "evaluation/decisions/drafting": "computation: what stands on a decision, its submission and its list of results",
    "evaluation/decisions/following": "use cases: what becomes of decisions when rulings are issued or corrected alone",
    "evaluation/decisions/issuing": "use cases: issue, correction and withdrawal; drafts and signed copies are in use_cases.py",
    "evaluation/decisions/score_sheets": "computation: the sheets of a case as a paper",
    "evaluation/documents/document": "aggregate: a document, a decision of the kit with lines of its own",
    "evaluation/documents/document_files": "store: the files of drafts and signed copies",
    "evaluation/documents/drafting": "computation: what stands on each document",
    "evaluation/meetings/agenda_form": "format: an agenda as a form sends it",
    "evaluation/meetings/meeting_files": "store: the files of drafts and signed copies",
    "evaluation/meetings/meeting_papers": "computation: what stands on invitation, minutes and addendum",
    "evaluation/meetings/minuting": "use cases: the papers of a meeting",
    "evaluation/meetings/holding": "use cases: a meeting as it is held; how it is called is in use_cases.py",
    "evaluation/meetings/holding_rules": "rules: of a meeting as it is held; how it is called is in rules.py",
    "evaluation/outside_decisions/decision_files": "store: the signed copies on their way in",
    "evaluation/outside_decisions/examining": "use cases: what came back before the office's own council again",
    "evaluation/packages/contents": "computation: what is in a package, and how it is read again",
    "evaluation/packages/package_files": "store: packages sealed, kept, and opened when one comes",
    "evaluation/packages/sending": "computation: what goes up by hand, and what of it is known to be there",
    "evaluation/rulings/elsewhere": "computation: the ruling that follows from a higher office's paper",
    "evaluation/rulings/document": "value: a ruling's explanation as a document to file",
    "notifications/deliveries/answer": "value: what the mail server said",
    "notifications/templates/letter": "value: a template filled in for one person",
    "notifications/templates/template": "value: what is said on one occasion",
    "notifications/messages/news": "value: what is said on an event, to whom",
    "notifications/messages/readers": "value: whom an event concerns",
    "notifications/messages/readings": "value: what texts say of an event beyond its own fields",
    "evaluation/analysis/question": "value: what may be asked about who scores high and low",
    "reporting/standings/question": "value: what may be asked of the standings",
    "editions/slice": "how a service takes the shared slice in: the registry stamps and publishes, the others read",
    "recusals/slice": "how a service takes the shared slice in: people stand aside in evaluation, notifications reads of it",
    # Use cases of one kind, where one file would be too long.
    "evaluation/reminders/climbing": "use cases: rungs of a case's clock, climbed one after the other",
    "evaluation/campaigns/following": "use cases: what campaigns make of what happens to dossiers, cases and certificates",
    "registry/breaches/following": "use cases: what becomes of breaches when what they rest on changes",
    "registry/breaches/taking_up": "use cases: what others found, taken up",
    # Computations beside the rules, named after what they compute.
    "registry/certificates/basis": "computation: whether a ruling bears out what it says",
    "registry/risks/risk": "values: signs of a producer and what they weigh; nothing of the slice's own is kept",
    "registry/inspections/inspection_files": "store: photographs and signed records, and the record as a PDF to be signed",
    "registry/inspections/plan_rules": "rules: of plans; those of visits are in rules.py",
    "registry/inspections/plan_store": "store: plans, which are listed in an order of their own",
    "registry/inspections/record_paper": "format: the record of a visit as an official paper",
    "registry/credentials/paper_files": "store: the files of credentials, and an issuer's word as one",
    "registry/dossiers/held_papers": "computation: what a dossier has of the credentials on file",
    "registry/dossiers/delta": "computation: what changed since the last dossier",
    "evaluation/analysis/leaning": "computation: who scores high and who low",
    "evaluation/analysis/steadiness": "computation: would the star stand without one member",
    "evaluation/cases/access": "computation: who may see a case, for use cases, queries and views",
    "evaluation/cases/changes": "computation: what a supplement changed",
    "evaluation/cases/legal": "computation: what the law says of a case",
    "evaluation/rulings/recount": "computation: a ruling computed again from its event",
    "evaluation/rulings/verdict": "computation: the star, and where it leads",
    "evaluation/scoring/differences": "computation: where revealed sheets lie apart",
    "evaluation/scoring/result": "computation: what a council's sheets amount to",
    "evaluation/scoring/tally": "computation: what the rulebook gives one sheet",
    "reporting/progress/tally": "computation: how the cases of offices add up",
    "reporting/standings/counting": "computation: how recognitions add up",
    "reporting/figures/happenings": "mapping: what the events of the other services say has happened",
    "reporting/figures/holding_happenings": "mapping: what the events of credentials, contracts, rights, designs and the mark say",
    "reporting/figures/watch_happenings": "mapping: what the events of inspections, breaches and yearly cards say",
    "reporting/figures/counting": "computation: figures, in one grouped pass for each way of counting",
    "reporting/reports/making": "computation: a report's sections from figures",
    "reporting/reports/tables": "computation: a report in words and tables, the same for page, paper, workbook and CSV",
    "reporting/reports/writing": "format: the files a report is published as",
    "reporting/reports/report_paper": "format: a report as an official paper",
    "reporting/reports/verifying": "protocol: whether a file in hand is a published report",
    "reporting/figures/money_happenings": "mapping: what the events of resources say has happened",
    "reporting/figures/activity_happenings": "mapping: what the events of activities say has happened",
    "reporting/activities/paper_files": "store: the photographs and papers of activities",
    "reporting/resources/paper_files": "store: the scans of papers behind allocations",
    "reporting/priorities/list_store": "store: lists as they were published; what is known of products is in store.py",
    "evaluation/campaigns/forecast": "computation: how many dossiers fall due by month, office and set",
    "evaluation/campaigns/progress": "computation: how lines stand by place, in the borders of then or of today",
    # What stands between the slice and something outside: a file format, a protocol, a store of files.
    "evaluation/campaigns/line_store": "store: lines of campaigns, which are listed in an order of their own",
    "evaluation/campaigns/line_list": "format: a campaign's lines as a workbook",
    "evaluation/campaigns/report_paper": "format: the report of a campaign as an official paper",
    "registry/breaches/proof_files": "store: the files of proofs",
    "registry/certificates/paper": "format: the certificate as PDF",
    "registry/citizen_reports/photographs": "store: what citizens photographed, drawn anew",
    "registry/dossiers/evidence_files": "store: the files of evidence",
    "registry/marks/picture_files": "store: the files of photographs",
    "registry/designs/consent_files": "store: the files of designers' consent",
    "registry/artwork/pack_files": "store: the files of artwork",
    "registry/recognitions/cells": "computation: how the cells of a row are read",
    "registry/recognitions/line_by_line": "task: checks, enters and takes back lists that were sent",
    "registry/recognitions/published_list": "format: the columns of published lists, and the lists that are shipped",
    "registry/comparisons/comparison": "values: a line of a list beside the register",
    "registry/comparisons/spreadsheet": "format: what became of each line, as rows",
    "notifications/deliveries/mail": "format: a letter as an e-mail",
    "notifications/deliveries/sender": "task: hands out what is due, by lease",
    "notifications/deliveries/smtp": "protocol: the conversation with the mail server",
    "notifications/templates/rendering": "format: filling a template in",
    "reporting/activities/importing": "format: a year's list row by row, and what is given back of it",
    "reporting/standings/spreadsheet": "format: the standings as CSV",
    # What a development estate begins with.
    "evaluation/councils/seed": "development data: who may be seated",
    "notifications/recipients/seed": "development data: who holds an office",
    "reporting/returns/exchange": "computation: the rows of a table exchanged with the ministry",
    "reporting/returns/filling": "computation: what stands in the cells of a return",
    "reporting/returns/opening": "use cases: every office of a level is made to owe a return; what is done with it is in use_cases.py",
    "reporting/returns/prefilling": "use cases: a return filled in by what the platform counts",
    "reporting/returns/reading": "use cases: those that only read: a return opened, two periods side by side",
    "reporting/returns/return_files": "store: the scans of returns that came on paper",
    "reporting/returns/verification": "computation: what must hold of a return before it is handed in",
}
"""Files of slices that are neither of the cast nor an aggregate, with the reason. A name that says no more than a file of the cast belongs there."""
LONGEST, LONGEST_TEST = 400, 500
"""Lines of a Python file. The median is to be 30 to 150; beyond this nobody reads a file whole."""
FORBIDDEN = re.compile(r"(^|_)(utils?|helpers?|common|managers?|misc|stuff|base)($|_)", re.IGNORECASE)
TOP = {
    *("README.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "pyproject.toml", "uv.lock", "docker-compose.yml"),
    *(".importlinter", ".gitignore", ".dockerignore", ".python-version", ".pre-commit-config.yaml"),
    *(".ci", "contracts", "kit", "law", "programme", "services", "estate", "deploy", "tests", "bench", "docs"),
}
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}
MAKERS = {"uuid1", "uuid4", "uuid7", "uuid6"}

SLICES = sorted(set(house.slices()))


class TestTheRoot:
    def test_holds_nothing_that_has_no_place_there(self) -> None:
        assert {file.parts[0] for file in house.kept()} - TOP == set()


class TestAName:
    def test_never_says_that_nobody_knew_what_it_is(self) -> None:
        vague = [
            str(file)
            for file in house.kept()
            if file.suffix == ".py" and any(FORBIDDEN.search(part) for part in file.with_suffix("").parts)
        ]
        assert vague == []

    def test_of_a_class_neither(self) -> None:
        vague = re.compile(r"(Manager|Helper|Utils?|Impl|Mixin)$")
        found = [
            f"{file}: {node.name}"
            for file in house.modules()
            for node in ast.walk(house.tree(file))
            if isinstance(node, ast.ClassDef) and vague.search(node.name)
        ]
        assert found == []

    def test_of_the_cast_is_given_inside_a_slice_only(self) -> None:
        astray = [
            str(file) for file in house.modules("services") if file.stem in CAST and file.parent not in set(SLICES)
        ]
        assert astray == []


class TestAFile:
    def test_can_be_read_whole(self) -> None:
        long = {
            str(file): lines
            for file in house.kept()
            if file.suffix == ".py"
            and (lines := len((house.ROOT / file).read_text("utf-8").splitlines()))
            > (LONGEST_TEST if file.parts[0] == "tests" else LONGEST)
        }
        assert long == {}

    def test_says_in_its_first_line_what_it_is_for(self) -> None:
        silent = [str(file) for file in house.modules() if (house.ROOT / file).read_text("utf-8").strip()]
        silent = [file for file in silent if not ast.get_docstring(house.tree(Path(file)))]
        assert silent == []

    def test_names_no_folder_of_the_machine_it_was_written_on(self) -> None:
        found = [
            str(file)
            for file in house.kept()
            if file.suffix in {".py", ".md", ".yaml", ".yml", ".toml", ".html", ".json", ".sh"}
            and re.search(r"(/home/|/Users/|/work/(main|shared)|/tmp/wt)", (house.ROOT / file).read_text("utf-8"))
            and file != Path(__file__).relative_to(house.ROOT)
        ]
        assert found == []


@pytest.mark.parametrize("folder", SLICES, ids=str)
class TestASlice:
    def test_opens_with_a_sentence_about_itself(self, folder: Path) -> None:
        assert ast.get_docstring(house.tree(folder / "__init__.py"))

    def test_that_announces_has_a_use_case_to_announce_from(self, folder: Path) -> None:
        has = {file.stem for file in house.kept() if file.parent == folder}
        assert "announcements" not in has or has & {"use_cases", "subscriptions"}


class TestTheCast:
    def test_is_all_that_a_slice_holds_but_nouns_and_what_is_listed_with_its_reason(self) -> None:
        assert [str(file) for file in _of_slices() if _needs_a_reason(file) and _key(file) not in BESIDE_THE_CAST] == []

    def test_is_left_only_by_files_that_are_there(self) -> None:
        assert set(BESIDE_THE_CAST) - {_key(file) for file in _of_slices() if _needs_a_reason(file)} == set()

    def test_takes_no_name_that_means_several_things(self) -> None:
        for name in ("showing", "reading", "telling", "uploading", "product_forms"):
            assert _needs_a_reason(Path(f"services/registry/products/{name}.py"))

    def test_is_python_and_templates(self) -> None:
        others = [str(file) for file in house.kept() if set(file.parents) & set(SLICES) and not _belongs(file)]
        assert others == []


@pytest.mark.parametrize("service", house.SERVICES)
class TestAService:
    def test_can_be_run_alone_and_says_what_it_is(self, service: str) -> None:
        has = {str(file.relative_to(f"services/{service}")) for file in house.modules(f"services/{service}")}
        assert {"__init__.py", "__main__.py", "service.py"} <= has

    def test_keeps_no_module_outside_its_slices(self, service: str) -> None:
        at_root = {file.stem for file in house.modules("services") if file.parent == Path("services", service)}
        assert at_root - ROOT_OF_A_SERVICE == set()

    def test_has_a_page_about_itself(self, service: str) -> None:
        page = house.ROOT / "services" / service / "README.md"
        assert page.is_file(), (
            f"write services/{service}/README.md: owns, consumes, publishes, how it fails, who to ask"
        )
        headings = re.findall(r"^## (.+)$", page.read_text("utf-8"), re.MULTILINE)
        assert [heading.split(" · ")[-1] for heading in headings] == [
            *("Owns", "Consumes", "Publishes", "How it fails", "Who to ask"),
        ]


class TestTheLaw:
    def test_and_rules_and_use_cases_never_ask_the_machine_for_time_or_ids(self) -> None:
        pure = [*house.modules("law"), *(f for f in house.modules("services") if f.stem in CAST)]
        assert [asked for file in pure for asked in _asked_of_the_machine(file)] == []


class TestRefusals:
    def test_have_a_slug_each_and_words_in_both_languages(self) -> None:
        for file in house.modules("kit", "law", "services", "estate"):
            if "Refusal" in (house.ROOT / file).read_text("utf-8") and file.name != "__main__.py":
                importlib.import_module(".".join(file.with_suffix("").parts))
        kinds = {kind for kind in _below(Refusal) if kind.__module__.split(".")[0] in house.ROOMS}
        shared = Counter(kind.slug for kind in kinds if "slug" in vars(kind))
        assert [slug for slug, times in shared.items() if times > 1] == []
        assert [kind for kind in kinds if kind.__name__.endswith("Error")] == []
        assert [kind for kind in kinds if kind.vi == kind.en and kind.vi != "{why}"] == []
        for kind in kinds:
            assert sorted(re.findall(r"{(\w+)", kind.vi)) == sorted(re.findall(r"{(\w+)", kind.en)), kind


def _of_slices() -> list[Path]:
    return [file for file in house.modules("services") if file.parent in set(SLICES) and file.name != "__init__.py"]


def _key(file: Path) -> str:
    return file.relative_to("services").with_suffix("").as_posix()


def _needs_a_reason(file: Path) -> bool:
    return not (file.stem in CAST or BY_NOUN.fullmatch(file.stem) or _is_a_noun(file))


def _is_a_noun(file: Path) -> bool:
    """Whether a module holds an aggregate."""
    classes = (n for n in house.tree(file).body if isinstance(n, ast.ClassDef)) if (house.ROOT / file).exists() else ()
    return any(isinstance(base, ast.Name) and base.id in {"Aggregate", "Stateful"} for n in classes for base in n.bases)


def _belongs(file: Path) -> bool:
    """A module of the slice itself, or a text below it (templates of pages, of papers, of letters)."""
    return file.parent in set(SLICES) if file.suffix == ".py" else file.parent not in set(SLICES)


def _asked_of_the_machine(file: Path) -> Iterator[str]:
    for node in ast.walk(house.tree(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            asked = (owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", ""), node.func.attr)
            if asked in CLOCKS or asked[1] in MAKERS:
                yield f"{file}:{node.lineno}: {'.'.join(asked)}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
            yield f"{file}:{node.lineno}: {node.func.id}"


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from _below(sub)
