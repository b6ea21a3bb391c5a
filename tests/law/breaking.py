"""Every way to break a valid rulebook: each returns the path and kind of the fault the checker must name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

Content = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]
Breaker = Callable[[Draw, Content], tuple[str, str]]

DATA = Path(__file__).parents[2] / "law" / "data" / "rulebooks"
BREAKERS: dict[str, Breaker] = {}


def valid() -> Content:
    """The current act cut down to three sheets: one plain, one with groups, one with cases."""
    content: Content = json.loads((DATA / "R26.json").read_text(encoding="utf-8"))
    content["sheets"] = [sheet for sheet in content["sheets"] if sheet["set_no"] in (1, 11, 26)]
    topics = {leaf["topic"] for _, leaf in leaves(content)}
    for evidence in content["evidence"]:
        evidence["supports"] = [topic for topic in evidence["supports"] if topic in topics]
    return content


def sections(content: Content) -> Iterator[tuple[str, Content]]:
    for s, sheet in enumerate(content["sheets"]):
        for p, part in enumerate(sheet["parts"]):
            for n, section in enumerate(part["sections"]):
                yield f"/sheets/{s}/parts/{p}/sections/{n}", section


def entries(content: Content) -> Iterator[tuple[str, Content]]:
    """Criteria and groups."""
    for at, section in sections(content):
        for n, entry in enumerate(section["criteria"]):
            yield f"{at}/criteria/{n}", entry


def leaves(content: Content) -> Iterator[tuple[str, Content]]:
    for at, entry in entries(content):
        if "criteria" in entry:
            for n, leaf in enumerate(entry["criteria"]):
                yield f"{at}/criteria/{n}", leaf
        else:
            yield at, entry


def breaks(breaker: Breaker) -> Breaker:
    BREAKERS[breaker.__name__] = breaker
    return breaker


def pick(draw: Draw, places: Iterator[tuple[str, Content]]) -> tuple[str, Content]:
    chosen: tuple[str, Content] = draw(st.sampled_from(list(places)))
    return chosen


more = st.integers(1, 50)


@breaks
def option_worth_more_than_its_criterion(draw: Draw, content: Content) -> tuple[str, str]:
    at, leaf = pick(draw, leaves(content))
    leaf["options"][-1]["points"] = leaf["max"] + draw(more)
    return f"{at}/max", "options-sum"


@breaks
def criteria_that_do_not_add_up(draw: Draw, content: Content) -> tuple[str, str]:
    at, section = pick(draw, sections(content))
    section["max"] += draw(more)
    return f"{at}/max", "criteria-sum"


@breaks
def group_that_does_not_add_up(draw: Draw, content: Content) -> tuple[str, str]:
    at, group = pick(draw, ((at, e) for at, e in entries(content) if "criteria" in e))
    group["max"] += draw(more)
    return f"{at}/max", "criteria-sum"


@breaks
def sections_that_do_not_add_up(draw: Draw, content: Content) -> tuple[str, str]:
    s, p = draw(st.integers(0, 2)), draw(st.integers(0, 2))
    content["sheets"][s]["parts"][p]["max"] += draw(more)
    return f"/sheets/{s}/parts/{p}/max", "sections-sum"


@breaks
def parts_that_do_not_add_up(draw: Draw, content: Content) -> tuple[str, str]:
    content["out_of"] += draw(more)
    return f"/sheets/{draw(st.integers(0, 2))}/parts", "parts-sum"


@breaks
def set_outside_the_classification(draw: Draw, content: Content) -> tuple[str, str]:
    content["sheets"][1]["set_no"] = draw(st.integers(27, 999))
    return "/sheets/1/set_no", "unknown-set"


@breaks
def set_of_producers_without_a_sheet(draw: Draw, content: Content) -> tuple[str, str]:
    content["producers"][0]["only_sets"] = [draw(st.integers(27, 999))]
    return "/producers/0/only_sets", "unknown-set"


@breaks
def set_given_twice(draw: Draw, content: Content) -> tuple[str, str]:
    content["sheets"][2]["set_no"] = content["sheets"][draw(st.integers(0, 1))]["set_no"]
    return "/sheets/2", "set-twice"


@breaks
def line_about_an_option_that_is_not_there(draw: Draw, content: Content) -> tuple[str, str]:
    at, leaf = pick(draw, ((at, leaf) for at, leaf in leaves(content) if leaf.get("conditions")))
    leaf["conditions"][0]["options"] = [draw(st.text("xyz", min_size=1))]
    return f"{at}/conditions/0/options", "missing-option"


@breaks
def line_that_depends_on_a_later_or_missing_criterion(draw: Draw, content: Content) -> tuple[str, str]:
    on_sheet = [(at, leaf) for at, leaf in leaves(content) if at.startswith("/sheets/0/")]
    number = draw(st.sampled_from([n for n, (_, leaf) in enumerate(on_sheet[:-1]) if leaf.get("conditions")]))
    at, leaf = on_sheet[number]
    later = draw(st.sampled_from(["no-such", *[other["id"] for _, other in on_sheet[number + 1 :]]]))
    leaf["conditions"][0]["when"] = {"criteria": [later], "points_at_most": 0}
    return f"{at}/conditions/0/when/criteria", "missing-criterion"


@breaks
def option_of_an_undeclared_case(draw: Draw, content: Content) -> tuple[str, str]:
    at, leaf = pick(draw, leaves(content))
    number = draw(st.integers(0, len(leaf["options"]) - 1))
    leaf["options"][number]["case"] = "zz"
    return f"{at}/options/{number}/case", "missing-case"


@breaks
def cases_where_there_is_nothing_to_choose(draw: Draw, content: Content) -> tuple[str, str]:
    at, leaf = pick(draw, ((at, leaf) for at, leaf in leaves(content) if leaf["kind"] != "case-choice"))
    leaf["kind"] = "case-choice"
    return f"{at}/cases", "cases-not-expected"


@breaks
def minimum_for_a_star_nobody_recognises(draw: Draw, content: Content) -> tuple[str, str]:
    at, leaf = pick(draw, leaves(content))
    leaf["options"][0]["star"] = draw(st.sampled_from([1, 2]))
    return f"{at}/options/0/star", "minimum-unknown-star"


@breaks
def minimum_of_a_higher_star_below_that_of_a_lower(draw: Draw, content: Content) -> tuple[str, str]:
    at, leaf = pick(draw, ((at, leaf) for at, leaf in leaves(content) if leaf["kind"] == "single-choice"))
    for option in leaf["options"]:
        option.pop("star", None)
    leaf["options"][0]["star"], leaf["options"][-1]["star"] = 5, draw(st.sampled_from([3, 4]))
    return f"{at}/options", "minimum-order"


@breaks
def gap_below_the_lowest_band(draw: Draw, content: Content) -> tuple[str, str]:
    content["bands"][-1]["least"] = draw(st.integers(1, 29))
    return "/bands/4/least", "band-gap"


@breaks
def bands_that_overlap(draw: Draw, content: Content) -> tuple[str, str]:
    number = draw(st.integers(0, 3))
    content["bands"][number]["least"] = content["bands"][number + 1]["least"] - draw(st.integers(0, 5))
    return f"/bands/{number}/least", "band-overlap"


@breaks
def band_left_out(draw: Draw, content: Content) -> tuple[str, str]:
    del content["bands"][draw(st.integers(1, 3))]
    return "/bands", "band-missing"


@breaks
def band_above_the_scale(draw: Draw, content: Content) -> tuple[str, str]:
    content["bands"][0]["least"] = 100 + draw(more)
    return "/bands/0/least", "band-unreachable"


@breaks
def star_nobody_may_recognise(draw: Draw, content: Content) -> tuple[str, str]:
    tier = content["tiers"][draw(st.sampled_from([1, 2]))]
    tier["recognises"].pop()
    return "/tiers", "star-without-recogniser"


@breaks
def star_of_two_tiers(draw: Draw, content: Content) -> tuple[str, str]:
    content["tiers"][2]["recognises"].append(draw(st.sampled_from(content["tiers"][1]["recognises"])))
    return "/tiers/2/recognises", "star-of-two-tiers"


@breaks
def tiers_out_of_order(draw: Draw, content: Content) -> tuple[str, str]:
    one, other = draw(st.sampled_from([(0, 1), (1, 2), (0, 2)]))
    tiers = content["tiers"]
    tiers[one], tiers[other] = tiers[other], tiers[one]
    return "/tiers", "tier-order"


@breaks
def screening_tier_that_recognises(draw: Draw, content: Content) -> tuple[str, str]:
    content["tiers"][0]["forward_at"] = draw(more)
    return "/tiers/0", "screening-tier-recognises"


@breaks
def forwarding_from_the_top(draw: Draw, content: Content) -> tuple[str, str]:
    content["tiers"][2]["forward_at"] = draw(more)
    return "/tiers/2/forward_at", "forward-from-the-top"


@breaks
def forwarding_beyond_the_scale(draw: Draw, content: Content) -> tuple[str, str]:
    content["tiers"][1]["forward_at"] = 100 + draw(more)
    return "/tiers/1/forward_at", "forward-out-of-scale"


@breaks
def effective_dates_that_overlap(draw: Draw, content: Content) -> tuple[str, str]:
    content["in_force"]["first"] = f"2026-05-{draw(st.integers(1, 21)):02}"
    return "/in_force", "period-overlap"


@breaks
def effective_dates_with_a_gap(draw: Draw, content: Content) -> tuple[str, str]:
    content["in_force"]["first"] = f"2026-05-{draw(st.integers(23, 31))}"
    return "/in_force/first", "period-gap"


@breaks
def effective_dates_reversed(draw: Draw, content: Content) -> tuple[str, str]:
    content["in_force"]["last"] = f"2026-05-{draw(st.integers(1, 21)):02}"
    return "/in_force/last", "period-reversed"


@breaks
def window_that_closes_before_it_opens(draw: Draw, content: Content) -> tuple[str, str]:
    content["re_evaluation"]["closes_days_before"] = 180 + draw(more)
    return "/re_evaluation", "window-reversed"


@breaks
def round_on_no_day_of_the_year(draw: Draw, content: Content) -> tuple[str, str]:
    content["rounds"][0]["submit_by"] = draw(st.sampled_from(["02-30", "13-01", "00-10", "04-31"]))
    return "/rounds/0/submit_by", "not-a-day"


@breaks
def missing_language(draw: Draw, content: Content) -> tuple[str, str]:
    at, leaf = pick(draw, leaves(content))
    language = draw(st.sampled_from(["vi", "en"]))
    if draw(st.booleans()):
        del leaf["label"][language]
    else:
        leaf["label"][language] = ""
    return f"{at}/label/{language}", "missing-language"


@breaks
def criterion_given_twice(draw: Draw, content: Content) -> tuple[str, str]:
    places = [(at, leaf) for at, leaf in leaves(content) if at.startswith("/sheets/1/")]
    first, second = sorted(draw(st.lists(st.integers(0, len(places) - 1), min_size=2, max_size=2, unique=True)))
    places[second][1]["id"] = places[first][1]["id"]
    return places[second][0], "duplicate-id"


@breaks
def option_given_twice(draw: Draw, content: Content) -> tuple[str, str]:
    at, leaf = pick(draw, leaves(content))
    leaf["options"][1]["id"] = leaf["options"][0]["id"]
    return f"{at}/options/1", "duplicate-id"


@breaks
def misspelt_name(draw: Draw, content: Content) -> tuple[str, str]:
    at, leaf = pick(draw, leaves(content))
    leaf["opitons"] = draw(more)
    return at, "unknown-name"


@breaks
def name_left_out(draw: Draw, content: Content) -> tuple[str, str]:
    name = draw(st.sampled_from(["bands", "tiers", "council", "codes", "validity_months", "in_force", "title"]))
    del content[name]
    return "", "missing"


@breaks
def points_as_a_binary_float(draw: Draw, content: Content) -> tuple[str, str]:
    at, leaf = pick(draw, leaves(content))
    leaf["options"][0]["points"] = draw(st.floats(0, 1, exclude_min=True, exclude_max=True))
    return f"{at}/options/0/points", "binary-float"


@breaks
def code_with_an_unknown_field(draw: Draw, content: Content) -> tuple[str, str]:
    content["codes"]["product"] += "{village}"
    return "/codes/product", "code-field"


@breaks
def code_that_would_repeat(draw: Draw, content: Content) -> tuple[str, str]:
    field = draw(st.sampled_from(["{serial}", "{commune}", "{year}"]))
    content["codes"]["product"] = content["codes"]["product"].replace(field, "")
    return "/codes/product", "code-without-serial"


@breaks
def evidence_outside_the_catalogue(draw: Draw, content: Content) -> tuple[str, str]:
    content["evidence"][0]["kind"] = "x-" + draw(st.text("abc", min_size=1))
    return "/evidence/0/kind", "unknown-evidence"


@breaks
def evidence_for_no_topic(draw: Draw, content: Content) -> tuple[str, str]:
    content["evidence"][0]["supports"] = ["x_" + draw(st.text("abc"))]
    return "/evidence/0/supports", "unknown-topic"


@breaks
def source_of_nothing(draw: Draw, content: Content) -> tuple[str, str]:
    number = draw(st.integers(0, len(content["grounds"]) - 1))
    content["grounds"][number]["path"] = "/no/such"
    return f"/grounds/{number}/path", "source-of-nothing"


@breaks
def statement_without_a_source(draw: Draw, content: Content) -> tuple[str, str]:
    path = draw(st.sampled_from(["/bands", "/minima", "/council/spread_limit", "/codes/receipt", "/sheets"]))
    content["grounds"] = [ground for ground in content["grounds"] if ground["path"] != path]
    return path, "no-source"


@breaks
def nothing_to_score(draw: Draw, content: Content) -> tuple[str, str]:
    content["sheets"] = []
    return "/sheets", "nothing-to-score"


@breaks
def tier_of_a_level_that_is_not_there(draw: Draw, content: Content) -> tuple[str, str]:
    content["tiers"][0]["level"] = "region"
    return "/tiers/0/level", "unknown-level"


@breaks
def pending_days_of_a_kind_that_is_not_there(draw: Draw, content: Content) -> tuple[str, str]:
    content["transition"] = {"pending_days": {"renewal": 30}}
    return "/transition/pending_days/renewal", "unknown-kind"


@breaks
def product_code_that_is_no_address(draw: Draw, content: Content) -> tuple[str, str]:
    sign = draw(st.sampled_from(list("/?#%&+ Đ\\\n")))
    content["codes"]["product"] = "{province}-{commune}" + sign + "{serial}-{year}"
    return "/codes/product", "code-not-in-an-address"


@breaks
def source_of_another_act(draw: Draw, content: Content) -> tuple[str, str]:
    content["grounds"][0]["source"] = {"vi": "QĐ 148/QĐ-TTg, điều 3", "en": "Decision 148, Article 3"}
    content["grounds"][0].pop("note", None)
    return "/grounds/0/source", "source-of-another-act"


@breaks
def round_of_a_tier_that_is_not_there(draw: Draw, content: Content) -> tuple[str, str]:
    content["rounds"][0]["level"] = "district"
    return "/rounds/0/level", "unknown-tier"


@breaks
def yes_or_no_with_a_third_answer(draw: Draw, content: Content) -> tuple[str, str]:
    at, leaf = pick(draw, ((at, leaf) for at, leaf in leaves(content) if leaf["kind"] == "single-choice"))
    leaf["kind"] = "yes-no"
    leaf["options"].append({**leaf["options"][-1], "id": "third"})
    return f"{at}/options", "yes-no-options"


@breaks
def case_without_options(draw: Draw, content: Content) -> tuple[str, str]:
    at, leaf = pick(draw, ((at, leaf) for at, leaf in leaves(content) if leaf["kind"] == "case-choice"))
    leaf["cases"].append({"id": "z", "label": {"vi": "z", "en": "z"}})
    return f"{at}/cases/2", "case-without-options"


@breaks
def band_recognised_by_a_tier_but_not_by_the_act(draw: Draw, content: Content) -> tuple[str, str]:
    content["bands"][draw(st.integers(1, 2))]["recognised"] = False
    return "/tiers/1/recognises", "star-not-recognised"


@breaks
def minima_that_are_nowhere(draw: Draw, content: Content) -> tuple[str, str]:
    for _, leaf in leaves(content):
        for option in leaf["options"]:
            option.pop("star", None)
    return "/minima", "minima-not-on-options"
