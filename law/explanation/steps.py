"""Steps that a council's result and a single sheet have in common: points, bands, minima."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from law.explanation.numbers import written
from law.explanation.value import Step
from law.explanation.wording import say
from law.rulebooks.applied import EditionApplied
from law.rulebooks.council import CouncilRegulation
from law.rulebooks.rulebook import Band, Rulebook
from law.rulebooks.sheet import Condition, Sheet
from law.rulebooks.values import Text
from law.scoring.stars import StarFinding, shown


def article(rulebook: Rulebook, path: str) -> Text | None:
    """The citation of the statement at a path of the rulebook; what was not read in the act itself says so."""
    ground = rulebook.ground(path)
    if ground is None or ground.verified == "yes":
        return ground.source if ground else None
    return Text(vi=f"{ground.source.vi} (cần xác nhận)", en=f"{ground.source.en} (to be confirmed)")


def regulated(rulebook: Rulebook, setting: str, regulation: CouncilRegulation | None) -> Text | None:
    """The citation of a council setting: the office's own regulation where it speaks, else the rulebook's source."""
    if regulation is not None and getattr(regulation.council, setting) is not None:
        return regulation.decision
    return article(rulebook, f"/council/{setting}")


def rulebook_step(rulebook: Rulebook) -> Step:
    text = say("rulebook", rulebook=rulebook.title, hash=rulebook.hash[:12])
    acts = ", ".join(act.number for act in rulebook.acts)
    return Step(code="rulebook", text=text, article=Text(vi=acts, en=acts))


def edition_steps(editions: Sequence[EditionApplied]) -> Iterator[Step]:
    """Each later edition that was applied while the dossier was pending, and the one it took the place of."""
    for one in editions:
        day = Text(vi=f"{one.on:%d/%m/%Y}", en=one.on.isoformat())
        announced: dict[str, Text | str] = {
            "former": one.from_hash[:12],
            "later": one.to_hash[:12],
            "on": day,
            "reason": one.reason,
        }
        if one.round is None:
            yield Step(code="edition", text=say("edition", **announced))
        else:
            text = say("edition-reopened", **announced, before=one.round - 1, round=one.round)
            yield Step(code="edition-reopened", text=text)


def parts_text(rulebook: Rulebook, parts: Mapping[str, Decimal]) -> Text:
    """The points per part in one line, such as "A 30, B 20,5, C 28"."""
    line = {
        language: "; ".join(f"{part} {written(shown(rulebook, points), language)}" for part, points in parts.items())
        for language in ("vi", "en")
    }
    return Text(vi=line["vi"], en=line["en"])


def not_scored_steps(rulebook: Rulebook, sheet: Sheet, unscored: Mapping[str, Condition]) -> Iterator[Step]:
    for criterion, condition in unscored.items():
        label = sheet.by_criterion[criterion].label
        text = say("not-scored", criterion=criterion, label=label, reason=condition.text)
        yield Step(code="not-scored", text=text, article=article(rulebook, "/sheets"), at=criterion)


def band_step(rulebook: Rulebook, total: Decimal, band: Band) -> Step:
    text = say("band", total=shown(rulebook, total), band=band_text(rulebook, band), star=band.star)
    return Step(code="band", text=text, article=article(rulebook, "/bands"))


def band_text(rulebook: Rulebook, band: Band) -> Text:
    """A band as people say it: from an edge to below the next; the highest one has no upper edge but the maximum."""
    above = sorted(other.least for other in rulebook.bands if other.least > band.least)
    if above:
        return Text(
            vi=f"từ {written(band.least, 'vi')} đến dưới {written(above[0], 'vi')}",
            en=f"from {written(band.least, 'en')} to below {written(above[0], 'en')}",
        )
    most = rulebook.out_of
    return Text(
        vi=f"từ {written(band.least, 'vi')} đến {written(most, 'vi')}",
        en=f"from {written(band.least, 'en')} to {written(most, 'en')}",
    )


def minimum_steps(rulebook: Rulebook, sheet: Sheet, finding: StarFinding) -> Iterator[Step]:
    """Each minimum of the stars the total allows, met or missed; those of higher stars decide nothing."""
    if sheet.whole_parts and rulebook.minima != "none":
        yield Step(code="minima-unknown", text=say("minima-unknown"), article=article(rulebook, "/minima"))
    for threshold in finding.thresholds:
        if threshold.star > finding.band.star:
            continue
        code = "minimum-met" if threshold.met else "minimum-missed"
        text = say(
            code,
            star=threshold.star,
            criterion=threshold.criterion,
            label=sheet.by_criterion[threshold.criterion].label,
            needed=threshold.needed,
            scored=threshold.scored,
        )
        mark = "met" if threshold.met else "missed"
        yield Step(code=code, text=text, mark=mark, article=article(rulebook, "/minima"), at=threshold.criterion)


def star_step(rulebook: Rulebook, finding: StarFinding, *, rejected: bool = False) -> Step:
    """The result. Noted: "not met: three stars" would contradict itself, and the minima before it say what was missed."""
    cited = article(rulebook, "/minima" if finding.star < finding.band.star else "/bands")
    if rejected:
        return Step(code="star-none", text=say("star-none"), mark="missed", article=article(rulebook, "/sheets"))
    if finding.star < finding.band.star:
        decisive = sum(1 for t in finding.missed if t.star == finding.star + 1)
        text = say("star-held-back", star=finding.star, band=finding.band.star, next=finding.star + 1, count=decisive)
        return Step(code="star-held-back", text=text, article=cited)
    return Step(code="star", text=say("star", star=finding.star), article=cited)
