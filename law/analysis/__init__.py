"""
Analysis: what scores say beyond the star. Pure; nothing here changes a result.

    from law.analysis import compare_layers, council_layer, members_lean, near_edge, offices_lean, reach, stability

    reach(rulebook, 7, filled).targets[0].improvements        # thresholds first, then the fewest steps up
    stability(rulebook, 7, {"a": filled, …}).decisive         # members whose sheet alone changes the star
    near_edge(rulebook, total, margin=Decimal(2))             # None when clear of every band's edge
    members_lean([{"a": Decimal(80), "b": Decimal(74)}, …], minimum=10)
    compare_layers(rulebook, 7, {"self": …, "council": council_layer(rulebook, 7, sheets)}).disputed
"""

from law.analysis.layers import Layers, Row, compare_layers, council_layer
from law.analysis.lenience import Lean, members_lean, offices_lean
from law.analysis.reach import Improvement, Reach, Target, reach
from law.analysis.stability import NearEdge, Stability, Without, near_edge, stability
from law.analysis.steps import Climb, cheapest, climbs

__all__ = [
    "Climb",
    "Improvement",
    "Layers",
    "Lean",
    "NearEdge",
    "Reach",
    "Row",
    "Stability",
    "Target",
    "Without",
    "cheapest",
    "climbs",
    "compare_layers",
    "council_layer",
    "members_lean",
    "near_edge",
    "offices_lean",
    "reach",
    "stability",
]
